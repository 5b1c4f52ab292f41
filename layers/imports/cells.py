"""Cells of a stranger's table as text, numbers and words; a blank has many spellings."""

import re

import numpy as np
import pandas as pd

from layers.imports.findings import Findings
from layers.imports.numerals import plain_figures
from layers.imports.schema import Vocabulary, Word

BLANKS = {"", "na", "n/a", "nan", "null", "none", "nil", "-", "--", "–", "—", "?", "unknown", "unk", "#n/a", "<na>"}
BLANKS |= {"нет данных", "неизвестно", "н/д", "不详", "未知", "无数据", "نامعلوم", "نامشخص"}
WHOLE = re.compile(r"[+-]?\d+")
LONE = re.compile("[\ud800-\udfff]")
TRUE = {"true", "yes", "y", "1", "да", "是", "بلی", "بله"}
FALSE = {"false", "no", "n", "0", "нет", "否", "نخیر", "نه"}


def texts(cells: pd.Series) -> pd.Series:
    """Cells as stripped text, None where blank or a word for blank; whole numbers without a decimal point."""
    codes, values = pd.factorize(cells.astype(object))
    found = np.array([*map(_text, values), None], dtype=object)
    return pd.Series(found[codes], index=cells.index, dtype=object)


def counts(cells: pd.Series, column: str, findings: Findings) -> pd.Series:
    """Cells as numbers, NaN where blank; a finding for each that is none."""
    shown = texts(cells)
    codes, values = pd.factorize(shown)
    numbers = np.array([*map(_number, values), np.nan], dtype=float)[codes]
    wrong = shown.notna().to_numpy() & np.isnan(numbers)
    expected = "a whole number, or nothing when it is not known"
    findings.add(
        wrong, column, found=shown, says=(expected, "Write one figure; a range goes into minimum and maximum.")
    )
    return pd.Series(numbers, index=cells.index)


def truths(cells: pd.Series, column: str, findings: Findings) -> pd.Series:
    """Cells as True, False or None."""
    words = tuple(Word(word, True) for word in sorted(TRUE)) + tuple(Word(word, False) for word in sorted(FALSE))
    return translated(cells, Vocabulary(column, column, words), findings)


def translated(cells: pd.Series, vocabulary: Vocabulary, findings: Findings) -> pd.Series:
    """Our values for theirs; a finding for each value that the vocabulary does not have."""
    shown, table = texts(cells), vocabulary.table
    codes, values = pd.factorize(shown)
    known = np.array([*(value.casefold() in table for value in values), True], dtype=bool)
    ours = np.empty(len(values) + 1, dtype=object)
    ours[:] = [*(table.get(value.casefold()) for value in values), vocabulary.blank]
    expected = f"one of {', '.join(word.theirs for word in vocabulary.words)}"
    advice = f"Correct it, or say which {vocabulary.ours} it stands for in the mapping."
    findings.add(~known[codes], vocabulary.column, found=shown, says=(expected, advice))
    return pd.Series(ours[codes], index=cells.index, dtype=object)


def _text(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A lone surrogate can be neither written nor compared; the rules refuse what stands in its place.
    text = LONE.sub("\uffff", str(value)).strip()
    return None if text.casefold() in BLANKS else text


def _number(text: str) -> float:
    plain = plain_figures(text)
    try:
        return float(int(plain)) if WHOLE.fullmatch(plain) and len(plain) < 300 else float(plain)
    except ValueError:
        return np.nan
