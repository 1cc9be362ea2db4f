"""Posts and pages in Markdown become HTML. One converter serves a whole run: making one is slow."""

from typing import Any

from markdown import Markdown

_EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "attr_list": {},
    "codehilite": {"css_class": "highlight", "guess_lang": False},
    "def_list": {},
    "fenced_code": {},
    "footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩\ufe0e"},
    "sane_lists": {},
    # As attributes, which `body.py` turns into classes: the policy forbids styles in the page.
    "tables": {"use_align_attribute": True},
}


class Converter:
    def __init__(self) -> None:
        self._markdown = Markdown(
            extensions=list(_EXTENSIONS), extension_configs=_EXTENSIONS, output_format="html"
        )

    def html(self, text: str) -> str:
        return self._markdown.reset().convert(text)
