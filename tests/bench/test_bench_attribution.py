from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportedly.bench.attribution import PARTS, Attribution, Outcome, documents, run, score
from reportedly.case import Options
from reportedly.errors import InputError
from reportedly.extract.speech import installed

_FLOORS = json.loads((Path(__file__).parents[1] / "floors.json").read_text(encoding="utf-8"))["polnear dev"]

TEXT = "The mayor said the bridge was safe. “It is not,” an engineer replied."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "bridge.txt").write_text(TEXT, encoding="utf-8")
    notes = "\n".join(
        [
            "T1\tSource 0 9\tThe mayor",
            "T2\tCue 10 14\tsaid",
            "T3\tContent 15 34\tthe bridge was safe",
            "T4\tAttribution 10 14\tsaid",
            "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
            "",
            "T5\tSource 49 60\tan engineer",
            "T6\tCue 61 68\treplied",
            "T7\tContent 36 48\t“It is not,”",
            "T8\tAttribution 61 68\treplied",
            "E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7",
        ]
    )
    (tmp_path / "attributions" / "bridge_ab12.ann").write_text(notes, encoding="utf-8")
    (tmp_path / "attributions" / "bridge_cd34.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_first_annotator_is_the_gold_and_edges_are_trimmed(folder: Path) -> None:
    (document,) = documents(folder)
    assert [TEXT[slice(*a.content)] for a in document.gold if a.content] == [
        "the bridge was safe",
        "It is not",
    ]


def test_exact_overlap_and_triples(folder: Path) -> None:
    (document,) = documents(folder)
    first, second = document.gold
    assert second.content is not None
    short = Attribution(second.source, second.cue, (second.content[0], second.content[0] + 2))
    figures = score([Outcome(document, (first, short))])
    assert (figures.exact["source"].f1, figures.exact["content"].f1) == (1.0, 0.5)
    assert figures.overlap["content"].f1 == 1.0
    assert (figures.triples.right, figures.triples.ours, figures.triples.gold) == (1, 2, 2)


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="attributions"):
        list(documents(tmp_path))


@pytest.mark.accuracy
@pytest.mark.parametrize("name", ["rules", "tagger", "both"])
def test_no_figure_of_attribution_falls(shared: Path, name: str) -> None:
    if name != "rules" and not installed.available():
        pytest.skip("the tagger's weights are not installed")
    figures = score(run(documents(shared / "bench" / "polnear" / "dev"), Options().model, name))
    found = {f"{name}.{part}": 100 * figures.exact[part].f1 for part in PARTS}
    found[f"{name}.triples"] = 100 * figures.triples.f1
    print({k: round(v, 1) for k, v in found.items()})
    floors = {k: v for k, v in _FLOORS.items() if k.startswith(f"{name}.")}
    assert floors
    assert {k: found[k] for k, v in floors.items() if found[k] < v} == {}
