"""A newsroom with something on every page of the service, and the addresses of them all.

Denies by default: a route without a sample is missing from what `every_page` returns, and
`missing` names it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask

from comments_service.actions import colleagues, links, sign_in
from comments_service.actions.answer import answer
from comments_service.actions.decide import decide
from comments_service.actions.erase import erase
from comments_service.actions.four_eyes import propose
from comments_service.actions.service import Service
from comments_service.actions.tokens import Purpose
from comments_service.contract.ids import new_id
from comments_service.domain.comment import Comment, Grounds
from comments_service.domain.states import State, Verb
from comments_service.domain.verdict import Outcome, Verdict
from comments_service.publish.comment_html import rendered
from comments_service.storage import comments, moderators
from comments_service.storage.appeals import AppealState
from comments_service.storage.moderators import Moderator
from comments_service.storage.reports import ReportState
from comments_service.storage.slips import SlipState
from tests.actions.labelled import SAMPLED, label, sampled, scored
from tests.actions.moderating import revised
from tests.actions.office import appeal, report, slip

# The pages are those of people; scripts and the site's own files are somebody else's matter.
_PAGES = ("public", "reader", "receipts", "moderation")

REFUSED = "404"
"""What stands in place of an endpoint for pages that say why there is nothing."""

_TEXTS = {
    "de": (
        "Danke für die Zahlen.\n\nWie viel Wasser bleibt dem Bach im *Januar*? "
        "Siehe auch https://example.org/ein-sehr-langer-weg/zu-den-messungen/der-letzten-jahre",
        "Im Winter sind es **40 Liter** in der Sekunde.\n\n> Wie viel Wasser bleibt?",
        "Ihr habt doch alle keine Ahnung.",
    ),
    "en": (
        "Thank you for the figures.\n\nHow much water is left in *January*? "
        "See https://example.org/a-very-long-way/to-the-measurements/of-the-last-few-years",
        "In winter it is **40 litres** a second.\n\n> How much water is left?",
        "You have no idea, all of you.",
    ),
}
_REJECTED = Grounds("INSULT", "«Keine Ahnung» setzt die Belegschaft herab.", "rule", "Regel 2")


@dataclass
class Seed:
    """What stands in one language."""

    service: Service
    thread: str
    post: str
    lang: str
    by: Moderator
    other: Moderator
    now: datetime

    def comment(self, number: int = 0, state: State = State.PENDING, **changes: object) -> Comment:
        sent = self.now - timedelta(hours=30)
        facts = {
            "id": new_id(),
            "thread": self.thread,
            "parent": None,
            "lang": self.lang,
            "author": ("Ruth Keller", "Urs Weber-Hohenegger", "Mia")[number],
            "email": None,
            "body": _TEXTS[self.lang][number],
            "state": state,
            "created_at": sent,
            "waiting_since": sent if state is State.PENDING else None,
            "published_at": self.now if state is State.PUBLISHED else None,
        }
        made = rendered(Comment(**{**facts, **changes}))  # type: ignore[arg-type]
        comments.add(self.service.db, made)
        return made

    def decided(self, made: Comment, verb: Verb, by: Moderator | None = None) -> Comment:
        grounds = _REJECTED if verb is Verb.REJECT else Grounds()
        who = by or self.by
        return decide(self.service, made.id, verb, who, self.now, grounds=grounds).comment

    def erased(self) -> Comment:
        gone = self.comment()
        erase(self.service, gone.id, self.now)
        return comments.get(self.service.db, gone.id)

    def receipt(self, made: Comment) -> str:
        return f"/comments/receipt/{self.service.tokens.receipt(made.id)}"

    def token(self, purpose: Purpose, *values: str) -> str:
        return self.service.tokens.sign(purpose, values, self.now)


def person(service: Service, name: str, now: datetime) -> Moderator:
    number = moderators.add(service.db, name, "Sprecherin", now, moderators.ADMINISTRATOR)
    moderators.set_password_hash(service.db, number, "x")
    found = moderators.get(service.db, number)
    assert found
    return found


def every_page(
    service: Service, thread: str, post: str, lang: str, now: datetime, me: Moderator
) -> dict[str, list[str]]:
    """The addresses by endpoint, with everything that they show; for `me`, who is signed in."""
    other = person(service, f"Anna Muster {lang}", now)
    seed = Seed(service, thread, post, lang, me, other, now)
    found: dict[str, list[str]] = {}
    for endpoint, path in (*_reading(seed), *_receipts(seed), *_links(seed), *_office(seed)):
        found.setdefault(endpoint, []).append(path)
    return found


def missing(app: Flask, found: dict[str, list[str]]) -> set[str]:
    """Pages of the service that have no sample."""
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.split(".")[0] in _PAGES
    }
    return pages - set(found)


def _reading(seed: Seed) -> Iterator[tuple[str, str]]:
    parent = seed.decided(seed.comment(), Verb.PUBLISH)
    here = f"/comments/{seed.thread}"
    yield "public.form", here
    yield "public.form_of_preview", f"{here}/preview"
    yield "public.reply", f"{here}/reply/{parent.id}"
    yield "reader.report", f"/comments/report/{parent.id}"
    yield REFUSED, f"/comments/report/{seed.comment().id}"
    yield "reader.error", f"/comments/error/{seed.post}"
    yield "reader.ask", f"/comments/data?lang={seed.lang}"
    yield "reader.sent", f"/comments/data/sent?lang={seed.lang}"


def _receipts(seed: Seed) -> Iterator[tuple[str, str]]:
    waits = seed.comment(email="ruth@example.org")
    public = seed.decided(
        seed.comment(email="urs@example.org", confirmed_at=seed.now), Verb.PUBLISH
    )
    changed = seed.decided(seed.comment(), Verb.PUBLISH)
    revised(seed.service, changed, f"{changed.body}\n\nNachtrag.", seed.now)
    refused = seed.decided(seed.comment(2), Verb.REJECT)
    objected = seed.decided(seed.comment(2), Verb.REJECT)
    appeal(seed.service, objected, at=seed.now)
    heard = seed.decided(seed.comment(2), Verb.REJECT)
    settled = {"decided_at": seed.now, "explanation": "Die Regel gilt für alle.", "at": seed.now}
    appeal(seed.service, heard, state=AppealState.UPHELD, **settled)
    gone = seed.erased()
    for one in (waits, public, changed, refused, objected, heard, gone):
        yield "receipts.show", seed.receipt(one)
    yield "receipts.edit", f"{seed.receipt(waits)}/edit"
    yield "receipts.edit", f"{seed.receipt(changed)}/edit"
    yield "receipts.appeal", f"{seed.receipt(refused)}/appeal"
    yield "receipts.export", f"{seed.receipt(heard)}/export"
    yield "receipts.erase", f"{seed.receipt(public)}/erase"
    yield "receipts.withdraw", f"{seed.receipt(waits)}/withdraw"
    # These lead back to the receipt.
    for endpoint, page in (
        ("mails", "mails"), ("asked", "ask"), ("anonymised", "anonymise"),
        ("taken_back", "edit/withdraw"),
    ):  # fmt: skip
        yield f"receipts.{endpoint}", f"{seed.receipt(public)}/{page}"


def _links(seed: Seed) -> Iterator[tuple[str, str]]:
    address = f"leser-{seed.lang}@example.org"
    mine = seed.comment(email=address, confirmed_at=seed.now)
    refused = seed.decided(seed.comment(2, email=address, confirmed_at=seed.now), Verb.REJECT)
    new = seed.comment(email=address)
    told = report(
        seed.service, refused, lang=seed.lang, email=address, at=seed.now, confirmed_at=seed.now
    )
    answered = report(
        seed.service, refused, lang=seed.lang, at=seed.now, state=ReportState.ACTED,
        decided_at=seed.now, explanation="Der Kommentar ist entfernt.",
    )  # fmt: skip
    seen = {"post": seed.post, "lang": seed.lang, "at": seed.now}
    found = slip(seed.service, email=address, **seen)
    mended = slip(
        seed.service, state=SlipState.CORRECTED, decided_at=seed.now,
        explanation="Danke, das stimmt.", **seen,
    )  # fmt: skip
    for what, item in (("comment", new), ("comment", mine), ("report", told), ("slip", found)):
        yield "reader.confirm", f"/comments/confirm/{seed.token(Purpose.CONFIRM, what, item.id)}"
    yield "reader.mails", f"/comments/mails/{seed.token(Purpose.MAILS, mine.id, 'replies')}"
    data = f"/comments/data/{seed.token(Purpose.DATA, address, seed.lang)}"
    nothing = seed.token(Purpose.DATA, "niemand@example.org", seed.lang)
    yield "reader.data", data
    yield "reader.data", f"/comments/data/{nothing}"
    owner = seed.token(Purpose.OWNER, address, seed.lang)
    yield "reader.data_owner", f"/comments/data/confirm/{owner}"
    yield "reader.data_print", f"{data}/print"
    yield "reader.data_erase", f"{data}/erase"
    yield "reader.data_back", f"{data}/anonymise"
    for one in (told, answered):
        here = f"/comments/reported/{seed.token(Purpose.REPORT, one.id)}"
        yield "reader.reported", here
        yield "reader.report_export", f"{here}/export"
        yield "reader.report_erase", f"{here}/erase"
    for other in (found, mended):
        here = f"/comments/slip/{seed.token(Purpose.SLIP, other.id)}"
        yield "reader.slip", here
        yield "reader.slip_export", f"{here}/export"
        yield "reader.slip_erase", f"{here}/erase"
        yield "moderation.slip", f"/moderation/slips/{other.id}"
    for one in (told, answered):
        yield "moderation.report", f"/moderation/reports/{one.id}"


def _office(seed: Seed) -> Iterator[tuple[str, str]]:
    service, now = seed.service, seed.now
    asked = seed.comment(1, parent=seed.decided(seed.comment(), Verb.PUBLISH).id)
    doubt = Verdict("links", Outcome.HOLD, 0.4, "Links: %(n)s", 1)
    comments.add_verdicts(service.db, asked.id, [doubt])
    colleagues.ask(service, asked.id, "Darf das stehen bleiben?", seed.by.id, seed.other, now)
    colleagues.add_note(service, asked.id, "Ich frage nach.", seed.other, now)
    proposed = seed.comment(2)
    propose(service, proposed.id, 1, Verb.REJECT, _REJECTED, seed.other, now)
    later = seed.decided(seed.comment(), Verb.PUBLISH)
    revised(service, later, _TEXTS[seed.lang][0].replace("Januar", "Februar"), now)
    official = answer(service, later.id, _TEXTS[seed.lang][1], seed.by, now)
    refused = seed.decided(seed.comment(2), Verb.REJECT)
    mine = appeal(service, refused, at=now)
    filed = appeal(service, seed.decided(seed.comment(2), Verb.REJECT, seed.other), at=now)
    heard = appeal(
        service, seed.decided(seed.comment(2), Verb.REJECT), at=now, state=AppealState.REVERSED,
        decided_at=now, explanation="Sie haben recht.",
    )  # fmt: skip
    seed.decided(seed.comment(), Verb.SPAM)
    gone = seed.erased()
    doubted = scored(service, seed.comment(2), 0.93, SAMPLED, Casino=2.4, gratis=1.1, Wasser=-0.8)
    label(service, refused.id, spam=False, said="reject", weight=5, score=0.97, rules="links")
    label(service, doubted.id, spam=True, said="hold", score=0.12)
    sampled(service, spam=40, genuine=2, rules="classifier, near")
    for one in (asked, proposed, later, official, refused, gone, doubted):
        yield "moderation.comment", f"/moderation/comments/{one.id}"
    for other in (mine, filed, heard):
        yield "moderation.appeal", f"/moderation/appeals/{other.id}"
    for query in ("", "?tab=published", "?tab=rejected", "?tab=spam", "?tab=all&words=Wasser",
                  "?overdue=yes", "?tab=all&since=never", "?spam=yes&order=score"):  # fmt: skip
        yield "moderation.queue", f"/moderation/{query}"
    for page in (
        "appeals",
        "reports",
        "slips",
        "decisions",
        "log",
        "people",
        "switches",
        "settings",
    ):
        yield f"moderation.{page}", f"/moderation/{page}"
    yield "moderation.spam_filter", "/moderation/filter"
    yield "moderation.log", "/moderation/log?check=yes"
    yield "moderation.thread", f"/moderation/threads/{seed.thread}"
    yield "moderation.by_mail", _path(links.decide_link(service, seed.by, asked, now))
    yield "moderation.by_mail", _path(links.decide_link(service, seed.by, later, now))
    box = seed.token(Purpose.MAILBOX, str(seed.by.id), "lea@example.org", seed.by.email or "")
    yield "moderation.mailbox", f"/moderation/settings/mailbox/{box}"
    # For whoever is not signed in yet; the others are led to the queue.
    yield "moderation.sign_in", "/moderation/sign-in"
    invitation = sign_in.invite(service, f"Neu {seed.lang}", "Assistentin", now)
    yield "moderation.join", f"/moderation/join/{invitation}"


def _path(url: str) -> str:
    """An address without its host."""
    return urlsplit(url).path
