"""Parts of addresses."""

from werkzeug.routing import BaseConverter, IntegerConverter


class Name(BaseConverter):
    """A part without a dot: ids have none, and what has one is the name of a file."""

    regex = "[^/.]+"


class Number(IntegerConverter):
    """Nobody has a number of more digits; SQLite counts in 64 bits, and Python reads 4300."""

    regex = r"[0-9]{1,9}"
