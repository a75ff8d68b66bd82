"""pandas, in memory."""

import sys
from pathlib import Path

import pandas as pd

series = ["code", "partner", "flow"]
files = sorted(Path(sys.argv[1]).glob("*.parquet"))
detail = pd.concat(pd.read_parquet(path, columns=["month", *series, "value_usd"]) for path in files)
months = pd.to_datetime(detail.pop("month"))
detail["number"] = 12 * months.dt.year + months.dt.month
year_ago = detail.assign(number=detail["number"] + 12).rename(columns={"value_usd": "year_ago_usd"})
grown = detail.merge(year_ago, on=[*series, "number"]).sort_values([*series, "number"], ignore_index=True)
change = grown["value_usd"] - grown["year_ago_usd"]
grown["direction"] = (change > 0).astype(int) - (change < 0).astype(int)
before = grown.shift(1)
begins = (grown[[*series, "direction"]] != before[[*series, "direction"]]).any(axis=1)
begins |= grown["number"] != before["number"] + 1
run_length = grown.groupby(begins.cumsum()).cumcount() + 1
print(len(grown), grown["direction"].sum(), run_length.sum(), run_length.max())
