"""Writing the moderation report, and the generated part of the privacy page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from comments_service.contract.addresses import file_for
from comments_service.contract.cleanup import read_cleanup
from comments_service.contract.compressed import write_served
from comments_service.contract.figures import Figures, figures_json, read_figures, write_figures
from comments_service.contract.files import locked
from comments_service.contract.markers import MarkerError, splice
from comments_service.contract.record_pages import (
    FIGURES,
    places,
    render_figures,
    render_privacy,
)
from comments_service.publish.publisher import Publisher

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RecordPages:
    publisher: Publisher

    def write(self, figures: Figures, pages: Mapping[str, Mapping[str, str]]) -> None:
        """Keep the figures, and bring all pages that tell of them or of the clean-up up to date.

        `pages` are the addresses of pages by language and role. A page that is not there, or has
        no place for it, is left to the next build.
        """
        config, paths = self.publisher.config, self.publisher.paths
        with locked(paths.lock):
            if read_figures(paths.figures) != figures:
                write_figures(paths.figures, figures)
            write_served(paths.output / "comments" / "moderation.json", figures_json(figures))
            for lang, place, url in places(config, pages):
                html = self._rendered(lang, place, figures, pages.get(lang, {}))
                self._splice(file_for(url, config.prefix), place, html)

    def _rendered(self, lang: str, place: str, figures: Figures, pages: Mapping[str, str]) -> str:
        jinja, config = self.publisher.jinja, self.publisher.config
        if place == FIGURES:
            return render_figures(jinja, config, lang, figures)
        return render_privacy(
            jinja, config, lang, pages, read_cleanup(self.publisher.paths.cleanup)
        )

    def _splice(self, file: str, place: str, html: str) -> None:
        path = self.publisher.paths.output / file
        try:
            page = splice(path.read_text("utf-8"), place, html)
        except FileNotFoundError:
            return
        except MarkerError as error:
            logger.error("%s: %s", file, error)
            return
        write_served(path, page.encode())
