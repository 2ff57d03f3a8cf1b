"""The trained tagger on pages, beside the rules, and without its weights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from reportedly.case import Options
from reportedly.errors import ExtensionError
from reportedly.extract import extract, load_model
from reportedly.extract.parse import ParsedPassage
from reportedly.extract.speech import both, installed, seam, tagger
from reportedly.extract.speech.quotations import find_quotations
from reportedly.extract.speech.rules import Rules
from reportedly.extract.speech.seam import Proposal
from reportedly.records import Page, Passage, Reading, Statement

TEXT = (
    "A bridge across the Sorrel was closed on Monday. The regional governor, Lena Okafor, said the closure "
    "would last a week.\n\n"
    "The piers were repaired in May, according to the transport ministry. The contractor denied that its "
    "steel was to blame.\n\n"
    "“We saw cracks in two piers,” said an engineer who inspected the bridge. “Nobody should drive over "
    "it.”\n"
)


def _reading(text: str = TEXT) -> Reading:
    page = Page("0" * 16, "bridge.txt", None, "0" * 64, "text/plain", "text/1", "en", text)
    return Reading(page, (Passage("p-1", page.id, 0, len(text), None, "article"),))


def _told(name: str) -> list[Statement]:
    (found,) = extract(load_model(), [_reading()], name)
    return [s for s in found.statements if s.mode != "narration"]


needs_weights = pytest.mark.skipif(not installed.available(), reason="the tagger's weights are not installed")


@needs_weights
@pytest.mark.parametrize("name", ["tagger", "both"])
def test_it_finds_who_says_what_and_every_span_stands(name: str) -> None:
    told = _told(name)
    found = {(s.source.text, s.cue.text if s.cue else None) for s in told}
    assert ("the transport ministry", "according to") in found
    assert any(source == "The contractor" and cue == "denied" for source, cue in found)
    by_rules = {s.cue.start: s.stance for s in _told("rules") if s.cue}
    for statement in told:  # stance is worked out by the same code
        if statement.cue and statement.cue.start in by_rules:
            assert statement.stance == by_rules[statement.cue.start]
    for statement in told:
        for span in (*statement.spans, *([statement.cue] if statement.cue else [])):
            assert TEXT[span.start : span.end] == span.text


@needs_weights
def test_neither_threads_nor_what_else_is_read_change_the_numbers() -> None:
    from reportedly_tagger import Tagger

    doc = load_model()(TEXT * 4)
    one = Tagger(threads=1).read(doc)
    _, two, _ = Tagger(threads=2).read_all(
        [(load_model()(text), None) for text in ("", TEXT * 4, "So he said.")]
    )
    assert one.attributions == two.attributions
    for a, b in zip(one.windows, two.windows, strict=True):
        pieces = a.chains.lengths[a.row]
        assert np.array_equal(a.chains.presence[a.row, :pieces], b.chains.presence[b.row, :pieces])


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(installed, "find_spec", lambda name: None)
    tagger._loaded.cache_clear()
    seam.extractor.cache_clear()
    yield
    tagger._loaded.cache_clear()
    seam.extractor.cache_clear()


@pytest.mark.usefixtures("no_weights")
def test_without_the_weights_the_rules_do_the_work() -> None:
    assert {s.method for s in _told(Options().extractor)} == {"rules/1"}
    with pytest.raises(ExtensionError, match="--extractor rules"):
        _told("tagger")


def test_attributing_words_are_cut_out_of_a_content_that_surrounds_them() -> None:
    text = "“It is over,” she said on Friday, “for all of us.” He left, she said, at noon."
    content, cue = (1, 48), (18, 22)
    assert text[cue[0] : cue[1]] == "said"
    parts = tagger.fragments(content, [cue, (14, 17)], text, find_quotations(text))
    assert [text[a:b] for a, b in parts] == ["It is over,”", "“for all of us"]
    start = text.index("He left")
    cue = (text.index("said", start), text.index("said", start) + 4)
    parts = tagger.fragments((start, len(text) - 1), [cue, (cue[0] - 4, cue[0] - 1)], text, [])
    assert [text[a:b].strip() for a, b in parts] == ["He left", "at noon"]


def test_content_without_attributing_words_inside_stays_whole() -> None:
    text = "The mayor said, after a pause, that it rained."
    assert tagger.fragments((31, 45), [(10, 14), (0, 9)], text, []) == ((31, 45),)


class _Sees:
    """Stands in for the weights: what it is told to find, and how probable it holds any other span."""

    def __init__(self, attributions: list[object], other: float) -> None:
        self.attributions, self._other = attributions, other

    def read_all(self, texts: list[object]) -> list[_Sees]:
        return [self for _ in texts]

    def presence(self, start: int, end: int, role: int) -> float:
        spans = [(item.source, item.cue, item.content)[role] for item in self.attributions]  # type: ignore[attr-defined]
        held = any(span and span[0] < end and start < span[1] for span in spans)
        start_, end_ = next(span for span in spans if span) if held else (start, end)
        return max(self._other, self.probability(start_, end_, role))

    def probability(self, start: int, end: int, role: int) -> float:
        for item in self.attributions:
            if (start, end) in (item.source, item.cue, item.content):  # type: ignore[attr-defined]
                return float(item.sure[0])  # type: ignore[attr-defined]
        return self._other

    def missing(self, number: int, role: int) -> float:
        return 0.0

    def linked(self, number: int, start: int, end: int, role: int) -> float:
        return self.probability(start, end, role)


def _piece(text: str) -> ParsedPassage:
    return ParsedPassage(_reading(text).passages[0], 0, load_model()(text), text)


SENTENCE = "The mayor said that the road would close."


def _propose(monkeypatch: pytest.MonkeyPatch, sees: _Sees) -> list[Proposal]:
    monkeypatch.setattr(tagger, "weights", lambda: sees)
    return list(both.Both().propose([_piece(SENTENCE)]))


def _attribution(probability: float, source: tuple[int, int] = (4, 9)) -> object:
    from reportedly_tagger.model import Attribution

    return Attribution(source, (10, 14), (15, 40), (probability,) * 3, (probability,) * 2)


def test_together_the_reading_that_the_network_finds_more_probable_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (sure,) = _propose(monkeypatch, _Sees([_attribution(0.95)], 0.05))
    assert sure.source == (4, 9)
    (unsure,) = _propose(monkeypatch, _Sees([_attribution(0.05)], 0.95))
    assert unsure.source == (0, 9)
    assert {sure.method, unsure.method} == {both.METHOD}


def test_where_the_network_takes_the_content_for_the_source_the_rules_stand_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    crossed = _attribution(0.95, (15, 40))._replace(content=(4, 9))  # type: ignore[attr-defined]
    (told,) = _propose(monkeypatch, _Sees([crossed], 0.05))
    assert (told.source, told.content) == ((0, 9), ((15, 40),))
    long = _attribution(0.95)._replace(cue=(10, 23), content=(24, 40))  # type: ignore[attr-defined]
    (told,) = _propose(monkeypatch, _Sees([long], 0.05))
    assert (told.cue, told.content) == ((10, 14), ((15, 40),))


def test_together_the_speaker_who_passes_words_on_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = "MARSH: The mayor said that the road would close.\n\nVALE: Is that so?\n\nMARSH: It is."
    alone = [p for p in Rules().propose([_piece(spoken)]) if p.through is not None]
    at = spoken.index("The mayor")
    seen = _attribution(0.95, (at, at + 9))
    cue, content = spoken.index("said"), (spoken.index("that the"), spoken.index(".\n"))
    sees = _Sees([seen._replace(cue=(cue, cue + 4), content=content)], 0.05)  # type: ignore[attr-defined]
    monkeypatch.setattr(tagger, "weights", lambda: sees)
    (told,) = (p for p in both.Both().propose([_piece(spoken)]) if p.source == (at, at + 9))
    assert told.method == both.METHOD
    assert [told.through] == [p.through for p in alone] == [(0, 5)]


def test_what_only_one_of_them_found_needs_the_networks_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_propose(monkeypatch, _Sees([], 0.95))) == 1
    assert _propose(monkeypatch, _Sees([], 0.0)) == []
    monkeypatch.setattr(Rules, "propose", lambda self, parsed: [])
    assert len(_propose(monkeypatch, _Sees([_attribution(0.95)], 0.95))) == 1
    assert _propose(monkeypatch, _Sees([_attribution(0.01)], 0.01)) == []
