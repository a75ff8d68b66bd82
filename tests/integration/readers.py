"""A reader in a process of its own, which asks one question of a database again and again until it is stopped.

Belongs here: the process and what it saw. Does not belong here: what is published meanwhile (the tests).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from korea_trade.warehouse.settings import PROJECT
from tests.integration.workshop import PATIENCE, until


class Reader:
    """Asks `question` of `database`; each answer of one whole state is one row of one number."""

    def __init__(self, database: Path, question: str, folder: Path) -> None:
        self._folder = folder
        command = [sys.executable, "-m", __name__, str(database), question, str(folder)]
        self._process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)

    def has_seen(self, number: int) -> bool:
        return until((self._folder / f"seen-{number}").exists)

    def end(self) -> None:
        (self._folder / "stop").touch()

    def told(self) -> dict[str, Any]:
        """How many answers there were, the numbers in their order, the answers that were no such row, the errors."""
        self.end()
        answer: dict[str, Any] = json.loads(self._process.communicate(timeout=PATIENCE)[0])
        return answer


@contextmanager
def reading(database: Path, question: str, folder: Path) -> Iterator[Reader]:
    """A reader from its first answer on; `folder` is its own."""
    folder.mkdir()
    reader = Reader(database, question, folder)
    try:
        assert reader.has_seen(1)
        yield reader
    finally:
        reader.end()


def _ask(database: str, question: str, folder: Path) -> None:
    told: dict[str, Any] = {"queries": 0, "seen": [], "mixtures": [], "errors": []}
    while not (folder / "stop").exists():
        try:
            with duckdb.connect(database, read_only=True) as connection:
                rows = connection.execute(question).fetchall()
        except duckdb.Error as error:
            told["errors"].append(str(error))
            continue
        told["queries"] += 1
        if len(rows) != 1:
            told["mixtures"].append(rows)
        elif told["seen"][-1:] != [rows[0][0]]:
            told["seen"].append(rows[0][0])
            (folder / f"seen-{rows[0][0]}").touch()
    print(json.dumps(told))


if __name__ == "__main__":
    _ask(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
