"""One spelling for names that are written in several ways: scripts, vowels and doubled letters put aside."""

import re
import unicodedata

from layers.imports.numerals import plain_letters

CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷ",
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sh - i - e yu ya gh i q u h j".replace("-", "").split(
            " "
        ),
        strict=True,
    )
)
PERSIAN = dict(
    zip(
        "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآءئؤة",
        "a b p t s j ch h kh d z r z zh s sh s z t z - gh f q k g l m n u h i a - i u h".replace("-", "").split(" "),
        strict=True,
    )
)
LATIN = str.maketrans({**CYRILLIC, **PERSIAN})
# Pairs of letters first: what sounds alike in Persian, Tajik and Pashto names is written in all these ways.
ALIKE = (
    (r"kh", "h"),
    (r"ou|oo", "u"),
    (r"ee|iy|ij|yi", "i"),
    (r"q", "k"),
    (r"dj|dzh", "j"),
    (r"w", "v"),
    (r"[ao]y|ai|ei|ey", "ai"),
    (r"ud?din|id?din|addin", "din"),
    (r"y", "i"),
    (r"o", "u"),
    (r"e", "i"),
    (r"(.)\1+", r"\1"),
)
NOISE = re.compile(r"[^a-z0-9\u4e00-\u9fff]+")
VOWELS = re.compile(r"(?<=[a-z])[aeiou]+")


def spelled(name: str) -> str:
    """Lower-case Latin letters in words, spelled one way: Shamsuddin, Shamsiddin and Шамсиддин are alike."""
    latin = unicodedata.normalize("NFKD", plain_letters(name).translate(LATIN))
    plain = NOISE.sub(" ", "".join(sign for sign in latin if not unicodedata.combining(sign)))
    for pattern, sound in ALIKE:
        plain = re.sub(pattern, sound, plain)
    return " ".join(plain.split())


def bones(name: str) -> str:
    """The spelled name without vowels inside words, which Persian writing leaves out."""
    return VOWELS.sub("", spelled(name))
