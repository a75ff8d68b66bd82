"""The model of customs detail on its finest level: each month from the files of the month and the year before."""

import sys
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from korea_trade.customs import engine
from korea_trade.customs.engine import Step
from korea_trade.customs.months import EMPTY
from tools import dbt_sql

_SOURCES = ("detail", "month_before", "year_ago", "item_code", "calendar")
_LEVELS = str(dbt_sql.macros.customs_levels("detail", "item_code"))
_SQL = dbt_sql.model("customs_month", dict(zip(_SOURCES, _SOURCES, strict=True)))
_FINEST = _SQL.replace(
    _LEVELS, "select 'hs10' as code_level, code, partner, flow, value_usd, weight_kg, declarations from detail"
)

with tempfile.TemporaryDirectory(dir=sys.argv[1]) as folder, duckdb.connect() as connection:
    empty = Path(folder) / "empty.parquet"
    connection.execute(f"copy (select {EMPTY} limit 0) to '{empty}'")
    made: list[Path] = []
    for file in sorted(Path(sys.argv[1]).glob("*.parquet")):
        into = Path(folder) / file.stem
        into.mkdir()
        year_ago = made[-12] if len(made) >= 12 else empty
        month = date.fromisoformat(f"{file.stem}-01")
        engine.run(_FINEST, [Step(month, bool(made), file, made[-1] if made else empty, year_ago, empty, into)])
        made.append(into)
    answer = connection.sql(
        "select count(direction), sum(direction), sum(run_length), max(run_length) "
        f"from '{folder}/2*/*.parquet' where direction is not null"
    )
    print(*answer.fetchall()[0])
