"""The sitemaps by their schemas: sitemaps.org, and Google's extension for news."""

from pathlib import Path

from lxml import etree

from quality.report import Finding, Section

_GRAMMAR = Path(__file__).resolve().parents[1] / "tests" / "site" / "sitemap.rng"


def check(folder: Path) -> Section:
    grammar = etree.RelaxNG(etree.parse(str(_GRAMMAR)))
    files = sorted(folder.glob("sitemap*.xml"))
    findings = []
    for path in files:
        if not grammar.validate(etree.fromstring(path.read_bytes())):
            fault = grammar.error_log[0]
            findings.append(Finding(f"/{path.name}:{fault.line}", fault.message))
    if not files:
        findings.append(Finding("/", "there is no sitemap"))
    return Section("Sitemaps", f"{len(files)} sitemaps, by their schemas", findings)
