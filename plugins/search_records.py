"""What the search index is made of: for each public post and page one small HTML file.

Pagefind's attributes say what each part is for: https://pagefind.app/docs/indexing/. Comments and
navigation are no part of it, and what is not public is not even a view.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from plugins.build import Build
from plugins.model import PageView, PostView
from plugins.spellings import parts, spellings, words

PAGE = "page"
"""Stands for pages among the kinds of posts."""
# In these languages two words make a new one.
_COMPOUNDING = ("de",)


@dataclass(frozen=True)
class _Record:
    file: str
    lang: str
    title: str
    html: str
    facts: tuple[tuple[str, str], ...]
    """What results can be narrowed by, and what they show of themselves."""
    words: set[str]

    def text(self, more: set[str], rank: int) -> str:
        """The file's content. `more`: further words by which it is found, but which nobody sees;
        `rank` puts results in order by date."""
        filters = "".join(
            f'<meta data-pagefind-filter="{escape(f"{name}:{value}")}">'
            for name, value in self.facts
        )
        also = " ".join(sorted(more - self.words))
        return _parted(
            f'<!doctype html><html lang="{self.lang}"><head><title>{escape(self.title)}</title>'
            f'{filters}<meta data-pagefind-sort="rank:{rank}"></head>'
            "<body data-pagefind-body>"
            f'<h1 data-pagefind-meta="title" data-pagefind-ignore>{escape(self.title)}</h1>'
            f'<p data-pagefind-meta="also" data-pagefind-ignore>{escape(also)}</p>'
            f"{self.html}</body></html>\n"
        )


def records(run: Build) -> Iterator[tuple[str, str]]:
    """The file name and HTML of everything that can be found. The name tells the address."""
    for lang, site in run.sites.items():
        # Oldest first. Pages have no date, but without a rank they would be left out.
        made = [
            *(_of_page(run, page) for page in run.pages if page.lang == lang),
            *(_of_post(run, post) for post in reversed(site.posts)),
        ]
        vocabulary = {word for record in made for word in record.words}
        compounds = parts(vocabulary) if lang in _COMPOUNDING else {}
        for rank, record in enumerate(made):
            ends = {end for word in record.words for end in compounds.get(word, ())}
            yield record.file, record.text(ends | spellings(record.words, lang), rank)


def _of_post(run: Build, post: PostView) -> _Record:
    summary = "" if post.kind == "note" else post.summary
    facts = (
        ("kind", post.kind),
        ("year", str(post.date.year)),
        *(("topic", topic.id) for topic in post.topics),
        ("date", post.date.date().isoformat()),
    )
    return _record(run, post, post.headline, summary, facts)


def _of_page(run: Build, page: PageView) -> _Record:
    return _record(run, page, page.title, page.summary, (("kind", PAGE),))


def _record(
    run: Build,
    view: PostView | PageView,
    title: str,
    summary: str,
    facts: tuple[tuple[str, str], ...],
) -> _Record:
    html = f"<p>{escape(summary)}</p>{view.content}"
    found = words(f"{escape(title)} {html}")
    return _Record(run.file_for(view.url), view.lang, title, html, facts, found)


def _parted(text: str) -> str:
    """«l’eau» is found by «eau» only with the apostrophe that is punctuation in ASCII, too.
    `search.js` shows readers the other one again."""
    return text.replace("’", "'")
