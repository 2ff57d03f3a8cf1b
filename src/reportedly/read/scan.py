"""Scanned pages and photographs of pages, their words read by ``rapidocr`` (an extra; its networks come with it).

Lines are known by where they stand, as those of a PDF are.  What a machine read may be misread, and the page's
findings say so.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from statistics import median
from typing import Any

import msgspec

from ..errors import InputError, PageError
from ..records import Finding, Reading
from .acquired import Acquired
from .mend import mend
from .pages import finish
from .positions import Piece, beside, in_columns, paragraphs

__all__ = ["READER", "need_ocr", "read_image", "read_scans"]

READER = "scan/1"
#: Lines that the network is less sure of are taken for smudges.
_SURE = 0.5
#: Images of one file that are read; sheets of a scanned PDF count as such.
_MOST_IMAGES = 300
#: The height of a line in points, by which the scale of an image is told.
_LINE = 11.0


def need_ocr() -> None:
    """Raises :class:`InputError` where what reads images is not installed."""
    if find_spec("rapidocr") is None:
        raise InputError('--ocr needs what reads images; install it with `pip install "reportedly[ocr]"`.')


def read_image(acquired: Acquired) -> Reading:
    """The reading of an image file; each of its frames is a sheet.  Raises :class:`PageError` where it shows no words."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(acquired.data)) as image:
            kind = Image.MIME.get(image.format or "", "image")
            frames = [frame.convert("RGB") for frame in islice(ImageSequence.Iterator(image), _MOST_IMAGES)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PageError(f"{acquired.file}: is not an image that can be read; save it again.") from error
    return read_scans(acquired, frames, kind)


def read_scans(acquired: Acquired, images: Iterable[Any], media_type: str) -> Reading:
    """The reading of the sheets that ``images`` show (PIL images or arrays of pixels), in order."""
    sheets = [
        paragraphs(in_columns(beside(_downwards(_pieces(image))))) for image in islice(images, _MOST_IMAGES)
    ]
    text = "\n\n".join(filter(None, sheets))
    if not text.strip():
        raise PageError(f"{acquired.file}: shows no words that can be read.")
    reading = finish(acquired, mend(text), media_type, READER)
    told = "was read by a machine from an image; its words may be misread, hold them against the image."
    return msgspec.structs.replace(
        reading, findings=(*reading.findings, Finding(reading.page.id, "ocr", f"This page {told}"))
    )


def _pieces(image: Any) -> Iterator[Piece]:
    """The lines of an image, in points from its foot, as if its lines were of the usual height."""
    import numpy as np

    found = _engine()(np.asarray(image))
    if found.boxes is None:
        return
    lines = [
        (text, box[:, 0].min(), box[:, 0].max(), box[:, 1].min(), box[:, 1].max())
        for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if score >= _SURE and text.strip()
    ]
    if not lines:
        return
    scale = _LINE / max(1.0, median(float(bottom - top) for *_, top, bottom in lines))
    for text, left, right, top, bottom in lines:
        yield Piece(text.strip(), *(scale * float(x) for x in (left, right, -top, bottom - top)))


def _downwards(pieces: Iterable[Piece]) -> list[Piece]:
    """From the top, and at one height from left to right."""
    left = sorted(pieces, key=lambda p: -p.top)
    found: list[Piece] = []
    while left:
        row = [p for p in left if left[0].top - p.top < left[0].height / 2]
        found += sorted(row, key=lambda p: p.left)
        left = left[len(row) :]
    return found


@cache
def _engine() -> Any:
    need_ocr()
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})
