"""What each mail to a reader says, looked up when it is sent: an undone decision sends nothing."""

from datetime import datetime

from comments_service.actions import author_mail, links
from comments_service.actions.mailing import day, deliver_once, deliver_request, words
from comments_service.actions.service import Service
from comments_service.actions.statements import with_detection
from comments_service.contract.catalogues import Translator
from comments_service.contract.email_address import folded
from comments_service.domain import statement, statement_words
from comments_service.domain.comment import Comment
from comments_service.domain.errors import UnknownComment, UnknownThread
from comments_service.domain.statement import Statement
from comments_service.domain.states import State
from comments_service.domain.told import told_state
from comments_service.mail import reader_letters as letters
from comments_service.mail.letter import Letter
from comments_service.storage import comments, reports, revisions, slips
from comments_service.storage.outbox import Job
from comments_service.storage.sent_with import sent_with


def send_confirmation(service: Service, job: Job, now: datetime) -> None:
    """Ask for an address to be confirmed; the kind of job says where it was given."""
    what, lang, email, confirmed = _given(service, job)
    if email and not confirmed:
        t, lang = words(service, lang)
        link = links.confirm_link(service, what, job.key, now)
        letter = letters.please_confirm(t, lang, service.config.newsroom.name, link)
        deliver_request(service, job, letter, email, now, asks="confirm")


def send_data(service: Service, job: Job, now: datetime) -> None:
    """Send the link to everything that was sent with an address; where nobody has confirmed it,
    the request to do so first."""
    email = _carried(service, job.key)
    if email:
        t, lang = words(service, str(job.payload.get("lang", "")))
        name = service.config.newsroom.name
        if sent_with(service.db, email).confirmed:
            link = links.data_link(service, email, lang, now)
            letter = letters.your_data(t, lang, name, link)
        else:
            link = links.owner_link(service, email, lang, now)
            letter = letters.your_mailbox(t, lang, name, link)
        deliver_request(service, job, letter, email, now, asks="data")


def send_decision(service: Service, job: Job, now: datetime) -> None:
    """Tell an author what was decided, if it still stands and was not told before."""
    comment = _comment(service, job.key)
    if comment is None or not comment.wants_decisions:
        return
    if told_state(comment, now, service.config.comments.expected_hours) is State.PENDING:
        return
    letter = _decision(service, comment, now)
    if letter:
        what = f"{comment.state} {comment.decided_at}"
        _tell(service, job, letter, comment, now, what=what)


def send_revision(service: Service, job: Job, now: datetime) -> None:
    """The same for a later text of a comment; the key is «comment:number»."""
    comment_id, _, number = job.key.rpartition(":")
    comment = _comment(service, comment_id)
    if comment is None or not comment.wants_decisions:
        return
    kept = {one.number: one for one in revisions.of_comment(service.db, comment_id)}
    later = kept.get(int(number))
    t, lang = words(service, comment.lang)
    if later is None and comment.revision == int(number) and comment.state is State.PUBLISHED:
        letter = letters.change_published(
            t, lang, day(service, comment.created_at, lang), title_of(service, comment.thread),
            _place(service, comment), links.receipt_link(service, comment.id),
            _stop(service, t, comment, links.DECISIONS, now),
        )  # fmt: skip
        _tell(service, job, letter, comment, now)
        return
    reasons = statement.statement_of_revision(comment, later) if later else None
    if reasons:
        stays = comment.state is State.PUBLISHED
        after = t("Your comment stays published with its earlier text.") if stays else ""
        subject = t("Your change was not published")
        _tell(
            service, job, _held_against(service, comment, reasons, subject, after, now), comment,
            now, what=str(reasons.decided_at),
        )  # fmt: skip


def send_reply(service: Service, job: Job, now: datetime) -> None:
    """Tell an author of an answer; nobody is told of their own."""
    try:
        reply = comments.get(service.db, job.key)
    except UnknownComment:
        return
    parent = _comment(service, reply.parent or "")
    if parent is None or reply.state is not State.PUBLISHED or not parent.wants_replies:
        return
    own = reply.email and parent.email and folded(reply.email) == folded(parent.email)
    if own or parent.state is not State.PUBLISHED:
        return
    t, lang = words(service, parent.lang)
    letter = letters.answered(
        t, lang, reply.author, reply.official, title_of(service, reply.thread), reply.body,
        _place(service, reply), _stop(service, t, parent, links.REPLIES, now),
    )  # fmt: skip
    _tell(service, job, letter, parent, now)


def _decision(service: Service, comment: Comment, now: datetime) -> Letter | None:
    t, lang = words(service, comment.lang)
    if comment.state is State.PUBLISHED:
        return letters.published(
            t, lang, day(service, comment.created_at, lang), title_of(service, comment.thread),
            _place(service, comment), links.receipt_link(service, comment.id),
            _stop(service, t, comment, links.DECISIONS, now),
        )  # fmt: skip
    reasons = statement.statement_of(comment)
    if reasons is None:
        return None
    removed = reasons.effect == statement.REMOVED
    subject = t("Your comment was removed") if removed else t("Your comment was not published")
    return _held_against(service, comment, reasons, subject, "", now)


def _held_against(
    service: Service,
    comment: Comment,
    reasons: Statement,
    subject: str,
    after: str,
    now: datetime,
) -> Letter:
    t, lang = words(service, comment.lang)
    zone = service.config.newsroom.timezone
    reasons = with_detection(service, reasons)
    appeal = links.receipt_link(service, comment.id, "appeal")
    return letters.held_against(
        t, lang, subject, title_of(service, comment.thread),
        statement_words.sentence(reasons, t, lang, zone),
        statement_words.details(reasons, t, lang, zone),
        after, appeal, links.receipt_link(service, comment.id),
        _stop(service, t, comment, links.DECISIONS, now),
    )  # fmt: skip


def _tell(
    service: Service, job: Job, letter: Letter, comment: Comment, now: datetime, what: str = "sent"
) -> None:
    """Send a letter to a comment's author; all about one comment is one conversation."""
    if comment.email:
        thread = f"comment {comment.id}"
        deliver_once(service, job, letter, comment.email, now, what=what, thread=thread)


def _comment(service: Service, comment_id: str) -> Comment | None:
    """A comment whose author may be written to; None where it is erased or nobody confirmed."""
    try:
        comment = comments.get(service.db, comment_id)
    except UnknownComment:
        return None
    gone = comment.state is State.WITHDRAWN or not comment.body
    return comment if comment.email and comment.confirmed_at and not gone else None


def _given(service: Service, job: Job) -> tuple[str, str, str | None, bool]:
    """Where an address was given, in which language, the address, whether it is confirmed."""
    try:
        if job.kind == author_mail.CONFIRM_REPORT:
            report = reports.get(service.db, job.key)
            return links.REPORT, report.lang, report.email, report.confirmed_at is not None
        if job.kind == author_mail.CONFIRM_SLIP:
            slip = slips.get(service.db, job.key)
            return links.SLIP, slip.lang, slip.email, slip.confirmed_at is not None
        comment = comments.get(service.db, job.key)
    except UnknownComment:
        return "", "", None, True
    return links.COMMENT, comment.lang, comment.email, comment.confirmed_at is not None


def _carried(service: Service, key: str) -> str | None:
    """The address that something was sent with; see `mail_state.carrier`."""
    what, _, item = key.partition(":")
    try:
        if what == links.COMMENT:
            return comments.get(service.db, item).email
        if what == links.REPORT:
            return reports.get(service.db, item).email
        return slips.get(service.db, item).email
    except UnknownComment:
        return None


def title_of(service: Service, thread: str) -> str:
    """A post's title; the newsroom's name where the post is no longer public."""
    try:
        return service.threads.get(thread).title
    except UnknownThread:
        return service.config.newsroom.name


def _place(service: Service, comment: Comment) -> str:
    """Where a comment stands; the front page where the post is no longer public."""
    try:
        url = service.threads.get(comment.thread).url
    except UnknownThread:
        return service.config.newsroom.url
    return f"{service.config.absolute(url)}#comment-{comment.id}"


def _stop(
    service: Service, t: Translator, comment: Comment, which: str, now: datetime
) -> tuple[str, str]:
    """What turns such mails off: words and address."""
    text = (
        t("No more mails about this comment’s answers")
        if which == links.REPLIES
        else t("No more mails about decisions on this comment")
    )
    return text, links.mails_link(service, comment.id, which, now)
