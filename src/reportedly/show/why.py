"""The trail of one record: value -> statement -> chain of sources -> page, each quote in its sentence."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import RenderableType
from rich.text import Text
from rich.tree import Tree

from ..errors import NotFound
from ..records import Detail, Span, Statement, Value
from .terminal import STYLE, quote
from .text import clause, clean
from .view import View
from .words import LINK, RELATION, STATUS, VERDICT, WITHIN

__all__ = ["why"]


def why(view: View, ident: str) -> RenderableType:
    """The trail of the record whose id begins with ``ident``.

    Values and details are followed to the page; statements, voices, actors, checks and comparisons show
    what they rest on.  Raises :class:`NotFound` where there is no such record.
    """
    kind, found = view.find(ident)
    trail = _TRAILS.get(kind)
    if trail is None:
        raise NotFound(
            f"{ident!r} names no trail ({kind}); `reportedly why` follows {', '.join(sorted(_TRAILS))}."
        )
    return trail(view, found)


def _detail(view: View, ident: str) -> Tree:
    detail = view.details[ident]
    tree = Tree(
        Text.assemble((clean(detail.question), "bold"), "  ", (STATUS[detail.status], STYLE[detail.status]))
    )
    for value in view.values_of(detail):
        _value_branch(view, tree, detail, value)
    return tree


def _value(view: View, ident: str) -> Tree:
    detail, value = view.values[ident]
    tree = Tree(
        Text.assemble((clean(detail.question), "bold"), "  ", (STATUS[detail.status], STYLE[detail.status]))
    )
    _value_branch(view, tree, detail, value)
    return tree


def _value_branch(view: View, tree: Tree, detail: Detail, value: Value) -> None:
    low, high = value.independent
    branch = tree.add(
        Text.assemble(
            (view.value(value.id), "bold"),
            (f"  {value.type}{f' = {value.normalized}' if value.normalized else ''}", "dim"),
            (f"  {view.short(value.id)}", "dim"),
        )
    )
    if high:
        branch.add(f"independent voices: at least {low}, at most {high}")
    if value.ceiling:
        branch.add(Text(f"ceiling: Admiralty {value.ceiling.admiralty}; {clause(value.ceiling.why)}"))
    for relation in detail.relations:
        if value.id in (relation.a, relation.b):
            branch.add(_relation(view, relation.a, relation.kind, relation.b, relation.within, relation.why))
    by_statement: dict[str | None, list[Span]] = {}
    for evidence in value.evidence:
        by_statement.setdefault(evidence.statement, []).append(evidence)
    for statement, spans in by_statement.items():
        if statement in view.statements:
            _statement_branch(view, branch, view.statements[statement], spans)
        else:
            for span in spans:
                _quote_branch(view, branch, span)


def _relation(view: View, a: str, kind: str, b: str, within: str, why: str) -> Text:
    left, right = view.value(a), view.value(b)
    return Text(f"“{left}” {RELATION[kind]} “{right}” ({WITHIN[within]}): {clause(why)}")


def _statement_branch(view: View, tree: Tree, statement: Statement, spans: list[Span]) -> None:
    branch = tree.add(
        Text.assemble(
            (view.account(statement.passage), "bold"),
            (f"  {_ids(view, statement)}", "dim"),
        )
    )
    for span in spans:
        _quote_branch(view, branch, span)
    if statement.mode == "narration":
        branch.add("told in the account's own voice")
    else:
        branch.add(
            Text(
                f"{statement.stance.replace('_', ' ')} ({statement.mode}): source {view.source(statement.source)}"
                + (f", cue “{clean(statement.cue.text)}”" if statement.cue else "")
            )
        )
    hops = [view.account(h.passage) if h.passage else f"“{clean(h.text)}”" for h in statement.chain]
    basis = {"attributed": "", "author": "", "governing_lead": ", as the account's lead says"}
    road = " → ".join([view.account(statement.passage), *hops, f"{view.voice(statement.voice)}"])
    branch.add(Text.assemble("chain: ", road, basis[statement.voice_basis]))
    if statement.within in view.statements:
        _statement_branch(view, branch.add("reported inside"), view.statements[statement.within], [])


def _ids(view: View, statement: Statement) -> str:
    """What ``judge`` may be told of here."""
    ids = [("statement", statement.id), ("account", statement.passage)]
    ids += [("voice", statement.voice)] if statement.voice else []
    ids += [("actor", statement.source.actor)] if statement.source.actor else []
    return ", ".join(f"{kind} {view.short(ident)}" for kind, ident in ids)


def _quote_branch(view: View, tree: Tree, span: Span) -> None:
    page = view.pages.get(span.page)
    where = f"{page.file if page else span.page}, characters {span.start} to {span.end}"
    tree.add(Text.assemble(quote(view, span), (f"\n{where}", "dim")))


def _statement(view: View, ident: str) -> Tree:
    statement = view.statements[ident]
    tree = Tree(Text(f"statement {ident}", style="bold"))
    _statement_branch(view, tree, statement, list(statement.spans))
    return tree


def _voice(view: View, ident: str) -> Tree:
    voice = view.voices[ident]
    tree = Tree(Text.assemble((view.voice(ident), "bold"), (f"  {voice.kind}  {view.short(ident)}", "dim")))
    for span in voice.evidence:
        _quote_branch(view, tree, span)
    for relation in view.dossier.voice_relations:
        if ident in (relation.a, relation.b):
            other = relation.b if relation.a == ident else relation.a
            branch = tree.add(
                Text(
                    f"{relation.relation} from {view.voice(other)}: {clean(relation.basis)}"
                    if relation.relation == "distinct"
                    else f"the same as {view.voice(other)}: {clean(relation.basis)}"
                )
            )
            for span in relation.evidence:
                _quote_branch(view, branch, span)
    for statement in view.dossier.statements:
        if statement.voice == ident:
            _statement_branch(view, tree, statement, list(statement.spans))
    return tree


def _actor(view: View, ident: str) -> Tree:
    actor = view.actors[ident]
    tree = Tree(Text.assemble((view.actor(ident), "bold"), (f"  {actor.kind}  {view.short(ident)}", "dim")))
    if actor.roles:
        tree.add(Text("roles: " + "; ".join(clean(r) for r in actor.roles)))
    for span in actor.mentions:
        _quote_branch(view, tree, span)
    return tree


def _check(view: View, ident: str) -> Tree:
    check = next(c for c in view.dossier.citation_checks if c.id == ident)
    tree = Tree(Text.assemble((VERDICT[check.verdict], "bold"), f": {clean(check.why)}"))
    _quote_branch(view, tree.add("what the citing account says"), check.part)
    cited = tree.add(Text(f"what {view.target(check.cited)} says"))
    if check.evidence:
        _quote_branch(view, cited, check.evidence)
    else:
        cited.add(
            "nothing on it was found" + (" before its text breaks off" if check.searched == "cut" else "")
        )
    return tree


def _comparison(view: View, ident: str) -> Tree:
    row = next(c for c in view.dossier.comparisons if c.id == ident)
    tree = Tree(Text(f"to be compared: {clean(row.why)}", style="bold"))
    _quote_branch(view, tree, row.a)
    _quote_branch(view, tree, row.b)
    return tree


def _passage(view: View, ident: str) -> Tree:
    passage = view.passages[ident]
    tree = Tree(
        Text.assemble((view.account(ident), "bold"), (f"  {passage.kind}  {view.short(ident)}", "dim"))
    )
    for link in view.dossier.links:
        if link.source == ident:
            branch = tree.add(Text(f"{LINK[link.kind]} {view.target(link.target)}"))
            if link.evidence:
                _quote_branch(view, branch, link.evidence)
    for span in passage.published.evidence:
        _quote_branch(view, tree.add(f"published {passage.published.edtf} ({passage.published.basis})"), span)
    return tree


_TRAILS: dict[str, Callable[[View, str], Tree]] = {
    "value": _value,
    "detail": _detail,
    "statement": _statement,
    "voice": _voice,
    "actor": _actor,
    "citation check": _check,
    "comparison": _comparison,
    "passage": _passage,
}
