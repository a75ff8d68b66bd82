"""The relations of customs detail that readers see: views on the files of months, and what items are held against.

Belongs here: the file of these relations, with their descriptions. Does not belong here: which months (`catalogue`, or
the release that names them) and what a month holds (`dbt_project/models/customs/`).

Everything but the months is small, and stands in the file itself: whoever opens it needs no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb
import yaml

from korea_trade.literals import quoted, quoted_to_read
from korea_trade.warehouse import release_file
from korea_trade.warehouse.settings import DBT_PROJECT

_HERE: Final = Path(__file__).parent
_MODEL: Final = DBT_PROJECT / "models" / "customs" / "customs_month.yml"
_ITEM: Final = ("item_id", "tolerance_percent", "source", "note")


def write(file: Path, months: Sequence[Path], items: Sequence[Mapping[str, Any]], marts: Path) -> None:
    """Makes the new DuckDB file of the relations on these folders of months, beside the file of the `marts`."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{quoted(marts)}' as marts (read_only)")
        with release_file.made(connection, file):
            make_months(connection, months)
            _make_items(connection, items)
            connection.execute(f"create table customs_item_said as {_sql('customs_item_said')}")
            connection.execute(f"create view fct_customs_reconciliation as {_sql('fct_customs_reconciliation')}")
            for statement in _comments(connection):
                connection.execute(statement)


def make_months(connection: duckdb.DuckDBPyConnection, months: Sequence[Path]) -> None:
    """Makes `customs_month` and `fct_customs_month`, views on these folders."""
    paths = ", ".join(f"'{quoted_to_read(folder)}/*.parquet'" for folder in months)
    connection.execute(f"create view customs_month as from read_parquet([{paths}], hive_partitioning = false)")
    connection.execute(f"create view fct_customs_month as {_sql('fct_customs_month')}")


def _make_items(connection: duckdb.DuckDBPyConnection, items: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(
        "create table customs_item (item_id varchar primary key, tolerance_percent double not null, "
        "source varchar not null, note varchar)"
    )
    for item in items:
        connection.execute("insert into customs_item values (?, ?, ?, ?)", [item[name] for name in _ITEM])


def _sql(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")


def _comments(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The descriptions as statements."""
    relations = yaml.safe_load((_HERE / "relations.yml").read_text(encoding="utf-8"))
    [model] = yaml.safe_load(_MODEL.read_text(encoding="utf-8"))["models"]
    of_model = {column["name"]: column["description"] for column in model["columns"]}
    views = {name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()}
    statements = []
    for name, relation in relations.items():
        kind = "view" if name in views else "table"
        statements.append(f"comment on {kind} {name} is {_literal(relation['description'])}")
        for column in [row[0] for row in connection.execute(f"describe {name}").fetchall()]:
            described = relation["columns"].get(column) or of_model[column]
            statements.append(f"comment on column {name}.{column} is {_literal(described)}")
    return statements


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
