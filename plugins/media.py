"""The files that public texts show or link are copied, and no others.

Pictures are not copied but made: see `picture_files.py`.
"""

from typing import Any

from pelican import signals

from plugins import build
from plugins.pictures import is_picture


def copy_linked(generator: Any) -> None:
    """A file beside an embargoed post stays hidden unless a public text links it, too."""
    run = build.of(generator.settings)
    for key in generator.context["generated_content"]:
        if (source := run.sources.get(key)) and source.body:
            files = {file for file in source.body.files if not is_picture(file)}
            generator.context["static_links"] |= files


def register() -> None:
    signals.article_generator_finalized.connect(copy_linked)
    signals.page_generator_finalized.connect(copy_linked)
