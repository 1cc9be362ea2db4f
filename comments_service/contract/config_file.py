"""Reading `newsroom.toml`: every fault with line, cause and mend, all at once."""

import os
import re
from dataclasses import replace
from datetime import time
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from comments_service.contract.addresses import WORDS
from comments_service.contract.colours import contrast
from comments_service.contract.config import (
    Address,
    Colours,
    Comments,
    Config,
    FormerBoilerplate,
    Mail,
    Newsroom,
    Retention,
    Service,
)
from comments_service.contract.config_editorial import editorial
from comments_service.contract.email_address import email_fault
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.toml_reader import Document, Table

# Decisions that may be made to need two persons.
_FOUR_EYES = ("publish", "reject", "spam")
_RATE = re.compile(r"[1-9]\d*\s*(per|/)\s*([1-9]\d*\s*)?(second|minute|hour|day)s?", re.IGNORECASE)

# The grounds the theme puts text on; WCAG 2.2 SC 1.4.3 asks for 4.5:1 against them.
_LIGHT_GROUND, _DARK_GROUND, _CONTRAST = "#ffffff", "#14181b", 4.5


def load(path: Path | None = None) -> Config:
    """Read the configuration; `NEWSROOM_URL` replaces the public address (`make run` sets it).

    Raises Faults with everything that is wrong.
    """
    document = Document(path or Path(os.environ.get("NEWSROOM_CONFIG", "newsroom.toml")))
    root = document.root
    newsroom = _newsroom(root.table("newsroom"))
    languages = newsroom.languages
    config = Config(
        path=document.path,
        newsroom=newsroom,
        address=_address(root.table("address")),
        colours=_colours(root.table("colours")),
        **editorial(root, languages, newsroom.timezone),
        comments=_comments(root.table("comments")),
        retention=_retention(root.table("retention", required=False)),
        service=_service(root.table("service", required=False)),
        mail=_mail(root.table("mail", required=False)),
    )
    root.finish()
    document.settle()
    if url := os.environ.get("NEWSROOM_URL"):
        if wrong := _url_fault(url):
            raise Faults([Fault("NEWSROOM_URL", 0, f"{url!r}: {wrong}", "correct it or unset it")])
        config = replace(config, newsroom=replace(newsroom, url=url.rstrip("/")))
    return config


def _newsroom(table: Table) -> Newsroom:
    languages = table.texts("languages")
    for language in languages:
        if language not in WORDS:
            table.fault(
                "languages",
                f"newsroom.languages names {language!r}",
                f"use some of: {', '.join(WORDS)}",
            )
            table.doubt_languages()
    if len(set(languages)) < len(languages):
        table.fault("languages", "newsroom.languages names one twice", "remove it")
    known = tuple(language for language in languages if language in WORDS) or ("de",)
    timezone = table.text("timezone", "Europe/Zurich", check=_zone_fault)
    newsroom = Newsroom(
        name=table.text("name"),
        legal_name=table.text("legal_name"),
        url=table.text("url", check=_url_fault, mended=_url).rstrip("/"),
        timezone=ZoneInfo("UTC" if _zone_fault(timezone) else timezone),
        languages=known,
        posts_per_page=table.integer("posts_per_page", 10, 1, 100),
        tagline=table.localized("tagline", known),
        description=table.localized("description", known),
        boilerplate=table.localized("boilerplate", known),
        former_boilerplates=_former(table.tables("former_boilerplates"), known),
    )
    table.finish()
    return newsroom


def _former(tables: list[Table], languages: tuple[str, ...]) -> tuple[FormerBoilerplate, ...]:
    found: list[FormerBoilerplate] = []
    for table in tables:
        until = table.moment("until", ZoneInfo("UTC"), required=True)
        text = table.localized("text", languages)
        table.finish()
        if until is None:
            continue
        one = FormerBoilerplate(until.date(), text)
        if found and one.until <= found[-1].until:
            table.fault(
                "until",
                f"this former boilerplate ended on {one.until}, "
                f"and the one above it on {found[-1].until}",
                "sort them by until, the oldest first, each with a day of its own",
            )
        found.append(one)
    return tuple(found)


def _address(table: Table) -> Address:
    address = Address(
        street=table.text("street"),
        postal_code=table.text("postal_code"),
        city=table.text("city"),
        country=table.text("country"),
        email=table.text("email", check=email_fault),
        phone=table.text("phone"),
        website=table.text(
            "website", "", check=lambda v: _url_fault(v) if v else None, mended=_url
        ),
    )
    table.finish()
    return address


def _colours(table: Table) -> Colours:
    colours = Colours(
        accent=table.text("accent", check=lambda v: _colour_fault(v, _LIGHT_GROUND)),
        accent_dark=table.text("accent_dark", check=lambda v: _colour_fault(v, _DARK_GROUND)),
    )
    table.finish()
    return colours


def _comments(table: Table) -> Comments:
    comments = Comments(
        enabled=table.boolean("enabled", True),
        moderation=table.choice("moderation", "hold", ("hold", "newcomers", "publish")),
        four_eyes=table.texts("four_eyes", ()),
        close_after_days=table.integer("close_after_days", 30, 0, 36500),
        max_length=table.integer("max_length", 5000, 100, 8000),
        consent=table.choice("consent", "notice", ("notice", "checkbox")),
        proof_of_work=table.boolean("proof_of_work", False),
        expected_hours=table.integer("expected_hours", 24, 1, 720),
        notify=table.texts("notify", ()),
        digest=_digest(table),
    )
    for verb in comments.four_eyes:
        if verb not in _FOUR_EYES:
            table.fault(
                "four_eyes",
                f"comments.four_eyes: {verb!r} is no decision",
                f"use some of {', '.join(_FOUR_EYES)}",
            )
    for address in comments.notify:
        if wrong := email_fault(address):
            table.fault("notify", f"comments.notify: {address!r} {wrong}", "correct the address")
    table.finish()
    return comments


def _digest(table: Table) -> time:
    written = table.text("digest", "08:00")
    try:
        return time.fromisoformat(written)
    except ValueError:
        table.fault("digest", f"comments.digest: {written!r} is no time", 'write it as "08:00"')
        return time(8)


def _retention(table: Table) -> Retention:
    """The defaults are what the law and courts bear; see docs/operations.md."""
    retention = Retention(
        sender_hours=table.integer("sender_hours", 48, 1, 48),
        spam_days=table.integer("spam_days", 14, 1, 365),
        rejected_days=table.integer("rejected_days", 182, 1, 3650),
        email_days=table.integer("email_days", 182, 1, 3650),
        log_years=table.integer("log_years", 3, 3, 10),
        backup_days=table.integer("backup_days", 35, 1, 365),
        gone_days=table.integer("gone_days", 35, 1, 3650),
        label_days=table.integer("label_days", 365, 30, 3650),
    )
    table.finish()
    return retention


def _service(table: Table) -> Service:
    service = Service(
        rate_limit=table.text("rate_limit", "5 per minute; 30 per hour", check=_rate_fault),
        trusted_proxies=table.integer("trusted_proxies", 0, 0, 5),
    )
    table.finish()
    return service


def _mail(table: Table) -> Mail:
    mail = Mail(sender=table.text("sender", "", check=lambda v: email_fault(parseaddr(v)[1])))
    table.finish()
    return mail


def _url_fault(value: str) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        return "not an address"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "not an address that starts with https://"
    if parts.query or parts.fragment or re.search(r"\s", value):
        return "an address without blanks, ? and #, please"
    return None


def _url(value: str) -> str:
    """The address that was meant: with https, without blanks, ? and #."""
    plain = re.split(r"[?#\s]", value.strip(), maxsplit=1)[0]
    if plain.startswith(("http://", "https://")):
        return plain
    return f"https://{re.sub(r'^[a-z]*:?/+', '', plain) or '…'}"


def _zone_fault(value: str) -> str | None:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return "no such time zone (an example: Europe/Zurich)"
    return None


def _rate_fault(value: str) -> str | None:
    if all(_RATE.fullmatch(part.strip()) for part in value.split(";")):
        return None
    return "not a rate (an example: 5 per minute; 30 per hour)"


def _colour_fault(value: str, ground: str) -> str | None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return "not a colour in the form #0b5d66"
    if (ratio := contrast(value, ground)) < _CONTRAST:
        kind = "darker" if ground == _LIGHT_GROUND else "lighter"
        return (
            f"its contrast on {ground} is {ratio:.1f}:1, and text needs {_CONTRAST}:1; "
            f"choose a {kind} colour"
        )
    return None
