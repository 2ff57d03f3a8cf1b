"""The language of a page: what its text is in; where that is too short to tell, what its markup says."""

from __future__ import annotations

import re

from ..vocab import words

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-Z\u00aa-\u024f\u1e00-\u1eff]")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
#: Distances of resiliparse's ranks (Out-Of-Place, Cavnar and Trenkle 1994): a guess is one below this ...
_SURE = 1100
#: ... and so much nearer than English, by how many words there are at most.  Set on headlines and beginnings of
#: paragraphs of English news against example sentences of 38 languages in Latin letters: of the English ones
#: about 1 in 500 is lost, and of three foreign sentences together hardly any is taken for English.
_NEARER = ((5, 10_000), (9, 60), (15, 30), (10**9, 15))
#: All languages that it ranks, English among them.
_RANKED = 120
#: A text of which every so-manieth word is an English function word is English; every so-manieth speaks for it.
_ENGLISH, _LIKELY = 4, 8


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language of ``text``; None where it cannot be told, "und" where it is not in
    Latin letters and no more can be told.

    What is not English is not parsed, so another language needs strong evidence: its script, or ranks that are
    clearly nearer than English, the more so the shorter the text; or that its markup declares what they say.
    """
    sample = text[:20_000]
    tokens = [w.casefold() for w in _WORD.findall(sample)]
    letters = sum(map(len, tokens)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) * 4 > letters:
            return code
    english = words("english", "function_words")
    known = sum(w in english for w in tokens)
    if tokens and known * _ENGLISH > len(tokens):
        return "en"
    main = (declared or "").replace("_", "-").split("-")[0].lower()
    main = main if re.fullmatch(r"[a-z]{2,3}", main) else ""
    nearest, nearer = _ranked(sample)
    if len(_LATIN.findall(sample)) * 2 < sum(map(len, tokens)):
        return nearest if nearest not in (None, "en") else main or "und"
    if nearest in (None, "en"):
        return nearest or main or None
    needed = next(margin for most, margin in _NEARER if len(tokens) <= most)
    if known * _LIKELY > len(tokens):
        needed *= 3
    if nearer >= needed or main == nearest:
        return nearest
    return "en" if main == "en" else None


def _ranked(sample: str) -> tuple[str | None, int]:
    """The language that is nearest, None where none is near, and how much nearer it is than English."""
    from resiliparse.parse.lang import detect_fast

    ranked: list[tuple[str, int]] = detect_fast(sample, n_results=_RANKED)  # type: ignore[assignment]  # a list where more than one is asked for
    code, distance = ranked[0] if ranked else ("unknown", _SURE + 1)
    if code == "unknown" or distance > _SURE:
        return None, 0
    return code, dict(ranked).get("en", 2 * _SURE) - distance
