"""A language: words with their places filled, plurals, figures, days and names."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import inf, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.language import ENGLISH, Language, LanguageUnknown, language
from export.picture.text import drawable
from layers import read_border, read_countries, read_places, read_provinces, read_sites

CHINESE, RUSSIAN, DARI = (language(code) for code in ("zh", "ru", "fa"))
ALL = (ENGLISH, CHINESE, RUSSIAN, DARI)
EACH = pytest.mark.parametrize("tongue", ALL, ids=lambda tongue: tongue.code)
DAY = date(2025, 11, 6)
SHOWN = "{n} row marked above {marking} is left out.", "{n} rows marked above {marking} are left out."
TEXT = st.text(st.characters(), max_size=30)


def test_a_language_knows_its_name_and_direction():
    assert [(tongue.name, tongue.direction) for tongue in ALL] == [
        ("English", "ltr"),
        ("中文", "ltr"),
        ("Русский", "ltr"),
        ("دری", "rtl"),
    ]


def test_the_same_code_is_the_same_language():
    assert language("ru") is language("ru")
    assert language("en") == ENGLISH == Language("en")


@pytest.mark.parametrize("code", ["", "de", "EN", "../zh", "fa_AF"])
def test_a_language_without_words_is_refused(code):
    with pytest.raises(LanguageUnknown, match="expected one of en, zh, ru, fa"):
        language(code)


def test_a_text_is_said_in_the_language():
    assert [tongue.say("Legend") for tongue in ALL] == ["Legend", "图例", "Условные обозначения", "علایم نقشه"]


@EACH
def test_what_has_no_translation_is_said_in_english(tongue):
    assert tongue.say("Nobody translated {what}.", what="this") == "Nobody translated this."


@EACH
@given(TEXT)
def test_what_is_put_in_stays_as_it_is(tongue, text):
    assert text in tongue.say("Source: {words}", words=text)


@EACH
def test_braces_in_what_is_put_in_mean_nothing(tongue):
    said = tongue.say("{sector}, {status} ({day})", sector="{day}", status="{0.__class__}", day="{")
    assert "{day}" in said and "{0.__class__}" in said


@EACH
@given(TEXT)
def test_any_text_can_be_said(tongue, text):
    assert isinstance(tongue.say(text, x=1), str)


def test_places_that_are_numbered_are_left_for_the_pages():
    assert RUSSIAN.say("Page {} of {}").format(1, 2) == "Стр. 1 из 2"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 инцидентов"),
        (1, "1 инцидент"),
        (2, "2 инцидента"),
        (5, "5 инцидентов"),
        (11, "11 инцидентов"),
        (12, "12 инцидентов"),
        (21, "21 инцидент"),
        (22, "22 инцидента"),
        (111, "111 инцидентов"),
        (-1, "-1 инцидент"),
    ],
)
def test_russian_counts_in_three_forms(number, words):
    assert RUSSIAN.count(number, "{n} incident", "{n} incidents") == words


@pytest.mark.parametrize("number", [0, 1, 2, 21])
def test_chinese_counts_in_one_form(number):
    assert CHINESE.count(number, "{n} incident", "{n} incidents") == f"{number} 起事件"


def test_dari_counts_with_its_digits():
    assert [DARI.count(n, "{n} incident", "{n} incidents") for n in (1, 21)] == ["۱ رویداد", "۲۱ رویداد"]


def test_english_has_one_and_many():
    said = [ENGLISH.count(number, *SHOWN, marking="GREEN") for number in (1, 2)]
    assert said == ["1 row marked above GREEN is left out.", "2 rows marked above GREEN are left out."]


@EACH
def test_a_count_without_translation_is_english(tongue):
    assert tongue.count(1, "{n} cow", "{n} cows").endswith(" cow")
    assert tongue.count(2, "{n} cow", "{n} cows").endswith(" cows")


def test_a_marking_stays_in_every_language():
    assert all("AMBER+STRICT" in tongue.count(5, *SHOWN, marking="AMBER+STRICT") for tongue in ALL)


def test_a_day_is_gregorian_everywhere():
    assert [tongue.day(DAY) for tongue in ALL] == ["6 Nov 2025", "2025年11月6日", "6 нояб. 2025 г.", "۶ نومبر ۲۰۲۵"]


def test_a_month():
    assert [tongue.month(DAY) for tongue in ALL] == ["Nov 2025", "2025年11月", "ноябрь 2025 г.", "نومبر ۲۰۲۵"]


def test_dari_has_the_months_of_afghanistan():
    said = [DARI.month(date(2025, month, 1)).split()[0] for month in (1, 2, 7, 8, 12)]
    assert said == ["جنوری", "فبروری", "جولای", "اگست", "دسمبر"]


@EACH
def test_a_day_of_a_table_reads_like_any_other(tongue):
    assert tongue.day(pd.Timestamp(DAY)) == tongue.day(DAY)


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (1234.5, 1, ["1234.5", "1,234.5", "1\u00a0234,5", "۱٬۲۳۴٫۵"]),
        (0.0125, 3, ["0.013", "0.013", "0,013", "۰٫۰۱۳"]),
        (2.5, None, ["2.5", "2.5", "2,5", "۲٫۵"]),
        (25.0, None, ["25", "25", "25", "۲۵"]),
        (7, None, ["7", "7", "7", "۷"]),
        (1234567.0, None, ["1234567", "1,234,567", "1\u00a0234\u00a0567", "۱٬۲۳۴٬۵۶۷"]),
        (-0.25, 2, ["-0.25", "-0.25", "-0,25", "\u200e-۰٫۲۵"]),
        (nan, 1, ["–"] * 4),
        (None, None, ["–"] * 4),
        (inf, 0, ["–"] * 4),
    ],
)
def test_a_number_is_written_as_the_language_does(value, digits, words):
    assert [tongue.number(value, digits) for tongue in ALL] == words


def test_a_change_has_its_sign_left_of_it():
    rise, fall = ([tongue.number(value, 1, signed=True) for tongue in ALL] for value in (0.5, -2.0))
    assert rise == ["+0.5", "+0.5", "+0,5", "\u200e+۰٫۵"]
    assert fall == ["-2.0", "-2.0", "-2,0", "\u200e-۲٫۰"]


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_number_is_rounded_the_same_in_every_language(value, digits):
    english = ENGLISH.number(value, digits)
    assert CHINESE.number(value, digits).replace(",", "") == english
    assert RUSSIAN.number(value, digits).replace("\u00a0", "").replace(",", ".") == english


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.005, ["<1 %", "<1%", "<1\u00a0%", "کمتر از ۱٪"]),
        (0.45, ["45 %", "45%", "45\u00a0%", "۴۵٪"]),
        (0.995, [">99 %", ">99%", ">99\u00a0%", "بیشتر از ۹۹٪"]),
        (nan, ["–"] * 4),
        (None, ["–"] * 4),
    ],
)
def test_a_chance_as_a_person_says_it(chance, words):
    assert [tongue.percent(chance) for tongue in ALL] == words


@given(st.floats(0, 1))
def test_a_chance_is_rounded_the_same_in_every_language(chance):
    assert len({tongue.percent(chance).translate({32: None, 160: None}) for tongue in ALL[:3]}) == 1


def test_several_threads_may_speak_at_once():
    def said(number: int) -> list[str]:
        return [tongue.day(DAY) + tongue.number(number / 7, 2) for tongue in ALL]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(said, range(200))) == [said(number) for number in range(200)]


def test_a_length_has_its_unit():
    assert [tongue.km(40.5, 0) for tongue in ALL] == ["40 km", "40 公里", "40\u00a0км", "۴۰ کیلومتر"]


def test_a_list_has_the_comma_of_the_language():
    assert [tongue.join("ab") for tongue in ALL] == ["a, b", "a、b", "a, b", "a، b"]


def test_a_place_has_its_own_name_or_else_its_english_one():
    row = {"name": "Khorog", "name_ru": "Хорог", "name_zh": nan, "name_fa": ""}
    assert [tongue.place(row) for tongue in ALL] == ["Khorog", "Khorog", "Хорог", "Khorog"]


def test_a_row_of_a_table_is_a_place_too():
    assert RUSSIAN.place(pd.Series({"name": "Takhar"})) == "Тахар"


def test_a_country_is_named_as_the_language_names_it():
    assert [tongue.named("Tajikistan") for tongue in ALL] == ["Tajikistan", "塔吉克斯坦", "Таджикистан", "تاجکستان"]


def test_a_segment_of_the_border_is_named_by_both_its_districts():
    said = [tongue.named("Rushon – Shighnan") for tongue in ALL]
    assert said[0] == "Rushon – Shighnan"
    assert said[2] == "Рушан – Шугнан (Афганистан)"


@EACH
def test_a_name_of_which_a_part_is_unknown_stays_whole(tongue):
    assert tongue.named("Rushon – Mine of X") == "Rushon – Mine of X"


@pytest.mark.parametrize("tongue", ALL[1:], ids=lambda tongue: tongue.code)
@pytest.mark.parametrize("read", [read_provinces, read_countries, read_border])
def test_every_area_on_the_map_has_a_name_in_every_language(tongue, read):
    assert [name for name in read()["name"] if tongue.named(name) == name] == []


def test_names_of_places_in_chinese_are_simplified():
    said = [CHINESE.place(row) for row in read_places().dropna(subset="name_zh").to_dict("records")]
    assert [name for name in said if name.encode("gb2312", "replace").decode("gb2312") != name] == []


@given(TEXT)
def test_english_leaves_every_name_as_it_is(name):
    assert ENGLISH.place({"name": name}) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-08", ["2025-08", "2025年8月", "август 2025 г.", "اگست ۲۰۲۵"]),
        ("2025", ["2025", "2025年", "2025 г.", "۲۰۲۵"]),
        ("2025-11-06", ["2025-11-06", "2025年11月6日", "6 нояб. 2025 г.", "۶ نومبر ۲۰۲۵"]),
        ("spring", ["spring"] * 4),
    ],
)
def test_a_date_of_a_table_is_written_as_precisely_as_it_is(text, words):
    assert [tongue.dated(text) for tongue in ALL] == words


@EACH
@pytest.mark.parametrize("blank", [nan, None, ""])
def test_a_date_that_is_blank_is_not_known(tongue, blank):
    assert tongue.dated(blank) == tongue.say("date not known")


def test_a_share_is_rounded_to_whole_percent():
    assert [tongue.share(0.002) for tongue in ALL] == ["0 %", "0%", "0\u00a0%", "۰٪"]


def test_a_whole_number_is_written_as_the_language_does():
    said = DARI.say("Incidents in the last {days} days", days=90)
    assert "۹۰" in said and "90" not in said


def test_a_sentence_ends_with_one_full_stop():
    assert RUSSIAN.say("{title}: {words}.", title="a", words=RUSSIAN.day(DAY)) == "a: 6 нояб. 2025 г."


def test_areas_of_a_table_are_named_one_by_one():
    assert [tongue.area("GBAO/Khatlon") for tongue in ALL][::2] == ["GBAO/Khatlon", "ГБАО/Хатлон"]


@EACH
def test_a_blank_area_has_no_name(tongue):
    assert tongue.area(nan) == ""


def test_every_letter_of_a_shipped_name_can_be_drawn():
    frames = (read_places(), read_provinces(), read_countries(), read_border(), read_sites())
    names = {
        name for frame in frames for column in frame if column.startswith("name") for name in frame[column].dropna()
    }
    assert [name for name in names if drawable(name, 200) != " ".join(unicodedata.normalize("NFC", name).split())] == []
