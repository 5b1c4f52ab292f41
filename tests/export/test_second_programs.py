"""Each format as another program reads it: poppler, LibreOffice, GDAL, and Chromium without a network."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from fastkml.validator import validate
from PIL import Image
from pypdf import PdfReader

from export.content import Content
from export.document.pdf import as_pngs
from export.gather import package_files
from export.make import document_of, rendered
from tests.debian import program
from tests.export.conftest import specified

DPI = 60
KINDS = {"snapshot": (), "daily": ("SITE-01",), "site": ("SITE-01",), "region": ("AF-BDS", "BORDER-09")}


@pytest.fixture(scope="module")
def contents(world) -> dict[str, Content]:
    made = {"on": date(2026, 4, 20), "by": "Desk 4"}
    return {kind: Content(specified(world, kind=kind, subjects=on, **made), world) for kind, on in KINDS.items()}


@pytest.fixture(scope="module")
def snapshot(contents):
    return document_of(contents["snapshot"])


@pytest.fixture(scope="module")
def package(contents) -> dict[str, bytes]:
    return package_files(contents["snapshot"])


def poppler(data: bytes, folder: Path, dpi: int = DPI) -> list[Image.Image]:
    """The pages of a PDF as poppler renders them."""
    (folder / "it.pdf").write_bytes(data)
    command = [program("pdftoppm", "poppler-utils"), "-r", str(dpi), "-png", folder / "it.pdf", folder / "page"]
    subprocess.run(command, check=True, capture_output=True)
    return [Image.open(path) for path in sorted(folder.glob("page*.png"))]


def as_pdf_by_office(data: bytes, name: str, folder: Path) -> PdfReader:
    """What LibreOffice makes of a file; it fails where the file would need repair."""
    (folder / name).write_bytes(data)
    office = program("soffice", "libreoffice-impress", "libreoffice-calc")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / name]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return PdfReader(folder / f"{Path(name).stem}.pdf")


def audited(path: Path) -> str:
    """What a validator of Office Open XML finds wrong; empty where the office programs need no repair."""
    answer = subprocess.run([sys.executable, "-m", "openxml_audit", path], capture_output=True, text=True)
    return "" if answer.returncode == 0 else answer.stdout


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def similar(one: Image.Image, two: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255, after both were made small."""
    small = [np.asarray(picture.convert("L").resize((160, 113)), dtype=float) for picture in (one, two)]
    return float(np.abs(small[0] - small[1]).mean())


@pytest.mark.parametrize("kind", KINDS)
def test_poppler_renders_every_page_as_we_do(contents, kind, tmp_path):
    document = document_of(contents[kind])
    pages = poppler(rendered(document, "pdf"), tmp_path)
    ours = [Image.open(_file(data, tmp_path, row)) for row, data in enumerate(as_pngs(document, DPI))]
    assert len(pages) == len(ours)
    assert max(similar(*pair) for pair in zip(pages, ours, strict=True)) < 6


def test_poppler_finds_the_words(snapshot, tmp_path):
    path = tmp_path / "it.pdf"
    path.write_bytes(rendered(snapshot, "pdf"))
    command = [program("pdftotext", "poppler-utils"), path, "-"]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for word in ("TLP:GREEN", "Dushanbe", "Sites by sector", "As of 17 Apr 2026", "Desk 4"):
        assert word in words


@pytest.fixture(scope="module")
def chinese(world) -> bytes:
    said = {"on": date(2026, 4, 20), "by": "Desk 4", "language": "zh"}
    return rendered(document_of(Content(specified(world, **said), world)), "pdf")


def test_poppler_finds_chinese_names_on_the_map(chinese, tmp_path):
    path = tmp_path / "it.pdf"
    path.write_bytes(chinese)
    command = [program("pdftotext", "poppler-utils"), path, "-"]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for name in ("阿富汗", "巴基斯坦", "昆都士", "杜尚别", "喀布尔", "公里"):
        assert name in words


def test_the_chinese_font_of_the_map_is_embedded_as_truetype(chinese, tmp_path):
    path = tmp_path / "it.pdf"
    path.write_bytes(chinese)
    command = [program("pdffonts", "poppler-utils"), path]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert any("NotoSansSC" in line and "CID TrueType" in line for line in lines)
    assert all(line.split()[-5] == "yes" for line in lines)


def test_poppler_renders_chinese_as_we_do(world, chinese, tmp_path):
    said = {"on": date(2026, 4, 20), "by": "Desk 4", "language": "zh"}
    document = document_of(Content(specified(world, **said), world))
    (page,) = poppler(chinese, tmp_path)
    assert similar(page, Image.open(_file(as_pngs(document, DPI)[0], tmp_path, 0))) < 6


def test_poppler_finds_every_font_inside(snapshot, tmp_path):
    path = tmp_path / "it.pdf"
    path.write_bytes(rendered(snapshot, "pdf"))
    command = [program("pdffonts", "poppler-utils"), path]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_office_opens_the_slides(contents, kind, tmp_path):
    document = document_of(contents[kind])
    reader = as_pdf_by_office(rendered(document, "pptx"), "brief.pptx", tmp_path)
    assert all(page.extract_text().count("TLP:GREEN") == 2 for page in reader.pages)


def test_office_opens_the_workbook(package, tmp_path):
    reader = as_pdf_by_office(package["panj-watch.TLP-GREEN.xlsx"], "it.xlsx", tmp_path)
    assert "TLP:GREEN" in text_of(reader)


@pytest.mark.parametrize("kind", KINDS)
def test_slides_follow_the_standard_to_the_letter(contents, kind, tmp_path):
    path = tmp_path / "brief.pptx"
    path.write_bytes(rendered(document_of(contents[kind]), "pptx"))
    assert audited(path) == ""


def test_the_workbook_follows_the_standard_to_the_letter(package, tmp_path):
    path = tmp_path / "it.xlsx"
    path.write_bytes(package["panj-watch.TLP-GREEN.xlsx"])
    assert audited(path) == ""


def test_kml_follows_the_schema_of_its_standard(package, tmp_path):
    path = tmp_path / "it.kml"
    path.write_bytes(package["panj-watch.TLP-GREEN.kml"])
    assert validate(file_to_validate=path) is True


@pytest.mark.parametrize("ending", ["gpkg", "kml", "kmz"])
def test_gdal_reads_the_incidents(package, contents, tmp_path, ending):
    path = tmp_path / f"it.{ending}"
    path.write_bytes(package[f"panj-watch.TLP-GREEN.{ending}"])
    layers = [name for name, _ in pyogrio.list_layers(path)]
    name = next(name for name in layers if name.lower() == "incidents")
    assert len(pyogrio.read_dataframe(path, layer=name)) == len(contents["snapshot"].frames["incidents"])


def _file(data: bytes, folder: Path, row: int) -> Path:
    path = folder / f"ours{row}.png"
    path.write_bytes(data)
    return path
