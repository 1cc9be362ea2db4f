"""Signed links. Each purpose has its own salt, so a token for one is worth nothing for another."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from itsdangerous import BadSignature, URLSafeSerializer

from comments_service.domain.errors import LinkExpired, UnknownComment


class Purpose(StrEnum):
    """What a signed link is good for. The value is its salt: links in mails live for months."""

    CONFIRM = "newsroom.confirm"
    """Shows that somebody reads the mailbox of a comment, a report or a slip."""
    MAILS = "newsroom.mails"
    """Turns mails about one comment on and off."""
    DATA = "newsroom.data"
    """Shows everything that was sent with an address."""
    OWNER = "newsroom.owner"
    """Asks whether a mailbox is its reader's, before it shows what was sent with its address."""
    REPORT = "newsroom.report"
    """The receipt of a report."""
    SLIP = "newsroom.slip"
    """The receipt of an error that somebody found in a post."""
    DECIDE = "newsroom.decide"
    """Lets one moderator decide about one revision of a comment."""
    DECIDE_FORM = "newsroom.decide-form"
    """Belongs to the form behind one such link."""
    MAILBOX = "newsroom.mailbox"
    """Shows that a moderator reads a mailbox."""
    FORM = "newsroom.form"
    """Tells when a reader's form was made, and for which thread."""


class Tokens:
    """Tokens under the newsroom's secret keys; the last key signs, all of them are accepted."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._keys = list(secret_keys)
        self._receipts = self._serializer("newsroom.receipt")
        self._others = {purpose: self._serializer(purpose) for purpose in Purpose}

    def receipt(self, comment_id: str) -> str:
        """The token of a comment's receipt: 256 bits of signature, good for this comment alone."""
        return str(self._receipts.dumps(comment_id))

    def comment_of(self, receipt: str) -> str:
        """The comment a receipt is for. Raises UnknownComment for anything we did not sign."""
        try:
            comment_id = self._receipts.loads(receipt)
        except BadSignature:
            raise UnknownComment(receipt[:8]) from None
        return str(comment_id)

    def sign(self, purpose: Purpose, values: Sequence[str], now: datetime) -> str:
        """A token that holds some texts, readable but unforgeable, and when it was made."""
        return str(self._others[purpose].dumps([int(now.timestamp()), *values]))

    def read(
        self, purpose: Purpose, token: str, now: datetime, lasts: timedelta | None = None
    ) -> list[str]:
        """The texts of a token. Raises UnknownComment for what we did not sign for this purpose,
        LinkExpired where it is older than `lasts`."""
        made, values = self.opened(purpose, token)
        if lasts is not None and now - made > lasts:
            raise LinkExpired
        return values

    def opened(self, purpose: Purpose, token: str) -> tuple[datetime, list[str]]:
        """When a token was made, to the second, and its texts. Raises UnknownComment for what we
        did not sign for this purpose."""
        try:
            made, *values = self._others[purpose].loads(token)
        except (BadSignature, ValueError, TypeError):
            raise UnknownComment(token[:8]) from None
        return datetime.fromtimestamp(made, UTC), [str(value) for value in values]

    def _serializer(self, salt: str) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._keys,
            salt=salt,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )


def random_token() -> str:
    """An unguessable token of 256 bits; the database keeps its hash only."""
    return secrets.token_urlsafe(32)
