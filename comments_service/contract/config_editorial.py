"""The part of `newsroom.toml` that editors meet: topics, people, licences, series, rules."""

import re
from collections.abc import Callable
from datetime import time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from comments_service.contract.addresses import slugify
from comments_service.contract.config import (
    Absence,
    AdHoc,
    ApprovalRule,
    Author,
    Banner,
    Contact,
    Licence,
    Security,
    Series,
    Topic,
)
from comments_service.contract.content import KINDS
from comments_service.contract.email_address import email_fault
from comments_service.contract.licences import RESERVED
from comments_service.contract.toml_reader import Table

Gathering = TypeVar("Gathering", Topic, Series)
Named = TypeVar("Named", Topic, Author, Licence, Series)

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)")

# Mailboxes of nobody: who writes there does not know who will answer, or whether anybody will.
_NOBODYS = (
    *(
        "info",
        "office",
        "kontakt",
        "contact",
        "contatto",
        "mail",
        "email",
        "post",
        "hello",
        "hallo",
    ),
    *("presse", "press", "stampa", "media", "medien", "medienstelle", "pressestelle", "newsroom"),
    *("kommunikation", "communication", "communications", "comunicazione", "pr", "noreply"),
)


def editorial(root: Table, languages: tuple[str, ...], zone: ZoneInfo) -> dict[str, Any]:
    """The fields of `Config` that are read here, by name."""
    topics = _each(root, "topics", lambda table: _gathering(Topic, table, languages))
    licences = _each(root, "licences", lambda table: _licence(table, languages), required=False)
    licence_ids = [*(licence.id for licence in licences), RESERVED.id]
    return {
        "topics": topics,
        "authors": _each(root, "authors", lambda table: _author(table, languages, licence_ids)),
        "contacts": _contacts(root, languages, [topic.id for topic in topics]),
        "licences": licences,
        "series": _each(
            root, "series", lambda table: _gathering(Series, table, languages), required=False
        ),
        "banner": _banner(root.table("banner", required=False), languages, zone),
        "adhoc": _adhoc(root.table("adhoc", required=False)),
        "approval": _approval(root.table("approval", required=False), zone),
        "security": _security(root.table("security", required=False)),
    }


def _each(
    root: Table, key: str, read: Callable[[Table], Named], required: bool = True
) -> tuple[Named, ...]:
    """An array of tables with ids, which must differ."""
    found: dict[str, Named] = {}
    tables = root.tables(key)
    if not tables and required:
        root.fault(None, f"no {key} are set", f"add at least one [[{key}]]")
    for table in tables:
        item = read(table)
        if item.id in found:
            table.fault("id", f"{key}.id {item.id!r} stands twice", "give one of them another id")
        found[item.id] = item
    return tuple(found.values())


def _gathering(kind: type[Gathering], table: Table, languages: tuple[str, ...]) -> Gathering:
    """What gathers posts under a name: a topic or a series."""
    gathering = kind(
        id=table.text("id", check=identifier_fault),
        name=table.localized("name", languages),
        description=table.localized("description", languages, required=False),
    )
    table.finish()
    return gathering


def _licence(table: Table, languages: tuple[str, ...]) -> Licence:
    licence = Licence(
        id=table.text("id", check=identifier_fault),
        name=table.localized("name", languages),
        terms=table.localized("terms", languages),
        url=table.text("url", "", check=_link_fault),
    )
    table.finish()
    return licence


def _author(table: Table, languages: tuple[str, ...], licences: list[str]) -> Author:
    picture = table.text("picture", "")
    author = Author(
        id=table.text("id", check=identifier_fault),
        name=table.text("name"),
        role=table.localized("role", languages),
        bio=table.localized("bio", languages, required=False),
        picture=picture,
        picture_credit=table.text("picture_credit", None if picture else ""),
        picture_licence=table.text("picture_licence", None if picture else ""),
    )
    if author.picture_licence and author.picture_licence not in licences:
        table.fault(
            "picture_licence",
            f"authors.picture_licence names {author.picture_licence!r}, which is not in licences",
            f"use one of: {', '.join(licences)}; others are described in [[licences]]",
        )
    table.finish()
    return author


def _contacts(root: Table, languages: tuple[str, ...], topics: list[str]) -> tuple[Contact, ...]:
    tables = root.tables("contacts")
    contacts = [_contact(table, languages, topics) for table in tables]
    known = [contact.id for contact in contacts]
    for table, contact in zip(tables, contacts, strict=True):
        if known.count(contact.id) > 1:
            table.fault(
                "id" if "id" in table else "name",
                f"contacts.id {contact.id!r} stands twice",
                "give each contact an id of its own",
            )
        for absence in contact.absences:
            if absence.deputy not in known or absence.deputy == contact.id:
                others = ", ".join(name for name in known if name != contact.id)
                table.fault(
                    "absences",
                    f"the deputy {absence.deputy!r} of {contact.name} is not another contact",
                    f"use one of: {others}",
                )
    return tuple(contacts)


def _contact(table: Table, languages: tuple[str, ...], topics: list[str]) -> Contact:
    name = table.text("name")
    contact = Contact(
        id=table.text("id", slugify(name), check=identifier_fault),
        name=name,
        role=table.localized("role", languages),
        phone=table.text("phone"),
        email=table.text("email", check=_contact_fault),
        languages=table.texts("languages", languages),
        topics=table.texts("topics", ()),
        absences=tuple(_absence(absence) for absence in table.tables("absences")),
    )
    for key, values, known, what in (
        ("languages", contact.languages, languages, "which the newsroom has not"),
        ("topics", contact.topics, topics, "which is not in topics"),
    ):
        for value in values:
            if value not in known:
                table.fault(
                    key,
                    f"contacts.{key} names {value!r}, {what}",
                    f"use some of: {', '.join(known)}",
                )
    table.finish()
    return contact


def _absence(table: Table) -> Absence:
    since, until = table.day("from"), table.day("until")
    if until < since:
        table.fault("until", "the absence ends before it begins", "correct one of the two")
    absence = Absence(since, until, table.text("deputy"))
    table.finish()
    return absence


def _banner(table: Table, languages: tuple[str, ...], zone: ZoneInfo) -> Banner:
    banner = Banner(
        text=table.localized("text", languages, required=False),
        url=table.localized("url", languages, required=False),
        since=table.moment("since", zone),
        until=table.moment("until", zone, at_end=True),
    )
    if banner.since and banner.until and banner.until < banner.since:
        table.fault("until", "the banner ends before it begins", "correct since or until")
    missing = [lang for lang, text in banner.text.items() if not text]
    if missing and len(missing) < len(languages):
        table.fault(
            "text",
            f"banner.text is missing in {', '.join(missing)}",
            "write it in each language: a banner stands on every page",
        )
    for url in banner.url.values():
        if wrong := _link_fault(url):
            table.fault("url", f"banner.url: {wrong}", 'write url = { de = "/de/…/" }')
    table.finish()
    return banner


def _adhoc(table: Table) -> AdHoc:
    rule = table.choice("rule", "six", ("six", "mar"))
    written = table.text(
        "trading_hours",
        "09:00-17:30",
        check=lambda value: None if _HOURS.fullmatch(value) else "not a span such as 09:00-17:30",
    )
    match = _HOURS.fullmatch(written)
    hours = [int(part) for part in match.groups()] if match else [9, 0, 17, 30]
    if hours[:2] >= hours[2:]:
        table.fault(
            "trading_hours",
            f"adhoc.trading_hours {written!r} ends before it begins",
            'write trading_hours = "09:00-17:30"',
        )
    table.finish()
    return AdHoc(rule, (time(hours[0], hours[1]), time(hours[2], hours[3])))


def _approval(table: Table, zone: ZoneInfo) -> ApprovalRule:
    rule = ApprovalRule(table.texts("kinds", ()), table.moment("since", zone))
    for kind in rule.kinds:
        if kind not in KINDS:
            table.fault(
                "kinds", f"approval.kinds names {kind!r}", f"use some of: {', '.join(KINDS)}"
            )
    table.finish()
    return rule


def _security(table: Table) -> Security:
    security = Security(table.text("contact", "", check=_security_fault))
    table.finish()
    return security


def identifier_fault(value: str) -> str | None:
    """What is wrong with an id; None when nothing is."""
    if IDENTIFIER.fullmatch(value):
        return None
    return "use small letters a-z, digits and single hyphens"


def _contact_fault(value: str) -> str | None:
    if wrong := email_fault(value):
        return wrong
    if value.partition("@")[0].lower() in _NOBODYS:
        return f"{value} is nobody's own; journalists want the address of this person"
    return None


def _link_fault(value: str) -> str | None:
    if not value or value.startswith(("https://", "http://", "mailto:")):
        return None
    if value.startswith("/") and not value.startswith("//"):
        return None
    return "not an address that starts with https:// or, within the newsroom, with /"


def _security_fault(value: str) -> str | None:
    if not value or value.startswith("https://"):
        return None
    if value.startswith("mailto:"):
        return email_fault(value.removeprefix("mailto:"))
    return "not an address that starts with mailto: or https:// (RFC 9116, 2.5.3)"
