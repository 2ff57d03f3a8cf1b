"""The parse copy: as long as the passage, with other hands' words blanked out."""

from __future__ import annotations

from reportedly.extract import load_model
from reportedly.extract.parse import parse_pages
from reportedly.read import Acquired, read


def test_a_span_never_takes_in_words_of_a_nested_passage() -> None:
    text = (
        "Ferry sinks off Kolm, at least 10 dead\n\nMonday, May 31, 2010\n\nBy Ada Lund\n\n"
        "KOLM - A ferry sank in the strait off Kolm before dawn on Monday, and at least ten people died, "
        "the harbour office said. The office said that the ship had left port without a pilot.\n"
    )
    reading = read(Acquired("ferry.txt", text.encode(), {}))
    children = [p for p in reading.passages if p.parent]
    assert any("Monday, May 31" in text[c.start : c.end] for c in children)
    ((_, parsed),) = parse_pages(load_model(), [reading])
    for passage in parsed:
        for token in passage.doc:
            span = passage.span(passage.doc[0].idx, token.idx + len(token))
            assert span is None or not any(c.start < span.end <= c.end for c in children)
