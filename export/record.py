"""What the track record says of the score, in one sentence, and whether it still speaks of these data."""

from layers.catalogue import dataset, shipped, verified
from risk.record import load_record, plain_verdict
from risk.settings import Settings


def sentence_of(record: dict | None, problem: str, settings: Settings) -> str:
    """What the record says of a score made with these settings."""
    if record is None:
        return f"No track record: {problem}"
    judged = Settings(**record["settings"])
    if settings != judged:
        return (
            "No track record for these settings: it was made for any serious incident within "
            f"{judged.radius_km:g} km in {judged.horizon_days:g} days, with the declared priors."
        )
    return plain_verdict(record) + ("" if is_current(record) else " The data have changed since.")


def is_current(record: dict) -> bool:
    """Whether the record was made from the files that the catalogue lists now."""
    now = {entry.file: entry.sha256 for entry in shipped().values()}
    return all(now.get(file) == sha256 for file, sha256 in record["data_sha256"].items())


def shipped_sentence(settings: Settings) -> str:
    """What the shipped record says; that there is none when it cannot be read."""
    try:
        return sentence_of(load_record(verified(dataset("track_record"))), "", settings)
    except (OSError, ValueError, KeyError) as error:
        return sentence_of(None, str(error.args[0]) if error.args else str(error), settings)
