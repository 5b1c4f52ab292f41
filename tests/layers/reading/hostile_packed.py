"""Hostile archives and workbooks: paths, nesting, bombs, entities."""

import io
import struct
import zipfile
from collections.abc import Iterator

from layers.reading import errors
from tests.layers.reading import samples
from tests.layers.reading.hostile_item import TABLE, Hostile, big, feature, kml, one


def _raw_zip(name: str, content: bytes = b"a,b\n1,2\n", **fields: int) -> bytes:
    info = zipfile.ZipInfo("x" * len(name))
    for key, value in fields.items():
        setattr(info, key, value)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, content)
    return stream.getvalue().replace(b"x" * len(name), name.encode())


def archives() -> Iterator[Hostile]:
    """Members that point outside, archives in archives, passwords, overlaps."""
    outside = [
        "../../x.csv",
        "/etc/x.csv",
        "C:\\x.csv",
        "a/../../x.csv",
        "..\\..\\x.csv",
        "\\\\host\\x.csv",
        "a\x00/x.csv",
    ]
    for at, name in enumerate(outside):
        yield one(f"slip{at}.zip", _raw_zip(name), errors.PathEscapes)
        yield one(f"slip{at}.kmz", _raw_zip(name.replace("x.csv", "doc.kml"), samples.kml_file()), errors.PathEscapes)
    yield one(
        "link.zip",
        _raw_zip("passwd.csv", b"/etc/passwd", create_system=3, external_attr=0o120777 << 16),
        errors.PathEscapes,
    )
    inner = samples.zip_file({"a.csv": samples.csv_file()})
    for depth in range(1, 6):
        inner = samples.zip_file({f"level{depth}.zip": inner})
        yield one(f"nested{depth}.zip", inner, errors.NestedArchive)
    yield one("hidden.csv.zip", samples.zip_file({"a.csv": samples.kmz_file()}), errors.NestedArchive)
    yield one("hidden.kmz", samples.zip_file({"doc.kml": samples.zip_file({"doc.kml": b"x"})}), errors.FileDamaged)
    locked = bytearray(samples.zip_file({"a.csv": b"a,b\n1,2\n"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield one("locked.zip", bytes(locked), errors.ArchiveLocked)
    yield one("overlap.zip", overlapping(), errors.ArchiveBomb, errors.FileDamaged)
    yield one("none.zip", samples.zip_file({}), errors.FormatUnknown)
    yield one("two.zip", samples.zip_file({"a.csv": b"a\n1", "b.csv": b"a\n1"}), errors.FormatUnknown)
    yield one("programs.zip", samples.zip_file({"x.exe": b"MZ", "x.py": b"import os"}), errors.FormatUnknown)
    broken = bytearray(samples.zip_file({"a.csv": samples.csv_file() * 50}))
    broken[60:80] = b"\xff" * 20
    yield one("checksum.zip", bytes(broken), errors.FileDamaged)
    lies = bytearray(samples.zip_file({"a.csv": b"a,b\n" + b"1,2\n" * 100_000}))
    struct.pack_into("<I", lies, lies.index(b"PK\x01\x02") + 24, 10)
    yield one("size lies.zip", bytes(lies), errors.FileDamaged, errors.ArchiveBomb, TABLE)


def overlapping(copies: int = 200) -> bytes:
    """Many members that are all the same bytes."""
    single = samples.zip_file({"a.csv": b"a,b\n" + b"1,2\n" * 20_000})
    at = single.index(b"PK\x01\x02")
    entry = single[at : single.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"a.csv", b"%05d" % number) for number in range(copies))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), at, 0)
    return single[:at] + entries + end


def workbook(sheet: str, *, shared: str = "", **more: bytes) -> bytes:
    """A workbook whose only sheet has this XML in it."""
    start = '<?xml version="1.0"?>'
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members = {
        "[Content_Types].xml": f"{start}<Types/>",
        "xl/_rels/workbook.xml.rels": start
        + '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
        "xl/workbook.xml": f'{start}<workbook {space} xmlns:r="r">'
        + '<sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/s.xml": sheet if sheet.startswith("<?xml") else f"{start}<worksheet {space}>{sheet}</worksheet>",
    }
    if shared:
        members["xl/sharedStrings.xml"] = shared
    return samples.zip_file({key: value.encode() for key, value in members.items()} | more)


def bombs() -> Iterator[Hostile]:
    """By ratio, size, count, and by what little XML makes of itself."""
    zeros = b"0" * 30_000_000
    yield big("ratio.zip", lambda: samples.zip_file({"a.csv": zeros}), errors.ArchiveBomb, apart=False)
    yield big("ratio.kmz", lambda: samples.zip_file({"doc.kml": zeros}), errors.ArchiveBomb, apart=False)
    yield big("ratio.xlsx", lambda: workbook(" " * 30_000_000), errors.ArchiveBomb, apart=False)
    yield big("shared.xlsx", lambda: workbook("", shared=" " * 30_000_000), errors.ArchiveBomb, apart=False)
    yield big(
        "count.zip", lambda: samples.zip_file({f"{n}.csv": b"" for n in range(5_000)}), errors.ArchiveBomb, apart=False
    )
    yield big(
        "count.kmz", lambda: samples.zip_file({f"{n}.kml": b"" for n in range(70_000)}), errors.ArchiveBomb, apart=False
    )
    yield big("deep.kml", lambda: b"<kml>" + b"<Folder>" * 100_000, errors.XmlTooDeep, apart=False)
    yield big("deep.xlsx", lambda: workbook("<a>" * 2_000), errors.XmlTooDeep, apart=False)
    far = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    yield one("far.xlsx", workbook(far), errors.TooManyColumns)
    yield one(
        "row number.xlsx",
        workbook(far.replace("XFD1048576", "A9999999").replace("1048576", "9" * 400)),
        TABLE,
        errors.FileDamaged,
    )
    cells = '<row><c t="s"><v>0</v></c></row>' * 60_000
    text = '<?xml version="1.0"?><sst><si><t>' + "ab" * 45_000 + "</t></si></sst>"
    yield big(
        "one text often.xlsx",
        lambda: workbook(f"<sheetData>{cells}</sheetData>", shared=text),
        errors.OutOfMemory,
        errors.ArchiveBomb,
    )
    yield big(
        "blanks.kml",
        lambda: kml("<Point><coordinates>" + " " * 5_000_000 + "</coordinates></Point>"),
        TABLE,
        apart=False,
    )
    yield big(
        "vertices.kml",
        lambda: kml("<LineString><coordinates>" + "70,37 " * 1_000_000 + "</coordinates></LineString>"),
        errors.TooManyVertices,
        apart=False,
    )
    yield big(
        "vertices.geojson",
        lambda: feature({"type": "LineString", "coordinates": [[70, 37]] * 1_000_000}),
        errors.TooManyVertices,
        apart=False,
    )
    yield big(
        "columns.csv",
        lambda: ",".join(f"c{n}" for n in range(20_000)).encode() + b"\n1",
        errors.TooManyColumns,
        apart=False,
    )
    yield big("cell.csv", lambda: b"a,b\n" + b"x" * 3_000_000 + b",1\n", errors.CellTooLong, apart=False)
    yield big(
        "quote.csv", lambda: b'a,b\n1,"' + b"x,1\n" * 5_000_000, errors.FileDamaged, errors.CellTooLong, apart=False
    )
    yield big("rows.csv", lambda: b"a\n" + b"1\n" * 2_000_002, errors.TooManyRows, apart=False)
    yield big("commas.csv", lambda: b"a,b\n" + b",\n" * 1_000_000, errors.FileEmpty, apart=False)
    yield big(
        "line.csv", lambda: b"x" * 40_000_000, errors.FileEmpty, errors.FileDamaged, errors.CellTooLong, apart=False
    )


def markup(address: str) -> Iterator[Hostile]:
    """Entities in KML, in every part of a workbook and in XML of other kinds."""
    laughs = (
        "<!DOCTYPE x [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + "]>"
    )
    heads = {
        "laughs": laughs,
        "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "address": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>',
        "dtd": f'<!DOCTYPE x SYSTEM "{address}x.dtd">',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}"> %p;]>',
        "quadratic": "<!DOCTYPE x [<!ENTITY e '" + "a" * 50_000 + "'>]>",
    }
    for name, head in heads.items():
        yield one(f"{name}.kml", kml("&e;", head), errors.XmlEntityRefused)
        yield one(f"{name}.kmz", samples.zip_file({"doc.kml": kml("&e;", head)}), errors.XmlEntityRefused)
        yield one(f"{name} sheet.xlsx", workbook(f"<?xml version='1.0'?>{head}<worksheet/>"), errors.XmlEntityRefused)
        yield one(
            f"{name} texts.xlsx", workbook("", shared=f"{head}<sst><si><t>&e;</t></si></sst>"), errors.XmlEntityRefused
        )
        yield one(
            f"{name}.gpx", f"{head}<gpx><wpt lat='1' lon='1'/></gpx>", errors.FormatUnknown, errors.XmlEntityRefused
        )
    links = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/vbaProject.bin": b"x"}
    formula = '<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    formula += '<row r="2"><c r="A2" t="str"><f>{}</f><v>9</v></c></row></sheetData>'
    for at, code in enumerate((f"[1]S!A1+WEBSERVICE(&quot;{address}&quot;)", "cmd|'/C calc'!A0", "1+1")):
        yield one(f"formula{at}.xlsx", workbook(formula.format(code), **links), TABLE)
    elsewhere = samples.xlsx_file().replace(b"", b"")
    yield one("outside sheet.xlsx", _retarget(elsewhere, f'Target="{address}" TargetMode="External"'), errors.FileEmpty)
    yield one("path sheet.xlsx", _retarget(elsewhere, 'Target="../../../etc/passwd"'), errors.MemberMissing)
    yield one(
        "network.kml", f"<kml><NetworkLink><Link><href>{address}</href></Link></NetworkLink></kml>", errors.FileEmpty
    )
    yield one("icon.kml", kml(f"<Style><IconStyle><Icon><href>{address}</href></Icon></IconStyle></Style>"), TABLE)
    yield one("encoding.kml", b'<?xml version="1.0" encoding="utf-7"?><kml/>', errors.FileDamaged, errors.FileEmpty)
    yield one(
        "include.kml",
        f'<kml xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{address}"/></kml>',
        errors.FileEmpty,
    )
    yield one("page.csv", "<!DOCTYPE html><html><script>alert(1)</script></html>", errors.FormatUnknown)
    for at, text in enumerate(("a,b", "nan,nan", "1e308,1e308", "1e999,0", "70,37 x", "", ",", "70", "70,37,1,2,3")):
        yield one(f"numbers{at}.kml", kml(f"<Point><coordinates>{text}</coordinates></Point>"), TABLE)


def _retarget(book: bytes, words: str) -> bytes:
    members = {}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            members[name] = archive.read(name)
    rels = members["xl/_rels/workbook.xml.rels"]
    for sheet in (b'Target="worksheets/sheet1.xml"', b'Target="worksheets/sheet2.xml"'):
        rels = rels.replace(sheet, words.encode())
    return samples.zip_file(members | {"xl/_rels/workbook.xml.rels": rels})
