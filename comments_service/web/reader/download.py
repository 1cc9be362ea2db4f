"""A person's data as a file to keep, or as a page to read."""

import json
from datetime import datetime
from typing import Any

from flask import Response

from comments_service.contract.reasons import REASONS, REPORTABLE
from comments_service.web.pages import local, render


def as_file(data: dict[str, Any], name: str) -> Response:
    """JSON that a browser saves under a name; `name` is ours and needs no escaping."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    response = Response(f"{text}\n", mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_page(template: str, data: dict[str, Any], **context: Any) -> Response:
    return render(
        template,
        data=data,
        reasons={**REASONS, **REPORTABLE},
        when=lambda value: local(datetime.fromisoformat(value)),
        **context,
    )
