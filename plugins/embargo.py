"""Drafts, withdrawn posts and embargoed ones leave no trace: Pelican never learns of them."""

from typing import Any

from pelican import signals

from plugins import build


def skip_unless_public(generator: Any, metadata: dict[str, Any]) -> None:
    """Pelican's own drafts are written to addresses that can be guessed, so nothing is a draft."""
    source = metadata.get("source")
    if source and not build.of(generator.settings).shows(source.item):
        metadata["status"] = "skip"


def register() -> None:
    signals.article_generator_context.connect(skip_unless_public)
