"""Exports written by the tests, and newsrooms to import them into."""

from contextlib import contextmanager
from html import escape
from pathlib import Path

import pytest
from PIL import Image

from comments_service.contract.config_file import load
from comments_service.contract.content_file import read_page, read_post
from comments_service.contract.paths import paths_for
from comments_service.importing.comments import ImportedComment, StoredCounts
from comments_service.importing.wordpress_command import import_wordpress
from tests.support import write_config

SITE = "https://old.example"
UPLOADS = f"{SITE}/wp-content/uploads"
SAMPLES = Path(__file__).resolve().parent / "samples"
# Exports of others, which are not ours to keep: beside the project, where they are at all.
OTHERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "imports"

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Old</title><link>{site}</link><pubDate>Tue, 09 Sep 2014 02:58:33 +0000</pubDate>
<language>{language}</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>{site}</wp:base_blog_url>
"""


def element(name, text):
    return f"<{name}><![CDATA[{text}]]></{name}>"


def author(login, name, number="1", email="secret@old.example"):
    return "<wp:author>{}{}{}{}</wp:author>".format(
        element("wp:author_id", number),
        element("wp:author_login", login),
        element("wp:author_email", email),
        element("wp:author_display_name", name),
    )


def category(slug, name, description=""):
    return "<wp:category>{}{}{}</wp:category>".format(
        element("wp:category_nicename", slug),
        element("wp:cat_name", name),
        element("wp:category_description", description),
    )


def comment(number, content="Gut.", **fields):
    """A `wp:comment`; the names of its fields without «comment_»."""
    fields = {
        "id": number,
        "author": "Ruth",
        "author_email": "ruth@reader.example",
        "author_url": "https://reader.example/",
        "author_IP": "203.0.113.9",
        "date": "2020-05-02 10:00:00",
        "date_gmt": "2020-05-02 08:00:00",
        "content": content,
        "approved": "1",
        "type": "",
        "parent": "0",
        "user_id": "0",
        **fields,
    }
    body = "".join(element(f"wp:comment_{name}", text) for name, text in fields.items())
    return f"<wp:comment>{body}</wp:comment>"


def item(number, title="Titel", content="Text.", *inner, terms=(), meta=None, **fields):
    """An item; `terms` are (domain, slug, name), `inner` is further XML such as comments."""
    plain = {
        "title": title,
        "link": f"{SITE}/{number}/",
        "guid": f"{SITE}/?p={number}",
        "dc:creator": "anna",
        "content:encoded": content,
        "excerpt:encoded": "",
        "pubDate": "",
    }
    own = {
        "post_id": number,
        "post_date": "2020-05-01 10:00:00",
        "post_date_gmt": "2020-05-01 08:00:00",
        "comment_status": "open",
        "post_name": f"post-{number}",
        "status": "publish",
        "post_parent": "0",
        "menu_order": "0",
        "post_type": "post",
        "post_password": "",
        "is_sticky": "0",
    }
    for name, text in fields.items():
        if name in ("link", "guid", "creator", "excerpt", "pubDate"):
            key = {"creator": "dc:creator", "excerpt": "excerpt:encoded"}.get(name, name)
            plain[key] = text
        else:
            own[name] = text
    parts = [element(name, text) for name, text in plain.items()]
    parts += [element(f"wp:{name}", text) for name, text in own.items()]
    parts += [
        f'<category domain="{domain}" nicename="{escape(slug)}"><![CDATA[{name}]]></category>'
        for domain, slug, name in terms
    ]
    for key, value in (meta or {}).items():
        pair = element("wp:meta_key", key) + element("wp:meta_value", value)
        parts.append(f"<wp:postmeta>{pair}</wp:postmeta>")
    return "<item>" + "\n".join([*parts, *inner]) + "</item>"


def attachment(number, file, parent="0", title="", caption="", alt=None):
    return item(
        number,
        title,
        "",
        post_type="attachment",
        status="inherit",
        post_parent=parent,
        attachment_url=f"{UPLOADS}/{file}",
        excerpt=caption,
        meta={"_wp_attached_file": file, **({"_wp_attachment_image_alt": alt} if alt else {})},
    )


class Silent:
    @contextmanager
    def step(self, label, total):
        yield lambda parts: None


class FakeStore:
    """Keeps comments by id, as the database would."""

    def __init__(self):
        self.comments: dict[str, ImportedComment] = {}

    def __call__(self, comments, advance=None):
        new = [one for one in comments if one.id not in self.comments]
        self.comments |= {one.id: one for one in new}
        return StoredCounts(len(new), len(comments) - len(new))

    def by_author(self):
        return {one.author: one for one in self.comments.values()}


class Importer:
    """A newsroom with nothing in it, and exports for it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = "https://news.muster.example"
        write_config(root, url=self.url)
        self.content = root / "content"
        self.media = root / "uploads"
        self.store = FakeStore()

    @property
    def config(self):
        return load(self.root / "newsroom.toml")

    def export(self, *parts, site=SITE, language="de-CH"):
        path = self.root / "export.xml"
        head = HEAD.format(site=site, language=language)
        path.write_text(head + "\n".join(parts) + "</channel></rss>", "utf-8")
        return path

    def run(self, *parts, file=None, store=None, media=None, lang=None, **head):
        config = self.config
        return import_wordpress(
            file or self.export(*parts, **head),
            config,
            paths_for(config),
            store or self.store,
            Silent(),
            lang=lang,
            media=media,
        )

    def text(self, html, **fields):
        """The Markdown of the one post made from `html`."""
        self.run(item("1", "Titel", html, **fields))
        return self.read("post-1")[1]

    def file(self, slug):
        (found,) = [
            path
            for path in self.content.rglob("*.md")
            if path.stem == slug or path.parent.name == slug
        ]
        return found

    def read(self, slug):
        """A text as the contract reads it: the post or page, and its Markdown."""
        path = self.file(slug)
        is_page = path.relative_to(self.content).parts[0] == "pages"
        found, source = (read_page if is_page else read_post)(path, self.config)
        return found, source.body.strip()

    def picture(self, file, size=(40, 30)):
        path = self.media / file
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size).save(path)

    def snapshot(self):
        """Every file with its bytes, except the export and the uploads."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and path.suffix != ".xml" and self.media not in path.parents
        }


@pytest.fixture
def newsroom(tmp_path):
    return Importer(tmp_path)


def of_others(name):
    """An export that others wrote; without it the test is skipped, and says so."""
    path = OTHERS / name
    if not path.is_file():
        pytest.skip(f"LOUD: {path} is missing, so this export is NOT tested")
    return path


@pytest.fixture(scope="session")
def wptest():
    """The export that theme authors test with; it belongs to no one post of ours."""
    return of_others("wptest.xml")
