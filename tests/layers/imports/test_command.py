"""The command: reports, refuses to store half a file unasked, and hands the good rows to the store."""

import argparse
import json
from datetime import date

import pytest

from layers.imports.command import Means, add_commands, run
from layers.reading.errors import FileEmpty
from tests.layers.imports.tables import GDELT, PLAIN, UCDP, table

BAD = {**UCDP, "id": "2", "best": "-1"}


class Shop:
    """A store that remembers what it was given."""

    def __init__(self) -> None:
        self.kept, self.thresholds = [], []

    def keep(self, checked, table, may_share: bool = False, threshold: float | None = None) -> str:
        self.kept.append(checked)
        self.thresholds.append(threshold)
        return f"Batch 1: {len(checked.accepted)} stored."


@pytest.fixture
def shop() -> Shop:
    return Shop()


def called(shop: Shop | None, *rows: dict, options: tuple = ()) -> int:
    """The exit code of `import file.csv` with these rows in the file."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(dest="command"))
    chosen = parser.parse_args(["import", "file.csv", *map(str, options)])
    return run(chosen, Means(lambda path, name: table(*rows), shop.keep if shop else None, lambda: date(2026, 4, 17)))


def test_good_rows_are_kept(shop, capsys):
    assert called(shop, UCDP) == 0
    assert "Batch 1: 1 stored." in capsys.readouterr().out


def test_a_dry_run_keeps_nothing(shop, capsys):
    assert called(shop, UCDP, options=["--dry-run"]) == 0
    assert shop.kept == []


def test_a_file_with_a_bad_row_is_kept_only_when_told(shop, capsys):
    assert called(shop, UCDP, BAD) == 1
    assert shop.kept == []
    assert called(shop, UCDP, BAD, options=["--take-good"]) == 0
    assert len(shop.kept[0].accepted) == 1


def test_refused_rows_are_written_beside(shop, tmp_path, capsys):
    called(shop, UCDP, BAD, options=["--refused", tmp_path / "bad.csv"])
    assert "best: found -1.0" in (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


def test_guessed_columns_are_not_stored_unconfirmed(shop, tmp_path, capsys):
    assert called(shop, PLAIN) == 1
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"columns": {"date": "Date", "latitude": "Lat", "longitude": "Lon"}}))
    assert called(shop, PLAIN, options=["--mapping", mapping]) == 0


def test_reports_are_grouped_when_told(shop, capsys):
    assert called(shop, GDELT, {**GDELT, "GLOBALEVENTID": "2"}, options=["--group"]) == 0
    assert (shop.kept[0].kind, len(shop.kept[0].accepted)) == ("incidents", 1)


def test_media_reports_are_not_stored_ungrouped(shop, capsys):
    assert called(shop, GDELT) == 1
    assert shop.kept == [] and "--group" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "threshold"), [((), None), (("--join",), 0.6), (("--join", "--threshold", "0.9"), 0.9)]
)
def test_rows_are_joined_only_when_told(shop, capsys, options, threshold):
    assert called(shop, UCDP, options=options) == 0
    assert shop.thresholds == [threshold]


def test_a_threshold_outside_0_to_1_is_refused(shop, capsys):
    with pytest.raises(SystemExit):
        called(shop, UCDP, options=["--join", "--threshold", "9"])
    assert "expected a number from 0 to 1" in capsys.readouterr().err


def test_stopped_from_the_keyboard_nothing_is_said_to_be_stored(shop, capsys):
    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    shop.keep = stop
    assert called(shop, UCDP) == 130
    assert "Stopped, as asked. Nothing was stored." in capsys.readouterr().err


def test_a_schema_that_does_not_fit_is_an_error(shop, capsys):
    assert called(shop, PLAIN, options=["--as", "ucdp"]) == 2
    assert "lacks the columns" in capsys.readouterr().err


def test_a_mapping_that_is_no_table_is_an_error(shop, tmp_path, capsys):
    (tmp_path / "mapping.json").write_text('{"columns": 3}')
    assert called(shop, PLAIN, options=["--mapping", tmp_path / "mapping.json"]) == 2
    assert "each a table of names" in capsys.readouterr().err


def test_without_a_store_only_a_dry_run_works(capsys):
    assert called(None, UCDP) == 2
    assert called(None, UCDP, options=["--dry-run"]) == 0


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(capsys):
    def fail(path, name):
        raise FileEmpty("file.csv is empty.")

    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(dest="command"))
    assert run(parser.parse_args(["import", "file.csv"]), Means(fail, None, lambda: date(2026, 4, 17))) == 2
    assert capsys.readouterr().err == "file.csv is empty.\n"
