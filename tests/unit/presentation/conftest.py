"""A release of a few rows, made for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests import manifests

_ARTICLES = """
    create table dim_article (
        article_id varchar primary key, article_no bigint, title varchar, publisher varchar,
        reference_period varchar, known_from date, known_from_basis varchar
    );
    insert into dim_article values ('a01', 1, 'Zinc rises', 'zinc.example', '2024-03', '2024-04-01', 'stated')
"""
_STATEMENTS = """
    create table fct_statement (
        statement_id varchar primary key, article_id varchar not null, figure varchar, value double, unit varchar,
        measure varchar, flow varchar, subject_kind varchar, subject_id varchar, period varchar, certainty varchar,
        paragraph bigint, sentence bigint
    );
    comment on column fct_statement.value is 'The value in the row''s unit';
    insert into fct_statement values
        ('s1', 'a01', '$5 bn', 5e9, 'USD', 'value', 'exports', 'item', 'zinc', '2024-03', 'stated', 1, 1),
        ('s2', 'a01', '+35.7%', 35.7, 'percent', 'yoy', 'exports', 'item', 'zinc', '2024-03', 'stated', 1, 2)
"""


@pytest.fixture
def released(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a release of one article, its two statements and whatever the SQL makes, with a Parquet file a table."""

    def make(sql: str = "select 1") -> Path:
        folder = tmp_path / "release"
        (folder / "exports").mkdir(parents=True)
        with duckdb.connect(str(folder / "korea_trade.duckdb")) as connection:
            for statements in (_ARTICLES, _STATEMENTS, sql):
                connection.execute(statements)
            for (name,) in connection.execute("select table_name from information_schema.tables").fetchall():
                connection.execute(f"copy {name} to '{folder / name}.parquet' (format parquet)")
        manifests.write(folder)
        return folder

    return make
