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

# Letters that look like Latin ones: the commonest of UTS #39's confusables. Fullwidth, circled and
# mathematical ones are letters with a style, which normalisation takes away.
_ALIKE = {
    **dict(zip("авгеёіїкмнопрстухѕјһԁԛԝѵьүҽѡԍ", "abreeiikmhonpctyxsjhdqwvbyewg", strict=True)),
    **dict(zip("αβγεηικμνορστυχωϲϳ", "abyenikmvopotuxwcj", strict=True)),
    **dict(zip("օոսհգզցյ", "onuhqqgj", strict=True)),
    **dict(zip("ⲃⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭ", "bhikmnopctyx", strict=True)),
    **dict(zip("ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎽᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏴ", "drtiyajewmhyghzsbrwsvslcpkdb", strict=True)),
    **dict(zip("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "bpdtgkjczfmnlsrvhwxyaeiou", strict=True)),
    **dict(zip("ƅɓƈɗɖƒɠɦƙɫɱɲɳƥʠɼʂƭʋⱳƴʐ", "bbcddfghklmnnpqrstvwyz", strict=True)),
    **dict(zip("0345789", "oeastbg", strict=True)),
    **dict(zip("łøđħŧıȷɑɡɩ", "lodhtijagi", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
    # One class for the eye: capital I, small L, one, a bar.
    **dict.fromkeys("il1|ℓӏ", "l"),
}


# Capitals whose small letters look like others, and letters in filled squares, circles and flags.
_CAPITALS = str.maketrans(
    {
        **dict(zip("ΖΗΝΥ", "zhny", strict=True)),
        **{chr(first + n): chr(97 + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)},
    }
)


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
_BADGES = (
    *("offizielle antwort", "offizielle stellungnahme", "official reply", "official answer"),
    *("official statement", "reponse officielle", "position officielle", "risposta ufficiale"),
)
# What parts a name from what is added to it.
_ADDED = re.compile(r"[,;()\[\]{}<>/|–—·•:@«»\"]|\s-+\s")

# How the core of a company's name is told from a person's name among those that are taken; no
# skeleton holds it. Cores of a letter or two are words like any other.
_CORE = "*"
_SHORTEST_CORE = 3


def skeleton(name: str) -> str:
    """A name reduced to what the eye sees: letters without marks, case, look-alikes and blanks."""
    plain = "".join(c for c in _letters(name) if c.isalnum())
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain


def _letters(name: str) -> str:
    """A name in plain small letters, with marks and blanks beside them."""
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", name)).translate(_CAPITALS)
    return plain.casefold().translate(_LOOKALIKES)


def reserved(companies: Iterable[str], people: Iterable[str]) -> frozenset[str]:
    """The skeletons of names that readers may not take.

    Of a company's name its core counts, without «AG»; of a person's only the whole.
    """
    cores = {_CORE + core for name in companies if (core := _core(name))}
    return frozenset(filter(None, cores | {skeleton(name) for name in people}))


def imitates(name: str, taken: Collection[str]) -> bool:
    """Whether a name could be taken for one of the company's (`taken`, see `reserved`).

    What is added in brackets or after a comma, and words such as «team», make no other name; a
    company's name among other words is the company's. The names of offices, such as «Moderation»,
    are nobody's alone.
    """
    whole = skeleton(name)
    if any(skeleton(badge) in whole for badge in _BADGES):
        return True
    parts = [part for part in _ADDED.split(name) if skeleton(part)]
    if _is_office(name) or any(_is_office(part) for part in parts[:1]):
        return True
    cores = {one.removeprefix(_CORE) for one in taken if one.startswith(_CORE)}
    found = {whole, *map(skeleton, parts), *map(_core, [name, *parts])}
    return bool(found & {*taken, *cores}) or _holds(name, cores)


def _holds(name: str, cores: Collection[str]) -> bool:
    """Whether one of the cores stands in a name as a word, or as several."""
    wanted = {core for core in cores if len(core) >= _SHORTEST_CORE}
    # Of two letters that look like one, both stand in the words.
    longest = 2 * max(map(len, wanted), default=0)
    words = [word for word in re.split(r"[\W_]+", _letters(name)) if word]
    for start in range(len(words)):
        run = ""
        for word in words[start:]:
            run += word
            if len(run) > longest:
                break
            if skeleton(run) in wanted:
                return True
    return False


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
