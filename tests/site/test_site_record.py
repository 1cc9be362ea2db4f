"""The moderation report and the generated part of the privacy page, as a build makes them."""

from datetime import UTC, datetime

from comments_service.contract.cleanup import write_cleanup
from comments_service.contract.figures import Figures, Month, write_figures
from tests.site.conftest import SiteFolder

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def read(site: SiteFolder, file: str) -> str:
    return (site.output / file).read_text("utf-8")


def test_a_build_shows_what_was_counted_and_kept_and_links_it(site: SiteFolder) -> None:
    site.post("turm/de")
    write_figures(site.root / "var/figures.json", Figures(NOW, (Month("2026-10", received=7),)))
    write_cleanup(site.root / "var/cleanup.json", NOW)
    site.build()

    german = read(site, "de/moderationsbericht/index.html")
    assert "Oktober 2026" in german
    assert 'hreflang="en" href="https://news.muster.example/en/moderation-report/"' in german
    assert "October 2026" in read(site, "en/moderation-report/index.html")
    privacy = read(site, "de/datenschutz/index.html")
    assert privacy.count('id="comments-privacy"') == 1
    assert "Letzte Löschung: 20. November 2026." in privacy
    assert "6 Monate nach dem Entscheid" in privacy
    assert "/de/moderationsbericht/" in read(site, "sitemap-de.xml")
    assert "/de/moderationsbericht/" in read(site, "de/index.html")


def test_without_comments_there_is_no_report_and_nothing_about_them(site: SiteFolder) -> None:
    site.configure(("[comments]\n", "[comments]\nenabled = false\n"))
    site.post("turm/de")
    site.build()

    assert not (site.output / "de/moderationsbericht").exists()
    assert "comments-privacy" not in read(site, "de/datenschutz/index.html")
    assert "moderationsbericht" not in read(site, "de/index.html")
