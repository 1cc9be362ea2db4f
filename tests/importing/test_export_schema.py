"""The schema that is shipped, the tables, and what is exported agree."""

import json

import pytest
from jsonschema_rs import Draft202012Validator

from comments_service.contract.addresses import WORDS
from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.domain.states import State
from comments_service.importing import archive_schema
from comments_service.storage import (
    archive,
)
from tests.importing.archives import (
    Sample,
    sample,
)
from tests.support import make_newsroom


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("full"))


def test_no_column_is_forgotten(tmp_path):
    """Whoever adds a column decides whether it moves along."""
    exported = {table.name: table for table in archive.TABLES.values()}
    for table in make_newsroom(tmp_path).db.tables:
        if table.name in exported:
            known = {*exported[table.name].columns, *archive.LEFT_OUT.get(table.name, ())}
            assert {column.name for column in table.columns} == known, table.name
        else:
            assert table.name.startswith("comments_text") or table.name in archive.STAYS_HERE


def test_the_schema_knows_every_column_and_word():
    for kind, table in archive.TABLES.items():
        assert {"type", *table.columns} == archive_schema.kinds()[kind]["properties"].keys()
    comment = archive_schema.kinds()["comment"]["properties"]
    assert set(comment["lang"]["enum"]) == set(WORDS)
    assert set(comment["state"]["enum"]) == set(State)
    assert set(comment["reason"]["enum"]) == {None, *REASONS}
    assert set(archive_schema.kinds()["report"]["properties"]["code"]["enum"]) == set(REPORTABLE)
    assert _words(json.loads(archive_schema.FILE.read_bytes())["$defs"]) <= archive_schema.WORDS


def test_other_people_s_validator_agrees(full):
    validator = Draft202012Validator(json.loads(archive_schema.FILE.read_bytes()))

    for line in full.export.decode().splitlines():
        validator.validate(json.loads(line))


def _words(definitions: dict[str, object]) -> set[str]:
    """The words of JSON Schema in it."""
    found: set[str] = set()

    def look(schema: dict[str, object]) -> None:
        found.update(schema)
        properties = schema.get("properties")
        for one in properties.values() if isinstance(properties, dict) else ():
            look(one)

    for one in definitions.values():
        assert isinstance(one, dict)
        look(one)
    return found
