"""Reading a post or page from its Markdown file: every fault with line, cause and mend."""

from datetime import datetime
from pathlib import Path

from comments_service.contract import addresses, approval
from comments_service.contract import content_groups as groups
from comments_service.contract.characters import MEND, control_in
from comments_service.contract.config import Config
from comments_service.contract.content import KINDS, ROLES, STATUSES, Page, Post
from comments_service.contract.content_fields import Fields
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.frontmatter import FrontMatter, parse

POST_FIELDS = (
    *("id", "title", "lang", "date", "modified", "kind", "status", "topics", "authors"),
    *("summary", "slug", "translates", "image", "image_alt", "image_caption", "image_credit"),
    *("image_licence", "image_until", "downloads", "corrections", "approved_by", "approved"),
    *("approval", "withdrawn", "reason", "replaced_by", "expires", "series", "aliases"),
    *("contacts", "place", "starts", "ends", "venue", "comments", "pinned"),
)
PAGE_FIELDS = (
    *("id", "title", "lang", "slug", "summary", "translates", "role", "comments"),
    *("downloads", "aliases"),
)


def read_text(path: Path) -> str:
    """The file's text. Raises Faults when it is not UTF-8 or cannot be read."""
    try:
        return text_of(path.read_bytes(), shown(path))
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


def text_of(raw: bytes, name: str) -> str:
    """What a file holds, its lines ended as here. Raises Faults when that is no text."""
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Faults(
            [Fault(name, line, "the file is not UTF-8", "save it as UTF-8 in your editor")]
        ) from None
    if control := control_in(text.removeprefix("\ufeff")):
        line = text[: control[0]].count("\n") + 1
        raise Faults(
            [Fault(name, line, f"the file holds the control character {control[1]}", MEND)]
        )
    return text


def read_post(path: Path, config: Config) -> tuple[Post, FrontMatter]:
    """A post and its body. Raises Faults with everything that is wrong in its front matter."""
    post, source, faults = examine_post(read_text(path), path, config)
    if faults:
        raise Faults(faults)
    return post, source


def examine_post(
    text: str, path: Path, config: Config, now: datetime | None = None
) -> tuple[Post, FrontMatter, tuple[Fault, ...]]:
    """A post as it would be with `text` in the file `path`, and what is wrong with it.

    What is wrong has harmless values. Raises Faults where there is no front matter at all.
    """
    name = shown(path)
    source = parse(text, name)
    fields = Fields(source, name, config, POST_FIELDS, now)
    kind = fields.choice("kind", KINDS, "release")
    lang = fields.language()
    post_id = fields.id()
    title = fields.text("title", required=kind != "note" and "kind" not in source.lost)
    date, modified = fields.dates()
    authors = fields.known("authors", [author.id for author in config.authors])
    status = fields.choice("status", STATUSES, "published")
    series = fields.known("series", [one.id for one in config.series])
    post = Post(
        id=post_id,
        title=title,
        lang=lang,
        date=date,
        modified=modified,
        kind=kind,
        status=status,
        topics=fields.known("topics", [topic.id for topic in config.topics]),
        authors=authors,
        summary=fields.text("summary"),
        slug=fields.slug(title, f"{addresses.WORDS[lang].note}-{post_id[:8]}"),
        translates=fields.reference("translates"),
        image=groups.image(fields, path.parent),
        comments=fields.comments(),
        pinned=fields.choice("pinned", ("true", "false"), "false") == "true",
        place=fields.text("place"),
        downloads=groups.downloads(fields, path.parent),
        corrections=groups.corrections(fields, date),
        approval=groups.approval(fields, authors, config),
        withdrawal=groups.withdrawal(fields, status, date),
        expires=fields.expires(date),
        series=series[0] if series else "",
        aliases=fields.aliases(),
        contacts=fields.known("contacts", [contact.id for contact in config.contacts]),
        event=groups.event(fields, kind),
    )
    groups.disclosure(fields, post)
    # Whether the text is the one that was approved can only be said of a text that is read whole.
    if not source.faults:
        groups.approved(fields, approval.wrong(post, source, path.parent, config))
    return post, source, tuple(fields.faults)


def read_page(path: Path, config: Config) -> tuple[Page, FrontMatter]:
    """A page and its body. Raises Faults with everything that is wrong in its front matter."""
    page, source, faults = examine_page(read_text(path), path, config)
    if faults:
        raise Faults(faults)
    return page, source


def examine_page(
    text: str, path: Path, config: Config
) -> tuple[Page, FrontMatter, tuple[Fault, ...]]:
    """As `examine_post`, for a page."""
    name = shown(path)
    source = parse(text, name)
    fields = Fields(source, name, config, PAGE_FIELDS)
    title = fields.text("title", required=True)
    page = Page(
        id=fields.id(),
        title=title,
        lang=fields.language(),
        slug=fields.slug(title, ""),
        summary=fields.text("summary"),
        translates=fields.reference("translates"),
        role=fields.choice("role", ("", *ROLES), ""),
        comments=fields.comments(),
        downloads=groups.downloads(fields, path.parent),
        aliases=fields.aliases(),
    )
    reserved = page.slug in addresses.RESERVED_SLUGS or page.slug.isdigit()
    if reserved and page.role != "press":
        fields.fault(
            "slug",
            f"a page cannot have the address {page.slug!r}: a list stands there",
            "set another slug",
        )
    return page, source, tuple(fields.faults)
