"""Picking a place's Chinese, Russian and Dari name from alternate names that carry no language, by their letters.

How a name is picked: keep the names written wholly in the letters of the language, drop those with letters that
only a sister language uses or with a generic word attached (city, district centre), then take, in this order,
a spelling listed in USUAL, the shortest, the first in code-point order. A name that the source does not have is
never made up: the answer is then None. Letters cannot tell every language apart, so a Russian name may be the
spelling of another Cyrillic language, and a Dari one that of another language in Arabic letters.
"""

from collections.abc import Iterable

RUSSIAN = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
TAJIK = RUSSIAN | set("ғӣқӯҳҷ")
PERSIAN = set("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئء")
PERSIAN_SPEAKING = {"AF", "TJ", "IR"}
SEPARATORS = set(" -\u200c")
GENERIC = {"хот", "город", "шаары", "қаласы", "بازار", "ولسوالی", "شهر", "مرکز", "ضلع", "قریه"}

# spellings in common use, chosen only where the source lists them
USUAL = {
    "Бадахшан", "Бохтар", "Вахдат", "Газни", "Герат", "Гиссар", "Джелалабад", "Душанбе", "Кабул", "Кандагар",
    "Кундуз", "Куляб", "Мазари-Шариф", "Пули-Хумри", "Талукан", "Турсунзаде", "Файзабад", "Хорог", "Худжанд",
    "Шинданд", "Сари-Пуль", "Чарикар", "Канибадам", "Тарин-Кот", "Меймене", "Зарандж",
    "فیروزکوه", "فیروز کوه", "پارون", "شبرغان", "خان آباد", "فراه", "شیندند", "Фарах", "Дараим",
    "سمرقند", "بخارا", "تاشکند", "ترمذ", "عشق آباد", "پشاور", "کویته", "لاهور", "اسلام آباد", "راولپندی", "دهلی",
    "کندز", "کابل", "هرات", "غزنی", "تالقان", "آیبک", "بغلان", "رستاق", "سرپل", "اسدآباد", "اسد آباد", "چاه آب",
    "گردیز", "خوست", "خلم", "گرشک", "جلال آباد", "مزار شریف", "پل خمری", "قندوز",
}  # fmt: skip
# names that a place has given up
FORMER = {"Коммунизм", "Куйбишев", "Сарбанд", "Чкалов", "Курган Тюбе", "契卡洛夫斯克"}


def chinese_name(names: Iterable[str]) -> str | None:
    """A name in Han characters, simplified where there is one."""
    han = [name for name in names if name and all("\u4e00" <= letter <= "\u9fff" for letter in name)]
    return _first([name for name in han if _is_simplified(name)] or han)


def russian_name(names: Iterable[str], *, country: str) -> str | None:
    """A name in the letters of Russian; in Tajikistan, where there is none, one in the letters of Tajik."""
    capitalised = [name for name in names if name[:1].isupper()]
    in_russian = _first(name for name in capitalised if _written_in(name, RUSSIAN))
    if in_russian or country != "TJ":
        return in_russian
    return _first(name for name in capitalised if _written_in(name, TAJIK))


def dari_name(names: Iterable[str], *, country: str) -> str | None:
    """A name in the letters of Persian; outside the countries that speak it only one listed in USUAL."""
    persian = [name for name in names if _written_in(name, PERSIAN) and not name.startswith("ئ")]
    if country not in PERSIAN_SPEAKING:
        persian = [name for name in persian if name in USUAL]
    return _first(persian)


def _written_in(name: str, letters: set[str]) -> bool:
    words = set(name.lower().replace("-", " ").split())
    return len(name) > 1 and set(name.lower()) <= letters | SEPARATORS and not words & GENERIC


def _is_simplified(name: str) -> bool:
    # GB 2312 holds the simplified characters only
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _first(names: Iterable[str]) -> str | None:
    current = (name for name in names if name not in FORMER)
    return min(current, key=lambda name: (name not in USUAL, len(name), name), default=None)
