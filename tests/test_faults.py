"""A case under fire: flipped bytes, killed runs, older layouts; what is damaged is named, and the rest is readable."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportedly import CaseError, ReportedlyError, Store, check, export, recompute, run
from reportedly.case import Options, judge
from reportedly.cli import app
from reportedly.judgements import mark_pair, set_field
from reportedly.store import LAYOUT

RULES = Options(extractor="rules", processes=1)
STORY = (
    "VALD, 4 May 2011. The envoy met {n} rebel commanders at Tresk on {n} March, a ministry official said. "
    '"We spoke for an hour," the official said. Mayor Ana Brill said that nobody had asked her.\n'
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for n in range(2, 14):
        (folder / f"{n}.txt").write_text(STORY.format(n=n))
    return folder


@pytest.fixture(scope="module")
def case(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("case") / "a.case"
    run(pages, made, RULES)
    return made


@pytest.fixture
def copy(case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(case, tmp_path / "a.case"))


def exported(case: Path) -> bytes:
    with Store(case) as store:
        return export(store.dossier(), "json")


def verb(*args: object) -> Result:
    """A verb as the command line runs it: nothing but an error of the program's own may come out of it."""
    done = CliRunner().invoke(app, [*map(str, args)])
    assert done.exception is None or isinstance(done.exception, SystemExit | ReportedlyError), done.exception
    return done


def sql(case: Path, statement: str) -> None:
    with sqlite3.connect(case) as db:
        assert db.execute(statement).rowcount > 0
    db.close()


def test_a_flipped_byte_is_told_or_changes_nothing(case: Path, tmp_path: Path) -> None:
    whole = case.read_bytes()
    before = exported(case)
    chance = random.Random(5)
    told = 0
    for _ in range(60):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        broken = tmp_path / "a.case"
        broken.write_bytes(flipped)
        if verb("check", broken).exit_code:
            told += 1
            for look in (("show", broken), ("export", broken, "-o", tmp_path / "a.html")):
                verb(*look)
        else:
            assert exported(broken) == before
    assert told > 10


@pytest.mark.parametrize("stage", ["read", "extract"])
def test_a_damaged_cached_row_is_made_again(copy: Path, stage: str) -> None:
    before = exported(copy)
    sql(copy, f"UPDATE cache SET body = CAST(substr(body, 1, 40) || x'00' || substr(body, 42) AS BLOB) WHERE stage = '{stage}' AND page = (SELECT min(page) FROM cache)")  # fmt: skip
    assert any("A row is damaged" in fault for fault in check(Store(copy)))
    recompute(copy)
    assert exported(copy) == before
    assert not list(check(Store(copy)))


def test_a_damaged_record_is_named_and_the_rest_is_read(copy: Path) -> None:
    before = exported(copy)
    sql(
        copy,
        "UPDATE record SET body = replace(body, 'Tresk', 'Brest') WHERE kind = 'statements'",
    )
    done = verb("export", copy)
    assert done.exit_code == 0 and "A row is damaged: record" in done.stderr
    assert done.stdout_bytes == before
    assert verb("run", "-o", copy).exit_code == 0
    assert verb("check", copy).exit_code == 0


def test_a_damaged_page_is_left_out_until_it_is_given_again(copy: Path, pages: Path) -> None:
    before = exported(copy)
    sql(copy, "UPDATE page SET data = x'00' || substr(data, 2) WHERE file = '7.txt'")
    report = recompute(copy)
    assert (report.pages, [str(e).split(":")[0] for e in report.errors]) == (11, ["7.txt"])
    report = run(pages / "7.txt", copy, RULES)
    assert (report.pages, report.errors) == (12, ())
    assert exported(copy) == before


def test_a_damaged_judgement_is_named_and_the_others_hold(copy: Path) -> None:
    with Store(copy) as store:
        for field, value in (("publisher", "The Courier"), ("author", "Ida Roe")):
            dossier = store.dossier()
            page = next(p for p in dossier.pages if p.file == "2.txt")
            store.judge(
                set_field(dossier, page.id, field, value, who="i", at="2020-01-01T00:00:00Z", why=None)
            )
    sql(copy, "UPDATE judgement SET body = replace(body, 'Courier', 'Tribune')")
    recompute(copy)
    with Store(copy) as store:
        assert any("A row is damaged: judgement" in fault for fault in check(store))
        assert [(p.author, p.publisher) for p in store.dossier().pages if p.file == "2.txt"] == [
            ("Ida Roe", None)
        ]


def test_what_came_in_since_a_case_was_computed_is_told(copy: Path) -> None:
    assert "came in" not in verb("show", copy).stderr
    with Store(copy) as store:
        dossier = store.dossier()
        store.judge(
            set_field(
                dossier, dossier.pages[0].id, "author", "I", who="i", at="2020-01-01T00:00:00Z", why=None
            )
        )
    assert "1 judgements came in since it was computed" in verb("show", copy).stderr
    recompute(copy)
    assert "came in" not in verb("show", copy).stderr


def test_a_judgement_that_is_computed_at_once_leaves_nothing_to_do(copy: Path) -> None:
    with Store(copy) as store:
        dossier = store.dossier()
    made = mark_pair(dossier, "seen", "voice", *(v.id for v in dossier.voices[:2]), who="i", at="2020-01-01T00:00:00Z", why=None)  # fmt: skip
    assert judge(copy, made)
    assert "came in" not in verb("show", copy).stderr


def test_a_case_of_an_older_layout_is_taken_to_this_one_and_a_copy_kept(copy: Path) -> None:
    before = exported(copy)
    with sqlite3.connect(copy) as db:
        for table in ("page", "cache", "record", "judgement", "run"):
            db.execute(f"ALTER TABLE {table} DROP COLUMN sum")
        db.execute("PRAGMA user_version = 1")
    db.close()
    old = copy.read_bytes()
    assert exported(copy) == before
    assert not list(check(Store(copy)))
    assert copy.with_name("a.case.layout-1").read_bytes() == old
    assert sqlite3.connect(copy).execute("PRAGMA user_version").fetchone() == (LAYOUT,)


def test_an_older_case_that_cannot_be_copied_is_left_as_it_is(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(copy) as db:
        db.execute("PRAGMA user_version = 1")
    db.close()
    old = copy.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(CaseError, match="a copy of it must be kept"):
        Store(copy)
    assert copy.read_bytes() == old


def killed(work: Callable[[], object], after: float) -> bool:
    """Do ``work`` in a process that is killed ``after`` seconds; whether it was still at work."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        work()
        os._exit(0)
    time.sleep(after)
    done, _ = os.waitpid(child, os.WNOHANG)
    if not done:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return not done


@pytest.mark.parametrize(("processes", "kills"), [(1, 50), (2, 8)])
def test_runs_killed_anywhere_lose_nothing(
    pages: Path, case: Path, tmp_path: Path, processes: int, kills: int
) -> None:
    """The same bytes after a last run, wherever the runs before were killed."""
    run(pages, tmp_path / "warm.case", RULES)  # what is loaded by now need not be loaded by each child
    chance = random.Random(3)
    options = RULES._replace(processes=processes)
    hit = 0
    for n in range(kills):
        made = tmp_path / f"{n % 5}.case"  # each case is killed again and again
        if killed(lambda made=made: run(pages, made, options), chance.uniform(0.02, 0.5 * processes)):  # type: ignore[misc]  # bound at once
            hit += 1
        elif n + 5 < kills:
            made.unlink()  # it was finished, and the next run of it would have nothing to do
    assert hit > kills // 10
    for made in sorted(tmp_path.glob("[0-4].case")):
        report = run(pages, made, RULES)
        assert (report.pages, report.errors) == (12, ())
        assert exported(made).replace(f'"{made.stem}"'.encode(), b'"a"', 1) == exported(case)
        assert verb("check", made).exit_code == 0
