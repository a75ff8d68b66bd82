"""The data tests of the dbt project: their compiled queries, asked on one connection after the models are built.

Belongs here: which tests concern which models, asking them, and the rows that failed. Does not belong here: the tests
(`dbt_project/`) and what follows from a failure. dbt by hand runs the same tests itself; it takes twenty milliseconds
for one whose query takes two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import duckdb

_SHOWN: Final = 5


@dataclass(frozen=True)
class DataTest:
    """A data test: its name, the unique ids of the models that it reads, the query for the rows that fail it, and when
    they are too many (`calculation` of the rows, and the `condition` behind it, as dbt has them)."""

    name: str
    models: tuple[str, ...]
    sql: str
    calculation: str
    condition: str


@dataclass(frozen=True)
class Result:
    """What became of a test; `complaint` is empty if it passed, else the rows that fail it or what kept it from
    being asked."""

    test: DataTest
    complaint: str = ""

    @property
    def passed(self) -> bool:
        return not self.complaint


def concerning(manifest: Mapping[str, Any], made: Collection[str], missing: Collection[str]) -> list[DataTest]:
    """The tests of `manifest`, which must hold compiled SQL, that read a model of `made` and none of `missing`."""
    tests = [
        DataTest(
            node["name"],
            tuple(read for read in node["depends_on"]["nodes"] if read in manifest["nodes"]),
            node["compiled_code"],
            node["config"]["fail_calc"],
            node["config"]["warn_if"],
        )
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test"
    ]
    return [test for test in tests if not set(test.models).isdisjoint(made) and set(test.models).isdisjoint(missing)]


def asked(connection: duckdb.DuckDBPyConnection, tests: Iterable[DataTest]) -> Iterator[Result]:
    """What became of each of `tests` on a connection to the build database."""
    for test in tests:
        yield Result(test, _complaint(connection, test))


def _complaint(connection: duckdb.DuckDBPyConnection, test: DataTest) -> str:
    # The query may end in a comment, which would take the bracket with it.
    failing = f"from ({test.sql}\n) as failing"
    try:
        verdict = connection.execute(f"select {test.calculation} {test.condition} {failing}").fetchall()
        if verdict == [(False,)]:
            return ""
        rows = connection.sql(f"{failing} limit {_SHOWN}")
        shown = "; ".join(str(dict(zip(rows.columns, row, strict=True))) for row in rows.fetchall())
    except duckdb.Error as error:
        return f"the test {test.name} could not be asked: {error}"
    return f"the test {test.name} failed: {shown}"
