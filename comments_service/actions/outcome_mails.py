"""Mails about what readers hold against something: appeals, reports, errors in announcements."""

from datetime import datetime

from comments_service.actions import links
from comments_service.actions.author_mail import SLIPS_WITHIN, plan_slips
from comments_service.actions.mailing import day, deliver, deliver_once, words
from comments_service.actions.reader_mails import title_of
from comments_service.actions.service import Service
from comments_service.contract.catalogues import Translator
from comments_service.domain.errors import UnknownComment, UnknownThread
from comments_service.domain.states import State
from comments_service.mail import office_letters
from comments_service.mail import reader_letters as letters
from comments_service.storage import appeals, comments, mail_state, reports, slips
from comments_service.storage.appeals import AppealState
from comments_service.storage.database import transaction
from comments_service.storage.outbox import Job
from comments_service.storage.reports import Report, ReportState
from comments_service.storage.slips import Slip, SlipState

# How many errors found a mail quotes.
_QUOTED = 10


def send_appeal_decided(service: Service, job: Job, now: datetime) -> None:
    """Tell an author what has become of an appeal."""
    try:
        appeal = appeals.get(service.db, job.key)
        comment = comments.get(service.db, appeal.comment)
    except UnknownComment:
        return
    gone = comment.state is State.WITHDRAWN or not comment.body
    if appeal.state is AppealState.OPEN or gone or not comment.confirmed_at or not comment.email:
        return
    t, lang = words(service, comment.lang)
    letter = letters.appeal_decided(
        t, lang, day(service, appeal.at, lang), title_of(service, comment.thread),
        appeal.state is AppealState.REVERSED, appeal.explanation,
        links.receipt_link(service, comment.id),
    )  # fmt: skip
    deliver_once(
        service, job, letter, comment.email, now,
        what=appeal.state, thread=f"comment {comment.id}",
    )  # fmt: skip


def send_report_received(service: Service, job: Job, now: datetime) -> None:
    """The receipt that the law asks for (DSA, Article 16(4))."""
    report = _report(service, job)
    if report is None or report.email is None or report.state is not ReportState.OPEN:
        return
    t, lang = words(service, report.lang)
    letter = letters.report_received(
        t, lang, day(service, report.at, lang), title_of(service, report.thread),
        links.report_link(service, report.id, now),
    )  # fmt: skip
    deliver_once(service, job, letter, report.email, now, thread=f"report {report.id}")


def send_report_decided(service: Service, job: Job, now: datetime) -> None:
    report = _report(service, job)
    if report is None or report.email is None or report.state is ReportState.OPEN:
        return
    t, lang = words(service, report.lang)
    letter = letters.report_decided(
        t, lang, day(service, report.at, lang), title_of(service, report.thread),
        report.state is ReportState.ACTED, report.explanation,
        links.report_link(service, report.id, now),
    )  # fmt: skip
    deliver_once(
        service, job, letter, report.email, now,
        what=report.state, thread=f"report {report.id}",
    )  # fmt: skip


def send_slips(service: Service, job: Job, now: datetime) -> None:
    """Tell the press office of the errors found since the last mail, in the newsroom's first
    language; of many, the first ones are quoted."""
    db = service.db
    last = mail_state.told_at(db, job.kind)
    if last and now < last + SLIPS_WITHIN:
        # One more came in while the last mail was being sent.
        with transaction(db):
            plan_slips(service, now)
        return
    found = slips.untold(db, job.kind)
    if not found:
        return
    t, lang = words(service, service.config.language)
    letter = office_letters.slips(
        t, lang, tuple(_found(service, slip, t) for slip in found[:_QUOTED]),
        len(found), links.moderation_link(service, "slips"),
    )  # fmt: skip
    deliver(service, job, letter, service.config.address.email, now, thread="slips")
    with transaction(db):
        mail_state.tell(db, job.kind, "sent", now)
        for slip in found:
            mail_state.tell(db, f"{job.kind} {slip.id}", "sent", now)


def _found(service: Service, slip: Slip, t: Translator) -> office_letters.FoundError:
    """An error as the press office reads it. The name is what somebody typed, and proves nothing:
    no name can pass for what we say ourselves."""
    title, url, source = _announcement(service, slip)
    name = slip.name.replace("«", "‹").replace("»", "›")
    address = (
        t("address confirmed")
        if slip.confirmed_at
        else t("address given, not yet confirmed")
        if slip.email
        else t("no address")
    )
    facts = (
        (t("Announcement"), url),
        (t("File"), source),
        (t("Name, as it was typed"), f"«{name}»" if name else ""),
        (t("Email"), address),
    )
    return office_letters.FoundError(
        title, slip.text, tuple((label, value) for label, value in facts if value)
    )


def send_slip_decided(service: Service, job: Job, now: datetime) -> None:
    try:
        slip = slips.get(service.db, job.key)
    except UnknownComment:
        return
    if not slip.email or not slip.confirmed_at or slip.state is SlipState.OPEN:
        return
    t, lang = words(service, slip.lang)
    title, url, _ = _announcement(service, slip)
    letter = letters.slip_decided(
        t, lang, title, slip.state, slip.explanation, url, links.slip_link(service, slip.id, now)
    )
    deliver_once(
        service, job, letter, slip.email, now, what=slip.state, thread=f"slip {slip.id}"
    )  # fmt: skip


def _report(service: Service, job: Job) -> Report | None:
    """A report whose sender may be written to."""
    try:
        report = reports.get(service.db, job.key)
    except UnknownComment:
        return None
    return report if report.email and report.confirmed_at else None


def _announcement(service: Service, slip: Slip) -> tuple[str, str, str]:
    """Title, address and file of the announcement that a slip is about, where it is public."""
    try:
        post = service.threads.post(slip.post)
    except UnknownThread:
        return service.config.newsroom.name, "", ""
    return post.title, service.config.absolute(post.url), post.source
