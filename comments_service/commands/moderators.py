"""`newsroom moderators`: who may decide about comments, and who may let others do so."""

from collections.abc import Callable

import click

from comments_service.actions import people, sign_in
from comments_service.actions.service import Service
from comments_service.commands.opening import fail, now, open_service, running_at, user
from comments_service.domain.errors import Invalid, LastAdministrator, UnknownPerson
from comments_service.storage import moderators as stored
from comments_service.storage.moderators import ROLES, Moderator


@click.group()
def moderators() -> None:
    """Invite, list and shut out moderators."""


@moderators.command()
@click.argument("name")
@click.option(
    "--function", default="", help="What stands beside the name, such as «Press officer»."
)
@click.option(
    "--role",
    default="",
    type=click.Choice(("", *ROLES)),
    show_choices=False,
    help="moderator (if left out) or administrator. The first person is administrator.",
)
@click.option("--email", default="", help="Where a link is mailed to, too.")
def add(name: str, function: str, role: str, email: str) -> None:
    """Invite NAME: prints a one-time link for setting a password.

    For somebody who forgot the password, the same command prints a new link.
    """
    service = open_service()
    try:
        link = invitation_link(service, name, function, role, email)
    except Invalid as error:
        fail(" ".join(error.errors.values()))
    click.echo(f"One-time link for {name}, good for 48 hours:\n{link}")
    if email:
        click.echo(
            f"Another one is mailed to {email} while the newsroom is being served."
            if service.send_mail
            else "Nothing is mailed: NEWSROOM_SMTP_URL is not set. Pass the link on yourself."
        )


@moderators.command("list")
def show() -> None:
    """List all moderators, their roles, and whether they can sign in."""
    for one in stored.everyone(open_service().db):
        state = "disabled" if one.disabled else "active" if one.password_hash else "invited"
        told = f"{one.name}, {one.function}" if one.function else one.name
        click.echo(f"{state:9} {one.role:14} {told}")


@moderators.command()
@click.argument("name")
def disable(name: str) -> None:
    """Shut NAME out at once; running sessions and links in mails end."""
    found = _change(people.disable, name)
    click.echo(f"{found.name} is shut out.")


@moderators.command()
@click.argument("name")
def enable(name: str) -> None:
    """Let NAME in again after a `disable`."""
    found = _change(people.enable, name)
    click.echo(f"{found.name} can sign in again.")


@moderators.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def change_role(name: str, role: str) -> None:
    """Make NAME a moderator or an administrator."""
    found = _change(people.change_role, name, role)
    click.echo(f"{found.name} is {role} now.")


def _change(action: Callable[..., Moderator], name: str, *more: str) -> Moderator:
    try:
        return action(open_service(), name, *more, user(), now())
    except UnknownPerson:
        fail(f"There is no moderator {name!r}. `newsroom moderators list` shows them all.")
    except LastAdministrator:
        fail(
            f"{name} is the last administrator who can sign in.\n"
            "    mend: make somebody else administrator first: newsroom moderators role NAME "
            "administrator"
        )


def invitation_link(
    service: Service, name: str, function: str, role: str = "", email: str = ""
) -> str:
    """A new one-time link, at the address where the newsroom is served now."""
    token = sign_in.invite(service, name, function, now(), role=role, email=email, by=user())
    base = running_at(service.paths) or service.config.newsroom.url
    return f"{base}/moderation/join/{token}"
