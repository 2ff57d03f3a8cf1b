"""Words held against each other."""

from __future__ import annotations

from reportedly.lexical import cosine, likeness, mean_vector, nearest, stem, vector, words_of


def test_forms_of_one_word_have_one_stem() -> None:
    assert stem("wounded") == stem("wounds") == stem("wounding")
    assert stem("governor’s") == stem("governor")


def test_content_words_leave_out_function_words_and_know_names() -> None:
    text = "The ferry Aurora sank off the U.S. coast with 1,200 aboard."
    assert [text[w.start : w.end] for w in words_of(text)] == [
        "ferry",
        "Aurora",
        "sank",
        "off",
        "U.S.",
        "coast",
        "1,200",
        "aboard",
    ]
    assert [w.stem for w in words_of(text) if w.name] == ["aurora", "us"]


def test_near_words_are_nearer_than_far_ones() -> None:
    assert likeness(stem("killed"), stem("died")) > 0.5 > likeness(stem("killed"), stem("table"))
    assert likeness("xyzzy", "xyzzy") == 1.0
    assert likeness("xyzzy", stem("ship")) == 0.0
    assert nearest([stem("ship"), stem("table")], [stem("vessel")]) == likeness(stem("ship"), stem("vessel"))


def test_a_text_of_unknown_words_has_no_vector() -> None:
    assert vector("xyzzy") is None
    assert mean_vector([("xyzzy", 1.0)]) is None
    near = cosine(mean_vector([(stem("blast"), 1.0)]), mean_vector([(stem("explosion"), 1.0)]))
    assert near > 0.5 and cosine(None, vector(stem("blast"))) == 0.0
