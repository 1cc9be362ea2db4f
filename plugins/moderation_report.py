"""The public moderation report, a page in each language; and the privacy page's generated part.

Both hold a place that the service fills between builds; here it is filled as the service would.
"""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract import markers
from comments_service.contract.cleanup import read_cleanup
from comments_service.contract.compressed import replace_served
from comments_service.contract.figures import FEW, read_figures
from comments_service.contract.record_pages import (
    FIGURES,
    places,
    render_figures,
    render_privacy,
)
from comments_service.contract.thread_page import environment
from plugins import build
from plugins.build import Build
from plugins.frames import frame


class ReportGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        template = self.get_template("moderation_report")
        same = {site.lang: site.figures_url for site in run.sites.values()}
        for site in run.sites.values():
            if site.figures_url:
                title = run.translator(site.lang)("Moderation report")
                page = {**frame(run, site, site.figures_url, title, same), "few": FEW}
                writer.write_file(run.file_for(site.figures_url), template, self.context, **page)


class Record:
    """Fills the places. `write` is to be used while the contract's lock is held."""

    def __init__(self, run: Build, staging: Path, output: Path) -> None:
        self._run = run
        self._staging = staging
        self._output = output
        self._jinja = environment(run.paths, run.asset)
        self._places = {
            run.file_for(url): (lang, place)
            for lang, place, url in places(run.config, run.role_pages)
        }

    @property
    def files(self) -> list[str]:
        return sorted(self._places)

    def write(self, file: str) -> bool:
        """Write a page, without its twins; whether it changed."""
        lang, place = self._places[file]
        page = (self._staging / file).read_text("utf-8")
        return replace_served(
            self._output / file, markers.splice(page, place, self._rendered(lang, place)).encode()
        )

    def _rendered(self, lang: str, place: str) -> str:
        run = self._run
        if place == FIGURES:
            figures = read_figures(run.paths.figures)
            return render_figures(self._jinja, run.config, lang, figures)
        cleaned = read_cleanup(run.paths.cleanup)
        return render_privacy(self._jinja, run.config, lang, run.role_pages[lang], cleaned)


def get_generators(_pelican: Any) -> type[ReportGenerator]:
    return ReportGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
