"""A picture as the templates see it, before any of its files is made: their names are known."""

from datetime import datetime

from comments_service.contract.catalogues import Translator
from comments_service.contract.config import Config
from comments_service.contract.licences import RESERVED
from comments_service.contract.pictures import credit_name
from plugins.licences import licence_view
from plugins.model import Picture, PictureFile
from plugins.picture_rights import Rights
from plugins.picture_sizes import Namer, plain, web
from plugins.pictures import Facts
from plugins.references import media_url


def picture_view(
    config: Config,
    lang: str,
    key: str,
    facts: Facts,
    rights: Rights,
    *,
    alt: str,
    caption: str = "",
    credit: str,
    until: datetime | None = None,
) -> Picture:
    """`credit` is the line for readers, with the word that announces it."""
    namer = Namer(key, facts, rights)
    shown = media_url(config.prefix, key)
    width, height, srcset = facts.width, facts.height, ""
    if not facts.fixed:
        main = plain(namer, facts)
        shown, width, height = media_url(config.prefix, main.key), main.width, main.height
        srcset = ", ".join(
            f"{media_url(config.prefix, made.key)} {made.width}w" for made in web(namer, facts)
        )
    return Picture(
        url=shown,
        alt=alt,
        caption=caption,
        credit=credit,
        width=width,
        height=height,
        licence=licence_view(config, lang, rights.licence.id),
        until=until,
        key=key,
        srcset=srcset,
        offered=rights.licence is not RESERVED,
        original=PictureFile(
            media_url(config.prefix, key), facts.mime, facts.size, facts.width, facts.height
        ),
    )


def credit_line(credit: str, facts: Facts, t: Translator) -> str:
    """The credit with a word that announces it: its own, or the one for that kind of picture."""
    credit = " ".join(credit.split())
    if credit_name(credit) != credit:
        return credit
    if facts.mime == "image/svg+xml":
        return t("Illustration: %(credit)s", credit=credit)
    return t("Photo: %(credit)s", credit=credit)
