"""Pelican's writer, which gives posts and pages to the templates as the views made of them."""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins import build
from plugins.build import Build
from plugins.sitemaps import listed


class ViewWriter(Writer):  # type: ignore[misc]  # Pelican carries no types
    """Writes below the staging folder of the run; `publish.py` brings it to the readers."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        for kind in ("article", "page"):
            if content := kwargs.get(kind):
                kwargs |= {kind: content.view, **content.view.frame}
        run = build.of(self.settings)
        page = listed(kwargs)
        # A page that leads on to another one names that one as canonical.
        if page and page.url == run.config.absolute(_address(run, name)):
            run.listed.append(page)
        super().write_file(name, template, context, *args, **kwargs)

    def write_text(self, name: str, text: str) -> None:
        """Write what no template makes."""
        path = Path(self.output_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open_w(str(path), "utf-8") as file:
            file.write(text)


def _address(run: Build, name: str) -> str:
    """The root-relative address of a file."""
    return f"{run.config.prefix}/{name.removesuffix('index.html')}"


def get_writer(_pelican: Any) -> type[ViewWriter]:
    return ViewWriter


def register() -> None:
    signals.get_writer.connect(get_writer)
