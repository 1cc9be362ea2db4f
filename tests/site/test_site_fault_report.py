"""No fault hides another one: everything that is wrong is told in one run."""

import pytest

from comments_service.contract.faults import Faults
from tests.documented import undocumented
from tests.site.conftest import identifier

BROKEN = """---
id: {id}
title: Eins: zwei
lang:de
date: gestern
topics: [unbekannt]
authors: [bruno
downloads:
  - file: fehlt.pdf
    title: Blatt
   credit: Muster AG
corrections:
  date: 2026-01-16 09:00
  text: Es sind 3.
---

[tot](fehlt.md)

#### Tief
"""

GROUPS = """---
id: {id}
title: Listen
date: 2026-01-15 09:00
image: turm.png
image_alt: Turm
image_licence: press
downloads:
  - file: turm.png
    title: Turm
    title: Turm
    credit: Muster AG
    licence: presse
  -
  - file: fehlt.pdf
    titel: Blatt
    licence: presse
    until: bald
corrections:
  - date: 2026-01-14 09:00
    text: Es sind 3.
  - date: 2999-01-01
    text: Es sind 4.
approved_by: anna
authors: [anna]
---

![Turm](turm.png "Der Turm. Foto: X")
"""

EVENT = """---
id: {id}
title: Fest
date: 2026-01-15 09:00
kind: event
starts: 2026-02-02 18:30
ends: 2026-02-01
expires: 2025-01-01
replaced_by: x
aliases: [https://news.muster.example/de/alt/]
contacts: [niemand]
series: keine
status: publiziert
---
"""

ADHOC = """---
id: {id}
title: Prognose
date: 2026-01-15 09:00
kind: adhoc
comments: open
expires: 2027-01-01
---

Text.
"""

TOLD = {
    "broken": (
        (3, "the front matter cannot be read: mapping values", 'a text with a colon needs quotes'),
        (4, "after «lang:» a blank is missing", "write «lang: de»"),
        (5, "date 'gestern' is not a date", "write it as «date: 2026-11-20 09:00»"),
        (6, "topics names 'unbekannt'", "known are: bau, still"),
        (7, "the front matter cannot be read: expected", "a list ends with a bracket"),
        (11, "the line is indented by 3, the others of its entry by 4", "«    credit: Mus"),
        (13, "corrections is a list, but its entry has no hyphen", "write «  - date: 2026"),
        (17, "'fehlt.md' is not there", "correct the file's name"),
        (19, "the heading 'Tief' skips a level", "start it with ##"),
    ),
    "groups": (
        (2, "the id ", "give the copied text a new one"),
        (5, "the lead picture has no credit", "add a line «image_credit: …»"),
        (7, "the licence 'press' is not in newsroom.toml", "did you mean presse?"),
        (11, "an entry of downloads has the field 'title' twice", "remove one of them"),
        (14, "an entry of downloads is empty", "remove the hyphen"),
        (15, "an entry of downloads has no title", "write «title: "),
        (15, "an entry of downloads has no credit", "write «credit: "),
        (15, "the download 'fehlt.pdf' is not there", "put the file beside the post"),
        (16, "an entry of downloads has no field 'titel'", "did you mean 'title'?"),
        (18, "until 'bald' is not a date", "write it as «until: 2026-11-20"),
        (20, "the correction lies before the post's date", "correct one of them"),
        (22, "the correction lies in the future", "write the moment of the correction"),
        (24, "'anna' wrote the text and cannot approve it, too", "have a second person read it"),
        (24, "the approval has no checksum", "do not write it by hand: make approve"),
        (28, "the picture 'turm.png' has no licence", "Lizenz: presse"),
    ),
    "event": (
        (1, "venue is missing", "add a line «venue: "),
        (7, "the event ends before it starts", "correct one of the two"),
        (8, "the post expires before it appears", "correct one of the two"),
        (9, "replaced_by is 'x'", "write the id of the other text"),
        (10, "aliases names 'https://news.muster.example/de/alt/'", "write it without the host"),
        (11, "contacts names 'niemand', which newsroom.toml does not", "are: anna-meier"),
        (12, "series names 'keine'", "none are described there; remove the line «series»"),
        (13, "status is 'publiziert'", "did you mean published?"),
    ),
    "adhoc": (
        (6, "an ad hoc announcement has no comments", "write «comments: off»"),
        (7, "an ad hoc announcement has to stay public for 5 years", "a day after 2031-01-15"),
    ),
    "fine": ((9, "the picture 'turm.png' has no credit", "Foto: "),),
}  # fmt: skip


@pytest.fixture
def faulty(site):
    """Five files with 35 faults, no two of them the same."""
    for name, text in (("broken", BROKEN), ("groups", GROUPS), ("event", EVENT), ("adhoc", ADHOC)):
        number = identifier("fine") if name == "groups" else identifier(name)
        site.write(f"content/posts/{name}.md", text.format(id=number))
    site.picture("turm.png")
    text = f"---\nid: {identifier('fine')}\ntitle: Gut\ndate: 2026-01-15\n---\n\nText.\n\n"
    site.write("content/posts/fine.md", f"{text}![Turm](turm.png 'Lizenz: presse')\n")
    return site


def test_every_fault_of_every_file_is_told_in_one_run(faulty):
    with pytest.raises(Faults) as raised:
        faulty.build()

    found = {(f.file, f.line, f.cause): f.mend for f in raised.value.faults}
    for name, expected in TOLD.items():
        file = f"content/posts/{name}.md"
        for line, cause, mend in expected:
            mends = [m for (f, n, c), m in found.items() if (f, n) == (file, line) and cause in c]
            assert mends, f"not told: {file}:{line}: {cause}\n" + str(raised.value)
            assert any(mend in m for m in mends), f"{cause}: {mends}"
    assert len(found) == sum(map(len, TOLD.values())), "and nothing else"
    assert len({cause for _, _, cause in found}) >= 20
    assert undocumented(raised.value.faults) == []


def test_the_command_prints_each_with_its_place_and_its_mend(faulty):
    done = faulty.run(NEWSROOM_CHECK="1")

    count = sum(map(len, TOLD.values()))
    assert done.returncode == 1
    assert done.stderr.count("\n    mend: ") == count
    assert f"{count} faults; nothing was written." in done.stderr
    assert "content/posts/broken.md:4: after «lang:» a blank is missing\n" in done.stderr
    assert not faulty.output.exists()


@pytest.mark.parametrize(
    ("date", "told"),
    [("2999-01-15 09:00", True), ("2999-01-15 18:00", False), ("2026-01-15 09:00", False)],
)
def test_an_announcement_that_would_go_out_while_the_exchange_trades_is_noted(site, date, told):
    site.post("prognose", kind="adhoc", date=date)

    done = site.run(NEWSROOM_CHECK="1")

    note = (
        "note: content/posts/prognose.md:4: the ad hoc announcement goes out within trading hours"
    )
    assert (note in done.stderr) is told
    assert done.returncode == 0
    assert "no faults" in done.stdout
