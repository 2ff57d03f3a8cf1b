"""The network run by onnxruntime, and its answer in characters."""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from .decode import CONTENT, CUE, SOURCE, Chains, Linked, Pairing, Tagged, link
from .encode import BOUNDARY, HINTS, Encoded, Hint, encode, hinted, windows
from .wordpiece import WordPieces

__all__ = ["METHOD", "Answer", "Attribution", "Cut", "Tagger", "Window"]

METHOD = "tagger/3"
_HERE = Path(__file__).parent
_CLS, _SEP = "[CLS]", "[SEP]"
#: Windows that are decoded together.
_TOGETHER = 64

Floats = NDArray[np.float32]


class Cut(NamedTuple):
    """A window: the number of its text, and its pieces ``start`` to ``end`` there."""

    text: int
    start: int
    end: int


class Attribution(NamedTuple):
    """One attribution in characters of the text; a missing part is None.

    ``content`` may hold the source and cue ("..., he said, ...").  ``sure`` are the probabilities of
    exactly these spans of source, cue and content, and ``linked`` those that source and content belong to
    the cue (each 1 for a part that is missing).
    What has a ``faint`` cue is no finding: another reader proposed it, or it is a little probable.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[int, int] | None
    sure: tuple[float, float, float]
    linked: tuple[float, float]
    faint: bool = False


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

    def missing(self, number: int, role: int) -> float:
        """How probable it is that attribution ``number`` has no source or no content."""
        return self.links[number][1].missing(role)

    def _pieces(self, start: int, end: int) -> tuple[int, int]:
        a = int(np.searchsorted(self.ends, start, side="right"))
        return a, int(np.searchsorted(self.starts, end, side="left"))

    def _window(self, piece: int) -> Window | None:
        i = bisect_right(self.windows, piece, key=lambda w: w.first) - 1
        return self.windows[i] if i >= 0 else None


class Tagger:
    """The shipped weights (or those in ``folder``), loaded once; safe to share between threads.

    ``threads`` windows are read side by side, 0 for one a core.  Each window is read alone, so that the
    answer depends neither on their number nor on what else is read.
    """

    def __init__(self, folder: Path = _HERE, threads: int = 0) -> None:
        settings = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        self.vocabulary = WordPieces(folder / "vocab.txt")
        self._transitions = np.array(settings["transitions"], dtype=np.float32)
        self._pairing = Pairing(np.array(settings["distance"], dtype=np.float32), settings["width"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.use_deterministic_compute = True
        self._session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )
        threads = threads or os.cpu_count() or 1
        self._workers = ThreadPoolExecutor(threads, "tagger") if threads > 1 else None

    def read(self, doc: Any, hints: Iterable[Hint] | None = None) -> Answer:
        """What the network says of ``doc``, a spaCy Doc with tags, a parse and entities.

        ``hints`` are another reader's attributions of it, which the network weighs; None where nobody
        else has read it.
        """
        return self.read_all([(doc, hints)])[0]

    def read_all(self, texts: Sequence[tuple[Any, Iterable[Hint] | None]]) -> list[Answer]:
        """What the network says of each text and its hints, as :meth:`read` says it."""
        encoded = [encode(self.vocabulary, doc) for doc, _ in texts]
        encoded = [e if h is None else hinted(e, h) for e, (_, h) in zip(encoded, texts, strict=True)]
        cuts = [Cut(n, *cut) for n, e in enumerate(encoded) for cut in windows(e.features[:, BOUNDARY])]
        answers: list[list[Window]] = [[] for _ in texts]
        for at in range(0, len(cuts), _TOGETHER):
            part = cuts[at : at + _TOGETHER]
            for cut, window in zip(part, self._windows(encoded, part), strict=True):
                answers[cut.text].append(window)
        return [_answer(e, found) for e, found in zip(encoded, answers, strict=True)]

    def _windows(self, encoded: Sequence[Encoded], cuts: Sequence[Cut]) -> list[Window]:
        """The answer a window, in order: each goes through the network alone, and all are decoded together."""
        apply = self._workers.map if self._workers is not None else map
        ran = list(apply(lambda cut: self._run(encoded[cut.text], cut.start, cut.end), cuts))
        return self.decoded(encoded, cuts, ran)

    def decoded(
        self, encoded: Sequence[Encoded], cuts: Sequence[Cut], ran: Sequence[Sequence[Floats]]
    ) -> list[Window]:
        """What the network's scores for the windows ``cuts`` say, all solved together."""
        lengths = np.array([cut.end - cut.start for cut in cuts])
        scores = np.zeros((len(cuts), max(lengths), 3, 3), dtype=np.float32)
        for row, (bio, _, _) in enumerate(ran):
            scores[row, : lengths[row]] = bio[0, 1:-1].reshape(-1, 3, 3)
        chains = Chains(scores, lengths, self._transitions)
        found = []
        for row, (_, cue_side, word_side) in enumerate(ran):
            shown = _cues_in(encoded[cuts[row].text], cuts[row])
            links = link(chains, row, cue_side[0, :-1], word_side[0, :-1], self._pairing, shown)
            found.append(Window(cuts[row].start, links, chains, row))
        return found

    def _run(self, encoded: Encoded, start: int, end: int) -> list[Floats]:
        """The network's scores for [CLS], the pieces ``start`` to ``end``, and [SEP]."""
        shape = (1, end - start + 2)
        ids, heads, governors = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        features = np.zeros((*shape, encoded.features.shape[1]), dtype=np.int64)
        ids[0, 0], ids[0, -1] = self.vocabulary.ids[_CLS], self.vocabulary.ids[_SEP]
        ids[0, 1:-1] = encoded.ids[start:end]
        heads[0, 1:-1] = encoded.heads[start:end]
        governors[0, 1:-1] = encoded.governors[start:end]
        features[0, 1:-1] = encoded.features[start:end]
        fed = {"ids": ids, "heads": heads, "governors": governors, "features": features}
        out: list[Floats] = self._session.run(["bio", "cue_side", "word_side"], fed)
        return out


def _cues_in(encoded: Encoded, cut: Cut) -> list[tuple[int, int]]:
    """The cues of another reader that stand in a window, in its pieces."""
    marks = encoded.features[cut.start : cut.end, HINTS[CUE]]
    starts = np.flatnonzero(marks == 2)
    found = []
    for start in starts.tolist():
        end = start + 1
        while end < len(marks) and marks[end] == 3:
            end += 1
        found.append((start, end))
    return found


def _answer(encoded: Encoded, found: list[Window]) -> Answer:
    links = [(w.first, item) for w in found for item in w.links]
    told = [_in_characters(encoded, first, item) for first, item in links]
    return Answer(told, encoded.starts, encoded.ends, found, links)


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
        item.faint,
    )
