"""Reading a post or page from its Markdown file: every fault with line, cause and mend."""

from pathlib import Path

from comments_service.contract import addresses
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.config import Config
from comments_service.contract.content import KINDS, ROLES, STATUSES, Page, Post
from comments_service.contract.content_fields import Fields
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.frontmatter import FrontMatter, parse

POST_FIELDS = (
    *("id", "title", "lang", "date", "modified", "kind", "status", "topics", "authors"),
    *("summary", "slug", "translates", "image", "image_alt", "image_caption", "image_credit"),
    *("comments", "pinned"),
)
PAGE_FIELDS = ("id", "title", "lang", "slug", "summary", "translates", "role", "comments")


def read_text(path: Path) -> str:
    """The file's text. Raises Faults when it is not UTF-8 or cannot be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Faults(
            [Fault(shown(path), line, "the file is not UTF-8", "save it as UTF-8 in your editor")]
        ) from None
    except OSError as error:
        raise Faults(
            [
                Fault(
                    shown(path),
                    0,
                    f"the file cannot be read ({error.strerror})",
                    "check that it exists and its permissions",
                )
            ]
        ) from None
    text = text.replace("\r\n", "\n")
    if control := control_in(text.removeprefix("\ufeff")):
        line = text[: control[0]].count("\n") + 1
        cause = f"the file holds the control character {control[1]}"
        raise Faults([Fault(shown(path), line, cause, MEND)])
    return text


def read_post(path: Path, config: Config) -> tuple[Post, FrontMatter]:
    """A post and its body. Raises Faults with everything that is wrong in its front matter."""
    source = parse(read_text(path), shown(path))
    fields = Fields(source, shown(path), config, POST_FIELDS)
    kind = fields.choice("kind", KINDS, "release")
    lang = fields.language()
    post_id = fields.id()
    title = fields.text("title", required=kind != "note")
    date, modified = fields.dates()
    post = Post(
        id=post_id,
        title=title,
        lang=lang,
        date=date,
        modified=modified,
        kind=kind,
        status=fields.choice("status", STATUSES, "published"),
        topics=fields.known("topics", [topic.id for topic in config.topics]),
        authors=fields.known("authors", [author.id for author in config.authors]),
        summary=fields.text("summary"),
        slug=fields.slug(title, f"{addresses.WORDS[lang].note}-{post_id[:8]}"),
        translates=fields.translates(),
        image=fields.image(path.parent),
        comments=fields.comments(),
        pinned=fields.choice("pinned", ("true", "false"), "false") == "true",
    )
    fields.settle()
    return post, source


def read_page(path: Path, config: Config) -> tuple[Page, FrontMatter]:
    """A page and its body. Raises Faults with everything that is wrong in its front matter."""
    source = parse(read_text(path), shown(path))
    fields = Fields(source, shown(path), config, PAGE_FIELDS)
    title = fields.text("title", required=True)
    page = Page(
        id=fields.id(),
        title=title,
        lang=fields.language(),
        slug=fields.slug(title, ""),
        summary=fields.text("summary"),
        translates=fields.translates(),
        role=fields.choice("role", ("", *ROLES), ""),
        comments=fields.comments(),
    )
    if page.slug in addresses.RESERVED_SLUGS or page.slug.isdigit():
        fields.fault(
            "slug",
            f"a page cannot have the address {page.slug!r}: a list stands there",
            "set another slug",
        )
    fields.settle()
    return page, source
