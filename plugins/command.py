"""Pelican as the newsroom runs it: staged, quiet, and with faults told as people can use them."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from pelican import Pelican, console, signals

from comments_service.contract.content import Post
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.files import locked
from comments_service.contract.numbers import filesize
from plugins import build
from plugins.build import Build
from plugins.checks import Checked
from plugins.publish import check_folders


class NewsroomPelican(Pelican):  # type: ignore[misc]  # Pelican carries no types
    """`run` ends the process where there are faults; `build` raises them, for other callers."""

    def run(self) -> None:
        try:
            click.echo(self.build())
        except Faults as error:
            click.echo(error, err=True)
            count = len(error.faults)
            click.echo(f"{count} fault{'s' if count > 1 else ''}; nothing was written.", err=True)
            raise SystemExit(1) from None
        except OSError as error:
            where = error.filename or "The build"
            click.echo(f"{where}: {error.strerror or error}", err=True)
            click.echo(
                f"    mend: check permissions and free space ({self._room()}), then build again.",
                err=True,
            )
            raise SystemExit(1) from None

    def _room(self) -> str:
        """How much is free where a build writes."""
        paths = self.settings["NEWSROOM_PATHS"]
        return ", ".join(
            f"{shown(path)}: {filesize(shutil.disk_usage(path).free, 'en')} free"
            for path in (paths.output, paths.data)
            if path.is_dir()
        )

    def build(self) -> str:
        """One whole build; a line that says what was done. Raises Faults."""
        begin = time.monotonic()
        run = build.start(self.settings)
        check_folders(run)
        try:
            with _staging(run) as staging, _no_last_word():
                self.output_path = str(staging)
                super().run()
        except Checked:
            _tell(run.warnings)
            return f"{_counted(run)}: no faults."
        _tell(run.warnings)
        return f"{run.summary} in {time.monotonic() - begin:.1f} s"


@contextmanager
def _staging(run: Build) -> Iterator[Path]:
    """An empty folder for Pelican to write to, out of reach of any web server. One build a time."""
    folder = run.staging
    with locked(run.paths.data / "build.lock"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _no_last_word() -> Iterator[None]:
    """Pelican closes with a line of its own, which counts otherwise; errors come before it."""
    signals.finalized.connect(_fall_silent)
    try:
        yield
    finally:
        console.quiet = False


def _fall_silent(_pelican: Any) -> None:
    console.quiet = True


def _tell(warnings: list[Fault]) -> None:
    for warning in warnings:
        click.echo(f"note: {warning}", err=True)


def _counted(run: Build) -> str:
    posts = sum(isinstance(source.item, Post) for source in run.sources.values())
    pages = len(run.sources) - posts
    return f"{posts} post{'s' * (posts != 1)}, {pages} page{'s' * (pages != 1)}"
