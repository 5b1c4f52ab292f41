import zipfile
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pptx import Presentation
from pypdf import PdfWriter

from export.document import carried
from export.document.carried import (
    FileUnreadable,
    SpecificationMissing,
    specification_in,
    with_density_png,
    with_specification_png,
    with_specification_svg,
)

TEXT = '{"note": "ä 中 دری 😀 <&> \\u202e"}\n'
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><metadata>other</metadata><g/></svg>'


def png(**more) -> bytes:
    file = BytesIO()
    Image.new("RGB", (3, 2), "#123456").save(file, "PNG", **more)
    return file.getvalue()


def pdf(**metadata) -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(72, 72)
    writer.add_metadata({f"/{name}": text for name, text in metadata.items()})
    writer.write(file)
    return file.getvalue()


def pptx(comments: str) -> bytes:
    slides, file = Presentation(), BytesIO()
    slides.core_properties.comments = comments
    slides.save(file)
    return file.getvalue()


def kept(folder, data: bytes, name: str = "file.bin"):
    path = folder / name
    path.write_bytes(data)
    return path


MADE = {
    "png": with_specification_png(png(), TEXT),
    "pdf": pdf(Subject=TEXT),
    "pptx": pptx(TEXT),
    "svg": with_specification_svg(SVG, TEXT),
}


@pytest.mark.parametrize("kind", MADE)
def test_what_was_put_in_comes_out(tmp_path, kind):
    assert specification_in(kept(tmp_path, MADE[kind], f"file.{kind}")) == TEXT


@pytest.mark.parametrize("kind", MADE)
def test_a_file_is_known_by_content_and_not_by_name(tmp_path, kind):
    assert specification_in(kept(tmp_path, MADE[kind], "file.docx")) == TEXT


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_travels_in_a_png(tmp_path_factory, text):
    path = kept(tmp_path_factory.mktemp("any"), with_specification_png(png(), text))
    assert specification_in(path) == text


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
def test_any_text_travels_in_an_svg(tmp_path_factory, text):
    path = kept(tmp_path_factory.mktemp("any"), with_specification_svg(SVG, text))
    assert specification_in(path) == text


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "]]></metadata><script>"])
def test_text_that_xml_forbids_does_not_break_a_drawing(tmp_path, text):
    found = specification_in(kept(tmp_path, with_specification_svg(SVG, text)))
    assert found == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")


def test_a_picture_keeps_its_pixels_and_holds_one_specification():
    made = with_specification_png(with_specification_png(with_density_png(png(), 300), "old"), "new")
    picture = Image.open(BytesIO(made))
    assert picture.convert("RGB").getpixel((1, 1)) == (0x12, 0x34, 0x56)
    assert picture.text == {"panj-watch": "new"}


@pytest.mark.parametrize("packed", [True, False])
def test_a_chunk_that_another_program_wrote_again_is_read(tmp_path, packed):
    notes = PngInfo()
    notes.add_itxt("panj-watch", TEXT, "en", "Schlüssel", zip=packed)
    assert specification_in(kept(tmp_path, png(pnginfo=notes))) == TEXT


def test_a_plain_text_chunk_is_read(tmp_path):
    notes = PngInfo()
    notes.add_text("panj-watch", "plain é")
    assert specification_in(kept(tmp_path, png(pnginfo=notes))) == "plain é"


@pytest.mark.parametrize("data", [png(), pdf(Title="x"), pptx(""), SVG], ids=["png", "pdf", "pptx", "svg"])
def test_a_file_without_specification_says_so(tmp_path, data):
    with pytest.raises(SpecificationMissing, match="holds no specification.*Choose a PNG"):
        specification_in(kept(tmp_path, data))


@pytest.mark.parametrize("kind", ["png", "pdf", "pptx"])
def test_a_file_that_was_cut_short_is_refused(tmp_path, kind):
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        specification_in(kept(tmp_path, MADE[kind][: len(MADE[kind]) // 2]))


def test_a_drawing_cut_inside_its_specification_is_refused(tmp_path):
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        specification_in(kept(tmp_path, MADE["svg"][: MADE["svg"].index(b"</metadata>")]))


@pytest.mark.parametrize("data", [b"", b"hello", b"<html></html>", b"\xff\xd8\xff\xe0JFIF", b"MZ\0\0"])
def test_a_file_of_another_kind_is_refused(tmp_path, data):
    with pytest.raises(FileUnreadable, match="no PNG, PDF, PPTX or SVG"):
        specification_in(kept(tmp_path, data, "snapshot.png"))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileUnreadable, match="cannot be opened"):
        specification_in(tmp_path / "gone.png")


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(carried, "LARGEST_FILE", 100)
    with pytest.raises(FileUnreadable, match="larger than"):
        specification_in(kept(tmp_path, MADE["png"]))


@pytest.mark.parametrize(
    "declared",
    [b'<!DOCTYPE svg [<!ENTITY a "ha">]>', b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'],
    ids=["growing", "fetching"],
)
def test_entities_are_refused(tmp_path, declared):
    data = b'<?xml version="1.0"?>' + declared + b'<svg xmlns="http://www.w3.org/2000/svg">'
    data += b'<metadata id="panj-watch">&a;</metadata></svg>'
    with pytest.raises(FileUnreadable, match="damaged"):
        specification_in(kept(tmp_path, data))


def test_a_chunk_that_swells_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(carried, "LARGEST_TEXT", 1000)
    body = b"panj-watch\0\1\0\0\0" + zlib.compress(b"a" * 10**6)
    data = carried._png([*carried._chunks(png())][:1] + [(b"iTXt", body), (b"IEND", b"")])
    with pytest.raises(FileUnreadable, match="damaged"):
        specification_in(kept(tmp_path, data))


def test_an_archive_that_swells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(carried, "LARGEST_TEXT", 1000)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("docProps/core.xml", b"<a>" + b" " * 10**6 + b"</a>")
    with pytest.raises(FileUnreadable, match="damaged"):
        specification_in(kept(tmp_path, file.getvalue()))


def test_a_picture_whose_bytes_were_changed_is_refused(tmp_path):
    data = bytearray(MADE["png"])
    data[data.index(b"note")] ^= 1
    with pytest.raises(FileUnreadable, match="damaged"):
        specification_in(kept(tmp_path, bytes(data)))
