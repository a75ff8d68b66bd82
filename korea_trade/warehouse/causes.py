"""What the machine does to a run, in a sentence: a full disk, no memory, too few files, a folder that is gone.

Belongs here: knowing such a cause by the words of whatever library met it, and what to do about it. Does not belong
here: errors that know their own sentence (`korea_trade.errors`), and where they are caught.

Every library has a type of error of its own for the same cause, and Dagster and dbt hand on no more than its text; so a
cause is told by its words.
"""

from __future__ import annotations

import re
import resource
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from korea_trade.errors import WarehouseError
from korea_trade.warehouse.settings import Settings

# Less than that is a full disk: SQLite then speaks of an "I/O error" without saying which.
_LEAST_FREE_BYTES: Final = 1_000_000
# What a run has open at once, with a reserve, and what it asks for where that is allowed.
_FEW_FILES, _FILES = 192, 1024
_THEN: Final = "what was published stays published"


@dataclass(frozen=True)
class _Cause:
    """A cause by the words that tell of it, and the sentence for it."""

    words: re.Pattern[str]
    sentence: Callable[[Settings], str]


def _words(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


def _full(settings: Settings) -> str:
    where = (
        f"The disk of {settings.data} is full"
        if _free_bytes(settings) < _LEAST_FREE_BYTES
        else f"A disk is full: that of {settings.data}, of temporary files, or of what the output goes to"
    )
    return f"{where}; {_THEN}. Make room there, or name a folder on another disk in KTW_DATA_DIR, then run this again."


def _too_large(_: Settings) -> str:
    limit, _hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    allowed = "" if limit == resource.RLIM_INFINITY else f" (a process may write {limit // 2**20:,} MB: `ulimit -f`)"
    return f"A file may not become as large as is needed{allowed}; {_THEN}. Allow more, then run this again."


def _read_only(settings: Settings) -> str:
    return (
        f"A folder cannot be written to, for its disk is read-only; {_THEN}. Make it writable, or name a folder "
        f"that is in KTW_DATA_DIR, now {settings.data}, then run this again."
    )


def _gone(settings: Settings) -> str:
    return f"The folder {settings.data} was removed while something was written to it. Run `ktw build` to make it anew."


def _no_memory(_: Settings) -> str:
    limit, _hard = resource.getrlimit(resource.RLIMIT_AS)
    allowed = "" if limit == resource.RLIM_INFINITY else f" (a process may have {limit // 2**20:,} MB: `ulimit -v`)"
    return f"Memory ran out{allowed}; {_THEN}. End other programs or allow more memory, then run this again."


def _few_files(_: Settings | None = None) -> str:
    limit, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return (
        f"A process may have no more than {limit:,} files open at once, which is too few; {_THEN}. "
        f"Allow more with `ulimit -n 1024`, then run this again."
    )


def _damaged_history(settings: Settings) -> str:
    return (
        f"The history of runs in {settings.dagster_home} is damaged; {_THEN}. "
        f"Remove that folder, which holds no data, then run this again."
    )


_FULL: Final = _Cause(_words("No space left on device", "database or disk is full", "Disk quota exceeded"), _full)
_CAUSES: Final = (
    _FULL,
    _Cause(_words("File too large"), _too_large),
    _Cause(_words("Read-only file system"), _read_only),
    _Cause(_words("Too many open files"), _few_files),
    _Cause(
        _words(
            r"\bMemoryError\b",
            "Out of Memory Error",
            "OutOfMemoryException",
            "Cannot allocate memory",
            r"\bstd::bad_alloc\b",
            "failed to allocate data of size",
            "failed to map segment from shared object",
            "can't start new thread",
            "could not allocate",
            "Unable to allocate",
        ),
        _no_memory,
    ),
    _Cause(_words("database disk image is malformed", "file is not a database"), _damaged_history),
)
# Where a file that was there a moment ago is not any more, or SQLite has lost the disk beneath it.
_LOST: Final = _words("No such file or directory", "unable to open database", "disk I/O error", "readonly database")


class MachineError(WarehouseError):
    """The machine does not allow what a run needs."""


def allow_files() -> None:
    """Lets this process and those it starts open as many files as a run needs. Raises MachineError if it may not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    if most < _FEW_FILES:
        raise MachineError(_few_files())


def told(error: BaseException, settings: Settings) -> str | None:
    """The sentence for what the machine did, where that is behind `error`; None where it is something else."""
    return told_of("\n".join(f"{type(one).__name__}: {one}" for one in _chain(error)), settings)


def told_of(text: str, settings: Settings) -> str | None:
    """The same for an error of which only its text is left."""
    for cause in _CAUSES:
        if cause.words.search(text):
            return cause.sentence(settings)
    if _LOST.search(text):
        if not settings.dagster_home.exists():
            return _gone(settings)
        if _free_bytes(settings) < _LEAST_FREE_BYTES:
            return _full(settings)
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """`error` and whatever led to it, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _free_bytes(settings: Settings) -> int:
    """What is free on the disk of the data, or will be where the folder is made."""
    there = next(place for place in (settings.data, *settings.data.parents) if place.exists())
    return shutil.disk_usage(there).free
