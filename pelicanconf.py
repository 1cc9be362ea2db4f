"""Turns `newsroom.toml` into Pelican's settings. What a company edits stands there, not here."""

import os
import sys
from dataclasses import replace

from jinja2 import FileSystemBytecodeCache

from comments_service.contract import config_file
from comments_service.contract.faults import Faults
from comments_service.contract.paths import paths_for
from plugins.command import NewsroomPelican
from plugins.reader import Reader
from plugins.templates import Missing

try:
    NEWSROOM = config_file.load()
except Faults as error:
    sys.exit(str(error))
NEWSROOM_PATHS = paths_for(NEWSROOM)
if not NEWSROOM_PATHS.content.is_dir():
    sys.exit(f"{NEWSROOM_PATHS.content}: the folder is missing\n    mend: create it")
NEWSROOM_CHECK = os.environ.get("NEWSROOM_CHECK", "") not in ("", "0")
NEWSROOM_PREVIEW = os.environ.get("NEWSROOM_PREVIEW", "") not in ("", "0")
if NEWSROOM_PREVIEW:
    # Nobody comments on what is not public.
    NEWSROOM = replace(NEWSROOM, comments=replace(NEWSROOM.comments, enabled=False))

PATH = str(NEWSROOM_PATHS.content)
OUTPUT_PATH = str(NEWSROOM_PATHS.output)
THEME = str(NEWSROOM_PATHS.theme)
PELICAN_CLASS = NewsroomPelican

# In this order they hear Pelican's signals.
PLUGINS = [
    "plugins.templates",
    "plugins.structured_data",
    "plugins.embargo",
    "plugins.media",
    "plugins.picture_checks",
    "plugins.ledger",
    "plugins.trading_hours",
    "plugins.checks",
    "plugins.assembly",
    "plugins.picture_files",
    "plugins.cards",
    "plugins.press.material",
    "plugins.writer",
    "plugins.lists",
    "plugins.tombstones",
    "plugins.feeds",
    "plugins.moderation_report",
    "plugins.calendar",
    "plugins.assets",
    "plugins.search",
    "plugins.unavailable",
    "plugins.moved",
    "plugins.sitemaps",
    "plugins.well_known",
    "plugins.embargo_proof",
    "plugins.publish",
    "plugins.press.checksums",
    "plugins.due",
]
READERS = {"md": Reader} | dict.fromkeys(("rst", "html", "htm", "markdown", "mkd", "mdown"))

ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
STATIC_URL = STATIC_SAVE_AS = "media/{path}"
# `plugins/assets.py` publishes the theme's files, under names of its own.
THEME_STATIC_PATHS: list[str] = []
FILENAME_METADATA = ""
# What editors and file managers leave behind; Pelican's own pattern lets hidden files through.
IGNORE_FILES = [".*", "*~", "#*#"]
FORMATTED_FIELDS: list[str] = []

SITENAME = NEWSROOM.newsroom.name
SITEURL = NEWSROOM.prefix
TIMEZONE = str(NEWSROOM.newsroom.timezone)
DEFAULT_LANG = NEWSROOM.language
# Dates are formatted by the contract; this keeps the host's language out of the build.
LOCALE = ["C.UTF-8", "en_US.UTF-8", "C"]

JINJA_ENVIRONMENT = {
    # Compiling a template takes longer than rendering it.
    "bytecode_cache": FileSystemBytecodeCache(str(NEWSROOM_PATHS.compiled)),
    "autoescape": True,
    # A run has an environment of its own, so no template changes while it is in use.
    "auto_reload": False,
    "undefined": Missing,
    "trim_blocks": True,
    "lstrip_blocks": True,
}

# The plugins write every list and every feed, and group the translations.
DIRECT_TEMPLATES: list[str] = []
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
ARTICLE_ORDER_BY = PAGE_ORDER_BY = None
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None

# The output folder is pruned once a build has succeeded; a cache would be a pickle.
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
