"""A checkout that was copied or moved runs its own code on its own sources and data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from korea_trade.warehouse.settings import PROJECT

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(Path(sys.prefix) != PROJECT / ".venv", reason="the environment is not that of `make`"),
]

LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "data", "tests", "docs", ".*_cache", "__pycache__")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of this checkout with its environment, whose files are not copied but linked, for they are many."""
    folder = tmp_path / "copy"
    shutil.copytree(PROJECT, folder, symlinks=True, ignore=LEFT_OUT)
    shutil.copytree(PROJECT / ".venv", folder / ".venv", symlinks=True, copy_function=_linked)
    return folder


def _linked(source: str, target: str) -> None:
    """One file under two names, or a copy of it where the folders are on two disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _said(folder: Path, program: str, *arguments: str) -> str:
    """What a program of the environment of the checkout in `folder` says, asked from elsewhere."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KTW_", "PYTHON"))}
    return subprocess.run(
        [folder / ".venv" / "bin" / program, *arguments],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_copy_runs_its_own_code_and_sources(copy: Path) -> None:
    (copy / "korea_trade" / "__init__.py").write_text("PLACE = 'the copy'\n", encoding="utf-8")
    place = "import korea_trade; from korea_trade.warehouse.settings import Settings as S; "

    told = _said(copy, "python", "-c", f"{place}print(korea_trade.PLACE, S.from_environment().sources)")

    assert told == f"the copy {copy / 'sources'}\n"
    assert f"Nothing is published in {copy / 'data'}" in _said(copy, "ktw", "status")


def test_a_checkout_that_was_moved_starts(copy: Path) -> None:
    moved = copy.rename(copy.with_name("moved"))

    assert f"Nothing is published in {moved / 'data'}" in _said(moved, "ktw", "status")
