"""Spans stand where they say, or say so."""

from __future__ import annotations

import pytest

from reportedly.errors import DriftError
from reportedly.records import Span
from reportedly.spans import content_id, make_span, verify


def test_a_span_is_trimmed_and_stands_in_its_text() -> None:
    text = "  “Talks were held,” he said.\u200b\n"
    span = make_span("p", text, 0, len(text))
    assert span is not None
    assert span.text == "“Talks were held,” he said."
    verify(span, text)


def test_nothing_left_is_no_span() -> None:
    assert make_span("p", "a \n b", 1, 4) is None


def test_a_drifted_span_is_told() -> None:
    with pytest.raises(DriftError, match="no longer read"):
        verify(Span("p", 0, 3, "abc"), "abd")


def test_ids_depend_on_place_and_kind_only() -> None:
    assert content_id("s", "p", 1, 2) == content_id("s", "p", 1, 2)
    assert content_id("s", "p", 1, 2) != content_id("s", "p", 1, 2, "other")
