"""Files that mean harm, built by code: each with what a reader may answer. Nothing here is kept on disk.

`python -m tests.layers.reading.hostile` tries each in a process of its own and prints the answers.
"""

from collections.abc import Iterator

from layers.reading import errors
from layers.reading.read import read_file
from tests.layers.reading import hostile_binary, hostile_packed, hostile_text, samples
from tests.layers.reading.hostile_item import ADDRESS, TABLE, Hostile, one


def corpus(address: str = ADDRESS) -> list[Hostile]:
    """Every hostile file; those with `apart` are only for a process of its own."""
    groups = (
        hostile_text.smuggled(address),
        hostile_packed.archives(),
        hostile_packed.bombs(),
        hostile_packed.markup(address),
        hostile_text.json_files(),
        hostile_text.texts(),
        hostile_binary.databases(),
        hostile_binary.parquets(),
        hostile_binary.shapefiles(),
        truncated(),
        disguised(),
    )
    return [item for group in groups for item in group]


def truncated(steps: int = 12) -> Iterator[Hostile]:
    """Every honest file, cut at many lengths."""
    for kind, make in samples.SAMPLES.items():
        whole = make()
        cuts = {len(whole) * step // steps for step in range(1, steps)} | {
            1,
            2,
            4,
            8,
            16,
            100,
            len(whole) - 1,
            len(whole) - 4,
        }
        # a number and not a length: some writers put the time into a file
        for number, cut in enumerate(sorted(cut for cut in cuts if 0 < cut < len(whole))):
            answers = (
                (errors.FileRefused, TABLE)
                if kind in ("csv", "geojsonl", "zip", "gpkg") or cut < 16
                else (errors.FileRefused,)
            )
            yield one(f"cut{number}.{kind}", whole[:cut], *answers)


def disguised() -> Iterator[Hostile]:
    """Honest files under the wrong name, nothing at all, and things that are no tables."""
    for kind, make in samples.SAMPLES.items():
        for other in ("csv", "kml", "gpkg"):
            if other != kind:
                yield one(f"is {kind}.{other}", make(), TABLE)
        yield one(f"../../etc/{kind}\u202e\x00.exe", make(), TABLE)
    for ending in ("csv", "xlsx", "geojson", "kml", "kmz", "gpkg", "parquet", "zip"):
        yield one(f"empty.{ending}", b"", errors.FileEmpty)
    starts = (
        b"\x1f\x8b",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"\x28\xb5\x2f\xfd",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a",
        b"\xd0\xcf\x11\xe0",
        b"%PDF-1.7",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"\x7fELF",
        b"MZ",
        b"\x89HDF",
        b"fgb\x03",
        b"II*\x00",
    )
    for at, start in enumerate(starts):
        yield one(f"other{at}.csv", start + b"\x00\x01" * 50, errors.FormatUnknown)


def main() -> None:
    """One line per file: its name and the answer; then how many were tried."""
    files = corpus()
    for item in files:
        try:
            table = read_file(item.make(), item.name)
            print(f"{ascii(item.name)}: {len(table.frame)} rows, {table.format}")
        except errors.FileRefused as error:
            print(f"{ascii(item.name)}: {type(error).__name__}: {error}")
    print(f"{len(files)} hostile files tried")


if __name__ == "__main__":
    main()
