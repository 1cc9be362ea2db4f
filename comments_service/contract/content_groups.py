"""What several fields of a text say together: picture, downloads, corrections, approval, event."""

from datetime import datetime
from pathlib import Path, PurePosixPath

from comments_service.contract import approval as approvals
from comments_service.contract.config import Config
from comments_service.contract.content import (
    YEARS_KEPT,
    Approval,
    Correction,
    Download,
    Event,
    Image,
    Post,
    Withdrawal,
    kept_until,
)
from comments_service.contract.content_fields import Fields
from comments_service.contract.file_names import actual_file, missing_mend
from comments_service.contract.frontmatter import GROUPS, Group


def image(fields: Fields, folder: Path) -> Image | None:
    """The lead picture, which says what it shows, who made it and who may use it."""
    file = fields.text("image")
    alt, credit = fields.text("image_alt"), fields.text("image_credit")
    if not file:
        return None
    if PurePosixPath(file).is_absolute() or not actual_file(folder / file):
        fields.fault(
            "image",
            f"the picture {file!r} is not there",
            f"put the file beside the post; {missing_mend(folder / file)}",
        )
    if not alt:
        fields.fault(
            "image",
            "the lead picture has no alternative text",
            "add a line «image_alt: …» that says what can be seen",
        )
    if not credit:
        fields.fault(
            "image",
            "the lead picture has no credit",
            "add a line «image_credit: …» with the author and the holder of the rights",
        )
    licence = fields.text("image_licence")
    if not licence:
        fields.fault(
            "image",
            "the lead picture has no licence",
            f"add a line «image_licence: {fields.licence_example}»",
        )
    return Image(
        file=file,
        alt=alt,
        caption=fields.text("image_caption"),
        credit=credit,
        licence=fields.licence(licence, fields.line("image_licence")),
        until=fields.moment_of("image_until", at_end=True),
    )


def downloads(fields: Fields, folder: Path) -> tuple[Download, ...]:
    """Files that are offered beside the text. Each says who made it and who may use it."""
    return tuple(_download(group, fields, folder) for group in fields.groups("downloads"))


def _download(group: Group, fields: Fields, folder: Path) -> Download:
    fields.known_in(group, "downloads", GROUPS["downloads"])
    file = fields.inner(group, "downloads", "file", "factsheet.pdf")
    if file and (
        PurePosixPath(file).is_absolute()
        or ".." in PurePosixPath(file).parts
        or not actual_file(folder / file)
    ):
        fields.fault_at(
            group.lines.get("file", group.line),
            f"the download {file!r} is not there",
            f"put the file beside the post; {missing_mend(folder / file)}",
        )
    return Download(
        file=file,
        title=fields.inner(group, "downloads", "title", "Factsheet Seeufer"),
        credit=fields.inner(group, "downloads", "credit", "Lea Brunner / Muster AG"),
        licence=fields.licence(
            fields.inner(group, "downloads", "licence", fields.licence_example),
            group.lines.get("licence", group.line),
        ),
        until=fields.moment(
            group.values.get("until", ""),
            "until",
            group.lines.get("until", group.line),
            at_end=True,
        ),
        line=group.line,
    )


def corrections(fields: Fields, published: datetime) -> tuple[Correction, ...]:
    """The log of corrections, oldest first."""
    found = []
    for group in fields.groups("corrections"):
        fields.known_in(group, "corrections", GROUPS["corrections"])
        line = group.lines.get("date", group.line)
        text = fields.inner(group, "corrections", "text", "What was wrong, and what is right.")
        written = fields.inner(group, "corrections", "date", f"{fields.now:%Y-%m-%d %H:%M}")
        moment = fields.moment(written, "date", line) if written else None
        if moment and moment > fields.now:
            fields.fault_at(
                line,
                "the correction lies in the future",
                f"write the moment of the correction, such as «date: {fields.now:%Y-%m-%d %H:%M}»",
            )
        elif moment and moment < published and fields.sure("date"):
            fields.fault_at(
                line,
                "the correction lies before the post's date",
                "correct one of them; a text that is not out yet is simply changed",
            )
        if moment and text:
            found.append(Correction(moment, text))
    return tuple(sorted(found, key=lambda correction: correction.date))


def approval(fields: Fields, authors: tuple[str, ...], config: Config) -> Approval | None:
    """Who approved the text; somebody else than who wrote it."""
    by = fields.text("approved_by")
    digest = fields.text("approval")
    at = fields.moment_of("approved")
    if not by:
        if (digest or at) and fields.sure("approved_by"):
            field = "approval" if digest else "approved"
            fields.fault(field, "nobody is named in approved_by", "run make approve FILE=… BY=…")
        return None
    fields.known("approved_by", [author.id for author in config.authors])
    if by in authors:
        fields.fault(
            "approved_by",
            f"{by!r} wrote the text and cannot approve it, too",
            "have a second person read it: make approve FILE=… BY=…",
        )
    if not digest:
        fields.fault(
            "approved_by",
            "the approval has no checksum, so nobody knows which text was approved",
            "do not write it by hand: make approve FILE=… BY=…",
        )
    return Approval(by, at, digest)


def approved(fields: Fields, wrong: approvals.Refusal | None) -> None:
    """Note what stands against the post's going out as it is."""
    if wrong is None or not fields.sure("status", "approved_by", "authors", "kind", "date"):
        return
    fields.fault(wrong.field, wrong.cause, wrong.mend.format(file=fields.name))


def disclosure(fields: Fields, post: Post) -> None:
    """What the law demands stands alone, and stays (Regulation (EU) 596/2014, Art. 17(1))."""
    if post.kind != "adhoc" or not fields.sure("kind"):
        return
    if post.comments.mode not in ("", "off"):
        fields.fault(
            "comments",
            "an ad hoc announcement has no comments",
            "write «comments: off», or remove the line",
        )
    kept = kept_until(post.date)
    if not fields.sure("date"):
        return
    if post.expires and post.expires < kept:
        fields.fault(
            "expires",
            f"an ad hoc announcement has to stay public for {YEARS_KEPT} years",
            f"remove the line, or write a day after {kept:%Y-%m-%d}",
        )
    if post.status == "withdrawn" and post.was_public(fields.now) and fields.now < kept:
        fields.fault(
            "status",
            f"an ad hoc announcement has to stay public for {YEARS_KEPT} years, "
            f"until {kept:%Y-%m-%d}",
            "write «status: published» and mend what was wrong by a correction: make correct",
        )


def withdrawal(fields: Fields, status: str, date: datetime) -> Withdrawal:
    """When, why, and what to read instead. The reason stands at the old address.

    Whether anybody can have met a post hangs on what came first, its `date` or the withdrawal.
    """
    at, reason = fields.moment_of("withdrawn"), fields.text("reason")
    if not fields.sure("status"):
        pass
    elif status == "withdrawn":
        if not reason:
            fields.missing("reason", "why the text was withdrawn, for its readers")
        if not at:
            fields.missing("withdrawn", f"{fields.now:%Y-%m-%d %H:%M}")
        elif ":" not in fields.text("withdrawn") and at < date and at.date() == date.date():
            fields.fault(
                "withdrawn",
                "the post is withdrawn on the day it appeared, and the hour is missing",
                f"write it, too: «withdrawn: {fields.now:%Y-%m-%d %H:%M}»",
            )
    elif reason or at:
        fields.fault(
            "reason" if reason else "withdrawn",
            "the post says why it was withdrawn, but it is not",
            "write «status: withdrawn», or remove the line",
        )
    return Withdrawal(at, reason, fields.reference("replaced_by"))


def event(fields: Fields, kind: str) -> Event | None:
    starts, ends = fields.moment_of("starts"), fields.moment_of("ends", at_end=True)
    venue = fields.text("venue")
    if not fields.sure("kind"):
        return None
    if kind != "event":
        for field in ("starts", "ends", "venue"):
            if fields.text(field):
                fields.fault(field, f"only events have {field}", "write «kind: event»")
        return None
    if not starts and not fields.text("starts"):
        fields.missing("starts", f"{fields.now:%Y-%m-%d} 18:30")
    if not venue:
        fields.missing("venue", "Werkstatt, Mühlentobelstrasse 14, 9000 St. Gallen")
    if starts and ends and ends <= starts:
        fields.fault("ends", "the event ends before it starts", "correct one of the two")
    return Event(starts, ends, venue) if starts else None
