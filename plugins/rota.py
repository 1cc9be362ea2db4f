"""Who can be reached today: contacts by language and topic, deputies for those who are away."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from comments_service.contract.config import Config, Contact
from comments_service.contract.content import Post
from comments_service.contract.faults import Fault, shown
from comments_service.contract.numbers import language
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
    """These contacts as readers see them today: each reachable person once, with everybody they
    stand in for. Who speaks the language stands before a deputy who does not.
    """
    contacts = list(contacts)
    day = day or run.now.date()
    by_id = {contact.id: contact for contact in run.config.contacts}
    covered: dict[str, list[Contact]] = {}
    for contact in contacts:
        if there := on_duty(contact, run.config, day):
            covered.setdefault(there.id, []).append(contact)
    # Better somebody who calls back than nobody: see `note_absences`.
    covered = covered or {contact.id: [contact] for contact in contacts}
    order = sorted(covered, key=lambda identifier: lang not in by_id[identifier].languages)
    return tuple(_view(run, lang, by_id[each], covered[each], day) for each in order)


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


def _view(run: Build, lang: str, contact: Contact, covers: list[Contact], day: date) -> ContactView:
    """`covers` are those for whom the contact answers today, himself or herself included or not."""
    topics = {topic for each in covers for topic in each.topics}
    everything = not all(each.topics for each in covers)
    absent = [(each.name, each.absence(day)) for each in covers if each is not contact]
    return ContactView(
        id=contact.id,
        name=contact.name,
        role=contact.role[lang],
        phone=contact.phone,
        email=contact.email,
        topics=()
        if everything
        else tuple(topic.name[lang] for topic in run.config.topics if topic.id in topics),
        languages=tuple(language(code, lang) for code in contact.languages),
        stands_in_for=tuple((name, absence.until) for name, absence in absent if absence),
    )
