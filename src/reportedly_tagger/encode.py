"""From a parsed text to the numbers that the network reads.

Each word piece carries its own id, the ids of two other words (its syntactic head, and the word that
governs its clause: "said" for every word of what was said), and one small number a feature: part of
speech, dependency, named entity, quotation marks, letter case, where a sentence or paragraph begins,
the kind of clause, and, where another reader's proposals are given, whether it stands in a source, cue or
content of theirs.  Labels that are not known (another pipeline's, say) become 0.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .wordpiece import WordPieces

__all__ = [
    "BOUNDARY",
    "FEATURES",
    "HINTS",
    "SIZES",
    "Encoded",
    "Hint",
    "encode",
    "hinted",
    "windows",
]

# The label sets of spaCy's English pipelines (Penn Treebank tags, ClearNLP dependencies).
_TAGS = [
    "$",
    "''",
    ",",
    "-LRB-",
    "-RRB-",
    ".",
    ":",
    "ADD",
    "AFX",
    "CC",
    "CD",
    "DT",
    "EX",
    "FW",
    "HYPH",
    "IN",
    "JJ",
    "JJR",
    "JJS",
    "LS",
    "MD",
    "NFP",
    "NN",
    "NNP",
    "NNPS",
    "NNS",
    "PDT",
    "POS",
    "PRP",
    "PRP$",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "SYM",
    "TO",
    "UH",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "XX",
    "_SP",
    "``",
]
_DEPS = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
]
_ENTITIES = ("PERSON", "ORG", "NORP", "GPE", "DATE", "WORK_OF_ART")
#: Relations that head a clause; anything else belongs to the clause of its head.
_CLAUSES = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "parataxis", "conj")
_OPEN, _CLOSE, _BOTH = "“«„", "”»", '"'

FEATURES = ("tag", "dep", "entity", "quote", "case", "boundary", "clause", "source", "cue", "content")
#: How many values each feature has, 0 (unknown) included.
SIZES = (len(_TAGS) + 1, len(_DEPS) + 1, 2 * (len(_ENTITIES) + 1) + 1, 5, 7, 5, len(_CLAUSES) + 1, 4, 4, 4)
#: The features that hold another reader's proposals: 1 outside, 2 where a span begins, 3 inside; 0 not given.
HINTS = tuple(FEATURES.index(role) for role in ("source", "cue", "content"))


#: The feature that says where sentences (2) and paragraphs (3) begin.
BOUNDARY = FEATURES.index("boundary")
#: Pieces a window, [CLS] and [SEP] not counted.
LONGEST = 126


#: Another reader's attribution: its source, cue and content in code points, any of them missing.
Hint = tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[int, int] | None]


class Encoded(NamedTuple):
    """One text as word pieces: arrays of shape [n] and, for ``features``, [n, len(FEATURES)].

    ``starts`` and ``ends`` are code points into the text; ``heads`` and ``governors`` are word-piece ids.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    heads: NDArray[np.int32]
    governors: NDArray[np.int32]
    features: NDArray[np.uint8]


def encode(vocabulary: WordPieces, doc: Any) -> Encoded:
    """``doc`` (a spaCy Doc with tags, a parse and entities) as word pieces, without special tokens."""
    words = _word_features(doc)
    ids, offsets = vocabulary.encode(doc.text)
    begins = np.fromiter((t.idx for t in doc), dtype=np.int32, count=len(doc))
    word = np.maximum(np.searchsorted(begins, offsets[:, 0], side="right") - 1, 0)
    if not len(ids):
        empty = np.zeros(0, dtype=np.int32)
        return Encoded(ids, empty, empty, empty, empty, np.zeros((0, len(FEATURES)), dtype=np.uint8))
    first_piece = np.searchsorted(word, np.arange(len(doc)))  # the first piece of each word
    word_id = np.where(first_piece < len(ids), ids[np.minimum(first_piece, len(ids) - 1)], 0)
    heads = np.fromiter((t.head.i for t in doc), dtype=np.int32, count=len(doc))
    governors = _governors(doc)
    features = words[word]
    features[offsets[:, 0] > begins[word], BOUNDARY] = 4  # a word's later piece
    quote = _quotes(doc.text)
    features[:, FEATURES.index("quote")] = quote[offsets[:, 0]]
    return Encoded(
        ids,
        offsets[:, 0],
        offsets[:, 1],
        word_id[heads][word].astype(np.int32),
        word_id[governors][word].astype(np.int32),
        features,
    )


def hinted(encoded: Encoded, hints: Iterable[Hint]) -> Encoded:
    """``encoded`` with the attributions that another reader proposes for the same text.

    Where spans of one role overlap the longest is shown.
    """
    found = list(hints)
    features = encoded.features.copy()
    for part, column in enumerate(HINTS):
        features[:, column] = 1
        spans = {span for hint in found if (span := hint[part]) is not None}
        for start, end in sorted(spans, key=lambda e: (e[0] - e[1], e)):
            a = int(np.searchsorted(encoded.ends, start, side="right"))
            b = int(np.searchsorted(encoded.starts, end, side="left"))
            if a < b and (features[a:b, column] == 1).all():
                features[a, column], features[a + 1 : b, column] = 2, 3
    return encoded._replace(features=features)


def windows(
    boundary: NDArray[np.uint8], longest: int = LONGEST, rng: random.Random | None = None
) -> list[tuple[int, int]]:
    """Windows of whole paragraphs, else whole sentences, of at most ``longest`` pieces.

    With ``rng`` each window's size is drawn between five eighths of ``longest`` and all of it (training).
    """
    found, start, n = [], 0, len(boundary)
    while start < n:
        most = rng.randint(longest * 5 // 8, longest) if rng else longest
        end = n
        if n - start > most:
            half = start + most // 2
            end = start + most
            for level in (3, 2):
                at = np.flatnonzero(boundary[half : end + 1] == level)
                if len(at):
                    end = half + int(at[-1])
                    break
        found.append((start, end))
        start = end
    return found


# ------------------------------------------------------------------ features a word

_TAG_OF = {name: i + 1 for i, name in enumerate(_TAGS)}
_DEP_OF = {name: i + 1 for i, name in enumerate(_DEPS)}
_ENTITY_OF = {name: i + 1 for i, name in enumerate(_ENTITIES)}
_CLAUSE_OF = {name: i + 1 for i, name in enumerate(_CLAUSES)}


def _word_features(doc: Any) -> NDArray[np.uint8]:
    rows = np.zeros((len(doc), len(FEATURES)), dtype=np.uint8)
    roots = _clause_roots(doc)
    paragraph = True
    for i, token in enumerate(doc):
        entity = 0
        if token.ent_type_:
            entity = 1 + 2 * _ENTITY_OF.get(token.ent_type_, 0) + (token.ent_iob_ == "I")
        boundary = 3 if paragraph else 2 if token.is_sent_start else 1
        paragraph = token.is_space and "\n" in token.text and (paragraph or token.text.count("\n") > 1)
        rows[i] = (
            _TAG_OF.get(token.tag_, 0),
            _DEP_OF.get(token.dep_, 0),
            entity,
            0,
            _case(token.text),
            boundary,
            _CLAUSE_OF.get(doc[int(roots[i])].dep_, 0),
            *[0 for _ in HINTS],
        )
    return rows


def _case(text: str) -> int:
    if any(c.isdigit() for c in text):
        return 5
    if not text[0].isalpha():
        return 6
    if text.islower():
        return 1
    if text.isupper():
        return 3 if len(text) > 1 else 2
    return 2 if text[0].isupper() else 4


def _clause_roots(doc: Any) -> NDArray[np.int32]:
    """For each word the index of the word that heads its clause."""
    roots = np.full(len(doc), -1, dtype=np.int32)
    for token in doc:
        path = []
        while roots[token.i] < 0:
            path.append(token.i)
            verbal = token.dep_ != "conj" or token.pos_ in ("VERB", "AUX")
            if token.head.i == token.i or (token.dep_ in _CLAUSE_OF and verbal):
                roots[token.i] = token.i
            else:
                token = token.head
        roots[path] = roots[token.i]
    return roots


def _governors(doc: Any) -> NDArray[np.int32]:
    """For each word the index of the word that its clause depends on (its own root in a main clause)."""
    heads = np.fromiter((t.head.i for t in doc), dtype=np.int32, count=len(doc))
    return heads[_clause_roots(doc)]


def _quotes(text: str) -> NDArray[np.uint8]:
    """For each character 1 outside double quotation marks, 2 inside, 3 opening mark, 4 closing mark.

    A quotation that a paragraph leaves open ends with it.
    """
    state = np.ones(len(text), dtype=np.uint8)
    inside = False
    for i, char in enumerate(text):
        if char == "\n" and text[i : i + 2] == "\n\n":
            inside = False
        elif char in _OPEN or (char in _BOTH and not inside):
            state[i], inside = 3, True
            continue
        elif char in _CLOSE or char in _BOTH:
            state[i], inside = 4, False
            continue
        state[i] = 2 if inside else 1
    return state
