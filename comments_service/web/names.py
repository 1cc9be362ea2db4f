"""Parts of addresses."""

from werkzeug.routing import BaseConverter


class Name(BaseConverter):
    """A part without a dot: ids have none, and what has one is the name of a file."""

    regex = "[^/.]+"
