"""Translations are whole: every text of export/ and of the layers, with its places, in signs that our fonts have."""

import ast
import re
import unicodedata
from itertools import chain

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from export.fonts import font_files
from export.language.catalogue import FOLDER, TRANSLATED, catalogue
from export.language.keys import DISTRICTS, ROOMS, declared, missing, names, needed, spoken, spoken_here
from layers import read_border, read_provinces, read_responses
from layers.values import MARKINGS
from risk.declared import ALL_LAYERS
from risk.record import RULES, VERDICTS

PLACE = re.compile(r"\{\w*\}")
MARKUP = re.compile(r"<[a-zA-Z/!?]|&#?\w+;")
ZERO_WIDTH_NON_JOINER = "\u200c"
COLOURS = {"Red", "Green", "Blue"}
SCRIPTS = {"zh": "CJK", "ru": "CYRILLIC", "fa": "ARABIC"}
# Signs and patterns that are the same in every language.
SAME = {
    "({error})",
    "{day}",
    "p {p}",
    ", ",
    "; ",
    "{sector}, {status} ({day})",
    "{title}: {words}",
    "{title} ({n})",
    "{title}: {words}.",
    "{title} · {distance} · {days}",
    "{reach} × {days} × {share}",
    "{low} – {high}",
    "{first} – {last}",
    "{date} ({precision})",
    "{drawn}, {left_out}.",
    "{figure}; {more}",
    "{good}, {bad}.",
    "{moment} UTC",
    "{outcome}, {by}",
    "{words}.",
    "{words}. {note}",
    "{word} ({share})",
    "p",
    "q",
    "z",
}

MODULES = [path for room in ROOMS for path in sorted(room.rglob("*.py"))]


def messages(code: str) -> list[Message]:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return message.string if message.pluralizable else (message.string,)


def places(text: str) -> list[str]:
    return sorted(PLACE.findall(text))


ENTRIES = [(code, message) for code in TRANSLATED for message in messages(code)]
EACH = pytest.mark.parametrize("code", TRANSLATED)


def wrong(test) -> list[tuple[str, object]]:
    """Entries with a form that fails the test."""
    return [(code, message.id) for code, message in ENTRIES if not all(test(code, form) for form in forms(message))]


@EACH
def test_nothing_is_missing(code):
    assert missing(code) == []


def test_a_missing_text_is_found(monkeypatch):
    monkeypatch.setattr("export.language.keys.spoken_here", lambda: {"Nobody said this.", ("{n} cow", "{n} cows")})
    assert missing("zh") == ["Nobody said this.", "{n} cow"]


@EACH
def test_no_entry_is_empty_doubtful_or_given_up(code):
    assert [one.id for one in messages(code) if one.fuzzy or not all(form.strip() for form in forms(one))] == []


def test_what_is_empty_or_doubtful_counts_as_not_translated(monkeypatch, tmp_path):
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    texts = 'msgid "a"\nmsgstr "A"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr ""\n'
    (tmp_path / "draft.po").write_text(head + texts)
    monkeypatch.setattr("export.language.catalogue.FOLDER", tmp_path)
    assert catalogue("draft").words == {"a": "A"}


@EACH
def test_no_entry_is_left_in_english(code):
    left = {one.id for one in messages(code) if not one.pluralizable and one.id == one.string}
    assert left <= SAME


@EACH
def test_the_three_files_say_the_same_things_in_the_same_order(code):
    assert [one.id for one in messages(code)] == [one.id for one in messages("zh")]


@EACH
def test_no_text_stands_twice(code):
    lines = [line for line in (FOLDER / f"{code}.po").read_text(encoding="utf-8").splitlines() if line[:6] == "msgid "]
    assert len(lines) == len(set(lines))


@EACH
def test_a_translation_has_the_places_of_its_english_text(code):
    def kept(message: Message) -> bool:
        english = message.id[1] if message.pluralizable else message.id
        return all(places(form) == places(english) for form in forms(message))

    assert [message.id for message in messages(code) if not kept(message)] == []


@EACH
def test_a_plural_has_as_many_forms_as_the_language(code):
    count = {catalogue(code).form(number) for number in range(200)}
    assert {len(found) for found in catalogue(code).plurals.values()} == {len(count)}


def test_no_translation_holds_markup():
    assert wrong(lambda _, text: not MARKUP.search(text)) == []


def test_no_translation_holds_a_control_or_bidi_sign():
    def plain(code: str, text: str) -> bool:
        return not any(
            unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
            for sign in text.replace(ZERO_WIDTH_NON_JOINER if code == "fa" else "", "")
        )

    assert wrong(plain) == []


def test_no_translation_begins_or_ends_with_a_blank():
    assert [key for key in wrong(lambda _, text: text == text.strip()) if key[1] not in (", ", "; ")] == []


def test_dari_has_its_own_digits_and_its_own_signs_for_comma_and_percent():
    assert wrong(lambda code, text: code != "fa" or not re.search(r"[0-9,;?%]|[يك]", PLACE.sub("", text))) == []


def test_chinese_is_simplified():
    def simple(code: str, text: str) -> bool:
        signs = [sign for sign in text if unicodedata.name(sign).startswith("CJK UNIFIED")]
        return code != "zh" or "".join(signs).encode("gb2312", "replace").decode("gb2312") == "".join(signs)

    assert wrong(simple) == []


@EACH
def test_a_translation_is_in_the_script_of_its_language(code):
    strange = [
        sign
        for sign in set("".join(chain.from_iterable(forms(one) for one in messages(code))))
        if sign.isalpha() and not sign.isascii() and SCRIPTS[code] not in unicodedata.name(sign)
    ]
    assert strange == []


@EACH
def test_every_sign_has_a_glyph_in_our_fonts(code):
    glyphs = set().union(*(TTFont(path).getBestCmap() for path in font_files() if "Regular" in path.name))
    signs = set("".join(chain.from_iterable(forms(one) for one in messages(code))))
    assert {sign for sign in signs if ord(sign) not in glyphs} == set()


@EACH
def test_markings_are_never_translated(code):
    assert not {word for word in catalogue(code).words if word.upper() in {*MARKINGS, "TLP"}}
    assert [word for word, said in catalogue(code).words.items() if word.count("TLP") != said.count("TLP")] == []


@pytest.mark.parametrize("layer", ALL_LAYERS, ids=lambda layer: layer.name)
def test_every_word_of_a_layer_is_to_be_translated(layer):
    assert {layer.title, layer.group, layer.unit, layer.caution, *(one.label for one in layer.symbols)} <= declared()


def test_provinces_and_districts_at_the_border_are_to_be_translated():
    assert {*read_provinces()["name"], *read_border()[DISTRICTS[0]], *read_border()[DISTRICTS[1]]} < names()
    assert len(read_provinces()) == 34 + 5


@EACH
def test_kinds_of_responses_that_are_shipped_are_translated(code):
    assert set(read_responses()["response_type"]) <= set(catalogue(code).words)


def test_provinces_are_to_be_translated_as_the_data_name_them():
    assert {"GBAO", "RRS", "Sar-e Pul", "Faryab"} <= names()


def test_what_the_track_record_may_say_is_to_be_translated():
    assert {*RULES.values(), *VERDICTS.values()} <= needed()


def test_texts_are_found_where_code_says_them():
    source = (
        'a = language.say("One", x=1)\nlanguage.count(n, "{n} cow", "{n} cows")\n'
        'say = tongue.say("Yes" if b else "No")\nsay("Two")\nmap(say, ("Red", "Blue"))\n'
        'map(language.say, ("Green",))\nODD_WORDS = {"k": "Odd"}\nMORE_WORDS = ("More",)\n'
    )
    assert set(spoken(source)) == {*COLOURS, "One", "Two", ("{n} cow", "{n} cows"), "Yes", "No", "Odd", "More"}


def test_what_is_not_said_is_not_found():
    source = 'a = "x"\nwords.count("y")\nODD = {"k": "Odd"}\nlanguage.say(word)\nprint("z")\n'
    assert set(spoken(source)) == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: "-".join(path.parts[-3:]))
def test_no_text_is_put_together_before_it_is_said(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    said = [call.args[0] for call in calls if "say" in (getattr(call.func, "attr", ""), getattr(call.func, "id", ""))]
    assert [ast.unparse(text) for text in said if isinstance(text, ast.JoinedStr | ast.BinOp)] == []


def test_what_the_code_says_is_to_be_translated():
    assert {"Legend", "not known", "exact point", "Radical groups"} <= spoken_here() <= needed()


def test_the_glossary_uses_the_words_of_the_translations():
    rows = [line.split("|")[1:-1] for line in (FOLDER.parent / "GLOSSARY.md").read_text("utf-8").splitlines()]
    terms = {row[0].strip(): [cell.strip() for cell in row[2:5]] for row in rows if len(row) == 6}
    shared = [key for key in terms if key in catalogue("zh").words]
    assert len(shared) > 20
    assert [key for key in shared if terms[key] != [catalogue(code).words[key] for code in TRANSLATED]] == []
