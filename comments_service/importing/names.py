"""Topics and authors: which of `newsroom.toml` an old post belongs to, and which are missing there.

Categories become topics. Tags are too many for that: they stay only where a topic is called so.
"""

import json
from collections import Counter
from urllib.parse import unquote

from comments_service.contract import ids
from comments_service.contract.addresses import slugify
from comments_service.contract.config import Author, Config, Topic
from comments_service.contract.config_editorial import IDENTIFIER
from comments_service.importing.export import Export, WpTerm
from comments_service.importing.soup import plain_text

_ROLE = {"de": "Autor", "en": "Author", "fr": "Auteur", "it": "Autore"}


class Names:
    """Finds ids; what it does not find, it gathers in `new_topics` and `new_authors`."""

    def __init__(self, config: Config, export: Export, lang: str) -> None:
        self.new_topics: list[Topic] = []
        self.new_authors: list[Author] = []
        self.tags: Counter[str] = Counter()
        """Tags that no topic stands for, with the number of their posts."""
        self._config, self._lang = config, lang
        self._descriptions = {term.slug: term.description for term in export.terms}
        self._logins = {author.login: author.name for author in export.authors if author.login}
        self._users = {author.id: author.name for author in export.authors if author.id}

    def topics(self, categories: tuple[WpTerm, ...]) -> list[str]:
        """The topics of a post; a category without one gets it."""
        return list(dict.fromkeys(self._topic(term) for term in categories))

    def tagged(self, tags: tuple[WpTerm, ...]) -> list[str]:
        """The topics that tags stand for; to be asked when every post's categories are known."""
        found = []
        for tag in tags:
            if topic := self._known_topic(tag):
                found.append(topic)
            else:
                self.tags[tag.name] += 1
        return found

    def author(self, login: str) -> str | None:
        """The author's id; a login is never shown where the export knows a name."""
        name = self._logins.get(login, login).strip()
        if not name:
            return None
        for author in (*self._config.authors, *self.new_authors):
            if author.name.casefold() == name.casefold():
                return author.id
        taken = {author.id for author in (*self._config.authors, *self.new_authors)}
        roles = {lang: _ROLE[lang] for lang in self._config.newsroom.languages}
        self.new_authors.append(Author(_free(_identifier(name, "author"), taken), name, roles))
        return self.new_authors[-1].id

    def official(self, user: str) -> str | None:
        """The function of whoever wrote for the old newsroom; None for a reader."""
        name = self._users.get(user)
        if name is None:
            return None
        for author in self._config.authors:
            if author.name.casefold() == name.casefold():
                return author.role[self._lang]
        return _ROLE[self._lang]

    def addition(self) -> str:
        """What `newsroom.toml` gets at its end; "" when nothing is missing there."""
        tables = [_topic_table(topic) for topic in self.new_topics]
        tables += [_author_table(author) for author in self.new_authors]
        return "".join(f"\n{table}" for table in tables)

    def _known_topic(self, term: WpTerm) -> str | None:
        slug, name = slugify(unquote(term.slug)), term.name.casefold()
        for topic in (*self._config.topics, *self.new_topics):
            if topic.id == slug or name in (text.casefold() for text in topic.name.values()):
                return topic.id
        return None

    def _topic(self, term: WpTerm) -> str:
        if known := self._known_topic(term):
            return known
        taken = {topic.id for topic in (*self._config.topics, *self.new_topics)}
        name = term.name or unquote(term.slug)
        description = plain_text(self._descriptions.get(term.slug, ""))
        self.new_topics.append(
            Topic(
                id=_free(_identifier(unquote(term.slug) or name, "topic"), taken),
                name=dict.fromkeys(self._config.newsroom.languages, name),
                description={self._lang: description} if description else {},
            )
        )
        return self.new_topics[-1].id


def _identifier(text: str, word: str) -> str:
    """In a-z, 0-9 and hyphens; other scripts leave nothing, so they get a fixed made-up one."""
    slug = slugify(text)
    return slug if IDENTIFIER.fullmatch(slug) else f"{word}-{ids.derived(word, text)[:8]}"


def _free(identifier: str, taken: set[str]) -> str:
    found, count = identifier, 1
    while found in taken:
        count += 1
        found = f"{identifier}-{count}"
    return found


def _topic_table(topic: Topic) -> str:
    lines = ["[[topics]]", f"id = {_string(topic.id)}", f"name = {_texts(topic.name)}"]
    if topic.description:
        lines.append(f"description = {_texts(topic.description)}")
    return "\n".join(lines) + "\n"


def _author_table(author: Author) -> str:
    return (
        f"[[authors]]\nid = {_string(author.id)}\n"
        f"name = {_string(author.name)}\nrole = {_texts(author.role)}\n"
    )


def _texts(texts: dict[str, str]) -> str:
    return "{ " + ", ".join(f"{lang} = {_string(text)}" for lang, text in texts.items()) + " }"


def _string(text: str) -> str:
    """A basic string (TOML 1.0); JSON's escapes are a part of TOML's, but DEL needs one."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
