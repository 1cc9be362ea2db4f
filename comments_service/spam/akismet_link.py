"""Akismet as an optional link of the chain: off without a key, never the last word.

It needs the reader's real address and browser, so it is asked only with the reader's consent,
at the moment of sending, and nothing of that is kept. The package is `akismet`
(https://akismet.com/developers/). It is imported where it is used: off, it would cost every start
a tenth of a second and 12 MB.
"""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comments_service.domain.comment import Comment
from comments_service.domain.verdict import Outcome, Verdict

if TYPE_CHECKING:
    import akismet

logger = logging.getLogger(__name__)

# A reader waits for this; whatever takes longer, a person decides.
TIMEOUT_SECONDS = 3.0

# Akismet wants an address with each label, and ours is long forgotten (RFC 5737 names this one).
_NO_ADDRESS = "192.0.2.0"


@dataclass(frozen=True)
class Reader:
    """What Akismet is told of a reader, for the time of one question."""

    address: str
    user_agent: str


@dataclass(frozen=True)
class Page:
    """The post's absolute address, and the newsroom's."""

    url: str
    site: str
    lang: str


class AkismetUnavailable(Exception):
    """Akismet could not be reached or did not understand; the label is sent again later."""


class AkismetLink:
    """Questions and labels for one site."""

    def __init__(self, client: "akismet.SyncClient") -> None:
        """`client` is used by several threads; tests give the package's test client."""
        self._client = client

    def check(self, comment: Comment, reader: Reader, page: Page) -> Verdict:
        """Akismet's word; on any error one that changes nothing."""
        import akismet
        import httpx

        try:
            facts = _facts(comment, page)
            facts["user_agent"] = reader.user_agent
            answer = self._client.comment_check(user_ip=reader.address, **facts)
        except (akismet.AkismetError, httpx.HTTPError, OSError) as error:
            # Its text may hold the key (the package puts it there): only the kind is logged.
            logger.warning("akismet: no answer (%s), judged without it", type(error).__name__)
            return Verdict("akismet", Outcome.HAM, 0.5, "No answer from Akismet")
        if answer is akismet.CheckResponse.HAM:
            return Verdict("akismet", Outcome.HAM, 0.1, "Akismet takes it for genuine")
        if answer is akismet.CheckResponse.DISCARD:
            return Verdict("akismet", Outcome.SPAM, 0.99, "Akismet takes it for blatant spam")
        return Verdict("akismet", Outcome.HOLD, 0.8, "Akismet takes it for spam")

    def learn(self, comment: Comment, page: Page, spam: bool) -> None:
        """Send a moderator's decision back. Raises AkismetUnavailable."""
        import akismet
        import httpx

        submit = self._client.submit_spam if spam else self._client.submit_ham
        try:
            submit(user_ip=_NO_ADDRESS, **_facts(comment, page))
        except (akismet.AkismetError, httpx.HTTPError, OSError) as error:
            # `from None`: the cause's text may hold the key.
            raise AkismetUnavailable(type(error).__name__) from None


def client_for(key: str, site: str) -> "akismet.SyncClient":
    """A client for a key and the newsroom's public address. Nothing is asked yet."""
    import akismet
    import httpx

    return akismet.SyncClient(
        config=akismet.Config(key=key, url=site),
        http_client=httpx.Client(
            timeout=TIMEOUT_SECONDS, headers={"User-Agent": akismet.USER_AGENT}
        ),
    )


def _facts(comment: Comment, page: Page) -> "akismet.AkismetArguments":
    facts: akismet.AkismetArguments = {
        "comment_type": "reply" if comment.parent else "comment",
        "comment_author": comment.author,
        "comment_content": comment.body,
        "permalink": page.url,
        "blog_lang": page.lang,
        "blog_charset": "UTF-8",
    }
    if comment.email:
        facts["comment_author_email"] = comment.email
    return facts
