"""The preview's start page: everything that is not public, and how it stands.

What a build for the preview does otherwise is decided where it is done: `Build.shows` says what it
shows, and `pelicanconf.py` switches comments off.
"""

from typing import Any

from comments_service.contract import addresses
from plugins.build import Build
from plugins.frames import door_frame

# What somebody has to do next stands first.
_ORDER = ("review", "approved", "draft", "scheduled")
# Who has not translated a post for months will not do so now.
_FEW = 20


def start_page(run: Build) -> tuple[str, dict[str, Any]]:
    """Template and variables of the page at `/`."""
    t = run.translator(run.config.language)
    headings = {
        "review": t("To be reviewed"),
        "approved": t("Approved, not yet published"),
        "draft": t("Drafts"),
        "scheduled": t("Scheduled"),
    }
    by_state = {state: [post for post in run.posts if post.state == state] for state in _ORDER}
    # The next one to appear first.
    by_state["scheduled"].reverse()
    return "preview", {
        **door_frame(run),
        "canonical": None,
        "hreflangs": [],
        "page_title": t("Everything that is not public"),
        "unpublished": [(headings[state], posts) for state, posts in by_state.items() if posts],
        "outdated": [p for p in run.posts if p.translation and p.translation.outdated_since],
        "untranslated": [p for p in run.posts if p.translation and p.translation.missing][:_FEW],
        "native_names": {lang: addresses.WORDS[lang].native_name for lang in addresses.WORDS},
        "notes": sorted(set(run.warnings)),
    }
