"""Files written whole or not at all, and a case held by one run at a time."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import CaseError, InputError

__all__ = ["AnyPath", "held", "write_whole"]

#: A path as a caller may give it.
AnyPath = str | os.PathLike[str]


def write_whole(path: AnyPath, data: bytes) -> None:
    """Write ``data`` to a file beside ``path`` and put it in its place, so that no half of it is ever seen.

    Raises :class:`InputError` where it cannot be written; what stood there is then untouched.  What is no
    plain file (a pipe, a device) is written to as it is.
    """
    path = Path(path)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        target = path.resolve()  # a link keeps pointing to where it points
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o7777)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file.") from error


@contextmanager
def held(case: Path) -> Iterator[None]:
    """Hold the case file ``case`` for one run, made if it is not there.

    Raises :class:`CaseError` where another process holds it.  The system lets go of it when the process ends,
    however it ends.  Without ``fcntl`` (Windows) nothing is held.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(case, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:  # the store says what is wrong with it
        yield
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CaseError(f"{case}: another run is at work on it; wait until that has ended.") from error
        except OSError:  # a file system that knows no locks
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_UN)
        yield
    finally:
        os.close(handle)
