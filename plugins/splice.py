"""The published comments go into the new pages, so that a rebuild never loses one."""

from comments_service.contract import markers
from comments_service.contract.published import read_published
from comments_service.contract.thread_page import environment, policy_for, render_thread
from comments_service.contract.threads import Thread
from plugins.build import Build


class Splicer:
    """Renders threads as the service does. To be used while the contract's lock is held."""

    def __init__(self, run: Build) -> None:
        self._run = run
        self._jinja = environment(run.paths)
        self._policies = {
            lang: policy_for(run.config, pages) for lang, pages in run.role_pages.items()
        }

    def page(self, page: str, thread: Thread) -> str:
        comments = read_published(self._run.paths.published(thread.id))
        rendered = render_thread(
            self._jinja,
            self._run.config,
            thread,
            comments,
            self._policies[thread.lang],
            self._run.now,
        )
        return markers.splice(page, thread.id, rendered)
