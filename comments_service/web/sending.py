"""A file as an answer: type, caching, the compressed twin that the reader takes, parts of it.

RFC 9110: content negotiation 12.5.3, validators 8.8, conditions 13, ranges 14. Flask's `send_file`
answers conditions and ranges; which file it is to send, and what is said about it, stands here.
"""

from pathlib import Path

from flask import Response, request, send_file
from werkzeug.exceptions import NotFound

from comments_service.contract import compressed
from comments_service.contract.delivery import cache_control, media_type


def send(output: Path, file: Path, status: int = 200) -> Response:
    """Send a file below `output`. With another status than 200 it is sent whole, and as such.

    Raises NotFound when a build has just pruned it.
    """
    try:
        encoding, chosen = _representation(file)
        response = send_file(
            chosen, mimetype=media_type(file.name), conditional=status == 200, etag=True
        )
    except FileNotFoundError:
        raise NotFound from None
    # The address ends with the name that the file is to be kept under.
    response.headers.pop("Content-Disposition", None)
    if status != 200:
        response.status_code = status
    if encoding:
        response.content_encoding = encoding
    if compressed.worth_it(file.name):
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = cache_control(file.relative_to(output).as_posix())
    return response


def _representation(file: Path) -> tuple[str, Path]:
    """The encoding that the reader likes best, and the file that has it; "" for none."""
    modified = file.stat().st_mtime_ns
    if not compressed.worth_it(file.name):
        return "", file
    wanted = request.accept_encodings
    best, found = wanted.quality("identity"), ("", file)
    # In the order of our own preference: an equal wish does not replace what was found before.
    for encoding, twin in reversed(compressed.twins(file).items()):
        quality = wanted.quality(encoding)
        if quality > 0 and quality >= best and compressed.is_fresh(twin, modified):
            best, found = quality, (encoding, twin)
    return found
