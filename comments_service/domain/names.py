"""Names that only the company's own people may carry, compared by what the eye sees."""

import re
import unicodedata
from collections.abc import Collection, Iterable

# Characters that show nothing, after Unicode's property Default_Ignorable_Code_Point, and the
# blanks that are no white space.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Letters that look like Latin ones: the commonest of UTS #39's confusables.
_LOOKALIKES = str.maketrans(
    {
        **dict(zip("авеёікмнорсстухѕјһԁԛԝѵӏ", "abeeikmhopcctyxsjhdqwvl", strict=True)),
        **dict(zip("αβεηικμνορτυχωϲ", "abeniкmvopтuxwc".replace("к", "k").replace("т", "t"),
                   strict=True)),
        **dict(zip("01345789|!", "oieasтbgl1".replace("т", "t").replace("1", "i"), strict=True)),
        "ı": "i", "ɡ": "g", "ɑ": "a", "ℓ": "l",
    }
)  # fmt: skip

# What is added to a company's name to speak for it.
_TRIMMINGS = frozenset(
    {
        *("ag", "gmbh", "sa", "sarl", "srl", "se", "kg", "inc", "ltd", "co", "newsroom", "team"),
        *("support", "presse", "press", "medien", "media", "stampa", "redaktion", "redaction"),
        *("kommunikation", "communications", "official", "offiziell", "offizielle", "ufficiale"),
        *("officiel", "the", "die", "der", "das", "la", "le", "il"),
    }
)
_BADGES = ("offizielle antwort", "official reply", "reponse officielle", "risposta ufficiale")


def skeleton(name: str) -> str:
    """A name reduced to what the eye sees: letters without marks, case, look-alikes and blanks."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold()
    plain = plain.translate(_LOOKALIKES)
    return "".join(c for c in plain if c.isalnum())


def reserved(names: Iterable[str]) -> frozenset[str]:
    """The skeletons of names that readers may not take."""
    return frozenset(filter(None, (_core(name) for name in names)))


def imitates(name: str, taken: Collection[str]) -> bool:
    """Whether a name could be taken for one of the company's (`taken`, see `reserved`).

    What is added in brackets or after a comma, and words such as «team», make no other name.
    """
    whole = skeleton(name)
    if any(skeleton(badge) in whole for badge in _BADGES):
        return True
    first = re.split(r"[,(/|–—:@]", name)[0]
    return bool({whole, _core(name), _core(first)} & set(taken))


def _core(name: str) -> str:
    words = [skeleton(word) for word in re.split(r"[\s_.\-–]+", INVISIBLE.sub("", name))]
    return "".join(word for word in words if word not in _TRIMMINGS) or "".join(words)
