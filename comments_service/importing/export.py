"""What stands in a WordPress export (WXR 1.0 to 1.2), as plain data: texts as they were written."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class WpAuthor:
    """Somebody who wrote in the old newsroom. E-mail addresses are not even read."""

    id: str
    """What `wp:comment_user_id` of an own comment names; "" in old exports."""
    login: str
    name: str


@dataclass(frozen=True)
class WpTerm:
    """A category, tag or post format. `slug` is still percent-encoded where WordPress did that."""

    slug: str
    name: str
    description: str = ""


@dataclass(frozen=True)
class WpComment:
    id: str
    author: str
    email: str
    url: str
    """The address of a pingback's page; "" for a comment, whose author's site is not read."""
    date: str
    date_gmt: str
    content: str
    approved: str
    """1, 0, spam, trash or post-trashed."""
    type: str
    """"" and "comment" are comments; others are pingback, trackback, order_note …"""
    parent: str
    """Id of the comment this one answers, or "0"."""
    user_id: str


@dataclass(frozen=True)
class WpItem:
    """A post, a page, an attachment or something that only WordPress knows."""

    line: int
    """Where the item starts in the export."""
    id: str
    guid: str
    link: str
    title: str
    creator: str
    """The author's login."""
    content: str
    excerpt: str
    date: str
    date_gmt: str
    modified_gmt: str
    pub_date: str
    """As in RSS 2.0 (RFC 822)."""
    comment_status: str
    slug: str
    status: str
    parent: str
    order: int
    type: str
    password: str
    sticky: bool
    categories: tuple[WpTerm, ...] = ()
    tags: tuple[WpTerm, ...] = ()
    attachment_url: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    """Of the custom fields only those in `wordpress.META`."""
    comments: tuple[WpComment, ...] = ()


@dataclass(frozen=True)
class Export:
    site: str
    """The old newsroom's address without a slash at the end; "" when the export does not say."""
    language: str
    pub_date: str
    authors: tuple[WpAuthor, ...]
    terms: tuple[WpTerm, ...]
    """The categories, with their descriptions."""
    items: tuple[WpItem, ...]
