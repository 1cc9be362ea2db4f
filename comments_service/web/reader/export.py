"""All that is kept of one comment: to read and print, or for programs."""

from flask import Response, request, url_for

from comments_service.actions import export_own
from comments_service.web.context import now, service
from comments_service.web.pages import wants_json
from comments_service.web.reader.download import as_file, as_page
from comments_service.web.receipts import bp, comment_of


@bp.get("/<token>/export")
def export(token: str) -> Response:
    comment = comment_of(token)
    data = export_own.one_comment(service(), comment, now())
    if wants_json() or request.args.get("format") == "json":
        return as_file(data, f"comment-{comment.id}.json")
    return as_page(
        "export.html",
        data,
        json_url=url_for("receipts.export", token=token, format="json"),
        back_url=url_for("receipts.show", token=token),
    )
