"""Files beside a text that readers open or download, and which of them cannot be published.

A browser runs whatever kind of page lies on the newsroom's address, in its name. So what browsers
run comes in an archive, which they only save.
"""

import warnings
from pathlib import Path, PurePosixPath

from PIL import Image

from plugins import picture_private

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

# Pictures as cameras write them, with the place, the device's number and its owner's name.
_CAMERA = frozenset(
    (
        *(".heic", ".heif", ".hif", ".avci", ".dng", ".raw", ".arw", ".cr2", ".cr3", ".crw"),
        *(".nef", ".nrw", ".orf", ".raf", ".rw2", ".pef", ".srw", ".3fr", ".iiq", ".x3f", ".jxl"),
        *(".jpe", ".jfif", ".jif", ".pjpeg", ".pjp", ".mpo", ".jp2", ".j2k", ".jpx", ".psd"),
    )
)
_TIFF = (".tif", ".tiff")
_PRIVATE = "it may tell where it was taken, with which device and whose it is"


class Refused(ValueError):
    """The file cannot be published. `mend` says what to do."""

    def __init__(self, cause: str, mend: str) -> None:
        super().__init__(cause)
        self.mend = mend


def examine(path: Path) -> None:
    """Look at a file that is no picture of the web. Raises Refused."""
    suffix = PurePosixPath(path.name.rstrip(". ")).suffix.lower()
    if suffix in _RUN:
        raise Refused("browsers could run it", "put it into a ZIP or PDF, and name that")
    if suffix in _CAMERA or (suffix in _TIFF and _tells(path)):
        raise Refused(_PRIVATE, "save it as JPEG or PNG, from which the build takes such things")


def _tells(path: Path) -> bool:
    """Whether a TIFF picture tells more than itself; one that nobody can read may, too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=["TIFF"]) as picture:
                for frame in range(getattr(picture, "n_frames", 1)):
                    picture.seek(frame)
                    if picture_private.tells(picture):
                        return True
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return True
    return False
