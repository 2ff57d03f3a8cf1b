"""Frames: what can be asked of an affair, as data.

A frame is a TOML file in this folder.  A user adds one, or replaces one of the same name, by putting a
file into a folder and naming that folder in ``REPORTEDLY_FRAMES``.  ``docs/frames.md`` works one through.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

from ..errors import ExtensionError
from ..records import Clause, ValueType

__all__ = ["Category", "Frame", "Read", "Slot", "frames", "load_frame"]

About = Literal["argument", "clause", "sentence", "around", "passage", "none"]


@dataclass(frozen=True, slots=True)
class Read:
    """One way in which a text gives a slot's value.  What is empty is not asked for.

    ``governor``: lemmas ("break down" with its particle) of a clause, one of whose arguments holds the
    value; ``role``: the argument's role (subject, object, agent, clause, prep:in ...; see
    :class:`~reportedly.records.Argument`); ``modifier``: words that stand in the governing phrase;
    ``subject`` and ``object``: lemmas one of which heads the governor's other argument.  ``near``: words
    that stand within a few words of the value.  ``counted``: nouns one of which the number counts ("*":
    any); ``condition``: what befell the counted; ``head``: nouns one of which heads the value; ``mark``:
    words that open a phrase or clause of cause; ``phrase``: words that give a category wherever they
    stand.  ``beside``: lemmas one of which heads another argument of the governor, whatever its role.
    ``unit``: units that the number is told in.  ``negated``: the category that the governor gives where it
    is negated or denied ("no ransom was paid").  ``stance`` and ``source``: a statement so meant, by such a source (see
    :class:`~reportedly.records.Statement`), gives the category.  ``about``: how near the frame's own words
    must be: among the clause's own arguments, in the clause, its sentence, the sentences around it, the account, or nowhere (``none``).  ``denial``: what
    is negated is kept, as denied.
    """

    governor: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    condition: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    mark: frozenset[str] = frozenset()
    phrase: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    stance: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    about: About = "sentence"
    category: str | None = None
    negated: str | None = None
    denial: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A named answer of a slot: the words shown for it, and the answers that cannot be true beside it."""

    name: str
    label: str
    excludes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """One question: ``single`` where it has one right answer, so that two answers can contradict.

    ``bound`` takes the first or the last day of a stretch of time; ``clock`` takes times of day and nothing
    else, ``distance`` lengths and nothing else.  ``one_act``: all reads tell of one act, so that two times
    of day are held against each other whatever word gives them.  ``scoped``: two answers are of one thing
    only where the same word of ``beside`` or ``object`` stands by them (this letter, that report).
    ``promised``: what is announced is told as firmly as what is done.
    """

    name: str
    question: str
    type: ValueType
    single: bool = False
    clock: bool = False
    distance: bool = False
    one_act: bool = False
    scoped: bool = False
    promised: bool = False
    bound: Literal["first", "last"] | None = None
    reads: tuple[Read, ...] = ()
    categories: dict[str, Category] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """What can be asked of one kind of event.

    ``nouns`` and ``verbs`` show that a sentence is about such an event; a verb of ``loose`` does so only
    with one of ``things`` among its arguments (to free a *hostage*), and no verb does so with one of ``never`` (to meet a *deadline*).  ``classes`` puts counted nouns that
    mean one thing together, ``within`` a class into the one that it is part of; ``slots`` by name, in the
    order of the file: the first that fits takes a value.  ``momentary``: it happens on one day.
    ``beside``: its event is told of within another kind of event (a ransom within talks), so that it takes no
    clause from that one.
    """

    name: str
    title: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    classes: dict[str, str]
    within: dict[str, str]
    slots: dict[str, Slot]
    loose: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    momentary: bool = False
    beside: bool = False

    def tells(self, clause: Clause) -> bool:
        """Whether the clause's word, alone or with what stands before it ("air strike"), is one of the frame's."""
        words = self.nouns if clause.nominal else self.verbs
        if clause.lemma in words:
            return True
        if clause.nominal and any(
            f"{a.head.lower()} {clause.lemma}" in words for a in clause.having("modifier")
        ):
            return True
        return clause.lemma in self.loose and any(a.head in self.things for a in clause.arguments)


@cache
def frames() -> dict[str, Frame]:
    """Every frame by name: the user's, then the shipped ones, of which they replace those of their name.

    Raises :class:`ExtensionError`, with the file and the field, where a frame cannot be used.
    """
    found: dict[str, Frame] = {}
    extra = os.environ.get("REPORTEDLY_FRAMES")
    for path in sorted(Path(extra).glob("*.toml")) if extra else ():
        frame = load_frame(path.read_text(encoding="utf-8"), str(path))
        found[frame.name] = frame
    shipped = resources.files(__package__)
    for file in sorted((f for f in shipped.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        frame = load_frame(file.read_text(encoding="utf-8"), file.name)
        found.setdefault(frame.name, frame)
    return found


def load_frame(text: str, where: str) -> Frame:
    """The frame written in TOML as ``text``; ``where`` is named in errors (:class:`ExtensionError`)."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExtensionError(f"{where} is not valid TOML ({error}); mend that line.") from error
    for key in ("name", "title", "slot"):
        if key not in data:
            raise ExtensionError(f"{where}: a frame needs `{key}`.")
    parts = [_part(str(name), where) for name in data.get("includes", ())]
    words: dict[str, list[str]] = {}
    for part in parts:
        words |= _words(part.get("words", {}), words, where)
    words |= _words(data.get("words", {}), words, where)
    slots = [_slot(entry, words, where) for source in (data, *parts) for entry in source["slot"]]
    tables = [*parts, data]
    classes = {
        noun: name for t in tables for name, nouns in sorted(t.get("classes", {}).items()) for noun in nouns
    }
    by_name: dict[str, Slot] = {}
    for slot in slots:
        by_name.setdefault(slot.name, slot)
    return Frame(
        data["name"],
        data["title"],
        frozenset(words.get("nouns", ())),
        frozenset(words.get("verbs", ())),
        classes,
        {part: whole for t in tables for part, whole in t.get("within", {}).items()},
        by_name,
        frozenset(words.get("loose", ())),
        frozenset(words.get("things", ())),
        frozenset(words.get("never", ())),
        bool(data.get("momentary")),
        bool(data.get("beside")),
    )


@cache
def _part(name: str, where: str) -> dict[str, Any]:
    """A part that frames share, by name: words, classes and slots, of ``frames/parts``."""
    file = resources.files(__package__) / "parts" / f"{name}.toml"
    if not name.isidentifier() or not file.is_file():
        raise ExtensionError(f"{where}: there is no part {name!r} to include.")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _words(table: dict[str, list[str]], known: dict[str, list[str]], where: str) -> dict[str, list[str]]:
    """A table's word lists, with ``@name`` replaced by the list of that name, which stands above."""
    found = dict(known)
    for name, entries in table.items():
        found[name] = list(_expand(entries, found, where))
    return found


def _expand(entries: list[str], words: dict[str, list[str]], where: str) -> Iterator[str]:
    for entry in entries:
        if not entry.startswith("@"):
            yield entry
        elif entry[1:] in words:
            yield from words[entry[1:]]
        else:
            raise ExtensionError(f"{where}: there is no list {entry!r} in [words] above its use.")


def _slot(entry: dict[str, Any], words: dict[str, list[str]], where: str) -> Slot:
    name = str(entry.get("name", "?"))
    at = f"{where}, slot {name!r}"
    missing = [key for key in ("name", "question", "type") if key not in entry]
    if missing:
        raise ExtensionError(f"{at}: needs `{missing[0]}`.")
    if entry["type"] not in get_args(ValueType):
        kinds = ", ".join(get_args(ValueType))
        raise ExtensionError(f"{at}: type {entry['type']!r} is none of {kinds}.")
    categories = {
        key: Category(key, str(value.get("label", key)), frozenset(value.get("excludes", ())))
        for key, value in entry.get("categories", {}).items()
    }
    reads = tuple(_read(read, words, at, categories) for read in entry.get("read", ()))
    return Slot(
        name,
        entry["question"],
        entry["type"],
        bool(entry.get("single")),
        bool(entry.get("clock")),
        bool(entry.get("distance")),
        bool(entry.get("one_act")),
        bool(entry.get("scoped")),
        bool(entry.get("promised")),
        entry.get("bound"),
        reads,
        categories,
    )


_LISTS = (
    "governor", "near", "condition", "role", "modifier", "counted", "head", "mark", "phrase", "subject", "object",
    "beside", "unit", "stance", "source",
)  # fmt: skip
_OTHERS = ("about", "category", "negated", "denial")


def _read(
    entry: dict[str, Any], words: dict[str, list[str]], at: str, categories: dict[str, Category]
) -> Read:
    unknown = sorted(set(entry) - set(_LISTS) - set(_OTHERS))
    if unknown:
        raise ExtensionError(f"{at}: a read has no field {unknown[0]!r}.")
    if entry.get("about", "sentence") not in get_args(About):
        raise ExtensionError(f"{at}: about {entry['about']!r} is none of {', '.join(get_args(About))}.")
    for key in ("category", "negated"):
        if entry.get(key) and entry[key] not in categories:
            raise ExtensionError(f"{at}: category {entry[key]!r} is not in [slot.categories].")
    lists = {key: frozenset(_expand(entry.get(key, []), words, at)) for key in _LISTS}
    if not any(lists[key] for key in ("governor", "near", "condition", "phrase", "counted", "stance")):
        raise ExtensionError(f"{at}: a read needs a governor, near, condition, counted, phrase or stance.")
    return replace(
        Read(**lists),  # type: ignore[arg-type]  # the lists' names are the fields'
        about=entry.get("about", "sentence"),
        category=entry.get("category"),
        negated=entry.get("negated"),
        denial=bool(entry.get("denial")),
    )
