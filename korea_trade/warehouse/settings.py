"""Where things are: the project, the sources it reads and the data it writes, by environment variables.

Belongs here: paths, the server that is asked for, and the environment that keeps tools quiet. Does not belong here:
making or reading any file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from korea_trade.errors import WarehouseError
from korea_trade.series.offices import OFFICES
from korea_trade.statements.files import printable

PROJECT: Final = Path(__file__).resolve().parents[2]
DBT_PROJECT: Final = PROJECT / "dbt_project"
ENGINES: Final = ("duckdb", "spark")

# No tool of the stack reports home, asks the network for a newer version, or waits for someone to sign up.
_QUIET: Final = {
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DBT_VERSION_CHECK": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}

# Dagster opens its history by a URL and looks for its settings by a pattern, dbt takes the path of the database for a
# URL, and DuckDB a backslash for a slash: these mean something else than themselves.
_MISREAD_IN_DATA: Final = frozenset("%?#*[]\\")
_KEYS: Final = tuple(office.variable for office in OFFICES)
# DuckDB reads a series by a pattern, in which any other character can be made to mean itself.
_MISREAD_IN_SOURCES: Final = frozenset("\\")


class SettingsError(WarehouseError):
    """The environment asks for what cannot be."""


@dataclass(frozen=True)
class Settings:
    """The folders of one warehouse. `KTW_SOURCES_DIR` and `KTW_DATA_DIR` point elsewhere than the project's own.

    `KTW_POSTGRES` is a connection string of libpq and may hold a password: it is shown nowhere, and neither are the
    `keys` of the offices, by their variables. `KTW_INTAKE` says who accepts the sure rows of a text that comes in: a
    `person`, or else a `rule`. `KTW_OFFICES` is a server of this machine that tests ask in place of the offices.
    `KTW_ENGINE` says what computes customs detail.
    """

    sources: Path
    data: Path
    postgres: str | None = field(default=None, repr=False)
    accepts_by_rule: bool = False
    keys: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    offices: str | None = None
    engine: str = "duckdb"

    @classmethod
    def from_environment(cls) -> Settings:
        """What the variables name. Raises SettingsError for a path that something beneath would misread."""
        return cls(
            _folder("KTW_SOURCES_DIR", PROJECT / "sources", _MISREAD_IN_SOURCES),
            _folder("KTW_DATA_DIR", PROJECT / "data", _MISREAD_IN_DATA),
            os.environ.get("KTW_POSTGRES") or None,
            _accepts_by_rule(),
            {name: key for name in _KEYS if (key := os.environ.get(name, "").strip())},
            _offices(),
            _engine(),
        )

    @property
    def inbox(self) -> Path:
        """Where people put texts of articles."""
        return self.sources / "inbox"

    @property
    def decisions(self) -> Path:
        """What people decided on the rows that texts propose, a file an article."""
        return self.sources / "decisions"

    @property
    def intake(self) -> Path:
        """Texts with the rows that they propose, a folder an article."""
        return self.data / "intake"

    @property
    def fetched(self) -> Path:
        """What offices answered, as it came."""
        return self.data / "fetched"

    @property
    def build_database(self) -> Path:
        return self.data / "build.duckdb"

    @property
    def writer_lock(self) -> Path:
        return self.data / "writer.lock"

    @property
    def releases(self) -> Path:
        return self.data / "releases"

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def published_database(self) -> Path:
        return self.published / "korea_trade.duckdb"

    @property
    def drawings(self) -> Path:
        """The drawings of the last dashboard that was made."""
        return self.data / "drawings"

    @property
    def data_docs(self) -> Path:
        return self.data / "data_docs"

    def data_docs_page(self, run_id: str, suite: str) -> Path:
        """The Data Docs page of one gate, by its suite, and one run."""
        return self.data_docs / run_id / f"{suite}.html"

    @property
    def dbt_target(self) -> Path:
        return self.data / "dbt"

    @property
    def dagster_home(self) -> Path:
        return self.data / "dagster_home"

    def apply(self) -> None:
        """Puts the environment of this process in order; what is meant for another dbt must not steer this one."""
        for name in [name for name in os.environ if name.startswith("DBT_")]:
            del os.environ[name]
        os.environ.update(self.environment())

    def environment(self) -> dict[str, str]:
        """What every process of the warehouse finds in its environment."""
        return _QUIET | {
            "KTW_SOURCES_DIR": str(self.sources),
            "KTW_DATA_DIR": str(self.data),
            "KTW_BUILD_DB": str(self.build_database),
            "DAGSTER_HOME": str(self.dagster_home),
            "DBT_PROJECT_DIR": str(DBT_PROJECT),
            "DBT_PROFILES_DIR": str(DBT_PROJECT),
            "DBT_TARGET_PATH": str(self.dbt_target),
            "DBT_LOG_PATH": str(self.dbt_target / "logs"),
        }


def _accepts_by_rule() -> bool:
    """Whether `KTW_INTAKE` names the rule. Raises SettingsError for what is nobody who could accept a row."""
    who = os.environ.get("KTW_INTAKE") or "person"
    if who not in ("person", "rule"):
        raise SettingsError(f"KTW_INTAKE is {who!r}; write person, or rule for sure rows that nothing contradicts")
    return who == "rule"


def _offices() -> str | None:
    """The server that tests ask in place of the offices. Raises SettingsError for any but this machine."""
    address = os.environ.get("KTW_OFFICES") or None
    if address and not re.fullmatch(r"http://(127\.0\.0\.1|localhost):\d+", address):
        raise SettingsError("KTW_OFFICES is for tests; name a server of this machine, such as http://127.0.0.1:8000")
    return address


def _engine() -> str:
    """What `KTW_ENGINE` names. Raises SettingsError for what is no engine."""
    engine = os.environ.get("KTW_ENGINE") or "duckdb"
    if engine not in ENGINES:
        raise SettingsError(f"KTW_ENGINE is {engine!r}; write {' or '.join(ENGINES)}")
    return engine


def _folder(variable: str, default: Path, misread: frozenset[str]) -> Path:
    """The folder that `variable` names. Raises SettingsError for what is `misread` or no text in its path."""
    folder = Path(os.environ.get(variable) or default).expanduser().absolute()
    wrong = sorted({character for character in str(folder) if character in misread or not character.isprintable()})
    if wrong:
        raise SettingsError(
            f"the folder {printable(str(folder))} cannot be used, for programs beneath misread "
            f"{' and '.join(map(printable, wrong))} in its path: name a folder without in {variable}"
        )
    try:
        # The part of the path that is there already.
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    except OSError as error:
        raise SettingsError(f"{folder} can be no folder ({error.strerror}): name another in {variable}") from error
    if not there.is_dir():
        raise SettingsError(f"{folder} can be no folder, for {there} is a file: name another in {variable}")
    return folder
