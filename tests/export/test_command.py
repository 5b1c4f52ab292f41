"""The door of the export room: what it writes, what it says, and what it refuses."""

import json

import pytest

from export.__main__ import main
from export.make import TRAIL
from layers.trail import entries

GIVEN = ["--by", "Desk 4", "--on", "2026-04-20", "--dpi", "60"]


def test_a_snapshot_says_where_how_large_and_its_hash(tmp_path, capsys):
    assert main(["snapshot", "--out", str(tmp_path / "map.png"), *GIVEN]) == 0
    said = capsys.readouterr().out
    assert "map.png" in said
    assert "sha256" in said
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_is_made_again_from_itself(tmp_path):
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    main(["snapshot", "--out", str(first), "--title", "Again", *GIVEN])
    assert main(["snapshot", "--from", str(first), "--out", str(second), "--dpi", "60"]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_specification_that_was_printed_can_be_followed(tmp_path, capsys):
    main(["specification"])
    (tmp_path / "view.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["snapshot", "--from", str(tmp_path / "view.toml"), "--out", str(tmp_path / "map.svg"), *GIVEN]) == 0


def test_a_brief_of_two_sites(tmp_path):
    path = tmp_path / "brief.pptx"
    assert main(["brief", "--template", "site", "--sites", "SITE-01,SITE-20", "--out", str(path), *GIVEN]) == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_package_as_a_folder(tmp_path):
    assert main(["package", "--formats", "csv,geojson", "--out", str(tmp_path / "package"), *GIVEN]) == 0
    manifest = json.loads((tmp_path / "package" / "manifest.json").read_text(encoding="utf-8"))
    assert {entry["name"] for entry in manifest["files"]} >= {"incidents.TLP-GREEN.csv", "specification.toml"}


def test_the_trail_is_shown(tmp_path, capsys):
    main(["snapshot", "--out", str(tmp_path / "map.png"), *GIVEN])
    capsys.readouterr()
    assert main(["trail"]) == 0
    assert "TLP:GREEN  export  map.png" in capsys.readouterr().out


def test_a_trail_that_was_tampered_with_is_said_to_be(tmp_path, own_workspace, capsys):
    main(["snapshot", "--out", str(tmp_path / "map.png"), *GIVEN])
    trail = own_workspace / TRAIL
    trail.write_text(trail.read_text().replace("Desk 4", "Desk 5"))
    assert main(["trail"]) == 2
    assert "Line 1 of exports.jsonl was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["snapshot", "--out", "map.docx"], "'docx' is not a format"),
        (["snapshot", "--out", "nowhere/map.png"], "nowhere"),
        (["brief", "--template", "site", "--sites", "SITE-99", "--out", "b.pdf"], "There is no site 'SITE-99'"),
        (["brief", "--template", "region", "--regions", "XX", "--out", "b.pdf"], "There is no region 'XX'"),
        (["package", "--formats", "csv,dwg", "--out", "p.zip"], "'dwg' is no format"),
        (["snapshot", "--from", "broken.toml", "--out", "map.png"], "is not TOML"),
        (["snapshot", "--from", "empty.png", "--out", "map.png"], "empty.png"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path, monkeypatch, capsys, arguments, advice):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("= 3")
    (tmp_path / "empty.png").touch()
    assert main([*arguments, *GIVEN]) == 2
    assert advice in capsys.readouterr().err
    assert {path.name for path in tmp_path.iterdir()} <= {"broken.toml", "empty.png", "workspace"}


def test_nothing_leaves_without_a_line_in_the_trail(tmp_path, own_workspace):
    main(["snapshot", "--out", str(tmp_path / "map.png"), *GIVEN])
    main(["package", "--formats", "csv", "--out", str(tmp_path / "p.zip"), *GIVEN])
    assert [line["file"] for line in entries(own_workspace / TRAIL)] == ["map.png", "p.zip"]
