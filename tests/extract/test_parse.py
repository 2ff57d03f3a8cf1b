"""The parse copy: as long as the passage, with other hands' words blanked out."""

from __future__ import annotations

from reportedly.extract import load_model
from reportedly.extract.parse import parse_pages
from reportedly.read import Acquired, read


def test_a_span_never_takes_in_words_of_a_nested_passage() -> None:
    text = (
        "Ferry sinks off Kolm, at least 10 dead\n\nBy Ada Lund\n\nShare | Print | E-mail\n\n"
        "KOLM - A ferry sank in the strait off Kolm before dawn on Monday, and at least ten people died, "
        "the harbour office said. The office said that the ship had left port without a pilot.\n"
    )
    reading = read(Acquired("ferry.txt", text.encode(), {}))
    children = [p for p in reading.passages if p.parent]
    assert any("Share | Print" in text[c.start : c.end] for c in children)
    ((_, parsed),) = parse_pages(load_model(), [reading])
    for passage in parsed:
        for token in passage.doc:
            span = passage.span(passage.doc[0].idx, token.idx + len(token))
            assert span is None or not any(c.start < span.end <= c.end for c in children)


def test_the_line_of_a_texts_own_date_is_not_parsed_but_a_sentence_with_a_date_is() -> None:
    text = (
        "Ferry sinks off Kolm\n\nMonday, May 31, 2010 4:15 p.m.\n\nThe Kolm Courier\n\nIt sank on 30 May 2010.\n\n"
        "The ferry sank in the strait before dawn on Sunday, and at least ten people died, the harbour office said.\n"
    )
    reading = read(Acquired("ferry.txt", text.encode(), {}))
    ((_, parsed),) = parse_pages(load_model(), [reading])
    body = "\n".join(p.body for p in parsed)
    assert "May 31" not in body and "Courier" not in body
    assert "sank on 30 May 2010." in body
