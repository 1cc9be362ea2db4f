"""Every sentence that the service can say exists in each language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from comments_service.web.moderation import words

ROOT = Path(__file__).resolve().parents[2]


def sentences(path: Path, ends: tuple[str, ...] = (".", "?", "!")) -> Iterator[str]:
    """Texts in the code that read like a sentence and are no docstrings."""
    module = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        attribute_doc = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if attribute_doc:
            docs.add(id(node.value))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            text = node.value
            if text[:1].isupper() and " " in text and text.endswith(ends):
                yield text


SAID = (
    {
        sentence: path.name
        for folder in ("domain", "actions", "mail", "web")
        for path in sorted((ROOT / "comments_service" / folder).rglob("*.py"))
        # What is described to programmers is English.
        if path.parent.name != "interface"
        for sentence in sentences(path)
    }
    | {
        # What the rules say ends without a full stop.
        sentence: path.name
        for path in sorted((ROOT / "comments_service" / "spam").glob("*.py"))
        # The command line is English.
        if path.name != "evaluate.py"
        for sentence in sentences(path, ("",))
        if "User-Agent" not in sentence
    }
    | {
        word: "words.py"
        for table in (
            *(words.STATES, words.VERBS, words.DONE, words.ACTIONS),
            *(words.RULE_NAMES, words.RULE_COSTS, words.SIGNS),
        )
        for word in table.values()
    }
)


@pytest.mark.parametrize("lang", ["de", "fr", "it"])
def test_it_is_translated(lang):
    path = ROOT / "theme" / "translations" / lang / "LC_MESSAGES" / "newsroom.po"
    with path.open("rb") as file:
        known = {m.id for m in read_po(file, locale=lang, abort_invalid=True) if m.string}

    assert {said: where for said, where in SAID.items() if said not in known} == {}


def test_the_search_finds_what_is_said():
    for sentence in (
        "Enter a comment.",
        "Name or password are wrong.",
        "Choose a reason.",
        "The JSON cannot be read.",
        "This person is disabled.",
        "Links: %(n)s",
    ):
        assert sentence in SAID
