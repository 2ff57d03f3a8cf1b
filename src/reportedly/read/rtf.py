"""Rich Text Format, by ``striprtf``: its words, without what is hidden or was deleted."""

from __future__ import annotations

import re

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_rtf"]

READER = "rtf/1"
#: Hidden text and tracked deletions run to the end of their group; ``\*`` lets the library pass it over.
_HIDDEN = re.compile(r"(\\(?:v|deleted)1?)(?=[\s\\{}])")
#: The address of a link, which the library would put behind the link's words.
_FIELD = re.compile(r"\{\\\*\\fldinst\b[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")


def read_rtf(acquired: Acquired) -> Reading:
    """The reading of an RTF file.  Raises :class:`PageError` where it holds no text."""
    from striprtf.striprtf import rtf_to_text

    source = acquired.data.decode("latin-1")  # RTF is ASCII; everything else is escaped
    source = _CELL.sub(r"\\tab", _HIDDEN.sub(r"\1\\*", _FIELD.sub("", source)))
    text: str = rtf_to_text(source, errors="replace")
    # Characters beyond the basic plane are written as pairs.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"(?<!\n)\n(?!\n)", "\n\n", text.strip())
    if not text:
        raise PageError(f"{acquired.file}: is empty; remove it or save the page again.")
    return finish(acquired, mend(text), "application/rtf", READER)
