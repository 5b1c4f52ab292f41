"""The track record: what the score would have said on past days, and what then happened."""

from risk.record.backtest import Record, backtest

__all__ = ["Record", "backtest"]
