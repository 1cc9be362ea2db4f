"""The page that a web server shows while the comment service is down: `503.html`.

It is in all languages of the newsroom, since nobody is there who could choose.
"""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins import build
from plugins.frames import unlisted_frame


class UnavailableGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        site = run.sites[run.config.language]
        title = run.translator(site.lang)("Comments are currently unavailable")
        homes = {other.lang: other.url for other in run.sites.values()}
        variables = {**unlisted_frame(run, site, title, homes), "sites": run.sites.values()}
        writer.write_file("503.html", self.get_template("503"), self.context, **variables)


def get_generators(_pelican: Any) -> type[UnavailableGenerator]:
    return UnavailableGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
