"""Licences as readers meet them: a name that leads to the terms on the press page."""

from comments_service.contract import addresses
from comments_service.contract.config import Config
from comments_service.contract.licences import RESERVED, licences
from plugins.model import LicenceView


def licence_view(config: Config, lang: str, identifier: str) -> LicenceView:
    """`identifier` must be known. «All rights reserved» says all there is: it leads nowhere."""
    licence = licences(config)[identifier]
    page = addresses.press(config.prefix, lang)
    return LicenceView(
        id=licence.id,
        name=licence.name[lang],
        terms=licence.terms[lang],
        url="" if licence is RESERVED else f"{page}#licence-{licence.id}",
        full_text=licence.url,
    )
