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
        **dict(zip("авгеёікмнопрстухѕјһԁԛԝѵ", "abreeikmhonpctyxsjhdqwv", strict=True)),
        **dict(zip("αβεηικμνορτυχωϲ", "abenikmvoptuxwc", strict=True)),
        **dict(zip("0435789", "oaesтbg".replace("т", "t"), strict=True)),
        **dict(zip("łøđħŧıɡɑɴʟ", "lodhtigani", strict=True)),
        # One class for the eye: capital I, small L, one, a bar.
        **dict.fromkeys("il1|ℓӏ", "l"),
    }
)

# What is added to a company's name to speak for it.
_TRIMMINGS = frozenset(
    {
        *("ag", "gmbh", "sa", "sarl", "srl", "se", "kg", "inc", "ltd", "co", "newsroom", "team"),
        *("support", "presse", "press", "medien", "media", "stampa", "redaktion", "redaction"),
        *("kommunikation", "communications", "official", "offiziell", "offizielle", "ufficiale"),
        *("officiel", "the", "die", "der", "das", "la", "le", "il", "pressestelle", "medienstelle"),
        *("sprecher", "sprecherin", "dr", "prof", "frau", "herr", "mr", "mrs", "ms", "ceo"),
    }
)
_BADGES = ("offizielle antwort", "official reply", "reponse officielle", "risposta ufficiale")


def skeleton(name: str) -> str:
    """A name reduced to what the eye sees: letters without marks, case, look-alikes and blanks."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold()
    plain = plain.translate(_LOOKALIKES)
    return "".join(c for c in plain if c.isalnum())


def reserved(companies: Iterable[str], people: Iterable[str]) -> frozenset[str]:
    """The skeletons of names that readers may not take.

    Of a company's name its core counts, without «AG»; of a person's only the whole.
    """
    cores = {_core(name) for name in companies}
    return frozenset(filter(None, cores | {skeleton(name) for name in people}))


def imitates(name: str, taken: Collection[str]) -> bool:
    """Whether a name could be taken for one of the company's (`taken`, see `reserved`).

    What is added in brackets or after a comma, and words such as «team», make no other name.
    """
    whole = skeleton(name)
    if any(skeleton(badge) in whole for badge in _BADGES):
        return True
    first = re.split(r"[,;(\[/|–—·•:@]", name)[0]
    return bool({whole, _core(name), _core(first)} & set(taken))


def _core(name: str) -> str:
    words = re.split(r"[\s_.\-–]+", INVISIBLE.sub("", name).casefold())
    kept = [word for word in words if word not in _TRIMMINGS and not word.isdigit()]
    return skeleton("".join(kept)) or skeleton(name)
