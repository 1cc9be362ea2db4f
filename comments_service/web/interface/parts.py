"""The words of OpenAPI 3.1 in short: fields, bodies, answers. Pure functions on plain values."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
HTML = "text/html"
ATOM = "application/atom+xml"

_PAGE = {"schema": {"type": "string"}}


def ref(name: str, kind: str = "schemas") -> Json:
    return {"$ref": f"#/components/{kind}/{name}"}


def record(**properties: Json) -> Json:
    """An object that always holds all of these, and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def fields(properties: Mapping[str, Json], *, required: tuple[str, ...] = ()) -> Json:
    """What a form may hold. Unknown fields are refused."""
    needed = {"required": list(required)} if required else {}
    return {
        "type": "object",
        "properties": dict(properties),
        **needed,
        "additionalProperties": False,
    }


def or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def body(form: Json, others: Mapping[str, Json] | None = None) -> Json:
    """A request's body: as a form sends it, and as the media types in `others`."""
    content = {kind: {"schema": schema} for kind, schema in {FORM: form, **(others or {})}.items()}
    return {"required": True, "content": content}


def page(description: str) -> Json:
    """200 with a page."""
    return {"description": description, "content": {HTML: _PAGE}}


def either(description: str, name: str) -> Json:
    """200 with a page or, to who prefers it, JSON."""
    schema = {"schema": ref(name)}
    return {"description": description, "content": {HTML: _PAGE, JSON: schema}}


def file(description: str, kind: str, schema: Json) -> Json:
    return {"description": description, "content": {kind: {"schema": schema}}}


def see(description: str) -> Json:
    """303 to an address of ours."""
    location = {"schema": {"type": "string", "format": "uri-reference"}, "required": True}
    return {"description": description, "headers": {"Location": location}}


def faults(*statuses: int) -> Json:
    """The answers of `components.responses` for these statuses."""
    return {str(status): ref(f"Fault{status}", "responses") for status in statuses}


def fault(description: str, *, retry: bool = False) -> Json:
    """A refusal: as JSON where the request prefers it, else as a page with everything typed."""
    answer: Json = {
        "description": description,
        "content": {JSON: {"schema": ref("Fault")}, HTML: _PAGE},
    }
    if retry:
        answer["headers"] = {
            "Retry-After": {
                "description": "Seconds to wait (RFC 9110, 10.2.3).",
                "schema": {"type": "integer", "minimum": 1},
                "required": True,
            }
        }
    return answer


def in_path(name: str, description: str, schema: Json) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": schema,
    }


def in_query(name: str, description: str) -> Json:
    """A parameter that may hold anything; what is not understood has no effect."""
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"}}


def operation(
    name: str,
    tag: str,
    summary: str,
    answers: Mapping[str, Json],
    *,
    description: str = "",
    query: tuple[Json, ...] = (),
    sends: Json | None = None,
) -> Json:
    """One method of one address. `name` is unique in the document."""
    found: Json = {"operationId": name, "tags": [tag], "summary": summary}
    if description:
        found["description"] = description
    if query:
        found["parameters"] = list(query)
    if sends:
        found["requestBody"] = sends
    return {**found, "responses": dict(sorted(answers.items()))}


ASKS = faults(404, 503)
"""What can go wrong where a page is asked for …"""
TAKES = faults(400, 404, 413, 415, 422, 429, 503)
"""… and where a form is sent."""
FORMAT = in_query("format", "«json» gives JSON whatever the request prefers.")
