"""The preview's address and state."""

from pathlib import Path

import pytest

from comments_service.contract import addresses
from comments_service.contract.faults import Fault, Faults, read_faults
from comments_service.contract.paths import Paths, paths_for
from comments_service.contract.preview import (
    end_preview,
    in_preview,
    paths_of_preview,
    read_state,
    read_token,
    renew_token,
    write_state,
)
from tests.support import write_config

TOKEN = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return paths_for(write_config(tmp_path / "room"))


def test_an_address_cannot_be_guessed_and_its_secret_not_be_read_by_others(paths: Paths) -> None:
    assert read_token(paths) == ""
    token = renew_token(paths)

    assert len(bytes.fromhex(token)) * 8 >= 128
    assert read_token(paths) == token
    assert (paths.preview / "token").stat().st_mode & 0o777 == 0o600
    for folder in (paths.preview, paths.data):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_a_new_address_leaves_nothing_for_the_old_one(paths: Paths) -> None:
    old = renew_token(paths)
    page = paths_of_preview(paths).output / "index.html"
    page.parent.mkdir()
    page.write_text("secret", "utf-8")
    write_state(paths, "faults")

    assert renew_token(paths) != old
    assert not page.exists()
    assert read_state(paths).words == ""


def test_a_preview_that_is_ended_leaves_nothing(paths: Paths) -> None:
    renew_token(paths)
    end_preview(paths)
    end_preview(paths)

    assert read_token(paths) == ""
    assert not paths.preview.exists()


def test_nothing_of_a_preview_lies_where_the_public_site_lies(paths: Paths) -> None:
    own = paths_of_preview(paths)
    public = {paths.threads, paths.ledger, paths.redirects, paths.due, paths.assets, paths.cache}

    assert public.isdisjoint({own.threads, own.ledger, own.redirects, own.due, own.cache})
    assert not own.output.is_relative_to(paths.output)


def test_each_build_is_another_version(paths: Paths) -> None:
    assert read_state(paths).version == ""
    renew_token(paths)
    versions = set()
    for words in ("", "", "a.md: wrong\n    mend: write it right"):
        write_state(paths, words)
        assert read_state(paths).words == words
        versions.add(read_state(paths).version)

    assert len(versions) == 3


@pytest.mark.parametrize(
    ("address", "prefix", "expected"),
    [
        ("/de/feed.atom", addresses.preview("", TOKEN), f"/preview/{TOKEN}/de/feed.atom"),
        ("/news/de/", addresses.preview("/news", TOKEN), f"/news/preview/{TOKEN}/de/"),
        ("/de/", addresses.preview("/news", TOKEN), "/de/"),
        ("/de/feed.atom", "", "/de/feed.atom"),
        ("/news/de/", "/news", "/news/de/"),
        ("/preview/x/de/", "/preview/x", "/preview/x/de/"),
    ],
)
def test_addresses_in_texts_are_those_of_the_public_site(
    address: str, prefix: str, expected: str
) -> None:
    assert in_preview(address, prefix) == expected


def test_faults_are_read_as_they_were_printed() -> None:
    faults = [
        Fault("content/posts/2026/a b/de.md", 7, "topics names 'x': nobody knows it", "write y"),
        Fault("content/pages", 0, "there is no imprint page", 'add one with «role: "imprint"»'),
    ]
    printed = f"{Faults(faults)}\n2 faults; nothing was written."

    assert read_faults(printed) == (sorted(faults), "2 faults; nothing was written.")
    assert read_faults("Traceback …\nValueError: x") == ([], "Traceback …\nValueError: x")
