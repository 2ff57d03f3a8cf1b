"""Word pieces, features and windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reportedly.extract.parse import load_model
from reportedly_tagger.encode import BOUNDARY, FEATURES, SIZES, encode, windows
from reportedly_tagger.wordpiece import WordPieces

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "envoy",
    "said",
    "talk",
    "##s",
    "had",
    "failed",
    "cafe",
    ",",
    ".",
    "“",
    "”",
    "no",
    "##one",
]
VOCABULARY = Path(__file__).parents[2] / "src" / "reportedly_tagger" / "vocab.txt"


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return WordPieces(path)


def _cut(vocabulary: WordPieces, text: str) -> list[tuple[str, str]]:
    ids, offsets = vocabulary.encode(text)
    return [(PIECES[i], text[a:b]) for i, (a, b) in zip(ids.tolist(), offsets.tolist(), strict=True)]


def test_pieces_are_the_longest_and_stand_where_the_text_has_them(vocabulary: WordPieces) -> None:
    assert _cut(vocabulary, "The talks,") == [("the", "The"), ("talk", "talk"), ("##s", "s"), (",", ",")]
    assert _cut(vocabulary, "“Café.”") == [("“", "“"), ("cafe", "Café"), (".", "."), ("”", "”")]
    # An accent written as a character of its own, and a zero-width space inside a word.
    assert _cut(vocabulary, "cafe\u0301 no\u200bone") == [
        ("cafe", "cafe"),
        ("no", "no"),
        ("##one", "one"),
    ]
    assert _cut(vocabulary, "the zzz") == [("the", "the"), ("[UNK]", "zzz")]


def test_word_pieces_are_those_of_the_reference_implementation() -> None:
    tokenizers = pytest.importorskip("tokenizers")
    if not VOCABULARY.is_file():
        pytest.skip("the tagger's package is not installed")
    reference = tokenizers.BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    ours = WordPieces(VOCABULARY)
    for text in (
        "Gen. Élodie O’Hara-Núñez “hadn't” said so—twice (in 2006): €5m, $3.2bn & 40%…",
        "naïve coöperation; İstanbul; ﬁnal; x" + "y" * 120 + " 会谈 failed\u00a0again\u200b.",
    ):
        want = reference.encode(text, add_special_tokens=False)
        ids, offsets = ours.encode(text)
        assert ids.tolist() == want.ids
        assert [tuple(o) for o in offsets.tolist()] == want.offsets


def test_features_tell_quotation_sentence_clause_and_governing_word(vocabulary: WordPieces) -> None:
    doc = load_model()("The envoy said the talks had failed.\n\n“No talks,” the envoy said.")
    found = encode(vocabulary, doc)
    assert found.features.shape == (len(found.ids), len(FEATURES))
    assert (found.features < np.array(SIZES)).all()
    text = doc.text

    def at(word: str, which: int = 0) -> int:
        place = [i for i in range(len(found.ids)) if text[found.starts[i] : found.ends[i]] == word]
        return place[which]

    governor = [PIECES[i] for i in found.governors.tolist()]
    assert governor[at("failed")] == "said"  # the clause "the talks had failed" hangs on "said"
    assert PIECES[found.heads[at("envoy")]] == "said"
    quote = found.features[:, FEATURES.index("quote")]
    assert (quote[at("talk")], quote[at("“")], quote[at("talk", 1)], quote[at("”")]) == (1, 3, 2, 4)
    boundary = found.features[:, BOUNDARY]
    assert boundary[0] == 3
    assert boundary[at("“")] == 3
    assert boundary[at("s")] == 4


def test_windows_are_whole_paragraphs_then_sentences_and_cover_everything() -> None:
    boundary = np.ones(1000, dtype=np.uint8)
    boundary[[0, 200, 520]] = 3
    boundary[[230, 340, 480]] = 2
    cuts = windows(boundary, 254)
    assert cuts[0] == (0, 200)  # the paragraph break, though a sentence begins later
    assert cuts[1] == (200, 340)  # no paragraph break within reach: the last sentence
    assert [a for a, _ in cuts[1:]] == [b for _, b in cuts[:-1]]
    assert cuts[-1][1] == len(boundary)
    assert max(b - a for a, b in cuts) <= 254


def test_an_empty_text_has_no_pieces(vocabulary: WordPieces) -> None:
    found = encode(vocabulary, load_model()("\n\n"))
    assert len(found.ids) == 0
    assert windows(found.features[:, BOUNDARY]) == []
