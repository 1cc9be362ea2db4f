"""The fields of a post that hold several things at once: downloads, corrections, an event."""

from datetime import datetime
from pathlib import Path, PurePosixPath

from comments_service.contract.config import Config
from comments_service.contract.content import (
    Approval,
    Correction,
    Download,
    Event,
    Withdrawal,
)
from comments_service.contract.content_fields import Fields
from comments_service.contract.file_names import actual_file, missing_mend
from comments_service.contract.frontmatter import Group

_DOWNLOAD = ("file", "title", "credit", "licence", "until")
_CORRECTION = ("date", "text")


def downloads(fields: Fields, folder: Path) -> tuple[Download, ...]:
    """Files that are offered beside the text. Each says who made it and who may use it."""
    return tuple(_download(group, fields, folder) for group in fields.groups("downloads"))


def _download(group: Group, fields: Fields, folder: Path) -> Download:
    fields.known_in(group, "downloads", _DOWNLOAD)
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
        fields.known_in(group, "corrections", _CORRECTION)
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
        elif moment and moment < published:
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
        if digest or at:
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


def withdrawal(fields: Fields, status: str) -> Withdrawal:
    """When, why, and what to read instead. The reason stands at the old address."""
    at, reason = fields.moment_of("withdrawn"), fields.text("reason")
    if status == "withdrawn":
        if not reason:
            fields.missing("reason", "why the text was withdrawn, for its readers")
        if not at:
            fields.missing("withdrawn", f"{fields.now:%Y-%m-%d %H:%M}")
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
