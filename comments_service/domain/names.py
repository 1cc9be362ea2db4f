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
_ALIKE = {
    **dict(zip("авгеёіїкмнопрстухѕјһԁԛԝѵьүҽѡ", "abreeiikmhonpctyxsjhdqwvbyew", strict=True)),
    **dict(zip("αβεηικμνορτυχωϲ", "abenikmvoptuxwc", strict=True)),
    **dict(zip("օոսհ", "onuh", strict=True)),
    **dict(zip("0345789", "oeastbg", strict=True)),
    **dict(zip("łøđħŧıȷɑɡɩ", "lodhtijagi", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
    # One class for the eye: capital I, small L, one, a bar.
    **dict.fromkeys("il1|ℓӏ", "l"),
}


def _closed(alike: dict[str, str]) -> dict[int, str]:
    """A table that maps each letter to the end of its chain, so that one pass is enough: what looks
    like an i looks like an l, too."""

    def end(letter: str) -> str:
        following = alike.get(letter, letter)
        return letter if following == letter else end(following)

    return str.maketrans({letter: end(letter) for letter in alike})


_LOOKALIKES = _closed(_ALIKE)
# Two letters that look like one.
_PAIRS = (("vv", "w"), ("rn", "m"))

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
# Who speaks for a company without naming it. Alone, or with nothing but each other and such words
# as «team», nobody else has these names; beside a first name they are surnames like any other.
_OFFICES = (
    *("Presse", "Pressestelle", "Pressebüro", "Presseteam", "Pressedienst", "Presseabteilung"),
    *("Medien", "Medienstelle", "Mediendienst", "Redaktion", "Moderation", "Moderator"),
    *("Moderatorin", "Moderatoren", "Newsroom", "Administrator", "Administratorin"),
    *("Administration", "Admin", "Offiziell", "Kommunikation", "Unternehmenskommunikation"),
    *("Press", "Press Office", "Media Office", "Media Relations", "Editor", "Editors"),
    *("Editorial", "Moderators", "Official", "Communications"),
    *("Service de presse", "Bureau de presse", "Rédaction", "Modération", "Modérateur"),
    *("Modératrice", "Administrateur", "Administratrice", "Officiel", "Communication"),
    *("Ufficio stampa", "Servizio stampa", "Stampa", "Redazione", "Moderazione", "Moderatore"),
    *("Moderatrice", "Amministratore", "Amministratrice", "Ufficiale", "Comunicazione"),
)
_BESIDE_OFFICES = frozenset(
    {
        *("the", "die", "der", "das", "la", "le", "les", "il", "lo", "of", "de", "du", "di"),
        *("und", "and", "et", "e", "team", "office", "service", "ufficio", "online", "staff"),
    }
)
_BADGES = ("offizielle antwort", "official reply", "reponse officielle", "risposta ufficiale")


def skeleton(name: str) -> str:
    """A name reduced to what the eye sees: letters without marks, case, look-alikes and blanks."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).casefold()
    plain = "".join(c for c in plain.translate(_LOOKALIKES) if c.isalnum())
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain


def reserved(companies: Iterable[str], people: Iterable[str]) -> frozenset[str]:
    """The skeletons of names that readers may not take.

    Of a company's name its core counts, without «AG»; of a person's only the whole.
    """
    cores = {_core(name) for name in companies}
    return frozenset(filter(None, cores | {skeleton(name) for name in people}))


def imitates(name: str, taken: Collection[str]) -> bool:
    """Whether a name could be taken for one of the company's (`taken`, see `reserved`).

    What is added in brackets or after a comma, and words such as «team», make no other name. The
    names of offices, such as «Moderation», are nobody's alone.
    """
    whole = skeleton(name)
    if any(skeleton(badge) in whole for badge in _BADGES):
        return True
    first = re.split(r"[,;(\[/|–—·•:@]", name)[0]
    if _is_office(name) or _is_office(first):
        return True
    return bool({whole, _core(name), _core(first)} & set(taken))


def _is_office(name: str) -> bool:
    """Whether a name is an office's, with nothing beside it that would make it a person's."""
    if skeleton(name) in _OFFICE_NAMES:
        return True
    words = [word for word in _words(name) if word not in _BESIDE_OFFICES and not word.isdigit()]
    return bool(words) and all(skeleton(word) in _OFFICE_NAMES for word in words)


def _words(name: str) -> list[str]:
    return [one for one in re.split(r"[\s_.\-–]+", INVISIBLE.sub("", name).casefold()) if one]


def _core(name: str) -> str:
    words = _words(name)
    kept = [word for word in words if word not in _TRIMMINGS and not word.isdigit()]
    return skeleton("".join(kept)) or skeleton(name)


_OFFICE_NAMES = frozenset(map(skeleton, _OFFICES))
