"""The network run by onnxruntime, and its answer in characters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from .decode import Linked, Pairing, Tagged, link, tag
from .encode import BOUNDARY, Encoded, encode, windows
from .wordpiece import WordPieces

__all__ = ["METHOD", "Answer", "Attribution", "Tagger", "Window"]

METHOD = "tagger/1"
_HERE = Path(__file__).parent
_CLS, _SEP = "[CLS]", "[SEP]"
#: Windows a batch; they are sorted by length, so that little of a batch is padding.
_BATCH = 8


class Attribution(NamedTuple):
    """One attribution in characters of the text, each part with the probability of exactly that span.

    ``content`` may hold the source and cue ("..., he said, ..."); a missing part is None.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[int, int] | None
    cue_probability: float
    source_probability: float
    content_probability: float


class Answer(NamedTuple):
    """What the network says of a text: its attributions, and how likely each word piece is in a span.

    ``presence`` [n, 3] holds for source, cue and content the probability that the piece, which stands at
    ``starts`` to ``ends`` in the text, is part of a span of that role.
    """

    attributions: list[Attribution]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    presence: NDArray[np.float32]

    def most(self, start: int, end: int, role: int) -> float:
        """The highest presence of ``role`` among the characters ``start`` to ``end``; 0 where no piece is."""
        a = int(np.searchsorted(self.ends, start, side="right"))
        b = int(np.searchsorted(self.starts, end, side="left"))
        return float(self.presence[a:b, role].max()) if a < b else 0.0


class Window(NamedTuple):
    """One window's answer: its first piece in the text, spans a role, links (in pieces of the window)."""

    first: int
    spans: list[list[Tagged]]
    links: list[Linked]
    presence: NDArray[np.float32]


class Tagger:
    """The shipped weights (or those in ``folder``), loaded once; safe to share between threads.

    ``threads`` is the number that one batch is spread over; the answer does not depend on it.
    """

    def __init__(self, folder: Path = _HERE, threads: int = 0) -> None:
        settings = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        self.vocabulary = WordPieces(folder / "vocab.txt")
        self._transitions = np.array(settings["transitions"], dtype=np.float32)
        self._pairing = Pairing(np.array(settings["distance"], dtype=np.float32), settings["width"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.use_deterministic_compute = True
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def read(self, doc: Any) -> Answer:
        """What the network says of ``doc``, a spaCy Doc with tags, a parse and entities."""
        encoded = encode(self.vocabulary, doc)
        answers = self.windows(encoded)
        found = [_in_characters(encoded, w.first, item) for w in answers for item in w.links]
        presence = np.concatenate([w.presence for w in answers]) if answers else np.zeros((0, 3), np.float32)
        return Answer(found, encoded.starts, encoded.ends, presence)

    def windows(self, encoded: Encoded) -> list[Window]:
        """The answer a window, in order."""
        cuts = windows(encoded.features[:, BOUNDARY])
        order = sorted(range(len(cuts)), key=lambda i: cuts[i][1] - cuts[i][0])
        answers: dict[int, Window] = {}
        for at in range(0, len(order), _BATCH):
            part = order[at : at + _BATCH]
            bio, cue_side, word_side = self._run(encoded, [cuts[i] for i in part])
            lengths = np.array([cuts[i][1] - cuts[i][0] for i in part])
            scores = bio[:, 1:-1].reshape(len(part), -1, 3, 3)
            tagged, presence = tag(scores, lengths, self._transitions)
            for row, (i, spans) in enumerate(zip(part, tagged, strict=True)):
                n = int(lengths[row])
                links = link(spans, cue_side[row, : n + 1], word_side[row, : n + 1], self._pairing)
                answers[i] = Window(cuts[i][0], spans, links, presence[row, :n])
        return [answers[i] for i in range(len(cuts))]

    def _run(self, encoded: Encoded, cuts: list[tuple[int, int]]) -> list[NDArray[np.float32]]:
        longest = max(b - a for a, b in cuts) + 2
        shape = (len(cuts), longest)
        ids, heads, governors = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        features = np.zeros((*shape, encoded.features.shape[1]), dtype=np.int64)
        ids[:, 0] = self.vocabulary.ids[_CLS]
        for row, (a, b) in enumerate(cuts):
            inner = slice(1, b - a + 1)
            ids[row, inner] = encoded.ids[a:b]
            ids[row, b - a + 1] = self.vocabulary.ids[_SEP]
            heads[row, inner] = encoded.heads[a:b]
            governors[row, inner] = encoded.governors[a:b]
            features[row, inner] = encoded.features[a:b]
        fed = {"ids": ids, "heads": heads, "governors": governors, "features": features}
        out: list[NDArray[np.float32]] = self._session.run(["bio", "cue_side", "word_side"], fed)
        return out


def _in_characters(encoded: Encoded, first: int, item: Linked) -> Attribution:
    def place(span: Tagged | None) -> tuple[int, int] | None:
        if span is None:
            return None
        return int(encoded.starts[first + span.start]), int(encoded.ends[first + span.end - 1])

    cue = place(item.cue)
    assert cue is not None
    return Attribution(
        cue,
        place(item.source),
        place(item.content),
        item.cue.probability,
        item.source.probability if item.source else 0.0,
        item.content.probability if item.content else 0.0,
    )
