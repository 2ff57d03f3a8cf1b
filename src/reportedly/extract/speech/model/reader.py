"""The extractor that reads a model's kept answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ...parse import ParsedPassage
from ..seam import Proposal, Unplaced
from .placing import Folded, placed
from .prompt import Answer, Shape, chunks, method, request

__all__ = ["ModelReader"]

#: How an answer ends that was cut.
_CUT = "length"


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Attribution as the model ``name`` proposed it, from its kept ``answers`` by their requests' hashes."""

    name: str
    answers: Mapping[str, Answer]

    def propose(self, parsed: Sequence[ParsedPassage]) -> Iterator[Proposal | Unplaced]:
        """The attributions of a page that stand on it, and the reasons for those that do not."""
        how = method(self.name)
        for piece in parsed:
            for start, text in chunks(piece.body):
                answer = self.answers.get(request(self.name, text).key)
                shape = _read(answer)
                if isinstance(shape, Unplaced):
                    yield shape
                    continue
                folded = Folded(text)
                for found in shape.statements:
                    yield placed(found, folded, piece.offset + start, how)


def _read(answer: Answer | None) -> Shape | Unplaced:
    if answer is None:
        return Unplaced("the model gave no answer")
    if answer.finish == _CUT:
        return Unplaced("the model's answer is cut")
    try:
        return msgspec.json.decode(answer.text, type=Shape)
    except msgspec.DecodeError:
        return Unplaced("the model's answer is not of the schema")
