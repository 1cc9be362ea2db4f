"""`newsroom import wordpress`: read everything, convert everything, and only then write."""

import tempfile
from collections import Counter
from pathlib import Path

from comments_service.contract.config import Config
from comments_service.contract.config_file import load
from comments_service.contract.content_file import read_page, read_post
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.paths import Paths
from comments_service.importing.comments import StoreComments, Threads, count_states
from comments_service.importing.export import Export
from comments_service.importing.media import Media
from comments_service.importing.names import Names
from comments_service.importing.posts import Desk, Placed, Written
from comments_service.importing.progress import Steps
from comments_service.importing.report import KEPT, NEW, UNCHANGED, Entry, Report
from comments_service.importing.selection import select
from comments_service.importing.shelf import Shelf
from comments_service.importing.wordpress import read_export
from comments_service.importing.writing import Writer, all_or_nothing


def import_wordpress(
    file: Path,
    config: Config,
    paths: Paths,
    store: StoreComments,
    steps: Steps,
    *,
    lang: str | None = None,
    media: Path | None = None,
) -> Report:
    """Bring a WordPress export into the newsroom; the same export again changes nothing.

    `media` is a copy of `wp-content/uploads`. Raises Faults, OSError or what `store` raises; in
    each case nothing was imported.
    """
    _check_options(config, lang, media)
    with steps.step("Reading", file.stat().st_size if file.is_file() else 0) as advance:
        export = read_export(file, advance)
    lang = lang or _language(export, config)
    chosen, skipped = select(export.items)
    names = Names(config, export, lang)
    desk = Desk(
        export, config, lang, Shelf(paths.content, config), names, Media(export.items, media)
    )
    placed = [desk.place(selected) for selected in chosen]
    written = []
    with steps.step("Converting", len(placed)) as advance:
        for one in placed:
            written.append(desk.write(one))
            advance(1)
    addition = names.addition().encode()
    _checked(config, addition, written)
    threads = Threads()
    for post in written:
        threads.add(post, lang, names)
    report = Report(
        export=file.name,
        site=export.site,
        lang=lang,
        drafts=sum(one.selected.status == "draft" for one in placed),
        embargoed=sum(one.item.status == "future" for one in placed),
        topics=[topic.id for topic in names.new_topics],
        authors=[author.name for author in names.new_authors],
        tags=dict(names.tags),
        comments=count_states(threads.comments),
        comments_skipped=threads.skipped + _elsewhere(export, placed),
        comment_notes=threads.notes,
        pings=threads.pings,
        skipped=skipped,
    )
    with all_or_nothing() as writer, steps.step("Writing", len(written)) as advance:
        for post in written:
            _write(post, desk.shelf, paths, writer, report)
            advance(1)
        if addition:
            writer.write(config.path, _extended(config, addition))
        report.stored = store(threads.comments)
    return report


def _check_options(config: Config, lang: str | None, media: Path | None) -> None:
    languages = config.newsroom.languages
    if lang and lang not in languages:
        raise Faults(
            [
                Fault(
                    "--lang",
                    0,
                    f"the newsroom has no {lang!r}",
                    f"use one of: {', '.join(languages)}",
                )
            ]
        )
    if media and not media.is_dir():
        raise Faults(
            [Fault(str(media), 0, "there is no such folder", "name the copy of wp-content/uploads")]
        )


def _language(export: Export, config: Config) -> str:
    """«en-US» is the newsroom's «en»; its default language for one that it has not."""
    lang = export.language.replace("_", "-").partition("-")[0].lower()
    return lang if lang in config.newsroom.languages else config.language


def _checked(config: Config, addition: bytes, written: list[Written]) -> None:
    """Read everything as the build will, before anything is written. Raises Faults."""
    with tempfile.TemporaryDirectory() as folder:
        settings, text = Path(folder, "newsroom.toml"), Path(folder, "text.md")
        settings.write_bytes(_extended(config, addition))
        try:
            extended = load(settings)
        except Faults as error:
            raise _renamed(error, shown(config.path)) from None
        faults: list[Fault] = []
        for one in written:
            text.write_text(one.text, "utf-8")
            try:
                (read_page if one.placed.selected.is_page else read_post)(text, extended)
            except Faults as error:
                faults += _renamed(error, str(one.placed.place.path)).faults
        if faults:
            raise Faults(faults)


def _renamed(error: Faults, name: str) -> Faults:
    return Faults(Fault(name, fault.line, fault.cause, fault.mend) for fault in error.faults)


def _extended(config: Config, addition: bytes) -> bytes:
    """`newsroom.toml` with new tables at its end; what an editor wrote stays byte for byte."""
    before = config.path.read_bytes()
    if not addition:
        return before
    if b"\r\n" in before:
        addition = addition.replace(b"\n", b"\r\n")
    return before + (b"" if before.endswith(b"\n") else b"\n") + addition


def _elsewhere(export: Export, placed: list[Placed]) -> Counter[str]:
    imported = {id(one.item) for one in placed}
    count = sum(len(item.comments) for item in export.items if id(item) not in imported)
    return Counter({"on something that was not imported": count}) if count else Counter()


def _write(post: Written, shelf: Shelf, paths: Paths, writer: Writer, report: Report) -> None:
    """Write a text and its files, unless somebody has worked on it since it was imported."""
    placed = post.placed
    path = paths.content / placed.place.path
    standing = shelf.standing(placed.id)
    outcome = NEW if standing is None else UNCHANGED if standing.text == post.text else KEPT
    if outcome != KEPT:
        for name, source in post.files.items():
            report.files += writer.write(path.parent / name, source.read_bytes())
    if outcome == NEW:
        writer.write(path, post.text.encode())
    entries = report.pages if placed.selected.is_page else report.posts
    entries.append(Entry(shown(path), placed.title, outcome, post.notes))
