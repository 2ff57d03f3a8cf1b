"""Shared words between two texts."""

from __future__ import annotations

from reportedly.link.accounts.alignment import align, pairs_that_share, words_of

FERRY = (
    "The harbour master said the ferry left the quay at dawn with far too many passengers on board, "
    "and that nobody had counted them before the ropes were cast off."
)


def test_a_word_slipped_in_is_the_only_edit() -> None:
    changed = FERRY.replace("the quay", "the ruined quay")
    a, b = words_of(changed, 0, len(changed)), words_of(FERRY, 0, len(FERRY))
    (block,) = align(a, b)
    (edit,) = block.edits
    assert a.forms[edit.a[0] : edit.a[1]] == ("ruined",)
    assert edit.b[0] == edit.b[1]
    assert block.matched == len(b.forms)


def test_words_keep_their_offsets_and_holes_are_left_out() -> None:
    text = "One ‘Shi’ite’ leader [cut out] spoke."
    words = words_of(text, 0, len(text), [(text.index("["), text.index("]") + 1)])
    assert words.forms == ("one", "shiite", "leader", "spoke")
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [
        "One",
        "Shi’ite",
        "leader",
        "spoke",
    ]


def test_unlike_texts_share_nothing() -> None:
    other = "Rain fell on the valley for a week and the river rose above the second mark on the bridge."
    a, b = words_of(FERRY, 0, len(FERRY)), words_of(other, 0, len(other))
    assert pairs_that_share([a, b], 1) == []
    assert align(a, b) == []


def test_a_crowd_of_copies_pairs_with_the_first_only() -> None:
    texts = [words_of(FERRY, 0, len(FERRY))] * 30
    assert pairs_that_share(texts, 4) == [(0, n) for n in range(1, 30)]
