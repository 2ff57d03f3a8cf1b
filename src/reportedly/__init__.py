"""reportedly: who said what happened, over the press accounts of one affair."""

from __future__ import annotations

__version__ = "0.1.0"

__all__ = ["__version__"]
