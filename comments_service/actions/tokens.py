"""Signed links. Each purpose has its own salt, so a token for one is worth nothing for another."""

import hashlib
import secrets
from collections.abc import Sequence

from itsdangerous import BadSignature, URLSafeSerializer

from comments_service.domain.errors import UnknownComment


class Tokens:
    """Tokens under the newsroom's secret keys; the last key signs, all of them are accepted."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._receipts = URLSafeSerializer(
            list(secret_keys),
            salt="newsroom.receipt",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

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


def random_token() -> str:
    """An unguessable token of 256 bits; the database keeps its hash only."""
    return secrets.token_urlsafe(32)
