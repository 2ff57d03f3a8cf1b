"""The language of a page: what its text is in; where that is too short to tell, what its markup says."""

from __future__ import annotations

import re

from ..vocab import words

__all__ = ["language_of"]

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
)
#: resiliparse's rank distance: below this a guess holds.
_SURE = 1100
_CLOSE = 100


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the language of ``text``; None where it cannot be told."""
    sample = text[:20_000]
    tokens = [w.casefold() for w in _WORD.findall(sample)]
    letters = sum(map(len, tokens)) or 1
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) * 4 > letters:
            return code
    english = words("english", "function_words")
    known = sum(w in english for w in tokens)
    if tokens and known * 4 > len(tokens):
        return "en"
    if len(tokens) >= 6:
        from resiliparse.parse.lang import detect_fast

        ranked: list[tuple[str, int]] = detect_fast(sample, n_results=4)  # type: ignore[assignment]  # a list where more than one is asked for
        code, distance = ranked[0] if ranked else ("unknown", 0)
        # A text full of names looks foreign: English is believed where it comes close.
        if known * 8 >= len(tokens) and any(c == "en" and d <= distance + _CLOSE for c, d in ranked):
            return "en"
        if code != "unknown" and distance <= _SURE:
            return str(code)
    main = (declared or "").replace("_", "-").split("-")[0].lower()
    return main if re.fullmatch(r"[a-z]{2,3}", main) else None
