"""What a picture's file says of its author and its use, as XMP.

Fields and their namespaces: IPTC Photo Metadata Standard 2025.1; for a picture's licence in search
results Google reads the web statement of rights and the licensor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Texts = Mapping[str, str]
"""By language, the default one first."""


@dataclass(frozen=True)
class Statement:
    """What is to be written into a file; what is empty is left out."""

    creator: str
    credit: str
    notice: str
    terms: Texts
    """Rights usage terms."""
    terms_url: str = ""
    """Web statement of rights."""
    captions: Texts = field(default_factory=dict)
    alts: Texts = field(default_factory=dict)
    """Alternative texts: Alt Text (Accessibility)."""
    licensor: str = ""
    licensor_url: str = ""


def packet(statement: Statement) -> bytes:
    """The XMP packet: the same bytes for the same statement."""
    parts = [
        _element("dc:creator", _list("Seq", {"": statement.creator})),
        _element("photoshop:Credit", escape(statement.credit)),
        _element("dc:rights", _alternatives({"": statement.notice})),
        _element("xmpRights:Marked", "True"),
        _element("xmpRights:UsageTerms", _alternatives(statement.terms)),
        _element("xmpRights:WebStatement", escape(statement.terms_url)),
        _element("dc:description", _alternatives(statement.captions)),
        _element("Iptc4xmpCore:AltTextAccessibility", _alternatives(statement.alts)),
        _element("plus:Licensor", _licensor(statement)),
    ]
    names = "".join(f" xmlns:{prefix}={quoteattr(name)}" for prefix, name in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about=""{names}>{"".join(parts)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _list(kind: str, texts: Texts) -> str:
    items = "".join(
        f"<rdf:li{f' xml:lang={quoteattr(lang)}' if lang else ''}>{escape(text)}</rdf:li>"
        for lang, text in texts.items()
        if text
    )
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""


def _alternatives(texts: Texts) -> str:
    """The first text also stands there for readers of any language (XMP, 8.2.2.4)."""
    default = next((text for text in texts.values() if text), "")
    named = {lang: text for lang, text in texts.items() if lang}
    return _list("Alt", {"x-default": default, **named})


def _licensor(statement: Statement) -> str:
    if not statement.licensor:
        return ""
    inner = _element("plus:LicensorName", escape(statement.licensor))
    inner += _element("plus:LicensorURL", escape(statement.licensor_url))
    return f'<rdf:Seq><rdf:li rdf:parseType="Resource">{inner}</rdf:li></rdf:Seq>'
