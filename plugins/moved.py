"""What stands where something used to be: a small page that leads on, and a mark for web servers.

Any static server can send the page; a browser follows it at once, and a search engine takes it for
the permanent redirect that it is. Better servers look for the mark, and let the service answer 301;
the service knows by heart what is written here. Tombstones get marks, too, for a 410.

It comes after everything else that writes: an address that is in use again leads nowhere else.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from pelican import signals
from pelican.generators import Generator

from comments_service.contract.redirects import mark
from plugins import build
from plugins.build import Build
from plugins.frames import unlisted_frame
from plugins.model import PageView, PostView

_PAGES = (".html", ".htm")


class MovedGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        output = Path(self.output_path)
        template = self.get_template("moved")
        views: dict[str, PostView | PageView] = {post.url: post for post in run.posts}
        views |= {page.url: page for page in run.pages}
        moved: dict[str, str] = {}
        for address, target in sorted(_spellings(run)):
            if (output / run.file_for(address)).exists():
                continue
            moved[address] = target
            if page := _page(run, address):
                writer.write_file(
                    page, template, self.context, **_variables(run, target, views.get(target))
                )
        for address, target in _files(run, output, moved):
            if not (output / run.file_for(address)).exists():
                moved[address] = target
        for address, target in moved.items():
            writer.write_text(mark(address, run.config.prefix, "moved"), f"{target}\n")
        for address in run.redirects.gone:
            writer.write_text(mark(address, run.config.prefix, "gone"), "")
        run.redirects = replace(run.redirects, moved=moved)


def _spellings(run: Build) -> Iterator[tuple[str, str]]:
    """Former addresses, decoded. A folder is asked for with its slash and without."""
    for address, target in run.redirects.moved.items():
        plain = unquote(address)
        yield plain, target
        if not PurePosixPath(plain).suffix and not plain.endswith("/"):
            yield f"{plain}/", target


def _page(run: Build, address: str) -> str:
    """The file for the page at a former address; "" where a page would be of the wrong type."""
    file = run.file_for(address)
    suffix = PurePosixPath(file).suffix
    # Without a slash and a suffix: the spelling with the slash has the page.
    return file if suffix in _PAGES else ""


def _variables(run: Build, target: str, view: PostView | PageView | None) -> dict[str, Any]:
    lang = view.lang if view else run.config.language
    title = run.translator(lang)("This page has moved")
    homes = {site.lang: site.url for site in run.sites.values()}
    variables = unlisted_frame(run, run.sites[lang], title, homes)
    heading = view.headline if isinstance(view, PostView) else view.title if view else target
    return {
        **variables,
        "canonical": run.config.absolute(target),
        "target": target,
        "heading": heading,
    }


def _files(run: Build, output: Path, moved: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What lies beside a post's page, such as its PDF, moves along, under the name it had."""
    for old, new in list(moved.items()):
        if not (old.endswith("/") and new.endswith("/")):
            continue
        folder = (output / run.file_for(new)).parent
        slugs = PurePosixPath(old).name, PurePosixPath(new).name
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and path.suffix not in _PAGES:
                name = slugs[0] + path.suffix if path.stem == slugs[1] else path.name
                yield f"{old}{name}", f"{new}{path.name}"


def get_generators(_pelican: Any) -> type[MovedGenerator]:
    return MovedGenerator


def register() -> None:
    signals.get_generators.connect(get_generators)
