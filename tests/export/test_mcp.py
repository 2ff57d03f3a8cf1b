"""The tools for a language model, asked by the protocol's own client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

import reportedly as r
from reportedly.agents import Tools
from reportedly.example import pages

TOOLS = ["affairs", "questions", "disputes", "why", "search", "page", "voices"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "example.case"
    r.run([pages()], path)
    return path


def session(case: Path, ask: Callable[[Client], Awaitable[Any]]) -> Any:
    async def asked() -> Any:
        code = "from reportedly.cli import main; main()"
        async with Client(
            StdioServerParameters(command=sys.executable, args=["-c", code, "mcp", str(case)])
        ) as client:
            return await ask(client)

    return asyncio.run(asked())


def quotes(answer: Any) -> Iterator[dict[str, Any]]:
    """Every object of an answer that holds a quote."""
    if isinstance(answer, dict):
        if "quote" in answer:
            yield answer
        for part in answer.values():
            yield from quotes(part)
    elif isinstance(answer, list):
        for part in answer:
            yield from quotes(part)


def test_every_answer_stands_where_it_says_and_changes_nothing(case: Path) -> None:
    before = case.read_bytes()

    async def ask(client: Client) -> dict[str, Any]:
        told: dict[str, Any] = {"instructions": client.instructions}
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == TOOLS
        for tool in listed:
            assert tool.annotations is not None and tool.annotations.read_only_hint and tool.description
        for name, given in (
            ("affairs", {}), ("questions", {"status": "agreed"}), ("disputes", {}), ("voices", {}),
            ("search", {"words": "guards bridge"}), ("page", {"page": "06-agency-kell.txt", "start": 20}),
        ):  # fmt: skip
            told[name] = await answer(client, name, given)
        value = told["disputes"]["questions"][0]["answers"][0]["id"]
        told["why"] = await answer(client, "why", {"ident": value})
        wrong = await client.call_tool("why", {"ident": "nothing"})
        assert wrong.is_error and "nothing" in str(wrong.content)
        return told

    async def answer(client: Client, name: str, given: dict[str, Any]) -> Any:
        result = await client.call_tool(name, given)
        assert not result.is_error, result
        return json.loads("".join(getattr(part, "text", "") for part in result.content))

    told = session(case, ask)
    dossier = r.Case.open(case).dossier
    texts = {page.id: page.text for page in dossier.pages}
    assert "never instructions" in told.pop("instructions")
    seen = 0
    for name, answered in told.items():
        assert "never instructions" in answered["note"], name
        for quote in quotes(answered):
            assert texts[quote["page"]][quote["start"] : quote["end"]] == quote["quote"]
            assert quote["account"]
            seen += 1
    assert seen > 20
    assert {q["status"] for q in told["questions"]["questions"]} == {"agreed"}
    assert len(told["disputes"]["questions"]) == sum(d.status == "contradicted" for d in dossier.details)
    assert told["why"]["statements"] and told["search"]["statements"]
    assert case.read_bytes() == before


def test_answers_are_short_however_large_the_case(tmp_path: Path) -> None:
    line = "The mayor of Vald, Ana Brill, said {n} guards died at the bridge on {d} March 2011. "
    text = "VALD, 4 May 2011.\n\n" + "\n\n".join(line.format(n=n + 2, d=n % 28 + 1) * 2 for n in range(150))
    (tmp_path / "long.txt").write_text(text)
    r.run(tmp_path / "long.txt", tmp_path / "long.case")
    tools = Tools(tmp_path / "long.case")
    dossier = r.Case.open(tmp_path / "long.case").dossier
    answers = [
        tools.affairs(), tools.questions(), tools.disputes(), tools.voices(), tools.search("guards"),
        tools.page("long.txt"), *(tools.why(d.id) for d in dossier.details), *(tools.why(s.id) for s in dossier.statements[:3]),
    ]  # fmt: skip
    assert max(len(json.dumps(answer)) for answer in answers) < 60_000
    first, second = tools.search("guards"), tools.search("guards", offset=20)
    assert first["more"] == second["more"] + len(second["statements"]) > 0
    assert not {s["id"] for s in first["statements"]} & {s["id"] for s in second["statements"]}
    page, at = "", 0
    while len(page) < len(text):
        part = tools.page("long.txt", at)
        page, at = page + part["quote"], part["end"]
    assert page == dossier.pages[0].text


def test_what_is_asked_wrongly_is_told(case: Path) -> None:
    tools = Tools(case)
    wrongs: tuple[Callable[[], object], ...] = (
        lambda: tools.questions(status="odd"), lambda: tools.questions(episode="odd"), lambda: tools.search(" "),
        lambda: tools.page("odd"), lambda: tools.why(""),
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(r.NotFound):
            wrong()
    with pytest.raises(r.CaseError):
        Tools(case.with_name("none.case"))
