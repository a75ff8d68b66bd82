"""Superset itself on a published warehouse with customs detail: what its charts answer, what it refuses, and releases
while it is asked.

Needs Superset's own environment (`make superset-env`); without it the tests are skipped, visibly. One server, started
on an empty metadata database, serves them all.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from bi.superset.running import PYTHON, Superset, running
from korea_trade.releases import history
from korea_trade.releases.history import Release
from korea_trade.warehouse.settings import PROJECT
from tests.corpora import customs_history
from tests.integration.superset_client import Client, RefusedError
from tests.integration.workshop import Warehouse, until
from tests.warehouses import FirstBuild
from tools import chromium

# By dashboard, what its charts ask.
CHARTS = {
    dashboard: {
        chart["slice_name"]: json.loads(chart["query_context"])["queries"]
        for chart in (
            yaml.safe_load(path.read_text(encoding="utf-8"))
            for path in (PROJECT / "bi/superset/assets" / folder / "charts").iterdir()
        )
    }
    for dashboard, folder in (("korea-trade", "korea_trade"), ("customs-detail", "customs"))
}

CUSTOMS = "Customs detail"

pytestmark = [
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.skipif(not PYTHON.exists(), reason="Superset is not installed (make superset-env)"),
]


@dataclass(frozen=True)
class Served:
    """A warehouse, and Superset on it."""

    warehouse: Warehouse
    superset: Superset


@pytest.fixture(scope="session")
def served(first_build: FirstBuild, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One Superset for all tests, on a warehouse that one of them publishes to."""
    warehouse = first_build.as_built.copied_to(tmp_path_factory.mktemp("superset") / "warehouse")
    _deliver_customs(warehouse)
    with running(warehouse.settings.data) as superset:
        yield Served(warehouse, superset)


def _deliver_customs(warehouse: Warehouse) -> None:
    """Three years of three codes with two partners: some rise, some fall, and one code has a gap."""
    for number in range(36):
        rows = {
            (code, partner, flow): (size * (100 + (number * step) % 37), size)
            for size, code in enumerate(("8542310000", "8901200000", "7208510000"), start=1)
            for step, partner in ((5, "CN"), (7, "US"))
            for flow in ("exports", "imports")
            if code[0] != "7" or number != 20
        }
        customs_history.write(warehouse.sources, date(2022 + number // 12, number % 12 + 1, 1), rows)
    build = warehouse.ktw("customs", "build")
    assert build.returncode == 0, build.stderr


@pytest.fixture
def client(served: Served) -> Client:
    return Client(served.superset)


GROWTH = """
    with known as (select * from fct_month_known where subject_kind = '{}' and yoy_percent is not null)
    select strftime(month, '%Y-%m') as month_text, yoy_percent as growth,
        if(flow = 'exports', label, label || ' (' || flow || ')') as subject_and_flow
    from known inner join dim_subject using (subject_kind, subject_id)
    where month > (select max(month) - interval 24 months from known)
"""
_LAST_MONTH = """
    select {columns}, flow, '2024-12' as month_text, value_usd / 1e6 as value_usd_millions,
        yoy_percent, contribution_points, share_percent,
        if(direction > 0, 'rise, ', if(direction < 0, 'fall, ', 'unchanged, '))
        || run_length || if(run_length = 1, ' month', ' months') as run
    from fct_customs_month where month = '2024-12-01' and {which}
"""
OF_CUSTOMS = {
    "Customs detail: exports and imports by month": """
        pivot (
            select epoch_ms(month) as month, flow, value_usd / 1e9 as value
            from fct_customs_month where code_level = 'total' and partner = 'all'
        )
        on flow using any_value(value)
    """,
    "Customs detail: growth on the year by ministry item (%)": """
        select strftime(month, '%Y-%m') as month_text, yoy_percent as growth,
            if(flow = 'exports', code, code || ' (imports)') as item_and_flow
        from fct_customs_month
        where code_level = 'item' and partner = 'all' and month >= '2023-01-01' and yoy_percent is not null
    """,
    "Customs detail: ministry items in the last month": _LAST_MONTH.format(
        columns="code as item, unit_value_usd_per_kg, is_record", which="code_level = 'item' and partner = 'all'"
    ),
    "Customs detail: chapters in the last month": _LAST_MONTH.format(
        columns="code", which="code_level = 'hs2' and partner = 'all'"
    ),
    "Customs detail: partners in the last month": _LAST_MONTH.format(
        columns="partner", which="code_level = 'total' and partner <> 'all'"
    ),
}
# What each chart draws, asked of the marts without Superset's datasets; the names are those that Superset answers with.
OF_MARTS = {
    "Exports, US$ billion": """
        select epoch_ms(month) as month, value_usd / 1e9 as value_usd_bn from fct_month_known
        where flow = 'exports' and subject_kind = 'total'
    """,
    "Balance, US$ billion": """
        select epoch_ms(month) as month, value_usd / 1e9 as value_usd_bn from fct_month_known
        where flow = 'balance' and subject_kind = 'total'
    """,
    "Statements": "select count(*) as statements from fct_statement",
    "Contradictions": "select count(*) as contradictions from fct_reconciliation where verdict = 'contradicts'",
    "Exports, imports and balance by month": """
        pivot (
            select epoch_ms(month) as month, flow, value_usd / 1e9 as value
            from fct_month_known where subject_kind = 'total'
        )
        on flow using any_value(value)
    """,
    "Growth on the year by item, the last two years (%)": GROWTH.format("item"),
    "Growth on the year by partner, the last two years (%)": GROWTH.format("partner"),
    "Runs that are not known to have ended": """
        select label as subject, flow, condition, length, strftime(start_month, '%Y-%m') as since,
            strftime(end_month, '%Y-%m') as known_until, start_edge,
            months_since_opposite, article_ids,
            if(condition = 'growth', if(direction > 0, 'rise', 'fall'), if(direction > 0, 'surplus', 'deficit')) as sign
        from fct_streak inner join dim_subject using (subject_kind, subject_id)
        where is_open and frequency = 'month' and direction <> 0
    """,
    "How many rose": """
        select label || ', ' || strftime(month, '%Y-%m') as universe, rising_count as rose,
            universe_size - rising_count as not_rose
        from fct_breadth inner join dim_population using (population_id)
    """,
    "Contradictions and revisions": """
        select verdict, dim_identity.label as identity, dim_subject.label as subject, period, unit, left_value,
            right_value, gap, article_ids, explanation
        from fct_reconciliation
        inner join dim_identity using (identity_id)
        inner join dim_subject using (subject_kind, subject_id)
        where verdict in ('contradicts', 'revision')
    """,
    "Trading firms of 2021 by group": """
        select label as subject, value as finest_print
        from fct_trading_firms inner join dim_subject using (subject_kind, subject_id)
        where measure = 'firms'
        qualify row_number() over (partition by subject_id order by upper_bound - lower_bound) = 1
    """,
    "Answers of two surveys": """
        select dim_survey_question.label as question, dim_survey_option.label as answer, period,
            dim_population.label as base, value, certainty
        from fct_survey_answer
        inner join dim_survey_question using (question_id)
        inner join dim_survey_option using (option_id)
        inner join dim_population on base_id = population_id
        where measure = 'answer_share' and not is_repeat
    """,
    "Shares, each of its base": """
        select dim_population.label as base, dim_subject.label as subject, flow, period, value as share
        from fct_share
        inner join dim_population on base_id = population_id
        inner join dim_subject using (subject_kind, subject_id)
        qualify row_number() over (
            partition by base_id, subject_kind, subject_id, flow, period order by upper_bound - lower_bound
        ) = 1
    """,
    "Statements by article and theme": """
        pivot (
            select article_id || ' ' || title as article, replace(theme, '_', ' ') as theme
            from fct_statement inner join dim_article using (article_id)
        ) on theme using nullif(count(*), 0)
    """,
}


@pytest.mark.parametrize(
    ("file", "chart"),
    [*(("korea_trade.duckdb", chart) for chart in OF_MARTS), *(("customs.duckdb", chart) for chart in OF_CUSTOMS)],
)
def test_a_chart_draws_what_the_marts_hold(served: Served, client: Client, file: str, chart: str) -> None:
    names, rows = _asked(served.warehouse, (OF_MARTS | OF_CUSTOMS)[chart], file)
    drawn = client.chart_data(client.ids("chart", "slice_name")[chart])

    assert _comparable([tuple(row[name] for name in names) for row in drawn]) == _comparable(rows)


def test_every_chart_was_compared(client: Client) -> None:
    assert set(OF_MARTS) == set(CHARTS["korea-trade"])
    assert set(OF_CUSTOMS) == set(CHARTS["customs-detail"])
    assert set(client.ids("chart", "slice_name")) == set(OF_MARTS) | set(OF_CUSTOMS)


def test_a_range_of_months_leaves_out_what_lies_beyond(served: Served, client: Client) -> None:
    months = {"col": "month", "op": "TEMPORAL_RANGE", "val": "2023-01-01 : 2023-05-01"}
    exports = [{"col": "flow", "op": "==", "val": "exports"}, {"col": "subject_kind", "op": "==", "val": "total"}]
    query = {"columns": ["month"], "metrics": ["value_usd_bn"], "filters": [months, *exports], "row_limit": 100}
    dataset = {"id": client.ids("dataset", "table_name")["fct_month_known"], "type": "table"}
    [answer] = client.ask("chart/data", {"datasource": dataset, "queries": [query]})["result"]
    _, rows = _asked(
        served.warehouse,
        "select epoch_ms(month), value_usd / 1e9 from fct_month_known "
        "where month between '2023-01-01' and '2023-04-01' and flow = 'exports' and subject_kind = 'total'",
    )

    assert _comparable([(row["month"], row["value_usd_bn"]) for row in answer["data"]]) == _comparable(rows)


def test_datasets_say_what_the_marts_say_of_themselves(served: Served, client: Client) -> None:
    for name, number in client.ids("dataset", "table_name").items():
        dataset = client.ask(f"dataset/{number}")["result"]
        columns = {column["column_name"]: column["description"] for column in dataset["columns"]}
        file = "customs.duckdb" if dataset["database"]["database_name"] == CUSTOMS else "korea_trade.duckdb"
        comments = dict(
            _asked(
                served.warehouse, f"select column_name, comment from duckdb_columns() where table_name = '{name}'", file
            )[1]
        )

        assert comments
        assert dataset["description"]
        assert all(columns.values())
        assert columns | comments == columns


def _asked(warehouse: Warehouse, sql: str, file: str = "korea_trade.duckdb") -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect(str(warehouse.settings.published / file), read_only=True) as connection:
        answer = connection.sql(sql)
        return answer.columns, answer.fetchall()


def _comparable(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in one order, numbers without what floats differ in when they are added up another way."""
    return sorted(
        [tuple(float(f"{cell:.9g}") if isinstance(cell, int | float) else cell for cell in row) for row in rows],
        key=repr,
    )


REFUSED = {
    "write": "update fct_statement set value = 0",
    "make a table": "create table t as select 1",
    "read a file": "select * from read_text('/etc/passwd')",
    "attach a file": "attach '/etc/passwd' as other",
    "open the file system": "set enable_external_access = true",
    "unlock the settings": "set lock_configuration = false",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_even_the_administrator_cannot(served: Served, client: Client, statement: str) -> None:
    database = client.ids("database", "database_name")["Korea trade"]
    before = served.warehouse.published()

    assert client.sql(database, "select count(*) as n from fct_statement")[0]["n"] > 300
    with pytest.raises(RefusedError, match=r"does not allow for DDL/DML|disabled by configuration|has been locked"):
        client.sql(database, statement)
    assert served.warehouse.published() == before


OF_CUSTOMS_REFUSED = REFUSED | {
    "write into the store": "copy (select 1) to '{store}/made.csv'",
    "write while it is explained": "explain analyze copy (select 1) to '{store}/made.csv'",
    "write behind a query": "select 1; copy (select 1) to '{store}/made.csv'",
    "make a database in the store": "attach '{store}/made.duckdb' as made",
    "reach more": "set allowed_directories = ['/']",
    "read the tables of the sources": "select * from read_text('{store}/../*')",
}


@pytest.mark.parametrize("statement", OF_CUSTOMS_REFUSED.values(), ids=OF_CUSTOMS_REFUSED)
def test_nobody_reads_more_than_customs_detail_or_writes_into_it(
    served: Served, client: Client, statement: str
) -> None:
    store = served.warehouse.settings.data / "customs"
    before = sorted(store.rglob("*"))
    database = client.ids("database", "database_name")[CUSTOMS]

    with pytest.raises(
        RefusedError, match=r"does not allow for DDL/DML|disabled by configuration|answers one query at a time"
    ):
        client.sql(database, statement.format(store=store))
    assert client.sql(database, "pivot fct_customs_month on flow using count(*) group by code_level")
    assert sorted(store.rglob("*")) == before


def test_its_secrets_are_for_the_owner_only(served: Served) -> None:
    home = served.warehouse.settings.data / "superset"
    modes = {name: stat.S_IMODE((home / name).stat().st_mode) for name in ("admin_password", "secret_key")}

    assert modes == {"admin_password": 0o600, "secret_key": 0o600}
    assert (home / "admin_password").read_text() != (home / "secret_key").read_text()


def test_who_does_not_log_in_sees_nothing(served: Served) -> None:
    with pytest.raises(RefusedError):
        Client(Superset(served.superset.address, "not the password"))


def _switch_to_copy(warehouse: Warehouse, number: int) -> None:
    """Publishes a copy of what is published whose last month of exports has `number` US dollars."""
    settings = warehouse.settings
    folder = settings.releases / f"copy-{number:02d}"
    shutil.copytree(settings.published, folder)
    with duckdb.connect(str(folder / settings.published_database.name)) as connection:
        connection.execute(
            """
            update fct_month_known set value_usd = $1
            where
                subject_kind = 'total' and flow = 'exports'
                and month = (select max(month) from fct_month_known where subject_kind = 'total' and flow = 'exports')
            """,
            [number],
        )
    history.switch(settings, Release(folder, {}))


@pytest.mark.soak
def test_three_clients_see_each_of_ten_releases_without_an_error(served: Served) -> None:
    first = Client(served.superset)
    charts = first.ids("chart", "slice_name")
    database = first.ids("database", "database_name")["Korea trade"]

    def ask_for_a_figure(client: Client) -> float:
        rows = client.chart_data(charts["Exports, US$ billion"])
        return max(rows, key=lambda row: row["month"])["value_usd_bn"]

    def ask_for_months(client: Client) -> float:
        rows = client.chart_data(charts["Exports, imports and balance by month"])
        return max(rows, key=lambda row: row["month"])["exports"]

    def ask_in_sql(client: Client) -> float:
        exports = "from fct_month_known where subject_kind = 'total' and flow = 'exports'"
        return client.sql(database, f"select arg_max(value_usd, month) / 1e9 as n {exports}")[0]["n"]

    asks = (ask_for_a_figure, ask_for_months, ask_in_sql)
    seen: list[list[int]] = [[] for _ in asks]
    over = threading.Event()

    def go_on(ask: Callable[[Client], float], answers: list[int]) -> None:
        client = Client(served.superset)
        while not over.is_set():
            answers.append(round(ask(client) * 1e9))

    with ThreadPoolExecutor() as pool:
        clients = [pool.submit(go_on, *pair) for pair in zip(asks, seen, strict=True)]
        for number in range(1, 11):
            _switch_to_copy(served.warehouse, number)
            until(lambda: any(client.done() for client in clients) or all(number in answers for answers in seen))  # noqa: B023
        over.set()
        for client in clients:
            client.result()  # raises what went wrong

    for answers in seen:
        assert list(dict.fromkeys(answers))[-10:] == list(range(1, 11))
        assert answers == sorted(answers, key=lambda answer: answer if answer <= 10 else 0)


def test_a_second_start_follows_the_data_and_brings_back_what_was_changed_by_hand(
    served: Served, client: Client, tmp_path: Path
) -> None:
    charts = client.ids("chart", "slice_name")
    data = tmp_path / "data"
    shutil.copytree(served.warehouse.settings.data, data, symlinks=True, ignore=shutil.ignore_patterns("build.duckdb"))
    with contextlib.closing(sqlite3.connect(data / "superset" / "metadata.sqlite")) as metadata, metadata:
        metadata.execute("update slices set slice_name = 'by hand' where slice_name = 'Statements'")
    with running(data) as again:
        later = Client(again)
        [path] = later.sql(later.ids("database", "database_name")["Korea trade"], "pragma database_list")

        assert later.ids("chart", "slice_name") == charts
        assert Path(path["file"]).is_relative_to(data)
    assert again.password == served.superset.password


@pytest.mark.browser
@pytest.mark.skipif(chromium.PATH is None, reason=chromium.MISSING)
@pytest.mark.parametrize("dashboard", CHARTS)
def test_a_dashboard_asks_what_its_charts_declare_and_no_other_host(served: Served, dashboard: str) -> None:
    from bi.superset.picture import opened

    answered: list[str] = []
    failed: list[str] = []
    asked: dict[str, Any] = {}
    numbers = {number: name for name, number in Client(served.superset).ids("chart", "slice_name").items()}

    def note(response: Any) -> None:
        answered.append(response.url)
        if response.status >= 400:
            failed.append(f"{response.status} {response.url}")
        content = response.request.post_data_json if "/chart/data?" in response.url else None
        if content:
            asked[numbers[content["form_data"]["slice_id"]]] = content["queries"]

    with opened(served.superset, dashboard, chromium.PATH, on_response=note):
        pass

    assert failed == []
    assert [url for url in answered if not url.startswith((served.superset.address, "data:", "blob:"))] == []
    assert asked == CHARTS[dashboard]
