"""Interface texts: whatever a template or the generator says exists in every language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from comments_service.contract.reasons import REASONS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "theme" / "templates"
LANGUAGES = ("de", "fr", "it")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")

# A message is its English text, or the pair of singular and plural.
MessageId = str | tuple[str, str]


def in_templates() -> Iterator[tuple[MessageId, str]]:
    """`t("…")` and `t.n("…", "…", n)` in the templates, each with its file."""
    environment = Environment(autoescape=True)
    for path in sorted(TEMPLATES.rglob("*")):
        if not path.is_file():
            continue
        tree = environment.parse(path.read_text("utf-8"))
        for call in tree.find_all(nodes.Call):
            texts = [a.value for a in call.args if isinstance(a, nodes.Const)]
            name = str(path.relative_to(ROOT))
            if isinstance(call.node, nodes.Name) and call.node.name == "t" and texts:
                yield texts[0], name
            elif (
                isinstance(call.node, nodes.Getattr)
                and isinstance(call.node.node, nodes.Name)
                and (call.node.node.name, call.node.attr) == ("t", "n")
            ):
                yield (texts[0], texts[1]), name


def in_code() -> Iterator[tuple[MessageId, str]]:
    """`t("…")` of the generator, and the reasons, which readers are shown."""
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            function, text = ast.unparse(call.func), call.args[0]
            named = function.rpartition(".")[2] in ("t", "_t")
            translates = named or function.startswith("run.translator(")
            if translates and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value, path.name
    yield from ((reason.name, "reasons.py") for reason in REASONS.values())
    yield "Withdrawn by its author", "thread_page.py"


MESSAGES = dict([*in_code(), *in_templates()])


def catalogue(lang: str) -> Catalog:
    path = ROOT / "theme" / "translations" / lang / "LC_MESSAGES" / "newsroom.po"
    with path.open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def texts(message: Message) -> list[str]:
    """Its translations: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def test_messages_are_found_where_they_are():
    assert "Skip to content" in MESSAGES
    assert "Table" in MESSAGES
    assert any(isinstance(message, tuple) for message in MESSAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_translated(lang):
    known = {message.id: message for message in catalogue(lang) if message.id}

    missing = {
        message: where
        for message, where in MESSAGES.items()
        if message not in known or known[message].fuzzy or not all(texts(known[message]))
    }

    assert missing == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_placeholders(lang):
    for message in catalogue(lang):
        if not message.id:
            continue
        wanted = [message.id] if isinstance(message.id, str) else list(message.id)
        placeholders = {name for text in wanted for name in PLACEHOLDER.findall(text)}
        for text in texts(message):
            assert set(PLACEHOLDER.findall(text)) <= placeholders, message.id
            assert "%" not in PLACEHOLDER.sub("", text).replace("%%", ""), message.id
            if isinstance(message.id, str):
                assert set(PLACEHOLDER.findall(text)) == placeholders, message.id


def test_german_is_written_the_swiss_way():
    assert [text for message in catalogue("de") for text in texts(message) if "ß" in text] == []


NARROW = "\u202f"  # no-break, as French wants it before its high marks and inside its quotes
FRENCH = re.compile(rf"(?<!{NARROW})[:;!?»]|«(?!{NARROW})|\u00a0")


def test_french_marks_keep_to_their_word() -> None:
    assert FRENCH.search("Photo: Lea")
    assert not FRENCH.search(f"Photo{NARROW}: Lea")

    assert [
        text
        for message in catalogue("fr")
        for text in texts(message)
        if message.id and FRENCH.search(text)
    ] == []


def test_no_italian_article_stands_before_a_date() -> None:
    """It would be «l’8» and «all’11», and «il» and «al» before all other days."""
    before = re.compile(r"\b(?:il|al|del|dal) %\((?:date|moment|since|until|when)\)s")

    assert [
        text for message in catalogue("it") for text in texts(message) if before.search(text)
    ] == []
