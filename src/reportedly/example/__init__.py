"""The example case: seven short pages on an invented affair, with the troubles of real ones.

An article pasted into a blog comment among spam and navigation, a page without a publication date, an
anonymous source, a retelling that gets a date wrong, a copied wire story, and two accounts that are
shown to be independent.  Persons, places and papers are invented.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

__all__ = ["pages"]


def pages() -> Path:
    """The folder of the example's pages."""
    return Path(str(resources.files(__package__))) / "pages"
