"""Search without a third party: an index of what is public, and a page to search it, per language.

The index is made before the pages are, so that they offer a search only where there is one.
"""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from comments_service.contract import addresses
from comments_service.contract.content import KINDS
from comments_service.contract.faults import Fault
from comments_service.contract.headers import SEARCH_META_CSP
from plugins import build
from plugins.build import Build
from plugins.cache import Cache
from plugins.frames import unlisted_frame
from plugins.model import Site
from plugins.search_index import FOLDER, NoIndex, index
from plugins.search_records import PAGE, records


def make_index(generators: list[Any]) -> None:
    run = build.of(generators[0].settings)
    cache = Cache(run.paths.cache / "search")
    try:
        index(records(run), run.staging / FOLDER, cache)
    except NoIndex as error:
        cause = f"the site is built without search: {error}"
        run.warnings.append(Fault("search", 0, cause, "see docs/operations.md"))
        for site in run.sites.values():
            site.search_url = ""
    else:
        if not run.preview:
            cache.prune()


class SearchGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    def generate_output(self, writer: Any) -> None:
        run = build.of(self.settings)
        for site in run.sites.values():
            file = run.file_for(addresses.search(run.config.prefix, site.lang))
            template = self.get_template("search")
            writer.write_file(file, template, self.context, **_variables(run, site))


def _variables(run: Build, site: Site) -> dict[str, Any]:
    title = run.translator(site.lang)("Search")
    versions = {
        lang: addresses.search(run.config.prefix, lang) for lang in run.config.newsroom.languages
    }
    kinds = {post.kind for post in site.posts}
    return {
        **unlisted_frame(run, site, title, versions),
        "csp": SEARCH_META_CSP,
        "searching": True,
        "search_index": f"{run.config.prefix}/{FOLDER}/pagefind.js",
        "found_kinds": [*(kind for kind in KINDS if kind in kinds), PAGE],
    }


def get_generators(_pelican: Any) -> type[SearchGenerator]:
    return SearchGenerator


def register() -> None:
    signals.all_generators_finalized.connect(make_index)
    signals.get_generators.connect(get_generators)
