"""What the machine does is told in a sentence, whatever library met it; any other error is not."""

from __future__ import annotations

import errno
import resource
import sqlite3
from pathlib import Path

import pytest

from korea_trade.warehouse import causes
from korea_trade.warehouse.causes import MachineError
from korea_trade.warehouse.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(sources=tmp_path / "sources", data=tmp_path / "data")
    settings.dagster_home.mkdir(parents=True)
    return settings


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "cause", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full", "Make room"),
        (sqlite3.OperationalError("database or disk is full"), "is full", "KTW_DATA_DIR"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "is full", "Make room"),
        (_caused(ValueError("x"), OSError(errno.ENOSPC, "No space left on device")), "is full", "Make room"),
        (OSError(errno.ENOSPC, "No space left on device"), "of what the output goes to", "Make room"),
        (OSError(errno.EFBIG, "File too large"), "as large as is needed", "Allow more"),
        (OSError(errno.EROFS, "Read-only file system"), "is read-only", "KTW_DATA_DIR"),
        (OSError(errno.EMFILE, "Too many open files"), "files open at once", "ulimit -n"),
        (MemoryError(), "Memory ran out", "allow more memory"),
        (RuntimeError("Out of Memory Error: failed to allocate data of size 16 MiB"), "Memory ran out", "memory"),
        (RuntimeError("can't start new thread"), "Memory ran out", "End other programs"),
        (sqlite3.DatabaseError("database disk image is malformed"), "history of runs", "Remove that folder"),
    ],
)
def test_what_the_machine_does_is_told_with_its_remedy(
    settings: Settings, error: Exception, cause: str, remedy: str
) -> None:
    sentence = causes.told(error, settings)
    assert sentence is not None
    assert cause in sentence
    assert remedy in sentence


def test_a_folder_that_was_removed_is_told_where_a_file_is_missed(settings: Settings) -> None:
    missed = FileNotFoundError(errno.ENOENT, "No such file or directory", str(settings.build_database))
    assert causes.told(missed, settings) is None
    settings.dagster_home.rmdir()
    assert "was removed" in str(causes.told(missed, settings))


@pytest.mark.parametrize("error", [ValueError("no"), KeyError("full"), OSError(errno.EACCES, "Permission denied")])
def test_any_other_error_is_not_explained_away(settings: Settings, error: Exception) -> None:
    assert causes.told(error, settings) is None


def test_too_few_files_are_refused_before_a_run_stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 64))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    with pytest.raises(MachineError, match=r"no more than 64 files .* `ulimit -n 1024`"):
        causes.allow_files()


def test_a_limit_that_may_be_raised_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 4096))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: raised.append(limits))
    causes.allow_files()
    assert raised == [(1024, 4096)]
