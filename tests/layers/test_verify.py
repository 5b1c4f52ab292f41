"""`python -m layers verify`: a table, and an exit code that a script can use."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from layers.__main__ import main, verify
from layers.catalogue import load_catalogue

ROOT = Path(__file__).parents[2]


def run(folder: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "layers", "verify"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=120)


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A copy of the room and its data."""
    for room in ("layers", "data"):
        shutil.copytree(ROOT / room, tmp_path / room)
    return tmp_path


def test_the_shipped_data_pass_with_a_table_and_code_0():
    done = run(ROOT)
    assert done.returncode == 0
    assert "CC BY 4.0" in done.stdout
    assert len(done.stdout.splitlines()) == 1 + len(load_catalogue())


def test_a_changed_file_gives_code_1_and_says_which(product):
    with (product / "data" / "sites.geojson").open("a") as file:
        file.write("\n")
    done = run(product)
    assert done.returncode == 1
    assert "sites.geojson is not the file the catalogue describes" in done.stdout


def test_a_broken_catalogue_gives_code_2_and_a_sentence(product):
    (product / "data" / "catalogue.toml").write_text("[roads", encoding="utf-8")
    done = run(product)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Correct that line" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_catalogue_gives_code_2(tiny, capsys):
    (tiny.path / "catalogue.toml").unlink()
    assert main(["verify"]) == 2
    assert "Restore it" in capsys.readouterr().err


def test_the_two_square_countries_pass(tiny):
    assert main(["verify"]) == 0


def test_a_missing_file_gives_code_1_and_leaves_the_others_ok(tiny, capsys):
    tiny.file("actors").unlink()
    assert main(["verify"]) == 1
    table = verify(load_catalogue(tiny.path)).set_index("dataset")["state"]
    assert list(table.index[table != "ok"]) == ["actors"]


def test_a_column_that_is_described_and_absent_is_named(tiny):
    tiny.replace("actors", "actor_id,name\nA-1,First\n")
    state = verify(load_catalogue(tiny.path)).set_index("dataset").loc["actors", "state"]
    assert state.startswith("actors.csv lacks the columns areas, confidence, hypothesis, sources")


def test_without_a_command_it_says_what_it_can_do(capsys):
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "verify" in capsys.readouterr().err
