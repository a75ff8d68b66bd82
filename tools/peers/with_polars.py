"""polars, lazily, by its streaming engine."""

import sys

import polars as pl

series = ["code", "partner", "flow"]
number = 12 * pl.col("month").dt.year().cast(pl.Int32) + pl.col("month").dt.month()
detail = pl.scan_parquet(f"{sys.argv[1]}/*.parquet").select(*series, "value_usd", number=number)
year_ago = detail.select(*series, pl.col("number") + 12, year_ago_usd="value_usd")
grown = detail.join(year_ago, on=[*series, "number"]).sort(*series, "number")
grown = grown.with_columns(direction=(pl.col("value_usd") - pl.col("year_ago_usd")).sign())
# Sorted by series: a run begins where anything differs from the row before.
begins = pl.any_horizontal(*(pl.col(name) != pl.col(name).shift(1) for name in [*series, "direction"]))
begins = (begins | (pl.col("number") != pl.col("number").shift(1) + 1)).fill_null(True)
row = pl.int_range(pl.len())
run_length = row - pl.when(begins).then(row).forward_fill() + 1
runs = grown.select("direction", run_length=run_length)
answer = runs.select(
    pl.len(), pl.col("direction").sum(), pl.col("run_length").sum(), longest=pl.col("run_length").max()
)
print(*answer.collect(engine="streaming").row(0))
