"""A build that would give something away stops, wherever the words or the picture stand."""

import bz2
import gzip
import io
import json
import lzma
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import typst
from pelican import signals
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from plugins import embargo_proof, proof_files
from tests.site.conftest import ROOT, identifier

SENTENCE = "Die Zwirnsfadenfabrik verkauft ihre Anteile an die Trompetenbaum AG."
MIDDLE = "verkauft ihre Anteile an die"


@pytest.fixture
def newsroom(site):
    """A public post, and one under embargo with two pictures and an attachment."""
    site.post("turm/de", "Der Turm steht seit dem 3. März in Oberägeri am See.")
    site.picture("geheim/kraxelbaum.png", (41, 31))
    site.write("content/posts/geheim/vertrag.csv", "Anteil;Preis\n100;58417\n")
    site.post(
        "geheim/de",
        f"{SENTENCE}\n\n![Ein Baum voller Trompeten](kraxelbaum.png 'Foto: Eva. Lizenz: presse')",
        title="Zwirnsfaden kommt zu Quasselstrippe",
        slug="zwirn",
        date="2999-03-01 09:00",
        place="Oberägeri",
    )
    return site


@pytest.fixture
def leak(newsroom):
    """Write files into a build before it is proven; the faults, each without its mend."""

    def leaked(files: dict[str, bytes | str]) -> list[str]:
        def write(_generator, writer):
            for name, data in files.items():
                path = Path(writer.output_path, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data.encode() if isinstance(data, str) else data)

        with signals.article_writer_finalized.connected_to(write):
            found = newsroom.faults()
        assert not newsroom.output.exists(), "nothing is published"
        return found

    return leaked


def zipped(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def rewritten(change: Callable[[PdfWriter], object], text: str = "x") -> bytes:
    """A PDF to which something was done after it was made."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text))))
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def locked(password: str) -> bytes:
    return rewritten(lambda w: w.encrypt(password, "owner", algorithm="AES-256"), SENTENCE)


def office(name: str, markup: str, namespace: str) -> bytes:
    return zipped({name: f'<?xml version="1.0"?><x xmlns="{namespace}">{markup}</x>'.encode()})


def pdf(text: str = "", **metadata: str) -> bytes:
    # Narrow, so that words are parted at the ends of lines.
    made = typst.compile(
        f'#set page(width: 6cm)\n#set text(lang: "de", hyphenate: true)\n{text}'.encode()
    )
    if not metadata:
        return made
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.add_metadata({f"/{key}": value for key, value in metadata.items()})
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def picture(kind: str, **saved: object) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, kind, **saved)
    return held.getvalue()


def png(text: str, **options: bool) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Description", text, **options)
    return picture("PNG", pnginfo=info)


def exif(text: str) -> Image.Exif:
    data = Image.Exif()
    data[0x010E] = text
    return data


XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>{SENTENCE}</d></x:xmpmeta>'.encode()
HTML = f"<p>{SENTENCE}</p>"
# A sentence as Word stores it that was corrected in the midst of a word.
PARTS = ("ver", "kauft ih", "re Anteile", " an ", "die")
MS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
NOTE = FreeText(text=SENTENCE, rect=(0, 0, 9, 9))
HELD = zipped({"a.txt": SENTENCE.encode()})
FRAGMENT = b"pagefind_dcd" + json.dumps({"content": SENTENCE}, ensure_ascii=False).encode()

CONTAINERS = {
    "page": ("x/index.html", HTML),
    "markup between the words": (
        "x.html",
        "verkauft <b>ihre</b> <a href='/de/'>Anteile</a> an <em>die</em>",
    ),
    "markup inside of a word": ("x.html", "ver<wbr>kauft ihre An&shy;teile an d<mark>ie</mark>"),
    "entities": ("x.html", "verkauft&#32;&#105;hre&nbsp;Anteile &#97;n die"),
    "lines": ("x.html", "verkauft\nihre\n  Anteile\nan die"),
    "capitals": ("x.html", "VERKAUFT IHRE ANTEILE AN DIE"),
    "attribute": ("x.html", f'<meta name="description" content="{MIDDLE}">'),
    "link to share": ("x.html", '<a href="mailto:?body=verkauft%20ihre%20Anteile%20an%20die">'),
    "comment in a page": ("x.html", f"<!-- {MIDDLE} -->"),
    "structured data": (
        "x.html",
        f"<script>{json.dumps({'text': 'Oberägeri: ' + MIDDLE})}</script>",
    ),
    "feed": ("feed.atom", f"<content type='html'>&lt;p&gt;{SENTENCE}&lt;/p&gt;</content>"),
    "feed of JSON": ("feed.json", json.dumps({"content_html": HTML.replace(" ", "\u00a0")})),
    "calendar": ("x.ics", "DESCRIPTION:verkauft ihre An\r\n teile an die\r\n"),
    "text": ("x.txt", SENTENCE),
    "style": ("theme/x.css", f"/* {SENTENCE} */"),
    "name of a file": (f"media/{MIDDLE.replace(' ', '-')}.txt", "x"),
    "gzip": ("x.html.gz", gzip.compress(HTML.encode())),
    "brotli": ("x.html.br", brotli.compress(HTML.encode())),
    "search index": ("pagefind/fragment/de_1.pf_fragment", gzip.compress(FRAGMENT)),
    "zip": ("kit.zip", zipped({"text.txt": SENTENCE.encode()})),
    "name in a zip": ("kit.zip", zipped({f"{MIDDLE}.txt": b"x"})),
    "comment of a zip": ("kit.zip", zipped({"x.txt": b"x"}, SENTENCE.encode())),
    "zip in a zip": ("kit.zip", zipped({"a.zip": zipped({"a.html": HTML.encode()})})),
    "pdf": ("x.pdf", pdf(SENTENCE)),
    "pdf in a zip": ("kit.zip", zipped({"a.pdf": pdf(SENTENCE)})),
    "metadata of a pdf": ("x.pdf", pdf("x", Subject=SENTENCE)),
    "comment of a jpeg": ("x.jpg", picture("JPEG", comment=SENTENCE.encode())),
    "exif of a jpeg": ("x.jpg", picture("JPEG", exif=exif(SENTENCE))),
    "xmp of a jpeg": ("x.jpg", picture("JPEG", xmp=XMP)),
    "text of a png": ("x.png", png(SENTENCE)),
    "packed text of a png": ("x.png", png(SENTENCE, zip=True)),
    "exif of a png": ("x.png", picture("PNG", exif=exif(SENTENCE))),
    "xmp of a webp": ("x.webp", picture("WEBP", xmp=XMP)),
    "exif of a webp": ("x.webp", picture("WEBP", exif=exif(SENTENCE))),
    "xmp of an avif": ("x.avif", picture("AVIF", xmp=XMP)),
    "picture in a zip": ("kit.zip", zipped({"a.jpg": picture("JPEG", xmp=XMP)})),
    "utf-16": ("x.csv", SENTENCE.encode("utf-16")),
    "comment in a pdf": (
        "x.pdf",
        rewritten(lambda w: w.add_annotation(page_number=0, annotation=NOTE)),
    ),
    "bookmark of a pdf": (
        "x.pdf",
        rewritten(lambda w: w.add_outline_item(title=SENTENCE, page_number=0)),
    ),
    "file in a pdf": (
        "x.pdf",
        rewritten(lambda w: w.add_attachment("a.zip", HELD)),
    ),
    "pdf anybody can open": ("x.pdf", locked("")),
    "runs of word": (
        "x.docx",
        office("word/document.xml", "".join(f"<w:r><w:t>{p}</w:t></w:r>" for p in PARTS), MS),
    ),
    "word with changes": (
        "x.docx",
        office("word/document.xml", "<w:delText>nicht</w:delText>".join(PARTS), MS),
    ),
    "spans of opendocument": (
        "x.odt",
        office("content.xml", MIDDLE.replace("h", "<s>h</s>").replace(" ", "<text:s/>"), OASIS),
    ),
    "runs of excel": (
        "x.xlsx",
        office("xl/sharedStrings.xml", "".join(f"<r><t>{p}</t></r>" for p in PARTS), MS),
    ),
    "timed words": (
        "x.vtt",
        "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nver<00:01.500>kauft <c>ihre</c>\n\n"
        "2\n00:02.000 --> 00:03.000\n<v Eva>Anteile<00:02.100><c> an</c> die",
    ),
    "words of a drawing": (
        "x.svg",
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><text>'
        + "".join(f"<tspan>{word}</tspan>" for word in MIDDLE.split()),
    ),
    "texts of a drawing": (
        "x.svg",
        f"<svg>{''.join(f'<text>{word}</text>' for word in MIDDLE.split())}</svg>",
    ),
    "drawing in a page": ("x.html", MIDDLE.replace(" ", "</tspan><tspan>")),
    "tar": ("x.tar", tarred({"a.pdf": pdf(SENTENCE)})),
    "tar.gz": ("x.tar.gz", gzip.compress(tarred({"a.pdf": pdf(SENTENCE)}))),
    "tar.xz": ("x.tar.xz", lzma.compress(tarred({"a.txt": SENTENCE.encode()}))),
    "tar.bz2": ("x.tar.bz2", bz2.compress(tarred({"a.txt": SENTENCE.encode()}))),
    "something unknown": ("x.bin", b"\xff\xfe\xfd" + SENTENCE.encode() + b"\xff"),
}


def missed(files: dict[str, bytes | str], faults: list[str]) -> list[str]:
    return [name for name in files if not any(f"would stand in {name}" in f for f in faults)]


def test_a_leak_stops_the_build_in_whatever_it_stands(leak, monkeypatch):
    monkeypatch.setattr(embargo_proof, "_FILES", 3 * len(CONTAINERS))
    files = {f"{what}/{name}": data for what, (name, data) in CONTAINERS.items()}

    faults = leak(files)

    assert missed(files, faults) == []
    assert all(fault.startswith("content/posts/geheim/de.md:") for fault in faults), faults


def test_every_part_of_a_hidden_post_is_looked_for(leak, newsroom, monkeypatch):
    monkeypatch.setattr(embargo_proof, "_FILES", 20)
    hidden = newsroom.content / "posts/geheim"
    files = {
        "title.html": "<h1>Zwirnsfaden kommt zu <i>Quasselstrippe</i></h1>",
        "id.html": f"urn:uuid:{identifier('geheim/de')}",
        "map.xml": "<loc>https://news.muster.example/de/2999/zwirn/</loc>",
        "alt.html": '<img alt="Ein Baum voller Trompeten">',
        "media/posts/kraxelbaum.800.3f2a9c1e.webp": "",
        "SHA256SUMS": "0f3a  vertrag.csv",
        "picture.bin": (hidden / "kraxelbaum.png").read_bytes(),
        "attachment.bin": (hidden / "vertrag.csv").read_bytes(),
        "kit.zip": zipped({"a.png": (hidden / "kraxelbaum.png").read_bytes()}),
    }

    assert missed(files, leak(files)) == []


def test_what_cannot_be_searched_is_told_at_every_build(newsroom, capsys):
    secret = zipped({"a.txt": SENTENCE.encode()})
    files = {
        "locked.pdf": locked("geheim"),
        "damaged.pdf": b"%PDF-1.7\n1 0 obj <<",
        "damaged.zip": secret[:-9],
        # The flag of an encrypted member, in its header and in the directory.
        "locked.zip": bytes(secret.replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")),
        "damaged.gz": b"\x1f\x8b\x08damaged",
        "old.7z": b"7z\xbc\xaf\x27\x1c",
    }
    for name, data in files.items():
        (newsroom.content / "posts/turm" / name).write_bytes(data)
    newsroom.post("turm/de", " ".join(f"[{name}]({name})" for name in files))

    for _ in range(2):
        newsroom.build()

        told = re.findall(r"note: media/posts/turm/(\S+): .*it is damaged", capsys.readouterr().err)
        assert sorted(told) == sorted(files), "these, and nothing that was made here"


def test_the_words_the_file_and_the_hidden_post_are_named(leak):
    (fault,) = leak({"de/liste/index.html": "<li>Zwirnsfaden kommt zu Quasselstrippe</li>"})

    assert re.fullmatch(
        r"content/posts/geheim/de\.md:\d+: '[^']*zwirnsfaden kommt zu quasselstrippe'.*"
        r" must not be public yet, but would stand in de/liste/index\.html",
        fault,
    )


def test_a_template_that_gives_a_hidden_post_away_stops_the_build(newsroom, monkeypatch):
    theme = newsroom.root / "theme"
    shutil.copytree(ROOT / "theme", theme)
    monkeypatch.setattr("comments_service.contract.paths._PROJECT", newsroom.root)
    footer = theme / "templates/partials/footer.html"
    footer.write_text("{{ all_hidden_titles }}" + footer.read_text("utf-8"), "utf-8")

    def tell(generators):
        run = generators[0].settings["NEWSROOM_BUILD"]
        titles = [source.item.title for source in run.sources.values()]
        generators[0].context["all_hidden_titles"] = titles

    with signals.all_generators_finalized.connected_to(tell):
        faults = newsroom.faults()

    assert any("zwirnsfaden kommt zu quasselstrippe" in fault for fault in faults)
    assert any("more files" in fault for fault in faults), "a leak on every page is told in short"


def test_the_manifest_of_threads_is_searched_too(newsroom, monkeypatch):
    secret = identifier("geheim/de")
    monkeypatch.setattr("plugins.build.Build.threads", [{"id": secret}])

    assert any("var/threads.json" in fault for fault in newsroom.faults())


def test_what_stands_in_public_texts_is_no_secret(site):
    """Dates, names with functions and quotes of public posts are put together by the build, too."""
    site.picture("turm/turm.png")
    quote = "Wir freuen uns sehr auf die Zusammenarbeit mit allen."
    public = f"{quote}\n\n![Der Turm im Nebel](turm.png 'Foto: Eva. Lizenz: presse')"
    site.post("turm/de", public, authors="[anna]", date="2026-01-15 09:00")
    shutil.copytree(site.content / "posts/turm", site.content / "posts/entwurf")
    said = "St. Gallen, 15. Januar 2026. Anna Meier, Sprecherin, Telefon +41 71 555 01 20"
    site.post("entwurf/de", f"{public}\n\n{said}", title="Turm de", status="draft")

    assert site.build()


PORTRAIT = """name = "Anna Meier"
role = { de = "Sprecherin", en = "Spokeswoman" }
picture = "anna.png"
picture_credit = "Foto: Eva"
picture_licence = "presse"
[[authors]]
id"""


@pytest.fixture
def portrayed(site):
    """A newsroom whose author has a picture, and the first post with one is ahead."""
    author = (
        'name = "Anna Meier"\nrole = { de = "Sprecherin", en = "Spokeswoman" }\n[[authors]]\nid'
    )
    site.configure((author, PORTRAIT), ('de = "Pressebild"', 'de = "Für Presse"'))
    Image.new("RGB", (41, 31)).save(site.content / "anna.png")
    site.picture("ahead/baum.png", (41, 31))
    site.post(
        "ahead/de",
        "## Zahlen\n\n![Ein Baum](baum.png 'Im Wind. Foto: Eva. Lizenz: presse')\n\n"
        "[![Ein Film](baum.png 'Foto: Eva. Lizenz: presse')](https://www.youtube.com/watch?v=x)"
        "\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\nMehr.[^1]\n\n[^1]: Fussnote.\n",
        date="2999-03-01 09:00",
    )
    return site


def test_what_the_build_says_of_every_picture_is_no_secret(portrayed):
    portrayed.post("turm/de", "Der Turm steht.", authors="[anna]")

    assert portrayed.build()


def test_the_last_public_picture_can_be_withdrawn(portrayed):
    portrayed.post("turm/de", "Der Turm steht.", authors="[anna]")
    portrayed.picture("bau/turm.png", (41, 31))
    shown = "![Der Turm](turm.png 'Foto: Eva. Lizenz: presse')"
    portrayed.post("bau/de", shown)
    portrayed.build()

    portrayed.post("bau/de", shown, status="withdrawn", withdrawn="2026-02-01", reason="Irrtum")

    assert portrayed.build()


def test_a_preview_shows_what_is_hidden(newsroom, monkeypatch):
    monkeypatch.setenv("NEWSROOM_PREVIEW", "1")
    monkeypatch.setenv("NEWSROOM_OUTPUT", str(newsroom.root / "preview"))

    assert newsroom.build()


def test_without_anything_hidden_no_file_is_opened(site, monkeypatch):
    monkeypatch.setattr(embargo_proof, "Opener", None)
    site.post("turm/de")

    assert site.build()


def test_what_was_read_from_a_pdf_or_zip_is_remembered(newsroom, monkeypatch):
    (newsroom.content / "posts/turm/blatt.pdf").write_bytes(pdf("Ein Blatt"))
    newsroom.post("turm/de", "[Blatt](blatt.pdf)")
    newsroom.build()

    def refuse(_data):
        raise AssertionError("the PDF was read again")

    monkeypatch.setattr("plugins.proof_files.read_pdf", refuse)

    assert newsroom.build()


def test_what_was_proven_is_opened_again_only_for_new_secrets(newsroom, monkeypatch):
    newsroom.picture("turm/turm.png")
    newsroom.post("turm/de", "![Turm](turm.png 'Foto: Eva. Lizenz: presse')")
    newsroom.build()
    opened = []
    pieces = proof_files.Opener.pieces

    def open_file(self, path, name):
        opened.append(name)
        return pieces(self, path, name)

    monkeypatch.setattr("plugins.proof_files.Opener.pieces", open_file)
    picture = "media/posts/turm/turm.png"

    newsroom.build()
    assert picture not in opened
    assert "de/index.html" not in opened, "written anew, with the same bytes"

    newsroom.post("entwurf/de", "Die Fabrik heisst nun ganz anders.", status="draft")
    newsroom.build()
    assert picture in opened

    opened.clear()
    monkeypatch.setattr("plugins.proof_memory._VERSION", 0)
    newsroom.build()
    assert picture in opened, "another search may find more"


def test_a_changed_file_is_opened_again(leak, newsroom):
    newsroom.picture("turm/turm.png")
    newsroom.post("turm/de", "![Turm](turm.png 'Foto: Eva. Lizenz: presse')")
    newsroom.build()
    shutil.rmtree(newsroom.output)
    for made in newsroom.root.glob("var/cache/pictures/*/*.png"):
        made.write_bytes(png(SENTENCE))

    assert missed({"media/posts/turm/turm.png": ""}, leak({})) == []


def test_stock_phrases_of_different_sentences_are_no_secret(site):
    """A plain text puts paragraphs one after the other, without what parts them on a page."""
    site.post("turm/de", "Der Turm wurde geprüft und bestätigt\n\n- Der Konzern baut weiter daran")
    site.post("haus/de", "Alles ist bestätigt. Der Konzern baut ein Haus.", date="2999-03-01 09:00")

    assert site.build()
