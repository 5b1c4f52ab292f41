"""Names of months in English, Russian, Persian, Dari and Chinese, of the Gregorian and the Solar Hijri year."""

from layers.imports.numerals import plain_letters

# One line per month; the beginning of a name is enough in English and Russian, so cases and short forms are covered.
GREGORIAN_STEMS = {
    1: ("jan", "янв"),
    2: ("feb", "фев"),
    3: ("mar", "мар"),
    4: ("apr", "апр"),
    5: ("may", "май", "мая", "мае"),
    6: ("jun", "июн"),
    7: ("jul", "июл"),
    8: ("aug", "авг"),
    9: ("sep", "сен"),
    10: ("oct", "окт"),
    11: ("nov", "ноя"),
    12: ("dec", "дек"),
}
GREGORIAN = {
    1: ("جنوری", "ژانویه"),
    2: ("فبروری", "فوریه"),
    3: ("مارچ", "مارس"),
    4: ("اپریل", "آپریل", "آوریل"),
    5: ("می", "مه", "مئی"),
    6: ("جون", "ژوئن", "ژوین"),
    7: ("جولای", "ژوئیه", "ژوییه"),
    8: ("اگست", "آگست", "اوت"),
    9: ("سپتمبر", "سپتامبر"),
    10: ("اکتوبر", "اکتبر"),
    11: ("نومبر", "نوامبر"),
    12: ("دسمبر", "دسامبر"),
}
SOLAR_HIJRI = {
    1: ("حمل", "فروردین", "hamal", "farvardin"),
    2: ("ثور", "اردیبهشت", "sawr", "saur", "thawr", "ordibehesht"),
    3: ("جوزا", "خرداد", "jawza", "jauza", "khordad"),
    4: ("سرطان", "تیر", "saratan", "tir"),
    5: ("اسد", "مرداد", "asad", "mordad"),
    6: ("سنبله", "شهریور", "sonbola", "sunbula", "sonbula", "shahrivar"),
    7: ("میزان", "مهر", "mizan", "mehr"),
    8: ("عقرب", "آبان", "aqrab", "aban"),
    9: ("قوس", "آذر", "qaws", "qaus", "azar"),
    10: ("جدی", "دی", "jadi", "jaddi", "dey"),
    11: ("دلو", "بهمن", "dalw", "dalv", "bahman"),
    12: ("حوت", "اسفند", "hut", "hoot", "esfand"),
}


def _by_name(months: dict[int, tuple[str, ...]]) -> dict[str, int]:
    return {plain_letters(name): number for number, names in months.items() for name in names}


ENGLISH_TEXT = """
january february march april may june july august september october november december
"""
ENGLISH = tuple(ENGLISH_TEXT.split())
RUSSIAN_TEXT = """
январь января январе февраль февраля феврале март марта марте апрель апреля апреле май мая мае июнь
июня июне июль июля июле август августа августе сентябрь сентября сентябре октябрь октября октябре
ноябрь ноября ноябре декабрь декабря декабре
"""
RUSSIAN = tuple(RUSSIAN_TEXT.split())
WHOLE = _by_name(GREGORIAN)
SOLAR = _by_name(SOLAR_HIJRI)
STEMS = _by_name(GREGORIAN_STEMS)


def gregorian_month(word: str) -> int | None:
    """1 to 12 for the name of a Gregorian month, whole or cut short after three letters; else None."""
    name = plain_letters(word)
    if name in WHOLE:
        return WHOLE[name]
    whole = any(known.startswith(name) for known in (*ENGLISH, *RUSSIAN, "sept"))
    return STEMS.get(name[:3]) if len(name) >= 3 and whole else None


def solar_month(word: str) -> int | None:
    """1 to 12 for the name of a Solar Hijri month, Afghan or Iranian, in Persian or Latin letters; else None."""
    return SOLAR.get(plain_letters(word))
