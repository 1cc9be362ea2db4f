"""A new post: complete front matter, a frame for the text, a draft until somebody says so."""

from datetime import datetime
from pathlib import Path

from comments_service.contract import addresses, ids
from comments_service.contract.config import Config
from comments_service.contract.faults import Fault, Faults, shown
from comments_service.contract.files import write_atomically
from comments_service.contract.frontmatter import Value, dump
from comments_service.contract.paths import Paths

_BODIES = {
    "de": {
        "release": (
            "Ort, Datum – Das Wichtigste zuerst: wer, was, wann, wo, warum.\n\n"
            "## Was sich ändert\n\nDie Einzelheiten, die wichtigste zuerst.\n\n"
            "> «Ein Satz, den nur diese Person sagen kann.»\n>\n> Name, Funktion\n"
        ),
        "note": "Zwei, drei Sätze.\n",
        "adhoc": (
            "Ad-hoc-Mitteilung gemäss Art. 53 KR\n\n"
            "Der Sachverhalt, die Zahlen, die Folgen. Ohne Werbung.\n"
        ),
        "event": (
            "Wann: \n\nWo: \n\nFür wen: \n\n## Programm\n\n- 10.00 Uhr: …\n\n"
            "## Anmeldung\n\nBis wann und bei wem.\n"
        ),
    },
    "en": {
        "release": (
            "Place, date – The news first: who, what, when, where, why.\n\n"
            "## What changes\n\nThe details, the most important one first.\n\n"
            "> “A sentence that only this person can say.”\n>\n> Name, function\n"
        ),
        "note": "Two or three sentences.\n",
        "adhoc": (
            "Ad hoc announcement pursuant to Art. 53 LR\n\n"
            "The facts, the figures, the consequences. No marketing.\n"
        ),
        "event": (
            "When: \n\nWhere: \n\nFor whom: \n\n## Programme\n\n- 10:00: …\n\n"
            "## Registration\n\nBy when and with whom.\n"
        ),
    },
    "fr": {
        "release": (
            "Lieu, date – L’essentiel d’abord: qui, quoi, quand, où, pourquoi.\n\n"
            "## Ce qui change\n\nLes détails, le plus important d’abord.\n\n"
            "> «Une phrase que seule cette personne peut dire.»\n>\n> Nom, fonction\n"
        ),
        "note": "Deux ou trois phrases.\n",
        "adhoc": (
            "Annonce événementielle au sens de l’art. 53 RC\n\n"
            "Les faits, les chiffres, les conséquences. Sans publicité.\n"
        ),
        "event": (
            "Quand: \n\nOù: \n\nPour qui: \n\n## Programme\n\n- 10h00: …\n\n"
            "## Inscription\n\nJusqu’à quand et auprès de qui.\n"
        ),
    },
    "it": {
        "release": (
            "Luogo, data – Prima l’essenziale: chi, che cosa, quando, dove, perché.\n\n"
            "## Che cosa cambia\n\nI dettagli, il più importante per primo.\n\n"
            "> «Una frase che solo questa persona può dire.»\n>\n> Nome, funzione\n"
        ),
        "note": "Due o tre frasi.\n",
        "adhoc": (
            "Annuncio ad hoc ai sensi dell’art. 53 RQ\n\n"
            "I fatti, le cifre, le conseguenze. Senza pubblicità.\n"
        ),
        "event": (
            "Quando: \n\nDove: \n\nPer chi: \n\n## Programma\n\n- ore 10.00: …\n\n"
            "## Iscrizione\n\nEntro quando e presso chi.\n"
        ),
    },
}


def write_new_post(
    config: Config, paths: Paths, title: str, lang: str, kind: str, now: datetime
) -> Path:
    """Write the file and return its path. Raises Faults rather than overwrite anything."""
    title = " ".join(title.split())
    slug = addresses.slugify(title)
    if not slug:
        raise Faults([Fault("TITLE", 0, "the title has no letters", 'write make new TITLE="…"')])
    local = now.astimezone(config.newsroom.timezone)
    path = paths.content / "posts" / f"{local:%Y}" / slug / f"{lang}.md"
    if path.exists():
        raise Faults(
            [Fault(shown(path), 0, "there is such a post already", "choose another title")]
        )
    values: dict[str, Value] = {
        "id": ids.new_id(),
        "title": title,
        "lang": lang,
        "date": f"{local:%Y-%m-%d %H:%M}",
        "kind": kind,
        "status": "draft",
        "topics": [config.topics[0].id],
        "authors": [config.authors[0].id],
        "summary": "",
        "slug": slug,
    }
    if kind == "adhoc":
        values["comments"] = "off"
    write_atomically(path, dump(values, _BODIES[lang][kind]).encode())
    return path
