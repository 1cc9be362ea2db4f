"""The files that public texts show or link are copied, and no others."""

from typing import Any

from pelican import signals

from plugins import build


def copy_linked(generator: Any) -> None:
    """A picture beside an embargoed post stays hidden unless a public text shows it, too."""
    run = build.of(generator.settings)
    for key in generator.context["generated_content"]:
        if (source := run.sources.get(key)) and source.body:
            generator.context["static_links"] |= source.body.files


def register() -> None:
    signals.article_generator_finalized.connect(copy_linked)
    signals.page_generator_finalized.connect(copy_linked)
