"""How much of a stretch of words stands in a text, rare words weighing more (inverse document frequency)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .copies import Text

__all__ = ["Topics"]

#: Words of a phrase that shows which text is meant.
_RUN = 3
#: The shortest word that tells anything; numbers of any length do.
_LEAST = 4


class Topics:
    """The words of a case's texts, each weighed by how few texts have it."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._sets = {t.passage.id: frozenset(t.words.forms) for t in texts}
        self._words = {t.passage.id: t.words.forms for t in texts}
        self._runs: dict[tuple[str, ...], set[str]] = {}
        count: dict[str, int] = {}
        for forms in self._sets.values():
            for form in forms:
                count[form] = count.get(form, 0) + 1
        self._weight = {
            form: math.log(1 + len(texts) / n)
            for form, n in count.items()
            if len(form) >= _LEAST or form.isdigit()
        }

    def phrase(self, forms: Sequence[str], passage: str, own: str) -> bool:
        """Whether a run of the words, two of them of some weight, stands in ``passage`` and in no third text."""
        if not self._runs:
            for ident, forms_of in self._words.items():
                for run in {forms_of[i : i + _RUN] for i in range(len(forms_of) - _RUN + 1)}:
                    if sum(form in self._weight for form in run) >= 2:
                        self._runs.setdefault(run, set()).add(ident)
        return any(
            passage in found and found <= {passage, own}
            for i in range(len(forms) - _RUN + 1)
            if (found := self._runs.get(tuple(forms[i : i + _RUN])))
        )

    def shared(self, forms: Iterable[str], passage: str) -> float:
        """Of the weight of ``forms``, the part whose words stand in the passage: 0 to 1."""
        every = {form for form in forms if form in self._weight}
        total = sum(self._weight[form] for form in sorted(every))
        have = sum(self._weight[form] for form in sorted(every & self._sets.get(passage, frozenset())))
        return have / total if total else 0.0
