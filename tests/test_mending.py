"""A page decoded wrongly before it was saved: read as it was meant, quoted as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly import Dossier, Store, check, run
from reportedly.case import recompute
from reportedly.judgements import reject

CLEAN = """Ferry talks fail

By Aurélie Kovář

PORT LINN, May 4 (Reuters) - The owners of the ferry met the union’s leaders twice last week, Zoë Brännström said.

“We haven’t agreed to anything,” Ms. Brännström, a spokeswoman for the owners, told reporters on Friday. “The ships won’t sail.”

The union’s president, Björn Håkansson, denied that he had walked out. “I didn’t leave – they did,” he said.
"""


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier, Dossier]:
    folder = tmp_path_factory.mktemp("mending")
    (folder / "page.txt").write_bytes(CLEAN.encode().decode("latin-1").encode())
    (folder / "clean.txt").write_text(CLEAN, encoding="utf-8")
    found = []
    for name in ("page", "clean"):
        run([folder / f"{name}.txt"], folder / f"{name}.case")
        with Store(folder / f"{name}.case") as store:
            found.append(store.dossier())
    return folder / "page.case", found[0], found[1]


def test_the_page_stays_as_it_was_received(dossiers: tuple[Path, Dossier, Dossier]) -> None:
    case, broken, _ = dossiers
    assert broken.pages[0].text == CLEAN.encode().decode("latin-1")
    assert "unionâ\x80\x99s" in broken.pages[0].text
    with Store(case) as store:  # every span, hash and reference of the dossier
        assert list(check(store)) == []


def test_what_is_found_is_what_the_clean_page_gives(dossiers: tuple[Path, Dossier, Dossier]) -> None:
    _, broken, clean = dossiers

    def meant(text: str) -> str:
        return text.encode("latin-1").decode()

    def told(dossier: Dossier, broken: bool) -> list[tuple[object, ...]]:
        return [
            (
                s.mode,
                s.stance,
                s.source.resolved_name,
                *(meant(x.text) if broken else x.text for x in s.spans),
            )
            for s in dossier.statements
        ]

    assert told(broken, True) == told(clean, False)
    assert sum(s.mode == "direct" for s in broken.statements) >= 2
    assert [a.name for a in broken.actors] == [a.name for a in clean.actors]
    assert (broken.pages[0].author, broken.pages[0].agency) == ("Aurélie Kovář", "Reuters")
    assert [f.kind for f in broken.findings if f.kind == "encoding"] == ["encoding"]


def test_a_judgement_finds_its_statement(dossiers: tuple[Path, Dossier, Dossier]) -> None:
    case, broken, _ = dossiers
    said = next(s for s in broken.statements if "anything" in s.spans[0].text)
    with Store(case) as store:
        store.judge(reject(broken, "statement", said.id, who="ida", at="2011-06-01T08:00:00Z"))
    recompute(case)
    with Store(case) as store:
        after = store.dossier()
    assert len(after.statements) == len(broken.statements) - 1
    assert not any("anything" in s.spans[0].text for s in after.statements)
    assert not any(f.kind == "judgement" for f in after.findings)
