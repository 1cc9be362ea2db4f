"""The way of a post to its readers: review, approval, publication."""

import re
from datetime import datetime, timedelta

from comments_service.contract import adhoc, approval
from comments_service.contract.content import Post
from comments_service.contract.due import Due, bring_forward, note_ahead
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.moments import NoMoment, parse_moment
from comments_service.editing import frames
from comments_service.editing.sheet import Done, PostSheet, author_named

_APPROVAL = ("approved_by", "approved", "approval")
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_BARE_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def review(sheet: PostSheet) -> Done:
    """Hand a text over to whoever reads it next."""
    sheet.sure("status", "date")
    if sheet.state in ("published", "expired", "withdrawn"):
        raise sheet.refuse(
            f"the post is {sheet.state}, so there is nothing to review before it goes out",
            f"mend a mistake with make correct FILE={sheet.shell_name}",
        )
    notes = []
    if sheet.state == "scheduled":
        notes.append(f"it no longer goes out on {sheet.said(sheet.post.date)}")
    if sheet.post.approval:
        notes.append("its approval was removed; it needs a new one")
    frames.refuse_leftovers(sheet)
    sheet.edit.set("status", "review")
    for field in _APPROVAL:
        sheet.edit.remove(field)
    sheet.save()
    return Done(
        f"{sheet.title} waits for a second person to read it.",
        f"Next, when it is good: make approve FILE={sheet.shell_name} BY=…",
        tuple(notes),
    )


def approve(sheet: PostSheet, by: str) -> Done:
    """Bind the words, pictures and files as they are now to the name of a second person."""
    sheet.sure("status", "authors", "date")
    if sheet.state in ("withdrawn", "expired"):
        raise sheet.refuse(f"the post is {sheet.state}", "there is nothing to approve")
    person = author_named(by, sheet.config)
    names = {author.id: author.name for author in sheet.config.authors}
    if not sheet.post.authors:
        raise sheet.refuse(
            "nobody is named as author, so nobody can say whether a second person approves it",
            "name who wrote the text: «authors: […]»",
            "authors",
        )
    if person in sheet.post.authors:
        raise sheet.refuse(
            f"{names[person]} wrote the text and cannot approve it, too",
            "have a second person read it",
            "authors",
        )
    frames.refuse_leftovers(sheet)
    sheet.edit.set("approved_by", person)
    sheet.edit.set("approved", sheet.field_moment(sheet.now))
    if sheet.post.status in ("draft", "review"):
        sheet.edit.set("status", "approved")
    folder = sheet.path.parent
    sheet.edit.set("approval", approval.digest(sheet.edit.front, folder))
    sheet.save()
    post = sheet.post
    files = [file.name for file in approval.files(sheet.edit.front, folder)]
    count = len(_WORD.findall(f"{post.title} {post.summary} {sheet.front.body}"))
    return Done(
        f"{names[person]} approved {sheet.title}: {count} words"
        + (f", {len(files)} file{'s' * (len(files) > 1)} ({', '.join(files)})." if files else "."),
        "Next: make check, then make build."
        if post.status == "published"
        else f'Next: make publish FILE={sheet.shell_name} [AT="{_example(sheet)}"]',
        ("whoever changes a word, a picture or a file needs a new approval",),
    )


def publish(sheet: PostSheet, at: str) -> Done:
    """Let a post go out now, at `at`, or at its date where that lies ahead."""
    sheet.sure("status", "date")
    if sheet.state in ("withdrawn", "expired"):
        raise sheet.refuse(
            f"the post is {sheet.state}",
            "remove «expires», or set «status: published», by hand if it is to come back",
        )
    if sheet.state == "published":
        raise sheet.refuse(
            f"the post is public since {sheet.said(sheet.post.date)}",
            "to change it, edit the text, or tell readers of a mistake with make correct",
        )
    frames.refuse_leftovers(sheet)
    moment = _moment(sheet, at)
    if moment != sheet.post.date:
        sheet.edit.set("date", sheet.field_moment(moment))
    sheet.edit.set("status", "published")
    sheet.save()
    post = sheet.post
    ahead = post.state(sheet.now) == "scheduled"
    if ahead:
        # The service builds then, though no build has seen the post yet.
        bring_forward(sheet.library.paths.due, Due(post.date, f"{sheet.name} is published"))
        note_ahead(sheet.library.paths.due, post.id, post.date)
    return Done(
        f"{sheet.title} goes out on {sheet.said(post.date)}."
        if ahead
        else f"{sheet.title} is public with the next build, dated {sheet.said(post.date)}.",
        "Next: make check" + ("" if ahead else ", then make build") + ".",
        _notes(sheet, post),
    )


def _example(sheet: PostSheet) -> str:
    """A moment that lies ahead: tomorrow morning."""
    return f"{sheet.now + timedelta(days=1):%Y-%m-%d} 09:00"


def _moment(sheet: PostSheet, at: str) -> datetime:
    """When the post goes out."""
    now = sheet.now.astimezone(sheet.config.newsroom.timezone).replace(second=0, microsecond=0)
    at = " ".join(at.split())
    # A translation that follows keeps the day of the news.
    found = sheet.library.of_id(sheet.post.translates) if sheet.post.translates else None
    original = found.item if found and isinstance(found.item, Post) else None
    if at.lower() == "now":
        return now
    if at:
        example = f'AT="{_example(sheet)}", or AT=now'
        if _BARE_DATE.fullmatch(at):
            raise Faults([Fault("AT", 0, f"{at!r} has no time of day", f"write {example}")])
        try:
            moment = parse_moment(at, sheet.config.newsroom.timezone)
        except NoMoment as error:
            mend = error.mend or f"write {example}"
            raise Faults([Fault("AT", 0, f"{at!r} {error}", mend)]) from None
        # By its date a text would get round the five years, or round the second person.
        watched = sheet.post.kind in ("adhoc", *sheet.config.approval.kinds)
        dated_back = moment.date() < now.date() and not (original and moment == original.date)
        if watched and dated_back:
            cause = f"{at!r} lies in the past, and such a post cannot be dated back"
            raise Faults([Fault("AT", 0, cause, f"write {example}")])
        return moment
    if sheet.post.date > sheet.now:
        return sheet.post.date
    if original and original.was_public(sheet.now) and sheet.post.date == original.date:
        return original.date
    return now


def _notes(sheet: PostSheet, post: Post) -> tuple[str, ...]:
    notes = []
    if post.state(sheet.now) == "scheduled" and sheet.library.pause.switches.paused(post.date):
        notes.append("posts that are scheduled wait for the end of the crisis")
    if post.kind == "adhoc" and adhoc.in_trading_hours(post.date, sheet.config):
        notes.append("; ".join(adhoc.warning(sheet.config)))
    if not post.summary and post.kind != "note":
        notes.append("it has no summary, which stands in lists, feeds and search results")
    return tuple(notes)
