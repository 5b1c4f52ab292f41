"""What the track record says about the score on screen, in one sentence that a room can read."""

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
ADVICE = "read ranks and reasons, not decimals"


class ScoreNotJudged(ValueError):
    """A record does not hold the score on screen."""


def plain_verdict(record: dict) -> str:
    """One sentence on the score on screen, from the figures of `risk.record.summary.summary` or its published file.

    Better or worse than the best simple rule (windows chosen by fitting included) only where the 80 % interval of the
    ratio of log losses lies on one side of 1; and nothing is proven by fewer than 30 incidents. Raises ScoreNotJudged.
    """
    if SCREEN not in record["forecasters"] or not record.get("screen_comparison"):
        raise ScoreNotJudged(
            f"The record judges {', '.join(record['forecasters'])}; expected {SCREEN!r} among them. Make it from the "
            "shipped incidents with `python -m risk record`."
        )
    judged, rival = record["data"]["judged_incidents"], record["screen_comparison"]["best_of_all_simple"]
    did, so = _compared(rival, judged)
    incidents = f"{judged} incident{'s' * (judged != 1)} judged"
    return f"On the shipped incidents this score {did} {RULES[rival['name']]} ({incidents}): {so}."


def _compared(rival: dict, judged: int) -> tuple[str, str]:
    low, high = rival["ratio_80"]
    if low > 1:
        return "did worse than", "rank by that rule, and use this score for its reasons only"
    if high >= 1:
        return "did no better than" if rival["ratio"] >= 1 else "was not provably better than", ADVICE
    if judged < FEW_INCIDENTS:
        return "did better than", f"too few to prove it, so {ADVICE}"
    return "did provably better than", "its figures carry weight, within their intervals"
