"""A small piece of work for the browser: nothing to a reader, something to who sends thousands.

The challenge and its check are ALTCHA's (https://altcha.org, the package `altcha`), in its
deterministic form: the browser looks for one number among a few hundred by deriving keys (PBKDF2),
so it takes about as long each time, and the service knows the answer's signature beforehand. The
package is imported where it is used: switched off, it would only cost time at each start.
"""

import base64
import binascii
import hmac
import json
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from comments_service.domain.form import Proof

LASTS = timedelta(minutes=20)
"""A script that has been waiting for longer fetches a new challenge before it sends."""

_ALGORITHM = "PBKDF2/SHA-256"
# Measured: a tenth of a second on a desk, half a second on a machine six times as slow.
_COST = 5000
_TRIES = 200
# Ours are a third of that.
_LONGEST = 2000
# Whoever would use one again has to solve so many others first.
_REMEMBERED = 10_000


class Proofs:
    """Challenges under the newsroom's secret keys; the last key signs, all of them are accepted.

    Which ones were used is kept in memory until they are too old anyway.
    """

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._keys = [(_derived(key, b"challenge"), _derived(key, b"key")) for key in secret_keys]
        self._lock = threading.Lock()
        self._used: OrderedDict[str, float] = OrderedDict()
        """By nonce: until when it could be used again, in seconds since 1970."""

    def challenge(self, thread: str, now: datetime) -> dict[str, Any]:
        """What a browser has to solve before it comments in a thread; nothing is remembered."""
        import altcha

        challenge_key, key_key = self._keys[-1]
        made = altcha.create_challenge(
            _ALGORITHM,
            _COST,
            # The first half would be found too soon.
            counter=_TRIES // 2 + secrets.randbelow(_TRIES // 2),
            data={"thread": thread, "until": int((now + LASTS).timestamp())},
            hmac_secret=challenge_key,
            hmac_key_secret=key_key,
        )
        return made.to_dict()

    def use(self, thread: str, payload: str, now: datetime) -> Proof:
        """Whether a browser has done its work for a comment in this thread; once it holds, a
        solution holds no second time. `payload` is ALTCHA's, as base64."""
        if not payload:
            return Proof.MISSING
        parameters = self._verified(payload)
        if parameters is None:
            return Proof.WRONG
        moment, until = now.timestamp(), float(parameters["data"]["until"])
        if parameters["data"]["thread"] != thread or until < moment:
            return Proof.WRONG
        return Proof.GIVEN if self._first(parameters["nonce"], until, moment) else Proof.WRONG

    def give_back(self, payload: str) -> None:
        """Let a solution hold again, since nothing has come of what it was sent with."""
        if parameters := _parameters(payload):
            with self._lock:
                self._used.pop(str(parameters.get("nonce")), None)

    def _verified(self, payload: str) -> dict[str, Any] | None:
        """The parameters of a challenge of ours that was solved; they are as we have made them."""
        import altcha

        parameters = _parameters(payload)
        if parameters is None:
            return None
        for challenge_key, key_key in self._keys:
            found = altcha.verify_solution(payload, challenge_key, hmac_key_secret=key_key)
            if found.verified:
                return parameters
        return None

    def _first(self, nonce: str, until: float, now: float) -> bool:
        with self._lock:
            if nonce in self._used:
                return False
            self._used[nonce] = until
            while self._used and (
                len(self._used) > _REMEMBERED or next(iter(self._used.values())) < now
            ):
                self._used.popitem(last=False)
            return True


def _parameters(payload: str) -> dict[str, Any] | None:
    """A payload's parameters, which nobody has checked so far."""
    if len(payload) > _LONGEST:
        return None
    try:
        found = json.loads(base64.b64decode(payload, validate=True))["challenge"]["parameters"]
    except (binascii.Error, ValueError, LookupError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _derived(key: str, purpose: bytes) -> str:
    return hmac.digest(key.encode(), b"newsroom.proof." + purpose, "sha256").hex()
