"""`newsroom`: the administrators' door. `make` calls it for editors."""

import click

from comments_service.commands.backups import backup, restore
from comments_service.commands.comments import comments
from comments_service.commands.imports import import_posts
from comments_service.commands.moderators import moderators
from comments_service.commands.serve import run, serve
from comments_service.commands.site import build, check, new


@click.group()
def main() -> None:
    """Run a newsroom: build its site, serve it, moderate its comments."""


for command in (
    run, serve, build, check, new, import_posts, comments, moderators, backup, restore,
):  # fmt: skip
    main.add_command(command)
