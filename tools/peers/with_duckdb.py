"""DuckDB, the obvious SQL."""

import sys
from pathlib import Path

import duckdb

connection = duckdb.connect()
connection.execute("set threads = 2; set memory_limit = '4GB'; set preserve_insertion_order = false")
connection.execute(f"create view detail as from '{sys.argv[1]}/*.parquet'")
print(*connection.sql(Path(__file__).with_name("obvious.sql").read_text(encoding="utf-8")).fetchall()[0])
