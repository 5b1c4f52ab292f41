"""Names of the countries on the map in the languages of the files that come in."""

from functools import cache

from layers.imports.numerals import plain_letters
from layers.imports.outlines import outlines

OTHER_NAMES = {
    "Afghanistan": ("AF", "AFG", "Афганистан", "阿富汗", "افغانستان", "Islamic Emirate of Afghanistan"),
    "Tajikistan": ("TJ", "TJK", "Таджикистан", "塔吉克斯坦", "تاجیکستان", "Republic of Tajikistan", "Tojikiston"),
    "Pakistan": ("PK", "PAK", "Пакистан", "巴基斯坦", "پاکستان"),
    "Uzbekistan": ("UZ", "UZB", "Узбекистан", "乌兹别克斯坦", "ازبکستان", "ازبیکستان"),
    "Kyrgyzstan": ("KG", "KGZ", "Киргизия", "Кыргызстан", "吉尔吉斯斯坦", "قرغیزستان", "Kyrgyz Republic"),
    "Turkmenistan": ("TM", "TKM", "Туркмения", "Туркменистан", "土库曼斯坦", "ترکمنستان"),
    "China": ("CN", "CHN", "Китай", "中国", "چین", "People's Republic of China"),
    "Iran": ("IR", "IRN", "Иран", "伊朗", "ایران", "Iran, Islamic Republic of", "Islamic Republic of Iran"),
    "Kazakhstan": ("KZ", "KAZ", "Казахстан", "哈萨克斯坦", "قزاقستان"),
    "India": ("IN", "IND", "Индия", "印度", "هند"),
    "Russia": ("RU", "RUS", "Россия", "俄罗斯", "روسیه", "Russian Federation", "Russia (Soviet Union)"),
}


@cache
def _names() -> dict[str, str]:
    other = {plain_letters(name): country for country, names in OTHER_NAMES.items() for name in names}
    return {**other, **{plain_letters(name): name for name in outlines().index}}


def country_named(name: str) -> str | None:
    """The name on the map, or the name as given where the map has no such country."""
    return _names().get(plain_letters(name), name)
