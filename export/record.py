"""What the track record says of the score, in one sentence, and whether it still speaks of these data."""

from export.language import ENGLISH, Language
from layers.catalogue import dataset, shipped, verified
from risk.record import JUDGED, RULES, VERDICTS, load_record, verdict
from risk.settings import Settings


def sentence_of(record: dict | None, problem: str, settings: Settings, *, language: Language = ENGLISH) -> str:
    """What the record says of a score made with these settings; a problem is told as it is given."""
    if record is None:
        return language.say("No track record: {problem}", problem=problem)
    judged = Settings(**record["settings"])
    if settings != judged:
        return language.say(
            "No track record for these settings: it was made for any serious incident within {km} km in {days} days, "
            "with the declared priors.",
            km=language.number(judged.radius_km),
            days=language.number(judged.horizon_days),
        )
    said = verdict_of(record, language=language)
    return said if is_current(record) else f"{said} {language.say('The data have changed since.')}"


def is_current(record: dict) -> bool:
    """Whether the record was made from the files that the catalogue lists now."""
    now = {entry.file: entry.sha256 for entry in shipped().values()}
    return all(now.get(file) == sha256 for file, sha256 in record["data_sha256"].items())


def shipped_sentence(settings: Settings, *, language: Language = ENGLISH) -> str:
    """What the shipped record says; that there is none when it cannot be read."""
    try:
        return sentence_of(load_record(verified(dataset("track_record"))), "", settings, language=language)
    except (OSError, ValueError, KeyError) as error:
        return sentence_of(None, str(error.args[0]) if error.args else str(error), settings, language=language)


def verdict_of(record: dict, *, language: Language = ENGLISH) -> str:
    """`risk.record.plain_verdict` in the language of the page."""
    found = verdict(record)
    incidents = language.count(found.judged, *JUDGED)
    return language.say(VERDICTS[found.kind], rule=language.say(RULES[found.rule]), incidents=incidents)
