"""What the track record says about the score on screen, in one sentence that a room can read."""

from dataclasses import dataclass

from risk.record.screen import SCREEN
from risk.record.summary import FEW_INCIDENTS

RULES = {
    "all zero": "saying that nothing will happen",
    "climatology": "giving every site the same chance",
    "site history": "each site's own past",
    "recent count": "counting recent incidents",
    "one kernel": "one published kernel",
    "recent count, best window": "counting incidents over the best window",
    "one kernel, best of 24": "the best single kernel of 24",
}
VERDICTS = {
    "worse": "On the shipped incidents this score did worse than {rule} ({incidents}): rank by that rule, and use this "
    "score for its reasons only.",
    "no better": "On the shipped incidents this score did no better than {rule} ({incidents}): read ranks and reasons, "
    "not decimals.",
    "not provably better": "On the shipped incidents this score was not provably better than {rule} ({incidents}): "
    "read ranks and reasons, not decimals.",
    "better by few": "On the shipped incidents this score did better than {rule} ({incidents}): too few to prove it, "
    "so read ranks and reasons, not decimals.",
    "provably better": "On the shipped incidents this score did provably better than {rule} ({incidents}): its figures "
    "carry weight, within their intervals.",
}
JUDGED = ("{n} incident judged", "{n} incidents judged")


class ScoreNotJudged(ValueError):
    """A record does not hold the score on screen."""


@dataclass(frozen=True)
class Verdict:
    """How the score on screen did: a key of VERDICTS, a key of RULES for the best simple rule, incidents judged."""

    kind: str
    rule: str
    judged: int


def plain_verdict(record: dict) -> str:
    """The verdict in one English sentence. Raises ScoreNotJudged."""
    found = verdict(record)
    incidents = JUDGED[found.judged != 1].format(n=found.judged)
    return VERDICTS[found.kind].format(rule=RULES[found.rule], incidents=incidents)


def verdict(record: dict) -> Verdict:
    """What the figures of `risk.record.summary.summary`, or its published file, say of the score on screen.

    Better or worse than the best simple rule (windows chosen by fitting included) only where the 80 % interval of the
    ratio of log losses lies on one side of 1; and nothing is proven by fewer than 30 incidents. Raises ScoreNotJudged.
    """
    if SCREEN not in record["forecasters"] or not record.get("screen_comparison"):
        raise ScoreNotJudged(
            f"The record judges {', '.join(record['forecasters'])}; expected {SCREEN!r} among them. Make it from the "
            "shipped incidents with `python -m risk record`."
        )
    judged, rival = record["data"]["judged_incidents"], record["screen_comparison"]["best_of_all_simple"]
    return Verdict(_compared(rival, judged), rival["name"], judged)


def _compared(rival: dict, judged: int) -> str:
    low, high = rival["ratio_80"]
    if low > 1:
        return "worse"
    if high >= 1:
        return "no better" if rival["ratio"] >= 1 else "not provably better"
    return "better by few" if judged < FEW_INCIDENTS else "provably better"
