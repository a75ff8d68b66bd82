"""A warehouse in a folder of its own, driven as its users drive it: by `ktw` and by files."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from korea_trade.releases import draft, history
from korea_trade.releases.history import Release
from korea_trade.warehouse import verdicts
from korea_trade.warehouse.settings import PROJECT, Settings
from korea_trade.warehouse.verdicts import Verdict

STAGES = (
    "ingest",
    "series",
    "gate 1",
    "staging",
    "gate 2",
    "marts",
    "gate 3",
    "draft",
    "documentation",
    "workbook",
    "exports",
    "dashboard",
    "release",
)
# The table macros of a release: a mart as it was known on a day.
MACROS_OF_A_DAY = {
    "trade_month_as_of",
    "item_month_as_of",
    "partner_month_as_of",
    "streaks_as_of",
    "series_vintage_as_of",
}
# What a release reads of the build database besides its marts: no change was acknowledged.
EMPTY_SCHEMAS = """
create schema staging;
create table staging.stg_changes (
    changed_on date, changed_table varchar, changed_key varchar, changed_column varchar, published_value varchar,
    new_value varchar, reason varchar, source_line bigint
);
create schema marts;
"""
_PROGRESS = re.compile(r"^ *(\d+\.\d) s  (.{13}) ")
_DBT = """
import sys
from korea_trade.modelling import dbt_manifest, runner
from korea_trade.warehouse.settings import Settings

settings = Settings.from_environment()
settings.apply()
results = runner.invoke(dbt_manifest.prepared(settings), ["--log-level", "none", *sys.argv[1:]])
print(*(f"{result.status} {result.node.name}: {result.message}" for result in results), sep="\\n")
sys.exit(not results or not {"pass", "success"} >= {result.status for result in results})
"""
# Seconds in which anything here is done, be it a whole build on a machine with far more to do than it can.
PATIENCE = 900


@dataclass(frozen=True)
class Published:
    """What readers get: where the link points, and the bytes behind it."""

    link: str
    sha256: str


@dataclass(frozen=True)
class Warehouse:
    """Sources and data in `folder`."""

    folder: Path

    @property
    def settings(self) -> Settings:
        return Settings(sources=self.folder / "sources", data=self.folder / "data")

    @property
    def sources(self) -> Path:
        return self.settings.sources

    @property
    def environment(self) -> dict[str, str]:
        own = {"KTW_SOURCES_DIR": str(self.settings.sources), "KTW_DATA_DIR": str(self.settings.data)}
        return os.environ | own

    @property
    def program(self) -> list[str]:
        """`ktw` as installed."""
        return [str(Path(sys.executable).with_name("ktw"))]

    def ktw(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs `ktw` to its end."""
        return subprocess.run(
            [*self.program, *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def dbt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs dbt on the build database to its end, with the models as they were compiled; tells each result."""
        return subprocess.run(
            [sys.executable, "-c", _DBT, *arguments],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Starts `ktw` as the leader of its own group of processes."""
        return self._started([*self.program, *arguments])

    def start_python(self, script: str) -> subprocess.Popen[str]:
        """The same with a script that imports of the project what it needs."""
        return self._started([sys.executable, "-c", script])

    def _started(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def replace(self, file_name: str, old: str, new: str) -> int:
        """Puts `new` in the place of the only `old` in a source file; returns the number of the line."""
        return replace_once(self.sources / file_name, old, new)

    def annotate(self, note: str) -> None:
        """Changes the note of one statement: the smallest change that makes another release."""
        path = self.sources / "trade_totals.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rows[-1]["note"] = note
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def published(self) -> Published:
        return Published(
            link=str(self.settings.published.readlink()),
            sha256=hashlib.sha256(self.settings.published_database.read_bytes()).hexdigest(),
        )

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The answer of the published file, on a connection of its own."""
        with duckdb.connect(str(self.settings.published_database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def row_counts(self) -> dict[str, int]:
        """The rows of each table and view of the published file, counted one by one."""
        with duckdb.connect(str(self.settings.published_database), read_only=True) as connection:
            names = [
                name for (name,) in connection.execute("select table_name from information_schema.tables").fetchall()
            ]
            return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names}

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The build database, to put a fault into it."""
        with duckdb.connect(str(self.settings.build_database)) as connection:
            yield connection

    def processes(self) -> list[int]:
        """The processes that work on this warehouse now, this one left out."""
        return [pid for pid in _pids() if pid != os.getpid() and self._works_here(pid)]

    def _works_here(self, pid: int) -> bool:
        try:
            variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False
        return f"KTW_DATA_DIR={self.settings.data}".encode() in variables

    def copied_to(self, folder: Path) -> Warehouse:
        """The same in another folder, whatever stood there before."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, symlinks=True)
        return Warehouse(folder)


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def replace_once(path: Path, old: str, new: str) -> int:
    """Puts `new` in the place of the only `old` in the file `path`; returns the number of the line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def stage_seconds(progress: str) -> dict[str, float]:
    """When each stage ended, as the lines of progress tell, in their order."""
    found = (_PROGRESS.match(line) for line in progress.splitlines())
    return {match[2].strip(): float(match[1]) for match in found if match and match[2].strip() in STAGES}


def stage_of(line: str) -> str | None:
    """The stage that a line of progress is about."""
    match = _PROGRESS.match(line)
    return match and match[2].strip()


def passes(_: str) -> Sequence[Verdict]:
    """An audit that finds nothing."""
    return (Verdict("gate 3, marts", "run", 7, 0),)


def publish(
    settings: Settings, sources: dict[str, str], audit: Callable[[str], Sequence[Verdict]] = passes
) -> tuple[Release, bool]:
    """Publishes the marts as they stand in the build database, without building them, and prunes as a run does."""
    draft.make(settings, "run", sources, audit)
    content = verdicts.content(settings.build_database, "marts")
    published = draft.publish(settings, sources, content, [])
    history.prune(settings)
    return published


def until(condition: Callable[[], object]) -> bool:
    """Whether `condition` comes true in a time that is enough on any machine."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())
