"""The verbs from a shell's point of view: what they print, and how they exit."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly.case import Options, run
from reportedly.errors import CaseError, Interrupted
from reportedly.example import pages
from reportedly.files import held
from reportedly.show.view import View
from reportedly.store import LAYOUT, Store, StoredPage

STORY = (
    "VALD, 4 May 2011. The envoy met a rebel commander at Tresk on 2 March, a ministry official said. "
    '"We spoke for an hour," the official said.\n'
)


def reportedly(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    code = "from reportedly.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        capture_output=True,
        text=True,
        env=os.environ | env,
        check=False,
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("case")
    (folder / "pages").mkdir()
    (folder / "pages" / "one.txt").write_text(STORY)
    run([folder / "pages"], folder / "a.case")
    return folder / "a.case"


def test_help_has_examples_and_imports_nothing_heavy() -> None:
    code = "import sys; sys.argv = ['reportedly', '--help']\nfrom reportedly.cli import main\ntry: main()\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Examples:" in done.stdout
    assert "--install-completion" in done.stdout
    for heavy in ("spacy", "rich", "jinja2", "trafilatura", "numpy", "msgspec"):
        assert f"'{heavy}'" not in done.stderr


def test_every_verb_has_an_example() -> None:
    for verb in ("run", "drop", "show", "why", "check", "export", "judge"):
        assert f"reportedly {verb}" in reportedly(verb, "--help").stdout.split("Examples:")[1]


def test_the_version_is_printed() -> None:
    from reportedly import __version__

    assert reportedly("--version").stdout == f"reportedly {__version__}\n"


def test_bad_input_is_told_in_a_sentence_each_and_the_rest_is_kept(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(STORY)
    (pages / "empty.txt").write_text(" \n")
    (pages / "binary.bin").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    (pages / "odd.txt").write_bytes(bytes(range(128, 160)) * 40 + b"\xff\xfe\xfd")
    (tmp_path / "none").mkdir()
    done = reportedly("run", pages, tmp_path / "missing.txt", tmp_path / "none", "-o", tmp_path / "a.case")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = done.stderr.splitlines()
    for name in ("empty.txt", "binary.bin", "missing.txt", "none"):
        assert sum(name in line for line in told) == 1, (name, told)
    with Store(tmp_path / "a.case") as store:
        assert "good.txt" in [p.file for p in store.dossier().pages]
        assert "binary.bin" not in [p.file for p in store.pages()]


def test_nothing_to_read_makes_no_case(tmp_path: Path) -> None:
    done = reportedly("run", tmp_path / "missing.txt", "-o", tmp_path / "a.case")
    assert done.returncode == 1
    assert "there is no such file" in done.stderr
    assert not (tmp_path / "a.case").exists()


def test_the_case_file_may_lie_among_the_pages(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    for _ in range(2):
        report = run([tmp_path], tmp_path / "a.case")
        assert (report.pages, report.errors) == (1, ())


def test_a_second_run_reads_only_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    run([tmp_path / "one.txt"], tmp_path / "a.case")
    (tmp_path / "two.txt").write_text(STORY + "A second page.\n")
    report = run([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "a.case")
    assert (report.pages, report.added, report.read, report.extracted) == (2, 1, 1, 1)


def test_what_is_not_a_case_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.case").write_text("not a database, but long enough to be read as one" * 30)
    sqlite3.connect(tmp_path / "other.case").executescript("CREATE TABLE t (x)")
    for name, words in (
        ("text.case", "is not a case file"),
        ("other.case", "not a case file"),
        ("gone.case", "there is no such case"),
    ):
        done = reportedly("show", tmp_path / name)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert words in done.stderr


def test_a_case_of_a_newer_version_is_told(case: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.case"
    newer.write_bytes(case.read_bytes())
    with sqlite3.connect(newer) as db:
        db.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    with pytest.raises(CaseError, match="newer version"):
        Store(newer)


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(STORY + f"Page {n}.\n")

    def stop(stage: str, done: int, total: int, page: str) -> None:
        if stage == "extract" and done == 1:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="1 of 3 pages are finished"):
        run([tmp_path], tmp_path / "a.case", progress=stop)
    report = run([tmp_path], tmp_path / "a.case")
    assert (report.pages, report.read, report.extracted) == (3, 0, 2)


def test_ctrl_c_in_a_shell_exits_non_zero_with_one_sentence(tmp_path: Path) -> None:
    for n in range(400):
        (tmp_path / f"{n}.txt").write_text(STORY * 10 + f"Page {n}.\n")
    code = "from reportedly.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "run", str(tmp_path), "-o", str(tmp_path / "a.case")],
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while not (tmp_path / "a.case").exists() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.startswith("Stopped: ")
    assert len(told.splitlines()) == 1


def test_check_holds_and_then_tells_what_drifted(case: Path, tmp_path: Path) -> None:
    assert reportedly("check", case).returncode == 0
    broken = tmp_path / "broken.case"
    broken.write_bytes(case.read_bytes())
    with sqlite3.connect(broken) as db:
        db.execute("UPDATE page SET data = CAST(replace(CAST(data AS TEXT), 'Tresk', 'Brest') AS BLOB)")
    done = reportedly("check", broken)
    assert done.returncode == 1
    assert "bytes are not those that were acquired" in done.stderr


def test_show_and_export_run_on_a_real_case(case: Path, tmp_path: Path) -> None:
    shown = reportedly("show", case)
    assert shown.returncode == 0
    assert "1 page," in shown.stdout
    assert reportedly("export", case, "-o", tmp_path / "a.json").returncode == 0
    assert (tmp_path / "a.json").stat().st_size > 100
    wrong = reportedly("export", case, "--format", "doc")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (1, 1)


def test_an_export_takes_its_format_from_the_ending(case: Path, tmp_path: Path) -> None:
    assert reportedly("export", case, "-o", tmp_path / "a.html").returncode == 0
    assert (tmp_path / "a.html").read_text().lstrip().lower().startswith("<!doctype html")
    odd = reportedly("export", case, "-o", tmp_path / "a.doc")
    assert odd.returncode == 1 and "the formats are" in odd.stderr and not (tmp_path / "a.doc").exists()
    assert reportedly("export", case, "--format", "json", "-o", tmp_path / "odd.docx").returncode == 0


def test_an_export_that_cannot_be_finished_leaves_what_was_there(case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("the old one")
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"  # as a disk that is full
        "from reportedly.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "export", str(case), "-o", str(tmp_path / "a.html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "a.html: cannot be written" in done.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["a.html"]
    assert (tmp_path / "a.html").read_text() == "the old one"


def test_where_no_page_can_be_used_no_case_is_made(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "binary.bin").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    done = reportedly("run", tmp_path, "-o", tmp_path / "a.case")
    assert done.returncode == 1
    assert all(words in done.stderr for words in ("blank.txt", "binary.bin", "no case was made"))
    assert not (tmp_path / "a.case").exists()


def test_paths_may_be_strings(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    assert run([str(tmp_path / "one.txt")], str(tmp_path / "a.case")).pages == 1
    assert run(str(tmp_path), str(tmp_path / "a.case")).errors == ()
    with Store(str(tmp_path / "a.case")) as store:
        assert len(store.dossier().pages) == 1


def test_what_keeps_a_case_from_being_used_is_told_apart(case: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.case"
    locked.write_bytes(case.read_bytes())
    holder = sqlite3.connect(locked)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CaseError, match="in use by another program"):
        Store(locked)
    holder.close()
    damaged = tmp_path / "damaged.case"
    body = bytearray(case.read_bytes())
    body[4096:] = b"\x55" * (len(body) - 4096)
    damaged.write_bytes(body)
    with pytest.raises(CaseError, match=r"is damaged"), Store(damaged) as store:
        store.dossier()
    (tmp_path / "text.case").write_text("not a database, but long enough to be read as one" * 30)
    with pytest.raises(CaseError, match="is not a case file"):
        Store(tmp_path / "text.case")
    full = tmp_path / "full.case"
    full.write_bytes(case.read_bytes())
    with pytest.raises(CaseError, match="the disk is full"), Store(full) as store:
        store._db.execute(f"PRAGMA max_page_count = {len(case.read_bytes()) // 4096}")
        store.add_page(StoredPage("x", "x.txt", b"x" * 100_000, {}))


def test_two_runs_on_one_case_do_not_meet(case: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    with held(tmp_path / "a.case"):
        done = reportedly("run", tmp_path / "one.txt", "-o", tmp_path / "a.case")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "another run is at work on it" in done.stderr
    assert reportedly("run", tmp_path / "one.txt", "-o", tmp_path / "a.case").returncode == 0


def test_why_tells_an_id_that_the_case_does_not_hold(case: Path) -> None:
    done = reportedly("why", case, "zzz")
    assert done.returncode == 1
    assert "holds no record 'zzz'" in done.stderr


def test_a_judgement_changes_the_case_and_can_be_undone(case: Path, tmp_path: Path) -> None:
    judged = tmp_path / "a.case"
    judged.write_bytes(case.read_bytes())
    done = reportedly(
        "judge", judged, "set", "one.txt", "publisher", "The Courier", "--why", "it says so", "--who", "ida"
    )
    assert done.returncode == 0, done.stderr
    ident = done.stdout.split(":")[0]
    with Store(judged) as store:
        assert store.dossier().pages[0].publisher == "The Courier"
    assert "it says so" in reportedly("judge", judged, "log").stdout
    assert reportedly("judge", judged, "undo", ident[:6]).returncode == 0
    with Store(judged) as store:
        assert store.dossier().pages[0].publisher != "The Courier"
    wrong = reportedly("judge", judged, "set", "one.txt", "date", "last week")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (1, 1)


def test_a_run_that_finds_every_page_in_its_cache_loads_no_parser(case: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from reportedly import recompute\n"
        f"print(recompute(Path({str(case)!r})).extracted, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 False\n"


def test_a_page_in_another_language_is_kept_and_marked(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le ministre a déclaré mardi que les négociations avec le mouvement rebelle avaient commencé au mois "
        "de mars dans un monastère au bord du lac. Il a refusé de confirmer la présence de la conseillère.\n"
    )
    (tmp_path / "en.txt").write_text(STORY)
    done = reportedly("run", tmp_path, "-o", tmp_path / "a.case")
    assert done.returncode == 0
    assert "fr.txt: is not in English (fr); it is kept and marked, not parsed." in done.stderr
    with Store(tmp_path / "a.case") as store:
        dossier = store.dossier()
    french = next(p for p in dossier.pages if p.file == "fr.txt")
    assert french.language == "fr"
    assert not [s for s in dossier.statements if s.page == french.id]


def test_the_manifest_says_who_read_and_what_was_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The dam held, the engineer said on Monday.\n\nNobody has claimed that it was meant to leak.\n"
    )
    case = tmp_path / "dam.case"
    run([tmp_path / "a.txt"], case, Options(extractor="rules"))
    with Store(case) as store:
        told = store.manifest()["attribution"]
    assert told["extractor"] == "rules" and told["weights"] == ""
    assert told["set_aside"] == {"nobody is said to have said it": 1}


def test_judgements_that_need_no_computing_are_written_from_the_shell(case: Path) -> None:
    with Store(case) as store:
        dossier = store.dossier()
    statement = dossier.statements[0].id
    for args in ((statement, "star"), (statement, "B2"), (statement, "ask the ministry")):
        done = reportedly("judge", case, "mark", *args, REPORTEDLY_WHO="ida")
        assert done.returncode == 0, done.stderr
    with Store(case) as store:
        log = store.judgements()
    assert [(j.act, j.value, j.who) for j in log[-3:]] == [
        ("star", None, "ida"),
        ("grade", "B2", "ida"),
        ("note", "ask the ministry", "ida"),
    ]
    refused = reportedly("judge", case, "correct", statement, "stance", "loud")
    assert refused.returncode == 1
    assert "is no stance" in refused.stderr


def test_diff_says_what_changed_between_a_case_and_an_export(case: Path, tmp_path: Path) -> None:
    export = tmp_path / "a.json"
    assert reportedly("export", case, "-o", export).returncode == 0
    assert "Nothing changed." in reportedly("diff", case, export).stdout
    (tmp_path / "b.json").write_text("{}")
    assert reportedly("diff", case, tmp_path / "b.json").returncode == 1


def test_a_page_can_be_taken_out_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(STORY + f"This is page {name}.\n")
    run(tmp_path, tmp_path / "a.case")
    assert reportedly("drop", tmp_path / "a.case", "three.txt").returncode == 1
    done = reportedly("drop", tmp_path / "a.case", "two.txt")
    assert (done.returncode, done.stdout.endswith("1 pages are left.\n")) == (0, True), done.stderr
    with Store(tmp_path / "a.case") as store:
        dossier = store.dossier()
    assert [p.file for p in dossier.pages] == ["one.txt"]
    assert {s.page for s in dossier.statements} == {dossier.pages[0].id}
    assert "its last page" in reportedly("drop", tmp_path / "a.case", "one.txt").stderr


def test_every_id_that_judge_wants_is_printed_by_something(case: Path) -> None:
    with Store(case) as store:
        dossier = store.dossier()
    shown = reportedly("show", case, "--pages", "--voices", "--actors").stdout
    view = View(dossier)
    idents = {r.id for rows in (dossier.pages, dossier.voices, dossier.actors, view.accounts) for r in rows}
    assert len(idents) > 4
    assert all(view.short(ident) in shown for ident in idents)


def test_the_commands_of_the_tutorial_work_as_they_are_printed(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    commands = [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert len(commands) > 6
    ident = ""
    for command in commands:
        words = shlex.split(command.replace(" ID", f" {ident}").replace("PAGES", str(pages())))
        code = "from reportedly.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words[1:]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
        assert "Traceback" not in done.stderr
        if "--detail" in words:
            found = re.search(r"\bval-[0-9a-f]+", done.stdout)
            assert found is not None, done.stdout
            ident = found[0]
