"""What stands in a new file, by language and kind: a frame to write over, not words to keep."""

from collections.abc import Iterator
from dataclasses import dataclass

from comments_service.contract.config import Config
from comments_service.contract.faults import Fault, Faults
from comments_service.contract.frontmatter import FrontMatter
from comments_service.editing.sheet import PostSheet


@dataclass(frozen=True)
class Frame:
    """The words of one language. `{…}` is filled in."""

    bodies: dict[str, str]
    """The text, by kind."""
    disclosed: str
    """The summary of an ad hoc announcement, after the words that the law demands."""
    optional: str
    """Introduces fields that a release may have."""
    place: str
    alt: str
    caption: str
    credit: str
    download: str


FRAMES = {
    "de": Frame(
        bodies={
            "release": (
                "Das Wichtigste zuerst: wer, was, wann, wo, warum.\n\n"
                "## Was sich ändert\n\nDie Einzelheiten, die wichtigste zuerst.\n\n"
                "> «Ein Satz, den nur diese Person sagen kann.»\n>\n> — Vorname Name, Funktion\n"
            ),
            "note": "Zwei, drei Sätze.\n",
            "adhoc": "Der Sachverhalt, die Zahlen, die Folgen. Ohne Werbung.\n",
            "event": (
                "Worum es geht und für wen.\n\n## Programm\n\n- 18.30 Uhr: Begrüssung durch …\n\n"
                "## Anmeldung\n\nBis wann und bei wem.\n"
            ),
        },
        disclosed="Der Sachverhalt in einem Satz.",
        optional="Was noch möglich ist; zum Gebrauch vorn «# » entfernen:",
        place="Ort der Meldung, wenn nicht {city}",
        alt="Was auf dem Bild zu sehen ist",
        caption="Was unter dem Bild steht",
        credit="Foto: Vorname Name",
        download="Wie die Datei heisst",
    ),
    "en": Frame(
        bodies={
            "release": (
                "The news first: who, what, when, where, why.\n\n"
                "## What changes\n\nThe details, the most important one first.\n\n"
                "> ‘A sentence that only this person can say.’\n>\n> — First name Name, function\n"
            ),
            "note": "Two or three sentences.\n",
            "adhoc": "The facts, the figures, the consequences. No marketing.\n",
            "event": (
                "What it is about, and for whom.\n\n## Programme\n\n- 6.30 pm: Welcome by …\n\n"
                "## Registration\n\nBy when and with whom.\n"
            ),
        },
        disclosed="The facts in one sentence.",
        optional="What else there may be; remove the «# » in front to use it:",
        place="Place of the news, if not {city}",
        alt="What can be seen in the picture",
        caption="What stands below the picture",
        credit="Photo: First name Name",
        download="What the file is called",
    ),
    "fr": Frame(
        bodies={
            "release": (
                "L’essentiel d’abord: qui, quoi, quand, où, pourquoi.\n\n"
                "## Ce qui change\n\nLes détails, le plus important d’abord.\n\n"
                "> «Une phrase que seule cette personne peut dire.»\n>\n> — Prénom Nom, fonction\n"
            ),
            "note": "Deux ou trois phrases.\n",
            "adhoc": "Les faits, les chiffres, les conséquences. Sans publicité.\n",
            "event": (
                "De quoi il s’agit et pour qui.\n\n## Programme\n\n- 18h30: accueil par …\n\n"
                "## Inscription\n\nJusqu’à quand et auprès de qui.\n"
            ),
        },
        disclosed="Les faits en une phrase.",
        optional="Ce qui est aussi possible; enlever «# » devant pour s’en servir:",
        place="Lieu de la nouvelle, si ce n’est pas {city}",
        alt="Ce que montre l’image",
        caption="Ce qui figure sous l’image",
        credit="Photo: Prénom Nom",
        download="Le nom du fichier",
    ),
    "it": Frame(
        bodies={
            "release": (
                "Prima l’essenziale: chi, che cosa, quando, dove, perché.\n\n"
                "## Che cosa cambia\n\nI dettagli, il più importante per primo.\n\n"
                "> «Una frase che solo questa persona può dire.»\n>\n> — Nome Cognome, funzione\n"
            ),
            "note": "Due o tre frasi.\n",
            "adhoc": "I fatti, le cifre, le conseguenze. Senza pubblicità.\n",
            "event": (
                "Di che cosa si tratta e per chi.\n\n## Programma\n\n- ore 18.30: saluto di …\n\n"
                "## Iscrizione\n\nEntro quando e presso chi.\n"
            ),
        },
        disclosed="I fatti in una frase.",
        optional="Che cos’altro è possibile; togliere «# » davanti per usarlo:",
        place="Luogo della notizia, se non è {city}",
        alt="Che cosa si vede nell’immagine",
        caption="Che cosa sta sotto l’immagine",
        credit="Foto: Nome Cognome",
        download="Come si chiama il file",
    ),
}


def hints(lang: str, kind: str, config: Config) -> str:
    """Lines for the head of a new release that do nothing until somebody uses them."""
    if kind != "release":
        return ""
    frame = FRAMES[lang]
    licence = next((licence.id for licence in config.licences), "press")
    return "".join(
        f"# {line}\n"
        for line in (
            frame.optional,
            f"place: {frame.place.format(city=config.address.city)}",
            "image: turbine.jpg",
            f"image_alt: {frame.alt}",
            f"image_caption: {frame.caption}",
            f'image_credit: "{frame.credit}"',
            f"image_licence: {licence}",
            "downloads:",
            "  - file: factsheet.pdf",
            f"    title: {frame.download}",
            f"    credit: {config.newsroom.legal_name}",
            f"    licence: {licence}",
        )
    )


def refuse_leftovers(sheet: PostSheet) -> None:
    """Raise Faults where words of the frame, or of the original, are still in the text."""
    found = [Fault(sheet.name, line, *told) for line, *told in _leftovers(sheet)]
    if found:
        raise Faults(found)


def _leftovers(sheet: PostSheet) -> Iterator[tuple[int, str, str]]:
    front = sheet.front
    own = {
        line
        for frame in FRAMES.values()
        for body in frame.bodies.values()
        for line in body.splitlines()
        if line.strip("> ") and not line.startswith("#")
    }
    for number, line in enumerate(front.body.splitlines(), front.body_line):
        if line.rstrip() in own:
            yield (
                number,
                f"words of the frame still stand there: {line.strip('> ')}",
                "write your own words, or remove the line",
            )
    yield from _fields(front, sheet.config)
    original = sheet.library.of_id(sheet.post.translates) if sheet.post.translates else None
    if original and front.body.strip() and original.front.body.strip() == front.body.strip():
        yield (
            front.body_line,
            f"the text is word for word that of {original.name}",
            f"translate it, or remove «translates» if it is written in {sheet.post.lang!r} already",
        )


def _fields(front: FrontMatter, config: Config) -> Iterator[tuple[int, str, str]]:
    for frame in FRAMES.values():
        for field, words in (
            ("place", frame.place.format(city=config.address.city)),
            ("image_alt", frame.alt),
            ("image_caption", frame.caption),
            ("image_credit", frame.credit),
            ("summary", frame.disclosed),
        ):
            value = front.values.get(field, "")
            if isinstance(value, str) and value and value.endswith(words):
                cause = f"{field} is still that of the frame"
                yield front.lines[field], cause, "write your own words"
        for group in front.groups.get("downloads", ()):
            if group.values.get("title") == frame.download:
                yield group.lines["title"], "title is still that of the frame", "write your own"
