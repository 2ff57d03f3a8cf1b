"""Shared fixtures.  Texts that are not ours are read from ``../shared`` and never copied into the project."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of known cases and benchmarks; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the known cases in {SHARED}, which are not part of the project")
    return SHARED
