"""A translation begins as a copy of the original, in a file of its own beside it."""

import shlex
from pathlib import Path

from comments_service.contract.content import Post
from comments_service.contract.content_file import examine_post, text_of
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.files import write_atomically
from comments_service.contract.frontmatter_edit import FrontMatterEditor
from comments_service.contract.ids import new_id
from comments_service.contract.nearest import nearest
from comments_service.contract.versions import groups
from comments_service.editing.sheet import Done, PostSheet

# What belongs to the original alone: its address, its approval, and what happened to it since.
_OWN = (
    *("slug", "aliases", "modified", "approved_by", "approved", "approval"),
    *("corrections", "withdrawn", "reason", "replaced_by"),
)
_TO_TRANSLATE = ("title", "summary", "place", "venue", "image_alt", "image_caption")


def translate(sheet: PostSheet, lang: str) -> Done:
    """Write the new file. Raises Faults rather than overwrite anything."""
    if sheet.faults:
        raise Faults(sheet.faults)
    post, path = sheet.post, _path(sheet, lang)
    _refuse_second(sheet, lang)
    if sheet.state in ("withdrawn", "expired"):
        raise sheet.refuse(f"the post is {sheet.state}", "nobody would read the translation")
    original = sheet.library.of_id(post.translates) if post.translates else None
    edit = FrontMatterEditor(sheet.edit.raw, sheet.name)
    edit.set("id", new_id())
    edit.set("lang", lang)
    edit.set("translates", original.item.id if original else post.id)
    edit.set("status", "draft")
    for field in _OWN:
        edit.remove(field)
    if post.changed and not original:
        # What is translated is the text as it stands now, changes included.
        edit.set("modified", sheet.field_moment(sheet.now))
    text = text_of(edit.raw, shown(path))
    _, front, faults = examine_post(text, path, sheet.config, sheet.now)
    if faults:
        raise Faults(faults)
    write_atomically(path, edit.raw)
    fields = [field for field in _TO_TRANSLATE if front.values.get(field)]
    fields += [field for field in ("downloads",) if front.groups.get(field)]
    return Done(
        f"Started {shown(path)}, a draft with the words of {sheet.name}.",
        f"Next: translate the text and {', '.join(fields)}, "
        f"then make review FILE={shlex.quote(shown(path))}",
    )


def _path(sheet: PostSheet, lang: str) -> Path:
    """`de.md` → `en.md`, `seeufer.de.md` → `seeufer.en.md`, `seeufer.md` → `seeufer.en.md`."""
    languages, own = sheet.config.newsroom.languages, sheet.post.lang
    if lang not in languages or lang == own:
        others = [language for language in languages if language != own]
        near = nearest(lang, others)
        cause = (
            f"the text is in {lang!r} already"
            if lang == own
            else f"the newsroom has no language {lang!r}"
            if lang
            else "no language is named"
        )
        mend = f"write LANG={near}" if near else f"use one of: {', '.join(others)}"
        raise Faults([Fault("LANG", 0, cause, mend)])
    stem = sheet.path.stem
    name = stem.removesuffix(own).removesuffix(".")
    path = sheet.path.with_name(
        f"{lang}.md" if stem == own else f"{name if stem.endswith(f'.{own}') else stem}.{lang}.md"
    )
    if path.exists():
        raise Faults(
            [Fault(shown(path), 0, "there is such a file already", "translate in it, or move it")]
        )
    return path


def _refuse_second(sheet: PostSheet, lang: str) -> None:
    posts = [text for text in sheet.library.texts if isinstance(text.item, Post)]
    for group in groups(posts):
        if any(text.item.id == sheet.post.id for text in group):
            for text in group:
                if text.item.lang == lang:
                    raise Faults(
                        [
                            Fault(
                                text.name,
                                text.front.lines.get("lang", 1),
                                f"the text is translated into {lang!r} already",
                                "change that file",
                            )
                        ]
                    )
