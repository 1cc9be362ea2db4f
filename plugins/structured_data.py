"""What search engines are told about a page: JSON-LD, made here and put into its head as it is.

It is data, so no policy for scripts concerns it, as long as nothing in it can end its element.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from pelican import signals

from plugins import build
from plugins.build import Build
from plugins.model import AuthorView, PostView, Site
from plugins.structured_company import Company, Node
from plugins.structured_posts import article, event

_CONTEXT = "https://schema.org"
_TEXT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
# Within JSON these can stand as escapes in texts only, and there alone they occur.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class StructuredData:
    """For templates, as `structured`: each method gives the elements for a page's head."""

    def __init__(self, run: Build) -> None:
        self._run = run
        self._company = Company(run)

    def post(self, post: PostView) -> Markup:
        site = self._run.sites[post.lang]
        stream = site.streams[post.kind]
        trail = [(stream.name, stream.url), (post.headline, post.url)]
        nodes = [
            article(self._run, self._company, post),
            event(self._run, self._company, post),
            self._trail(site, trail),
        ]
        return embedded(node for node in nodes if node)

    def front(self, site: Site) -> Markup:
        company = self._company.described(site)
        website = {**self._company.website(site), "publisher": {"@id": self._company.identifier}}
        return embedded([company, website])

    def author(self, site: Site, author: AuthorView) -> Markup:
        url = self._run.config.absolute(author.url)
        person = self._company.person(author)
        page = {"@type": "ProfilePage", "@id": url, "url": url, "mainEntity": person}
        return embedded([page, self._trail(site, [(author.name, author.url)])])

    def page(self, site: Site, title: str, url: str) -> Markup:
        """Any other page, at a root-relative or absolute address."""
        return embedded([self._trail(site, [(title, url)])])

    def _trail(self, site: Site, steps: Iterable[tuple[str, str]]) -> Node:
        """The way from the front page to a page."""
        home = (f"{site.name} Newsroom", site.url)
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": name,
                    "item": self._run.config.absolute(url),
                }
                for position, (name, url) in enumerate([home, *steps], 1)
            ],
        }


def embedded(nodes: Iterable[Node]) -> Markup:
    """One element for each. No text in it can end the element, or begin another."""
    return Markup("\n").join(
        # Everything that HTML could read as its own is escaped just before.
        Markup('<script type="application/ld+json">%s</script>') % Markup(_json(node))  # noqa: S704
        for node in nodes
    )


def _json(node: Node) -> str:
    text = json.dumps({"@context": _CONTEXT, **node}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def allowing(policy: str, elements: str) -> str:
    """A page's policy with the checksums of its data (CSP 3, 2.3.1). Browsers run no data and ask
    for none; checkers of pages do."""
    sums = [
        b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in _TEXT.findall(str(elements))
    ]
    sources = "".join(f" 'sha256-{checksum}'" for checksum in sums)
    return policy.replace("script-src 'self'", f"script-src 'self'{sources}")


def equip(generator: Any) -> None:
    generator.env.globals["structured"] = StructuredData(build.of(generator.settings))
    generator.env.filters["allowing"] = allowing


def register() -> None:
    signals.generator_init.connect(equip)
