"""Licences: under which conditions others may use a picture or file."""

import difflib

from comments_service.contract.config import Config, Licence

# Always there, without being described: what may be shown here and used nowhere else.
RESERVED = Licence(
    id="reserved",
    name={
        "de": "Alle Rechte vorbehalten",
        "en": "All rights reserved",
        "fr": "Tous droits réservés",
        "it": "Tutti i diritti riservati",
    },
    terms={
        "de": "Die Verwendung bedarf der Zustimmung der Rechteinhaber.",
        "en": "Any use requires the consent of the holders of the rights.",
        "fr": "Toute utilisation requiert l’accord des titulaires des droits.",
        "it": "Ogni uso richiede il consenso dei titolari dei diritti.",
    },
    url="",
)


def licences(config: Config) -> dict[str, Licence]:
    """All licences that a text may name, by id."""
    return {RESERVED.id: RESERVED} | {licence.id: licence for licence in config.licences}


def licence_fault(value: str, config: Config) -> tuple[str, str] | None:
    """Cause and mend where `value` is no licence of the newsroom's."""
    known = licences(config)
    if value in known:
        return None
    near = difflib.get_close_matches(value.casefold().replace(" ", "-"), known, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    return (
        f"the licence {value!r} is not in newsroom.toml",
        f"{hint}known are: {', '.join(sorted(known))}; others are described there in [[licences]]",
    )
