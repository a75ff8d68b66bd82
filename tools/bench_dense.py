"""The benchmark of the dense series: year-on-year changes and streaks of ten million rows against a scan of them.

Belongs here: making the rows, timing what the models do with them in one session, and printing the ratios as the last
line. Does not belong here: any assertion, for times on a shared machine are no test; and any SQL of the models: it is
rendered from the files of the dbt project.

The rows are made as a Parquet file, month by month, and go through the reader of `sources/observed/`, its checks
included, through staging, which sorts them, and into vintages. Then come, each the best of three: the plain scan of the
raw table, which counts and adds up each series; the model `fct_observed_month`; and the runs of its directions. Each
value that a query returns is computed, and none is carried out of DuckDB or stored: a scan stores nothing, so neither
side does. The seconds to store the models are told beside.

Peak memory is the resident set of this process, all steps included, with DuckDB limited to three gigabytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from korea_trade.series import observed
from korea_trade.series.files import SERIES_FOLDER
from tools import dbt_sql

ROUNDS = 3
ITEMS, PARTNERS, MONTHS = 110, 200, 240
_ITEMS = [f"item_{number:03d}" for number in range(ITEMS)]
_PARTNERS = [f"partner_{number:03d}" for number in range(PARTNERS)]
# A season, a trend that turns now and then, some noise; one month in twenty is missing. Rows stand month by month.
_SERIES = f"""
    select
        (date '2005-01-01' + to_months(month::integer))::date as month,
        flow,
        item,
        partner,
        round(
            1e7 * (1 + 0.2 * sin(month * pi() / 6))
            * (1.5 + sin((month + hash(item, partner) % 60) * pi() / 30))
            + 1e4 * (hash(flow, item, partner, month) % 100)
        ) as value_usd,
        'Made for the benchmark, after no series in particular' as source
    from range({MONTHS}) as months (month)
    cross join (values ('exports'), ('imports')) as flows (flow)
    cross join (select unnest($items) as item)
    cross join (select unnest($partners) as partner)
    where hash(partner, month, item, flow) % 20 <> 0
    order by month
"""


def main() -> None:
    """Measures in a process of its own, so that the peak of memory is that of the measurement."""
    with tempfile.TemporaryDirectory(prefix="ktw-bench-") as folder:
        path = Path(folder) / SERIES_FOLDER / "made.parquet"
        path.parent.mkdir()
        for step in ("make", "measure"):
            subprocess.run([sys.executable, "-m", "tools.bench_dense", step, str(path)], check=True)


def make(path: Path) -> None:
    """Writes the rows."""
    duckdb.execute(f"copy ({_SERIES}) to '{path}'", {"items": _ITEMS, "partners": _PARTNERS})


def measure(path: Path) -> None:
    """Prints a line for each step, and the ratios."""
    with duckdb.connect(path.with_suffix(".duckdb")) as connection:
        connection.execute("set memory_limit = '3GB'; create schema raw; create schema marts")
        staging = dbt_sql.model("stg_observed", {"observed": "raw.observed"})
        *between, (_, mart) = dbt_sql.models("fct_observed_month", {"stg_observed"}).items()
        _seconds("check the file", lambda: _check(connection, path))
        connection.execute(f"create table raw.observed ({observed.SQL_COLUMNS})")
        _seconds("load it", lambda: connection.execute(f"insert into raw.observed {observed.rows(path)}"))
        _seconds("look for duplicates", lambda: observed.duplicates(connection, "raw.observed"))
        _seconds("store staging", lambda: connection.execute(f"create table stg_observed as {staging}"))
        for name, sql in between:
            kind = "view" if name == "int_series_latest" else "table"
            _seconds(f"make {name}", partial(connection.execute, f"create {kind} {name} as {sql}"))
        scan = _query(
            connection,
            "scan",
            "select flow, subject_kind, subject_id, count(*) as months, min(month) as first_month, "
            "max(month) as last_month, sum(value_usd) as usd from raw.observed group by all",
        )
        yoy = _query(connection, "yoy", mart)
        _seconds("store the mart", lambda: connection.execute(f"create table marts.fct_observed_month as {mart}"))
        connection.execute(
            "create view marts.directions as "
            "select *, 'growth' as condition from marts.fct_observed_month where direction is not null"
        )
        streaks = _query(connection, "streaks", dbt_sql.macros.consecutive_runs("marts.directions"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"yoy {yoy / scan:.2f} x, streaks {streaks / scan:.2f} x of a scan, peak {peak:.1f} GB")


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    problems = observed.problems(connection, path, _ITEMS, _PARTNERS)
    assert not problems, problems[0]


def _query(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> float:
    """The seconds of the best round; every value that `sql` returns is computed, and none is carried out of DuckDB."""
    whole = f"select count(*), any_value(columns(*)) from ({sql})"
    return min(_seconds(name, lambda: connection.execute(whole).fetchall()) for _ in range(ROUNDS))


def _seconds(name: str, step: Callable[[], Any]) -> float:
    started, worked = time.perf_counter(), time.process_time()
    answer = step()
    seconds = time.perf_counter() - started
    rows = f", {answer[0][0]:,} rows" if isinstance(answer, list) and answer else ""
    print(f"{name:<20} {seconds:6.2f} s, {time.process_time() - worked:6.2f} s of processors{rows}", flush=True)
    return seconds


if __name__ == "__main__":
    if sys.argv[1:]:
        {"make": make, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
