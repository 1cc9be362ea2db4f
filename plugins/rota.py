"""Who can be reached today: contacts by language and topic, deputies for those who are away."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from comments_service.contract.config import Config, Contact
from comments_service.contract.content import Post
from comments_service.contract.faults import Fault, shown
from plugins.build import Build
from plugins.model import ContactView


def on_duty(contact: Contact, config: Config, day: date) -> Contact | None:
    """The contact, or the deputy, or the deputy's deputy …; None when all of them are away."""
    by_id = {other.id: other for other in config.contacts}
    seen: set[str] = set()
    while contact.id not in seen:
        seen.add(contact.id)
        absence = contact.absence(day)
        if absence is None:
            return contact
        contact = by_id[absence.deputy]
    return None


def about(run: Build, post: Post, day: date | None = None) -> tuple[ContactView, ...]:
    """Whoever answers questions about a post today, or on another day."""
    if post.contacts:
        chosen = [c for name in post.contacts for c in run.config.contacts if c.id == name]
        return people(run, post.lang, chosen, day)
    return reachable(run, post.lang, post.topics, day)


def reachable(
    run: Build, lang: str, topics: Iterable[str] = (), day: date | None = None
) -> tuple[ContactView, ...]:
    """Whoever answers questions in `lang` today. With `topics`, those who speak for one of them
    stand first, and those who speak only for others are left out if anybody remains.
    """
    wanted = set(topics)
    speaking = [contact for contact in run.config.contacts if lang in contact.languages]
    if wanted:
        named = [contact for contact in speaking if wanted & set(contact.topics)]
        general = [contact for contact in speaking if not contact.topics]
        speaking = [*named, *general] or speaking
    return people(run, lang, speaking, day)


def people(
    run: Build, lang: str, contacts: Iterable[Contact], day: date | None = None
) -> tuple[ContactView, ...]:
    """These contacts as readers see them today, each reachable person once."""
    contacts = list(contacts)
    day = day or run.now.date()
    found: dict[str, ContactView] = {}
    present = {c.id for c in contacts if on_duty(c, run.config, day) is c}
    for contact in contacts:
        there = on_duty(contact, run.config, day)
        if there is None or there.id in found or (there is not contact and there.id in present):
            continue
        found[there.id] = _view(run, lang, there, contact, day)
    # Better somebody who calls back than nobody: see `note_absences`.
    return tuple(found.values()) or tuple(_view(run, lang, one, one, day) for one in contacts)


def note_absences(run: Build) -> None:
    """Ask for builds when somebody leaves or returns, and say so where nobody is left."""
    zone = run.config.newsroom.timezone
    for contact in run.config.contacts:
        for absence in contact.absences:
            for day, word in (
                (absence.since, "is away"),
                (absence.until + timedelta(days=1), "is back"),
            ):
                run.due(datetime.combine(day, time(), zone), f"{contact.name} {word}")
    for lang in run.config.newsroom.languages:
        speaking = [contact for contact in run.config.contacts if lang in contact.languages]
        today = run.now.date()
        if not any(on_duty(contact, run.config, today) for contact in speaking):
            where = shown(run.config.path)
            cause = f"nobody can be reached in {lang!r} today"
            if speaking:
                cause += ": every contact and every deputy is away"
            run.warnings.append(Fault(where, 0, cause, "correct contacts and their absences"))


def _view(run: Build, lang: str, contact: Contact, instead_of: Contact, day: date) -> ContactView:
    names = {topic.id: topic.name[lang] for topic in run.config.topics}
    absence = instead_of.absence(day) if contact is not instead_of else None
    return ContactView(
        id=contact.id,
        name=contact.name,
        role=contact.role[lang],
        phone=contact.phone,
        email=contact.email,
        topics=tuple(names[topic] for topic in instead_of.topics),
        stands_in_for=instead_of.name if absence else "",
        until=absence.until if absence else None,
    )
