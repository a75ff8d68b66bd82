"""The benchmark of customs detail: what a month costs, as a multiple of a scan and as a part of a build of everything.

Belongs here: measuring the store on made-up detail and printing the figures. Does not belong here: any assertion, for
times on a shared machine are no test; other engines (`bench_peers`); and any SQL of the model.

`ROWS` rows of detail are made in monthly files. Then:

- `scan`: a query that groups all detail by series, counts and adds up.
- `growth and runs`: the model for each month on the finest level alone, against the files of the month before and of
  the year before, every value computed and none stored; then all its columns. Its months are a sample, for each costs
  the same.
- `build of all`: the store from nothing: files checked, months put together, all levels, everything written.
- `a new month`, `a correction`, `nothing changed`: the same store afterwards. What is told is the work inside the
  process; a process of `ktw customs build` takes the seconds of its start besides.

Seconds are those of the clock and of the processors, for other work may keep the machine busy.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
import duckdb

from korea_trade.customs import catalogue, engine, store
from korea_trade.modelling import dbt_manifest
from korea_trade.warehouse.settings import PROJECT, Settings
from tools import customs_detail, dbt_sql

MONTHS: Final = 240
PARTNERS: Final = 200
ROUNDS: Final = 3
_SAMPLE: Final = 6
# What is asked of the model, every value of it computed and none stored.
_ASKED: Final = {
    "growth and runs": "count(*), sum(value_usd), sum(year_ago_usd), sum(direction), sum(run_length)",
    "all columns, records too": "count(*), any_value(columns(*))",
}
_LIMITS: Final = "set memory_limit = '4GB'; set threads = 2"
_SOURCES: Final = ("detail", "month_before", "year_ago", "item_code", "calendar")
_SQL: Final = dbt_sql.model("customs_month", dict(zip(_SOURCES, _SOURCES, strict=True)))
_LEVELS: Final = str(dbt_sql.macros.customs_levels("detail", "item_code"))


@click.command()
@click.option("--rows", default=100_000_000, show_default=True, help="Rows of detail to make, about.")
@click.option("--months", default=MONTHS, show_default=True)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to make them; kept, and taken if it is there.")
@click.option("--measure", is_flag=True, hidden=True)
def main(rows: int, months: int, folder: Path | None, measure: bool) -> None:
    """Measure in a process of its own, so that the peak of memory is that of the measurement."""
    if measure:
        assert folder is not None  # whoever starts the process names it
        _measure(Settings(folder / "sources", folder / "data"))
        return
    with tempfile.TemporaryDirectory(prefix="ktw-bench-") as temporary:
        place = folder or Path(temporary)
        if not (place / "sources").exists():
            shutil.copytree(PROJECT / "sources", place / "sources")
            codes = max(1, round(rows / months / PARTNERS / 2 / 0.95))
            customs_detail.make(place / "sources" / "customs", months=months, codes=codes, partners=PARTNERS)
        subprocess.run([sys.executable, "-m", "tools.bench_customs", "--measure", "--folder", str(place)], check=True)


def _measure(settings: Settings) -> None:
    settings.apply()
    build = engine.chosen("duckdb", settings)
    detail = sorted((settings.sources / "customs").glob("*.parquet"))
    last, middle = detail[-1], detail[len(detail) // 2]
    with duckdb.connect() as connection:
        connection.execute(_LIMITS)
        [(rows, size)] = connection.sql(
            f"select sum(num_rows), sum(file_size_bytes) from parquet_file_metadata({[str(path) for path in detail]})"
        ).fetchall()
        print(f"{rows:,} rows of detail in {len(detail)} months, {size / 1e9:.1f} GB")
        scan = _timed(
            "scan",
            lambda: connection.execute(
                "select count(*), any_value(columns(*)) from (select code, partner, flow, count(*), sum(value_usd) "
                f"from read_parquet({[str(path) for path in detail]}) group by all)"
            ).fetchall(),
        )
    shutil.rmtree(settings.data, ignore_errors=True)
    dbt_manifest.prepared(settings)  # once for each state of the project
    held = last.rename(settings.sources / last.name)
    try:
        whole = _timed("build of all but the last month", lambda: store.bring_up_to_date(settings, build))
    finally:
        held.rename(last)
    whole_of_all = whole * len(detail) / (len(detail) - 1)
    new = _timed("a new month", lambda: store.bring_up_to_date(settings, build))
    new_file = settings.sources / middle.name
    changed = f"if(code = (select min(code) from '{middle}'), value_usd + 1, value_usd)"
    duckdb.execute(f"copy (select * replace ({changed} as value_usd) from '{middle}') to '{new_file}'")
    new_file.replace(middle)
    corrected: list[Any] = []
    correction = _timed("a correction", lambda: corrected.extend(store.bring_up_to_date(settings, build)))
    nothing = _timed("nothing changed", lambda: store.bring_up_to_date(settings, build))
    growth = _growth(settings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    held_bytes = sum(path.stat().st_size for path in (settings.data / "customs").rglob("*.parquet"))
    print(f"the store holds {held_bytes / 1e9:.1f} GB, {held_bytes / rows:.0f} bytes for a row of detail")
    print(f"the correction built {len(corrected)} months, {100 * correction / whole_of_all:.2f} percent of all")
    print("; ".join(f"{name} {seconds / scan:.1f} x of a scan" for name, seconds in growth.items()))
    print(
        f"a new month {100 * new / whole_of_all:.2f} percent, "
        f"nothing changed {100 * nothing / whole_of_all:.3f} percent of a build of all; peak {peak:.1f} GB"
    )


def _growth(settings: Settings) -> dict[str, float]:
    """Seconds of processors for all months, from a sample of those that have a year before."""
    held = catalogue.load(settings)
    months = sorted(held.months)
    sample = months[12 :: max(1, (len(months) - 12) // _SAMPLE)]
    sql = _SQL.replace(_LEVELS, "select 'hs10' as code_level, * from detail")
    seconds = dict.fromkeys(_ASKED, 0.0)
    with duckdb.connect() as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute(_LIMITS)
        connection.execute("create table item_code (item_id varchar, code varchar, is_counted boolean)")
        for month in sample:
            at = months.index(month)
            detail = held.detail_folder(month, held.details[month].key)
            connection.execute(f"create or replace view detail as from '{detail}/*.parquet'")
            for name, of in (("month_before", months[at - 1]), ("year_ago", months[at - 12])):
                place, file = held.month_folder(of, held.months[of].key), f"{folder}/{name}.parquet"
                connection.execute(
                    f"copy (from '{place}/*.parquet' where code_level = 'hs10' and partner <> 'all') to '{file}'"
                )
                connection.execute(f"create or replace view {name} as from '{file}'")
            connection.execute(
                f"create or replace view calendar as select date '{month}' as month, true as follows_month_before"
            )
            for name, columns in _ASKED.items():
                query = f"select {columns} from ({sql})"
                seconds[name] += min(
                    _timed(f"{name}, {month:%Y-%m}", partial(connection.execute, query)) for _ in range(ROUNDS)
                )
    return {name: total * len(months) / len(sample) for name, total in seconds.items()}


def _timed(name: str, step: Callable[[], Any]) -> float:
    """The seconds of processors that a step takes, told with those of the clock."""
    started, worked = time.perf_counter(), time.process_time()
    step()
    seconds, processors = time.perf_counter() - started, time.process_time() - worked
    print(f"{name:<34} {seconds:8.2f} s, {processors:8.2f} s of processors", flush=True)
    return processors


if __name__ == "__main__":
    main()
