"""What happens to a post that readers have met: corrections and withdrawals. Nothing is hidden."""

from collections.abc import Iterator

from comments_service.contract.characters import MEND, control_in
from comments_service.contract.content import Post
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.versions import groups
from comments_service.editing.finding import find
from comments_service.editing.sheet import Done, PostSheet


def correct(sheet: PostSheet, text: str) -> Done:
    """Tell readers what was wrong; the text itself is mended by hand."""
    sheet.sure("status", "date")
    text = _words(text, "TEXT", 'make correct FILE=… TEXT="What was wrong, and what is right."')
    if sheet.state != "published":
        raise sheet.refuse(
            f"the post is {sheet.state}, so readers see nothing that could be corrected",
            "simply change the text"
            if sheet.state not in ("expired", "withdrawn")
            else "let it be",
        )
    sheet.edit.append("corrections", {"date": sheet.field_moment(sheet.now), "text": text})
    sheet.save(approval_lapses=True)
    notes = []
    following = "Next: mend the text itself, then make check and make build."
    if sheet.lapsed():
        notes.append("the approval was for the text before; no build runs until there is a new one")
        following = f"Next: mend the text itself, then make approve FILE={sheet.shell_name} BY=…"
    notes += [f"{name} is behind now; correct it, too" for name in _translations(sheet)]
    return Done(
        f"{sheet.title} has a correction, dated {sheet.said(sheet.now)}.", following, tuple(notes)
    )


def withdraw(sheet: PostSheet, reason: str, instead: str) -> Done:
    """Take a post back; its address stays and says why."""
    sheet.sure("status", "date")
    if sheet.state == "withdrawn":
        raise sheet.refuse("the post is withdrawn already", "change its reason by hand", "reason")
    if sheet.state in ("draft", "review", "approved"):
        raise sheet.refuse(
            "the post was never public, so there is nothing to withdraw",
            "leave it a draft, or remove the file",
        )
    reason = _words(reason, "REASON", 'make withdraw FILE=… REASON="Why, for its readers."')
    other = ""
    if instead.strip():
        other = _id_of(sheet, instead)
    was_public = sheet.post.was_public(sheet.now)
    sheet.edit.set("status", "withdrawn")
    sheet.edit.set("withdrawn", sheet.field_moment(sheet.now))
    sheet.edit.set("reason", reason)
    if other:
        sheet.edit.set("replaced_by", other)
    sheet.save()
    how = (
        ": its address stays and says why." if was_public else " before anybody could have read it."
    )
    return Done(
        f"{sheet.title} is withdrawn{how}",
        "Next: make check, then make build.",
        (*_not_yet(sheet, other), *_remaining(sheet)),
    )


def _remaining(sheet: PostSheet) -> Iterator[str]:
    for name in _translations(sheet):
        yield f"{name} is still public; withdraw it, too, if what is wrong is wrong there"


def _translations(sheet: PostSheet) -> list[str]:
    """The public versions of a text in other languages."""
    library = sheet.library
    for group in groups(text for text in library.texts if isinstance(text.item, Post)):
        if any(text.item.id == sheet.post.id for text in group):
            others = [text for text in group if text.item.id != sheet.post.id]
            return [
                text.name
                for text in others
                if isinstance(text.item, Post) and text.item.public(library.now)
            ]
    return []


def _not_yet(sheet: PostSheet, other: str) -> tuple[str, ...]:
    """A word about a post that takes this one's place and cannot be read yet."""
    found = sheet.library.of_id(other) if other else None
    if found and isinstance(found.item, Post) and not found.item.public(sheet.now):
        return (f"{found.name} is {found.item.state(sheet.now)}; nothing leads there before",)
    return ()


def _id_of(sheet: PostSheet, instead: str) -> str:
    """The id of the post that takes the place of this one."""
    library = sheet.library
    path = find(instead, library, "INSTEAD")
    if path.resolve() == sheet.path.resolve():
        raise Faults([Fault("INSTEAD", 0, "a post cannot replace itself", "name the other post")])
    if library.is_page(path):
        raise Faults([Fault("INSTEAD", 0, "a page cannot take a post's place", "name a post")])
    return next(text.item.id for text in library.texts if text.path.resolve() == path.resolve())


def _words(text: str, option: str, example: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Faults([Fault(option, 0, "it is empty", example)])
    if control := control_in(text):
        raise Faults([Fault(option, 0, f"it holds the control character {control[1]}", MEND)])
    return text
