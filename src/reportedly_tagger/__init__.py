"""A trained attribution tagger: who says what, as spans of source, cue and content with their links.

The weights were fine-tuned on PolNeAR; read ``MODEL_CARD.md`` before you rely on them.  Nothing else
depends on this package: remove the folder, and ``reportedly`` runs on its rules alone.
"""

from __future__ import annotations

from .model import METHOD, Answer, Attribution, Tagger

__all__ = ["METHOD", "Answer", "Attribution", "Tagger"]
