"""The track record: what the score would have said on past days, and what then happened."""

from risk.record.backtest import Record, backtest
from risk.record.plain import JUDGED, RULES, VERDICTS, plain_verdict, verdict
from risk.record.published import load_record
from risk.record.screen import SCREEN, ScreenScore
from risk.record.summary import summary

__all__ = [
    "JUDGED",
    "RULES",
    "SCREEN",
    "VERDICTS",
    "Record",
    "ScreenScore",
    "backtest",
    "load_record",
    "plain_verdict",
    "summary",
    "verdict",
]
