"""Pictures that would not be shown, or would load or run something, are told at once."""

import pytest
from PIL import Image

from comments_service.contract.faults import Faults
from plugins import pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}'


def fault_of(site, name):
    """What a build says of a post that shows a picture, in the text and as its lead."""
    site.post(
        "text",
        f"![A]({name} 'Foto: X. Lizenz: presse')",
        image=name,
        image_alt="A",
        image_credit="X",
        image_licence="presse",
        title="T",
    )
    with pytest.raises(Faults) as raised:
        site.build()
    lead, inline = raised.value.faults
    assert lead.cause == inline.cause
    assert str(site.root) not in str(raised.value)
    return str(inline)


def test_half_a_photograph_is_a_fault(site):
    site.picture("turm.jpg", size=(900, 600))
    path = site.content / "posts/turm.jpg"
    path.write_bytes(path.read_bytes()[:-2000])

    assert "'turm.jpg' cannot be shown: it is damaged or cut off" in fault_of(site, "turm.jpg")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif"])
def test_what_browsers_know_is_shown(site, name):
    site.picture(name, size=(90, 60))
    site.post("text", f"![A]({name} 'Foto: X. Lizenz: presse')", title="T")
    site.build()

    (image,) = site.tree("/de/2026/t/").xpath("//div[@class='prose']//img")
    assert (image.get("width"), image.get("height")) == ("90", "60")


@pytest.mark.parametrize(("name", "kind"), [("a.tif", "TIFF"), ("a.bmp", "BMP"), ("a.jpg", "BMP")])
def test_what_browsers_do_not_know_is_refused(site, name, kind):
    site.picture("x.png")
    Image.new("RGB", (4, 4)).save(site.content / "posts" / name, kind)

    assert "save it anew as JPEG, PNG, WebP, AVIF, GIF or SVG" in fault_of(site, name)


def test_a_huge_picture_is_refused_before_it_is_loaded(site, monkeypatch):
    site.picture("a.png", size=(400, 300))
    monkeypatch.setattr(pictures, "_PIXELS", 100_000)
    told = fault_of(site, "a.png")
    assert "megapixels" in told
    assert "make it smaller, 6000 pixels" in told

    site.picture("b.png", size=(401, 300))
    monkeypatch.setattr(pictures, "_BYTES", 100)
    assert "MB" in fault_of(site, "b.png")


@pytest.mark.parametrize(
    ("drawing", "cause"),
    [
        ('viewBox="0 0 1 1"><script>x()</script></svg>', "holds <script>"),
        ('viewBox="0 0 1 1" onload="x()"/>', "runs something (onload)"),
        ('viewBox="0 0 1 1"><image xlink:href="https://x.example/a.png"/></svg>', "elsewhere"),
        ('viewBox="0 0 1 1"><image href="andere.png"/></svg>', "elsewhere"),
        ('viewBox="0 0 1 1"><style>@import "https://x.example/";</style></svg>', "elsewhere"),
        ('viewBox="0 0 1 1"><path fill="url(https://x.example/#a)"/></svg>', "elsewhere"),
        ('viewBox="0 0 1 1"><path style="fill:u\\72l(//x)"/></svg>', "elsewhere"),
        ('viewBox="0 0 1 1"><foreignObject/></svg>', "holds <foreignobject>"),
        ("/>", "neither width and height nor a viewBox"),
        ("", "no SVG, or damaged"),
    ],
)
def test_a_drawing_runs_and_loads_nothing(site, drawing, cause):
    site.write("content/posts/plan.svg", SVG.format(drawing))

    assert cause in fault_of(site, "plan.svg")


def test_a_drawing_may_refer_to_itself(site):
    site.write(
        "content/posts/plan.svg",
        SVG.format(
            'width="20px" height="10px"><defs><path id="a"/></defs><use xlink:href="#a"/>'
            '<path fill="url(#a)"/><image href="data:image/png;base64,AA=="/></svg>'
        ),
    )
    site.post("text", "![A](plan.svg 'Grafik : X. Lizenz: presse')", title="T")

    assert site.build()


def test_a_picture_is_found_whichever_way_its_umlaut_is_written(site):
    site.picture("tu\u0308r.png")
    site.post("text", "![A](tür.png 'Foto: X. Lizenz: presse')", title="T")
    site.build()

    (image,) = site.tree("/de/2026/t/").xpath("//div[@class='prose']//img")
    assert image.get("src").startswith("/media/posts/tu%CC%88r.40.")
    assert (site.output / "media/posts/tu\u0308r.png").is_file()


def test_the_credit_may_stand_below_a_figure_written_in_html(site):
    site.picture("turm.png")
    site.post(
        "text",
        "<figure><img src='turm.png' alt='A'>"
        "<figcaption>B. <em>Foto:</em> X. <b>Lizenz</b>: presse</figcaption></figure>",
    )

    assert site.build()
