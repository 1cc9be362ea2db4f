"""Each fault in a field that holds several things: its line, its cause, a mend that helps."""

from pathlib import Path

import pytest

from comments_service.contract.config import Config
from comments_service.contract.faults import Faults
from tests.unit.test_content_groups import DOWNLOAD, PICTURE, configured, told


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return configured(tmp_path, "six")


# One slip, two faults: what is missing because of it is told, too.
TWOFOLD = (
    "status: withdrawn\n",
    DOWNLOAD.replace("title: A", "titel: A"),
    DOWNLOAD.replace("title: A", "title: [A]"),
    DOWNLOAD.replace("    licence", "licence"),
    "downloads:\n  - file: a.pdf\ntitle: A\n",
)


@pytest.mark.parametrize(
    ("fields", "cause", "mend"),
    [
        (
            PICTURE.replace("image_licence: presse\n", ""),
            "5: the lead picture has no licence",
            "add a line «image_licence: presse»",
        ),
        (
            PICTURE.replace("presse", "preße"),
            "8: the licence 'preße' is not in newsroom.toml",
            "did you mean presse?",
        ),
        (
            f"{PICTURE}image_until: morgen\n",
            "9: image_until 'morgen' is not a date",
            "write it as «image_until: 2026-11-20 09:00»",
        ),
        (
            PICTURE.replace("a.jpg", "haus.pdf"),
            "5: the picture 'haus.pdf' is not there",
            "put the file beside the post; capital letters count: the file is called 'Haus.pdf'",
        ),
        (
            DOWNLOAD.replace("a.pdf", "b.pdf"),
            "6: the download 'b.pdf' is not there",
            "put the file beside the post; correct the file's name",
        ),
        (DOWNLOAD.replace("a.pdf", "../a.pdf"), "6: the download '../a.pdf' is not there", ""),
        (
            DOWNLOAD.replace("a.pdf", "/etc/hostname"),
            "6: the download '/etc/hostname' is not there",
            "",
        ),
        (
            DOWNLOAD.replace("    title: A\n", ""),
            "6: an entry of downloads has no title",
            "write «title: ",
        ),
        (DOWNLOAD.replace("title: A", "title:"), "7: an entry of downloads has no title", ""),
        (
            DOWNLOAD.replace("title: A", "title: A #1"),
            "7: title would end before the «#»",
            'put the value into quotes: «title: "A #1"»',
        ),
        (DOWNLOAD.replace("title: A", "title: [A]"), "7: an entry of downloads has no title", ""),
        (
            DOWNLOAD.replace("title: A", "titel: A"),
            "7: an entry of downloads has no field 'titel'",
            "did you mean 'title'?",
        ),
        (DOWNLOAD.replace("    credit: B\n", ""), "6: an entry of downloads has no credit", ""),
        (
            DOWNLOAD.replace("    licence: presse\n", ""),
            "6: an entry of downloads has no licence",
            "write «licence: presse» in it",
        ),
        (
            DOWNLOAD.replace("presse", "frei"),
            "9: the licence 'frei' is not in newsroom.toml",
            "known are:",
        ),
        (
            f"{DOWNLOAD}    until: 31.12.2026\n",
            "10: until '31.12.2026' is not a date",
            "write it as «until: 2026-11-20",
        ),
        (
            f"{DOWNLOAD}    credit: C\n",
            "10: an entry of downloads has the field 'credit' twice",
            "remove one of them, or start a new entry",
        ),
        (
            "downloads: a.pdf\n",
            "5: downloads is no list of entries",
            "write «  - file: factsheet.pdf», and its other fields below",
        ),
        ("downloads: {file: a.pdf}\n", "5: downloads is no list of entries", ""),
        (
            "downloads: [a.pdf]\n",
            "5: an entry of downloads has an unexpected form",
            "write «  - file: factsheet.pdf»",
        ),
        ("downloads:\n  - a.pdf\n", "6: an entry of downloads has an unexpected form", ""),
        ("downloads:\n  -\n", "6: an entry of downloads is empty", "remove the hyphen"),
        ("downloads:\n  - [a]\n", "6: an entry of downloads has an unexpected form", ""),
        (
            DOWNLOAD.replace("  - file", "    file"),
            "6: downloads is a list, but its entry has no hyphen",
            "write «  - file: a.pdf»",
        ),
        (
            DOWNLOAD.replace("- file", "-file"),
            "6: after the hyphen a blank is missing",
            "write «  - file: a.pdf»",
        ),
        (
            DOWNLOAD.replace("- file", "– file"),
            "6: the entry starts with «–» instead of a hyphen",
            "write «  - file: a.pdf»",
        ),
        (
            DOWNLOAD.replace("- file", "* file"),
            "6: the entry starts with «*» instead of a hyphen",
            "",
        ),
        (
            DOWNLOAD.replace("file: a", "file:a"),
            "6: after «file:» a blank is missing",
            "write «  - file: a.pdf»",
        ),
        (
            DOWNLOAD.replace("    title: A", "   title: A"),
            "7: the line is indented by 3, the others of its entry by 4",
            "write «    title: A», with 4 blanks before it",
        ),
        (
            DOWNLOAD.replace("    title: A", "      title: A"),
            "7: the line is indented by 6, the others of its entry by 4",
            "",
        ),
        (
            DOWNLOAD.replace("    title: A", "  title: A"),
            "7: the line is indented by 2, the others of its entry by 4",
            "",
        ),
        (
            DOWNLOAD.replace("    title: A", "\ttitle: A"),
            "7: the line holds a tab",
            "use blanks: «title: A»",
        ),
        (
            DOWNLOAD.replace("    title: A", "title: A"),
            "7: the line is not indented, the others of its entry are",
            "write «    title: A», with 4 blanks before it",
        ),
        (
            DOWNLOAD.replace("    credit: B", "credit: B"),
            "8: the line is not indented, the others of its entry are",
            "",
        ),
        (
            DOWNLOAD.replace("    licence", "licence"),
            "9: there is no field 'licence'",
            "indent it, if it belongs to an entry of downloads",
        ),
        (
            "downloads:\n  - file: a.pdf\ntitle: A\n",
            "7: the field 'title' stands twice",
            "remove one of them, or indent it, if it belongs to an entry of downloads",
        ),
        (
            "corrections:\n  - date: 2026-11-13\n",
            "6: an entry of corrections has no text",
            "write «text: What was wrong, and what is right.»",
        ),
        (
            "corrections:\n  - text: A\n",
            "6: an entry of corrections has no date",
            "write «date: 2026-11-20 10:00»",
        ),
        (
            "corrections:\n  - date: 13.11.2026\n    text: A\n",
            "6: date '13.11.2026' is not a date",
            "",
        ),
        (
            "corrections:\n  - date: 2026-11-11\n    text: A\n",
            "6: the correction lies before the post's date",
            "correct one of them; a text that is not out yet is simply changed",
        ),
        (
            "corrections:\n  - text: A\n    date: 2026-11-20 10:01\n",
            "7: the correction lies in the future",
            "write the moment of the correction, such as «date: 2026-11-20 10:00»",
        ),
        (
            "approved_by: anna-meier\napproval: x\nauthors: [anna-meier]\n",
            "5: 'anna-meier' wrote the text and cannot approve it, too",
            "have a second person read it",
        ),
        (
            "approved_by: bruno\nauthors: [anna-meier]\napproval: x\n",
            "5: approved_by names 'bruno', which newsroom.toml does not know",
            "did you mean bruno-frei?",
        ),
        (
            "approved_by: bruno-frei\nauthors: [anna-meier]\n",
            "5: the approval has no checksum, so nobody knows which text was approved",
            "do not write it by hand: make approve",
        ),
        (
            "approved_by: bruno-frei\nauthors: [anna-meier]\napproval: x\n",
            "5: the text, or one of its files, was changed after Bruno Frei approved it",
            "have it read and approved: make approve FILE=",
        ),
        (
            "approved_by: bruno-frei\napproval: x\n",
            "1: nobody is named as author, so nobody can say",
            "",
        ),
        ("approval: x\n", "5: nobody is named in approved_by", "run make approve"),
        ("approved: 2026-11-12\n", "5: nobody is named in approved_by", ""),
        (
            "status: approved\n",
            "5: the post is approved, but by nobody",
            "have it read and approved: make approve",
        ),
        (
            "kind: adhoc\nauthors: [anna-meier]\n",
            "1: a second person has to approve it before it goes out",
            "",
        ),
        ("status: published\nkind: adhoc\n", "5: nobody is named as author", ""),
        (
            "status: withdrawn\n",
            "1: reason is missing",
            "add a line «reason: why the text was withdrawn, for its readers»",
        ),
        (
            "status: withdrawn\nreason: A\n",
            "1: withdrawn is missing",
            "add a line «withdrawn: 2026-11-20 10:00»",
        ),
        (
            "reason: A\n",
            "5: the post says why it was withdrawn, but it is not",
            "write «status: withdrawn», or remove the line",
        ),
        ("withdrawn: 2026-11-13\n", "5: the post says why it was withdrawn, but it is not", ""),
        (
            "replaced_by: seeufer\n",
            "5: replaced_by is 'seeufer'",
            "write the id of the other text, which stands at its head",
        ),
        (
            "expires: 2026-11-11\n",
            "5: the post expires before it appears",
            "correct one of the two",
        ),
        ("expires: bald\n", "5: expires 'bald' is not a date", ""),
        (
            "aliases: [alt]\n",
            "5: aliases names 'alt', which is no address of the newsroom",
            "write it without the host: «aliases: [/de/2024/old-slug/]»",
        ),
        ("aliases: [//host/alt/]\n", "5: aliases names '//host/alt/'", ""),
        ("aliases: [/de/../alt/]\n", "5: aliases names '/de/../alt/'", ""),
        ("aliases: [/de/%2e%2e/alt/]\n", "5: aliases names '/de/%2e%2e/alt/'", ""),
        (
            "aliases: [/moderation/]\n",
            "5: aliases names '/moderation/', which belongs to the newsroom itself",
            "remove it: something of the newsroom's own stands there",
        ),
        (
            "series: seufer\n",
            "5: series names 'seufer', which newsroom.toml does not know",
            "did you mean seeufer?",
        ),
        (
            "contacts: [anna]\n",
            "5: contacts names 'anna', which newsroom.toml does not know",
            "did you mean anna-meier?",
        ),
        ("starts: 2026-12-01 18:30\n", "5: only events have starts", "write «kind: event»"),
        ("venue: Aula\n", "5: only events have venue", ""),
        (
            "kind: event\nvenue: Aula\n",
            "1: starts is missing",
            "add a line «starts: 2026-11-20 18:30»",
        ),
        ("kind: event\nstarts: 2026-12-01 18:30\n", "1: venue is missing", "add a line «venue: "),
        ("kind: event\nvenue: Aula\nstarts: abends\n", "7: starts 'abends' is not a date", ""),
        (
            "kind: event\nvenue: A\nstarts: 2026-12-01 18:30\nends: 2026-12-01 18:30\n",
            "8: the event ends before it starts",
            "",
        ),
        (
            "kind: adhoc\nstatus: draft\ncomments: moderated\n",
            "7: an ad hoc announcement has no comments",
            "write «comments: off», or remove the line",
        ),
        (
            "kind: adhoc\nstatus: draft\nexpires: 2031-11-11\n",
            "7: an ad hoc announcement has to stay public for 5 years",
            "remove the line, or write a day after 2031-11-12",
        ),
        (
            "kind: adhoc\nstatus: withdrawn\nwithdrawn: 2026-11-13\nreason: A\n",
            "6: an ad hoc announcement has to stay public for 5 years, until 2031-11-12",
            "write «status: published» and mend what was wrong by a correction: make correct",
        ),
        ("title\u2028: A\n", "the line holds the separator U+2028", ""),
    ],
)
def test_a_fault_is_told_with_its_place_and_its_mend(
    tmp_path: Path, config: Config, fields: str, cause: str, mend: str
) -> None:
    try:
        found = told(fields, tmp_path, config)
    except Faults as error:
        found = [str(fault) for fault in error.faults]

    assert len(found) == 1 or fields in TWOFOLD, found
    assert any(cause in fault and f"\n    mend: {mend}" in fault for fault in found), found
