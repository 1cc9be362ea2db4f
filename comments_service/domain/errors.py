"""What can go wrong for a person, each its own small class; `web` turns them into HTTP once."""

from collections.abc import Iterable

from comments_service.contract.faults import Fault


class NewsroomError(Exception):
    """Anything a person can be told about."""


class UnknownThread(NewsroomError):
    """No post with this id takes comments."""


class UnknownComment(NewsroomError):
    """No comment with this id, or the token was made up."""


class ThreadClosed(NewsroomError):
    """The post takes no more comments."""


class AllClosed(ThreadClosed):
    """No post takes comments for now: a moderator has closed them all."""


class Invalid(NewsroomError):
    """Fields that cannot be taken as they are: field name → message id of what is wrong."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {error}" for field, error in errors.items()))
        self.errors = errors


class TooLong(Invalid):
    """The comment has more characters than the newsroom takes."""


class MoveRefused(NewsroomError):
    """The comment is in a state from which this is not possible."""

    def __init__(self, current: str, target: str) -> None:
        super().__init__(f"a comment that is {current} cannot become {target}")
        self.current = current
        self.target = target


class SecondPersonNeeded(NewsroomError):
    """Four eyes are asked for, and nobody has proposed this yet; carries the verb."""


class AnotherPersonNeeded(NewsroomError):
    """Whoever decided about a comment does not decide about the appeal, where there is another."""


class AppealOpen(AnotherPersonNeeded):
    """Publishing would grant an appeal that this person must leave to somebody else."""


class AppealReversed(AnotherPersonNeeded):
    """Another person granted an appeal against what this one decided, who would take that back."""


class AdministratorNeeded(NewsroomError):
    """A moderator asked for what administrators do."""


class LastAdministrator(NewsroomError):
    """Nobody would be left who can let others in."""


class UnknownPerson(NewsroomError):
    """There is no moderator with this number or name."""


class CorrectionRefused(NewsroomError):
    """A correction cannot be written into a post; `faults` say why, with their mends."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class SignInRefused(NewsroomError):
    """Name or password are wrong; never says which."""


class LinkExpired(NewsroomError):
    """A one-time link was used, is too old, or was never ours."""


class Busy(NewsroomError):
    """The database is locked or the disk is full; nothing was stored, try again later."""
