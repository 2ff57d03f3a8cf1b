"""The network run by onnxruntime, and its answer in characters."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from .decode import CONTENT, SOURCE, Chains, Linked, Pairing, Tagged, link
from .encode import BOUNDARY, Encoded, Hint, encode, hinted, windows
from .wordpiece import WordPieces

__all__ = ["METHOD", "Answer", "Attribution", "Tagger", "Window"]

METHOD = "tagger/2"
_HERE = Path(__file__).parent
_CLS, _SEP = "[CLS]", "[SEP]"
#: Windows a batch; they are sorted by length, so that little of a batch is padding.
_BATCH = 8


class Attribution(NamedTuple):
    """One attribution in characters of the text; a missing part is None.

    ``content`` may hold the source and cue ("..., he said, ...").  ``sure`` are the probabilities of
    exactly these spans of source, cue and content, and ``linked`` those that source and content belong to
    the cue (each 1 for a part that is missing).
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int] | None
    sure: tuple[float, float, float]
    linked: tuple[float, float]


class Window(NamedTuple):
    """One window's answer: its first piece in the text, its links, and its ``row`` in a solved batch."""

    first: int
    links: list[Linked]
    chains: Chains
    row: int

    @property
    def spans(self) -> list[list[Tagged]]:
        """The spans a role, in pieces of the window."""
        return self.chains.spans[self.row]


class Answer(NamedTuple):
    """What the network says of a text: its attributions, and how probable any other span is.

    The word pieces stand at ``starts`` to ``ends`` in the text; roles are those of :mod:`.decode`.
    """

    attributions: list[Attribution]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    windows: list[Window]
    links: list[tuple[int, Linked]]

    def presence(self, start: int, end: int, role: int) -> float:
        """How probable it is that something in the characters ``start`` to ``end`` is in a span of ``role``."""
        a, b = self._pieces(start, end)
        window = self._window(a)
        if window is None or a >= b:
            return 0.0
        found = window.chains.presence[window.row, a - window.first : b - window.first, role]
        return float(found.max()) if len(found) else 0.0

    def probability(self, start: int, end: int, role: int) -> float:
        """How probable it is that the characters ``start`` to ``end`` are exactly one span of ``role``."""
        a, b = self._pieces(start, end)
        window = self._window(a)
        if window is None:
            return 0.0
        return window.chains.probability(window.row, role, a - window.first, b - window.first)

    def linked(self, number: int, start: int, end: int, role: int) -> float:
        """How probable it is that these characters are the source or the content of attribution ``number``."""
        a, b = self._pieces(start, end)
        first, item = self.links[number]
        return item.probability(role, a - first, b - first)

    def _pieces(self, start: int, end: int) -> tuple[int, int]:
        a = int(np.searchsorted(self.ends, start, side="right"))
        return a, int(np.searchsorted(self.starts, end, side="left"))

    def _window(self, piece: int) -> Window | None:
        i = bisect_right(self.windows, piece, key=lambda w: w.first) - 1
        return self.windows[i] if i >= 0 else None


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

    def read(self, doc: Any, hints: Iterable[Hint] | None = None) -> Answer:
        """What the network says of ``doc``, a spaCy Doc with tags, a parse and entities.

        ``hints`` are another reader's attributions of it, which the network weighs; None where nobody
        else has read it.
        """
        encoded = encode(self.vocabulary, doc)
        if hints is not None:
            encoded = hinted(encoded, hints)
        answers = self.windows(encoded)
        links = [(w.first, item) for w in answers for item in w.links]
        found = [_in_characters(encoded, first, item) for first, item in links]
        return Answer(found, encoded.starts, encoded.ends, answers, links)

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
            chains = Chains(scores, lengths, self._transitions)
            for row, i in enumerate(part):
                n = int(lengths[row]) + 1
                links = link(chains, row, cue_side[row, :n], word_side[row, :n], self._pairing)
                answers[i] = Window(cuts[i][0], links, chains, row)
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
    def place(span: Tagged) -> tuple[int, int]:
        return int(encoded.starts[first + span.start]), int(encoded.ends[first + span.end - 1])

    def linked(span: Tagged | None, role: int) -> float:
        return item.probability(role, span.start, span.end) if span else 1.0

    source, content = item.source, item.content
    return Attribution(
        place(source) if source else None,
        place(item.cue),
        place(content) if content else None,
        (
            source.probability if source else 1.0,
            item.cue.probability,
            content.probability if content else 1.0,
        ),
        (linked(source, SOURCE), linked(content, CONTENT)),
    )
