"""The theme's templates get the contract's filters, and a missing variable is no silent blank."""

from typing import Any

from jinja2 import StrictUndefined
from pelican import signals

from comments_service.contract import counts
from comments_service.contract.files import private_folder
from comments_service.contract.headers import META_CSP
from comments_service.contract.thread_page import add_helpers
from plugins import build


class Missing(StrictUndefined):
    """May be asked for (`{% if topic %}`), never printed: a misspelt name must not go unnoticed."""

    def __bool__(self) -> bool:  # type: ignore[override]  # the one thing made less strict
        return False


def equip(generator: Any) -> None:
    run = build.of(generator.settings)
    if run.jinja is not None:
        # Pelican gives each generator an environment of its own, and each compiles all templates.
        generator.env = run.jinja
        return
    run.jinja = generator.env
    private_folder(run.paths.compiled)
    add_helpers(generator.env, run.paths, run.asset)
    generator.env.filters["absolute"] = run.config.absolute
    generator.env.globals.update(
        config=run.config,
        site_prefix=run.config.prefix,
        csp=META_CSP,
        preview=run.preview,
        # Filled in at the very end, see `counting.py`; it holds nothing that needs escaping.
        count_place=lambda post: counts.place(post.permanent_id) if post.thread else "",
    )


def register() -> None:
    signals.generator_init.connect(equip)
