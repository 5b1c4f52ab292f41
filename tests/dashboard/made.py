"""The sentences that code makes for a reader: every literal text that reads as words, with samples in its places."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product

# What is said in these never reaches the page: options and output of the command line, statements for an engine.
ASIDE = {"print", "add_argument", "add_parser", "execute", "exec_driver_sql", "executescript", "DDL", "text", "compile"}
# Declared words of other sources, and why they are as they are, which only the manual shows.
DECLARED = {"Word", "Vocabulary", "Symbol"}
SHOWN_OF_SCHEMA = {"title", "citation", "caution"}
# What stands in a place: a sign of its own until it is known whether it stands for a whole sentence.
PLACE, SAMPLE, QUOTED, DAY = "\ue000", "7", "'x y'", "2025-03-02"
WHOLE_SENTENCE = re.compile(f"(^|(?<=[.?!] )){PLACE} ?(?=[A-Z]|$)")
DAYS = {"last_day", "first", "last", "first_day", "first_day[row]", "last_covered"}


def made(source: str, names: Mapping[str, object] | None = None) -> list[tuple[int, str]]:
    """Line and text of all that reads as words, one text for each branch of a choice.

    `names` are those of the module: what they stand for is put in its place, everything else is a sample.
    """
    tree = ast.parse(source)
    return [
        (node.lineno, text)
        for node in _texts(tree, _documentation(tree))
        for text in map(_sampled, _filled(node, names or {}))
        if reads_as_words(text)
    ]


def reads_as_words(text: str) -> bool:
    """Two words of small letters, or a sentence; not names of columns in a row, nor a pattern."""
    words = [word.strip(".,:;()?'") for word in text.split()]
    plain = sum(word.isalpha() and (word[1:] or word).islower() for word in words)
    return plain > 1 and "|" not in text and text.count("\n") < 2


def _sampled(text: str) -> str:
    """The text with samples in its places; where a whole sentence stands in one, it is looked at where it is made."""
    return WHOLE_SENTENCE.sub("", text).replace(PLACE, SAMPLE).strip()


def _documentation(tree: ast.Module) -> set[ast.expr]:
    owners = (ast.FunctionDef, ast.ClassDef, ast.Module)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, owners) and node.body)
    return {node.value for node in first if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}


def _texts(node: ast.AST, left_out: set[ast.expr]) -> Iterator[ast.expr]:
    if node in left_out:
        return
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node
        return
    if isinstance(node, ast.Call) and _called(node) in ASIDE | DECLARED:
        return
    for child in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and _called(node) == "Schema" and _is_hidden(child)):
            yield from _texts(child, left_out)


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")


def _is_hidden(child: ast.AST) -> bool:
    return isinstance(child, ast.keyword) and child.arg not in SHOWN_OF_SCHEMA


def _filled(node: ast.expr, names: Mapping[str, object]) -> list[str]:
    """The texts that a literal may become."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*(_filled(part, names) for part in node.values))]
    if isinstance(node, ast.FormattedValue):
        return _place(node, names)
    return [PLACE]


def _place(node: ast.FormattedValue, names: Mapping[str, object]) -> list[str]:
    known = names.get(node.value.id) if isinstance(node.value, ast.Name) else None
    if isinstance(known, str | int | float):
        written = ast.literal_eval(ast.unparse(node.format_spec)[1:]) if node.format_spec else ""
        return [format(known, written)]
    if isinstance(node.value, ast.IfExp):
        return [text for branch in (node.value.body, node.value.orelse) for text in _filled(branch, names)]
    if ast.unparse(node.value).rpartition(".")[2] in DAYS:
        return [DAY]
    return [QUOTED if node.conversion == ord("r") else PLACE]
