"""Word files (Office Open XML), by ``python-docx``: paragraphs and tables in order."""

from __future__ import annotations

import io
import zipfile

from ..errors import PageError
from ..records import Reading
from .acquired import Acquired
from .bylines import people
from .layout import Layout, Metadata
from .limits import LARGEST_TEXT
from .lines import split_lines
from .mend import mend
from .pages import finish

__all__ = ["READER", "read_docx"]

READER = "docx/1"


def read_docx(acquired: Acquired) -> Reading:
    """The reading of a Word file.  Raises :class:`PageError` where it is damaged or unpacks beyond its bounds."""
    import docx
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(acquired.data)) as archive:
            size = sum(i.file_size for i in archive.infolist() if i.filename.endswith(".xml"))
        if size > 4 * LARGEST_TEXT:
            raise PageError(
                f"{acquired.file}: unpacks to more than {4 * LARGEST_TEXT >> 20} MB of text; split it."
            )
        document = docx.Document(io.BytesIO(acquired.data))
        parts: list[tuple[str, bool]] = []
        for item in document.iter_inner_content():
            if isinstance(item, Table):
                parts += [("\t".join(cell.text.strip() for cell in row.cells), False) for row in item.rows]
            else:
                style = (item.style.name or "") if item.style is not None else ""
                parts.append((item.text, style.startswith(("Heading", "Title"))))
        core = document.core_properties
        title, author = core.title or "", core.author or ""
    except PageError:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds on damaged files
        raise PageError(f"{acquired.file}: is not a Word file that can be read; save it again.") from error
    text = "\n\n".join(part.strip() for part, _ in parts if part.strip())
    if not text:
        raise PageError(f"{acquired.file}: is empty; remove it or save the page again.")
    page = mend(text)
    heads = {mend(part.strip()).text for part, heading in parts if heading and part.strip()}
    headings = frozenset(i for i, line in enumerate(split_lines(page.text)) if line.text in heads)
    meta = Metadata(title=title.strip() or None, authors=people(author))
    return finish(
        acquired,
        page,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        READER,
        Layout(headings=headings, meta=meta),
    )
