"""Every sitemap by two schemas: the protocol's own, which npm's package «sitemap» brings along, and
ours, which holds the index and the two extensions as well.

The protocol's wants to know every element, and so it is told of translations and news.
"""

from pathlib import Path

from lxml import etree

from quality.report import Finding, Section
from quality.tools import SITEMAP_XSD, version

_GRAMMAR = Path(__file__).resolve().parents[1] / "tests" / "site" / "sitemap.rng"
_XSD = "http://www.w3.org/2001/XMLSchema"
_EXTENSIONS = {
    "http://www.w3.org/1999/xhtml": """
      <xs:element name="link"><xs:complexType>
        <xs:attribute name="rel" use="required" fixed="alternate"/>
        <xs:attribute name="hreflang" use="required" type="xs:string"/>
        <xs:attribute name="href" use="required" type="xs:anyURI"/>
      </xs:complexType></xs:element>""",
    "http://www.google.com/schemas/sitemap-news/0.9": """
      <xs:element name="news"><xs:complexType><xs:all>
        <xs:element name="publication"><xs:complexType><xs:all>
          <xs:element name="name" type="xs:string"/>
          <xs:element name="language"><xs:simpleType>
            <xs:restriction base="xs:string">
              <xs:pattern value="zh-cn|zh-tw|[a-z]{2,3}"/>
            </xs:restriction></xs:simpleType></xs:element>
        </xs:all></xs:complexType></xs:element>
        <xs:element name="publication_date" type="xs:dateTime"/>
        <xs:element name="title" type="xs:string"/>
      </xs:all></xs:complexType></xs:element>""",
}


def check(folder: Path) -> Section:
    files = sorted(folder.glob("sitemap*.xml"))
    official, ours = _schema(), etree.RelaxNG(etree.parse(str(_GRAMMAR)))
    findings = []
    for path in files:
        tree = etree.parse(str(path))
        # The index has no schema in the package.
        is_index = etree.QName(tree.getroot()).localname == "sitemapindex"
        for schema in (ours,) if is_index else (ours, official):
            if not schema.validate(tree):
                fault = schema.error_log[0]
                findings.append(Finding(f"/{path.name}", fault.message, f"line {fault.line}"))
    if not files:
        findings.append(Finding("/", "there is no sitemap"))
    seen = f"{len(files)} sitemaps, by the schema in sitemap {version('sitemap')} and by ours"
    return Section("Sitemaps", seen, findings)


def _schema() -> etree.XMLSchema:
    """The protocol's schema and ours, as one."""
    resolver = _Resolver()
    parser = etree.XMLParser()
    parser.resolvers.add(resolver)
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="extension:{number}"/>'
        for number, namespace in enumerate(_EXTENSIONS)
    )
    whole = (
        f'<xs:schema xmlns:xs="{_XSD}">{imports}'
        '<xs:import namespace="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' schemaLocation="{SITEMAP_XSD.as_uri()}"/></xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(whole, parser))


class _Resolver(etree.Resolver):
    def resolve(self, url: str, _public_id: str, context: object) -> object:
        if not url.startswith("extension:"):
            return None
        number = int(url.rpartition(":")[2])
        namespace = list(_EXTENSIONS)[number]
        text = (
            f'<xs:schema xmlns:xs="{_XSD}" targetNamespace="{namespace}"'
            f' elementFormDefault="qualified">{_EXTENSIONS[namespace]}</xs:schema>'
        )
        return self.resolve_string(text, context)
