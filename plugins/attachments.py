"""Files beside a text that readers open or download, and which of them cannot be published.

A browser runs whatever kind of page lies on the newsroom's address, in its name. So what browsers
run comes in an archive, which they only save.
"""

from pathlib import Path, PurePosixPath

# Pages, scripts and everything of XML, which is a page as soon as it holds elements of HTML.
_RUN = frozenset(
    (
        *(".html", ".htm", ".xhtml", ".xht", ".xhtm", ".shtml", ".shtm", ".hta", ".htc", ".mht"),
        *(".mhtml", ".svgz", ".wml", ".xul", ".js", ".mjs", ".cjs", ".jsx", ".vbs", ".wasm"),
        *(".swf", ".jar", ".jnlp", ".class", ".webbundle", ".wbn", ".xml", ".xsl", ".xslt"),
        *(".xsd", ".dtd", ".rng", ".rdf", ".owl", ".atom", ".rss", ".mml", ".mathml", ".xspf"),
        *(".kml", ".gpx", ".smil", ".smi", ".wsdl", ".xbl", ".xaml", ".php", ".phtml", ".phar"),
        *(".php3", ".php4", ".php5", ".asp", ".aspx", ".jsp", ".cgi"),
    )
)


class Refused(ValueError):
    """The file cannot be published. `mend` says what to do."""

    def __init__(self, cause: str, mend: str) -> None:
        super().__init__(cause)
        self.mend = mend


def examine(path: Path) -> None:
    """Look at a file that is no picture of the web. Raises Refused."""
    if PurePosixPath(path.name.rstrip(". ")).suffix.lower() in _RUN:
        raise Refused("browsers could run it", "put it into a ZIP or PDF, and name that")
