"""Metrics: each against SQL written by hand, what they do where figures would be mixed, and `ktw metrics`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import duckdb
import pytest
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest

from korea_trade.customs import catalogue, relations, store
from korea_trade.modelling.metrics import MetricError, Metrics, compiler, compiler_of_the_build, days
from korea_trade.warehouse.settings import PROJECT
from tests.corpora.customs_history import write
from tests.corpora.customs_store import direct, place
from tests.integration.workshop import Warehouse
from tests.warehouses import FirstBuild

pytestmark = pytest.mark.integration

_ITEMS: Final = "from fct_item_month_latest inner join dim_item using (item_id)"
_PARTNERS: Final = "from fct_partner_month_latest inner join dim_partner using (partner_id)"
_UNIVERSES: Final = "from fct_breadth inner join dim_population using (population_id)"
_RUNS: Final = "from fct_streak left join dim_subject using (subject_kind, subject_id) where frequency = 'month'"
_SERIES: Final = "flow, subject_kind || '/' || subject_id, condition, direction, label"

_SUBJECT: Final = "subject_kind || '/' || subject_id"
_VALUE: Final = "value_lower_bound, value_upper_bound, value_usd"

# Each metric: the dimensions that are added to its grain, and SQL on the marts with the columns of the answer.
_BY_HAND: Final = {
    "exports": (
        (),
        "select month, exports_basis, exports_lower_bound, exports_upper_bound, exports_usd "
        "from fct_trade_month_latest where exports_usd is not null",
    ),
    "imports": (
        (),
        "select month, imports_basis, imports_lower_bound, imports_upper_bound, imports_usd "
        "from fct_trade_month_latest where imports_usd is not null",
    ),
    "balance": (
        (),
        "select month, balance_basis, balance_lower_bound, balance_upper_bound, balance_usd "
        "from fct_trade_month_latest where balance_usd is not null",
    ),
    "exports_less_imports": (
        ("balance_basis",),
        "select month, exports_basis, imports_basis, balance_basis, exports_lower_bound - imports_upper_bound, "
        "exports_upper_bound - imports_lower_bound, exports_usd - imports_usd "
        "from fct_trade_month_latest where exports_usd is not null and imports_usd is not null",
    ),
    "exports_growth": (
        (),
        "select month, exports_yoy_basis, exports_yoy_percent from fct_trade_month_latest "
        "where exports_yoy_percent is not null",
    ),
    "imports_growth": (
        (),
        "select month, imports_yoy_basis, imports_yoy_percent from fct_trade_month_latest "
        "where imports_yoy_percent is not null",
    ),
    "item_exports": (
        ("item_label", "scheme"),
        f"select month, item_id, value_basis, label, scheme, {_VALUE} {_ITEMS} "
        "where flow = 'exports' and value_usd is not null",
    ),
    "item_imports": (
        ("scheme",),
        f"select month, item_id, value_basis, scheme, {_VALUE} {_ITEMS} "
        "where flow = 'imports' and value_usd is not null",
    ),
    "item_exports_growth": (
        ("is_group",),
        f"select month, item_id, yoy_basis, is_group, yoy_percent {_ITEMS} "
        "where flow = 'exports' and yoy_percent is not null",
    ),
    "item_imports_growth": (
        ("item_label",),
        f"select month, item_id, yoy_basis, label, yoy_percent {_ITEMS} "
        "where flow = 'imports' and yoy_percent is not null",
    ),
    "item_share": (
        (),
        f"select month, flow, item_id, share_base_id, share_basis, share_percent {_ITEMS} "
        "where share_percent is not null",
    ),
    "partner_exports": (
        ("partner_label",),
        f"select month, partner_id, value_basis, label, {_VALUE} {_PARTNERS} "
        "where flow = 'exports' and value_usd is not null",
    ),
    "partner_imports": (
        (),
        f"select month, partner_id, value_basis, {_VALUE} {_PARTNERS} where flow = 'imports' and value_usd is not null",
    ),
    "partner_exports_growth": (
        ("partner_kind",),
        f"select month, partner_id, yoy_basis, partner_kind, yoy_percent {_PARTNERS} "
        "where flow = 'exports' and yoy_percent is not null",
    ),
    "partner_imports_growth": (
        (),
        f"select month, partner_id, yoy_basis, yoy_percent {_PARTNERS} "
        "where flow = 'imports' and yoy_percent is not null",
    ),
    "partner_share": (
        (),
        f"select month, flow, partner_id, share_base_id, share_basis, share_percent {_PARTNERS} "
        "where share_percent is not null",
    ),
    "share": (
        ("subject_label", "certainty"),
        "select period, flow, subject_kind || '/' || subject_id, base_id, article_id, label, certainty, lower_bound, "
        "upper_bound, value "
        "from fct_share inner join dim_subject using (subject_kind, subject_id) where not is_repeat",
    ),
    "rising": (
        ("population_label",),
        f"select month, flow, population_id, article_id, label, rising_count {_UNIVERSES} "
        "where rising_count is not null",
    ),
    "universe_size": (
        (),
        f"select month, flow, population_id, article_id, universe_size {_UNIVERSES} where universe_size is not null",
    ),
    "breadth": (
        (),
        f"select month, flow, population_id, article_id, rising_count / universe_size {_UNIVERSES} "
        "where rising_count is not null and universe_size is not null",
    ),
    "value_known": (
        (),
        f"select month, flow, {_SUBJECT}, basis, lower_bound, upper_bound, value_usd from fct_month_known "
        "where value_usd is not null",
    ),
    "growth_known": (
        (),
        f"select month, flow, {_SUBJECT}, yoy_basis, yoy_percent from fct_month_known where yoy_percent is not null",
    ),
    **{
        metric: (
            (),
            f"select month, flow, {', '.join(columns)} from fct_release_month where {columns[-1]} is not null",
        )
        for metric, columns in {
            "official_value": ("lower_bound", "upper_bound", "value_usd"),
            "official_growth": ("value_yoy_percent",),
            "official_daily_average": (
                "daily_average_lower_bound",
                "daily_average_upper_bound",
                "daily_average_usd",
            ),
            "official_daily_average_growth": ("daily_average_yoy_percent",),
            "official_growth_without_semiconductors": ("without_semiconductors_yoy_percent",),
            "official_year_to_date": ("year_to_date_usd",),
            "official_year_to_date_growth": ("year_to_date_yoy_percent",),
            "official_momentum": ("three_months_yoy_percent",),
        }.items()
    },
    "official_contribution": (
        (),
        f"select month, flow, {_SUBJECT}, definition, contribution_points from fct_contribution_month "
        "where contribution_points is not null",
    ),
    "official_share": (
        (),
        f"select month, flow, {_SUBJECT}, definition, share_percent from fct_contribution_month "
        "where share_percent is not null",
    ),
    "official_period_value": (
        (),
        f"select first_day, frequency, flow, {_SUBJECT}, lower_bound, upper_bound, value_usd from fct_official_period "
        "where value_usd is not null",
    ),
    "official_period_growth": (
        (),
        f"select first_day, frequency, flow, {_SUBJECT}, yoy_percent from fct_official_period "
        "where yoy_percent is not null",
    ),
    "current_streak": (
        ("subject_label", "start_is_exact"),
        f"select {_SERIES}, start_is_exact, max(length) {_RUNS} and is_open group by all",
    ),
    "longest_streak": (
        ("subject_label",),
        f"select {_SERIES}, max(length) {_RUNS} group by all",
    ),
}
_DETAIL: Final = "month, flow, code_level, code, partner"
# The same of customs detail, which a release has in a database of its own.
_OF_CUSTOMS: Final = {
    name: f"select {_DETAIL}, {column} from fct_customs_month where {column} is not null"
    for name, column in {
        "customs_value": "value_usd",
        "customs_growth": "yoy_percent",
        "customs_share": "share_percent",
        "customs_contribution": "contribution_points",
        "customs_unit_value": "unit_value_usd_per_kg",
    }.items()
}
# No article gives a figure; the tests on rows made for them show that they answer.
_SILENT: Final = {"item_imports", "partner_imports", "partner_imports_growth"}
_RUN_METRICS: Final = {"current_streak", "longest_streak"}
# Their figures are of years too.
_OF_PERIODS: Final = {"official_period_growth", "official_period_value", "share"}


@pytest.fixture(scope="module")
def semantic_manifest(first_build: FirstBuild) -> str:
    """What dbt made of the definitions when it parsed the project for the build."""
    (file,) = first_build.as_built.settings.dbt_target.glob("manifest-*/semantic_manifest.json")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def metrics(semantic_manifest: str) -> Metrics:
    return Metrics(semantic_manifest)


@pytest.fixture(scope="module")
def metricflow(semantic_manifest: str) -> MetricFlowEngine:
    """MetricFlow on the definitions, with the tables of the published file."""
    return compiler(json.loads(semantic_manifest))


@pytest.fixture(scope="module")
def metricflow_itself(semantic_manifest: str) -> MetricFlowEngine:
    """MetricFlow as `mf query` has it, with the models of the build."""
    return compiler_of_the_build(json.loads(semantic_manifest))


@pytest.fixture(scope="module")
def models(first_build: FirstBuild) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(first_build.as_built.settings.build_database), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def published(first_build: FirstBuild) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(first_build.as_built.settings.published_database), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def customs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """Two months of customs detail of two series, as a release has them."""
    settings = place(tmp_path_factory.mktemp("customs"))
    for year, chips in ((2023, 100), (2024, 110)):
        rows = {("8542310000", "CN", "exports"): (chips, 4), ("8901100000", "US", "exports"): (50, None)}
        write(settings.sources, date(year, 1, 1), rows)
    store.bring_up_to_date(settings, direct)
    held = catalogue.load(settings)
    with duckdb.connect() as connection:
        relations.make_months(connection, [held.month_folder(month, one.key) for month, one in held.months.items()])
        yield connection


_FACTS: Final = (
    "fct_trade_month_latest",
    "fct_item_month_latest",
    "fct_partner_month_latest",
    "fct_breadth",
    "fct_official_period",
)


@pytest.fixture
def invented(first_build: FirstBuild) -> Iterator[duckdb.DuckDBPyConnection]:
    """The marts that metrics read, with the rows of the dimensions and none of the facts."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{first_build.as_built.settings.published_database}' as published (read_only)")
        for fact in _FACTS:
            connection.execute(f"create table {fact} as from published.main.{fact} limit 0")
        for dimension in ("dim_item", "dim_partner", "dim_population"):
            connection.execute(f"create table {dimension} as from published.main.{dimension}")
        yield connection


def _asked(metricflow: MetricFlowEngine, metric: str, by: Sequence[str] = ()) -> str:
    """The SQL with no more dimensions than were named, be they too few to tell the figures apart."""
    request = MetricFlowQueryRequest.create(metric_names=[metric], group_by_names=list(by))
    return str(metricflow.explain(request).sql_statement.sql)


def _grain(metricflow: MetricFlowEngine, metrics: Metrics, name: str) -> list[str]:
    """What tells the figures of a metric apart, by the names that MetricFlow has for it."""
    [metric] = metrics.named([name])
    full = {each.name: str(getattr(each, "dunder_name", each.name)) for each in metricflow.list_group_bys([name])}
    return [full[each] for each in metric.grain]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return sorted(connection.execute(sql).fetchall(), key=repr)


# Definitions


def test_every_metric_is_held_against_sql_written_by_hand(metrics: Metrics) -> None:
    assert [metric.name for metric in metrics.all()] == sorted(_BY_HAND | _OF_CUSTOMS)


@pytest.mark.parametrize("name", _BY_HAND)
def test_a_metric_gives_the_figures_of_its_mart(
    metrics: Metrics, published: duckdb.DuckDBPyConnection, name: str
) -> None:
    by, by_hand = _BY_HAND[name]

    answer = _rows(published, metrics.sql([name], by))

    assert answer == _rows(published, by_hand)
    assert bool(answer) == (name not in _SILENT)


@pytest.mark.parametrize("name", _OF_CUSTOMS)
def test_a_metric_gives_the_figures_of_customs_detail_each_by_itself(
    metrics: Metrics, metricflow: MetricFlowEngine, customs: duckdb.DuckDBPyConnection, name: str
) -> None:
    [metric] = metrics.named([name])

    answer = _rows(customs, metrics.sql([name]))

    assert metric.is_of_customs
    assert answer == _rows(customs, _OF_CUSTOMS[name])
    assert len({row[2] for row in answer}) > 2  # levels, of which none is added to another
    assert customs.execute(_asked(metricflow, name)).fetchall() == [(None,)]


def test_figures_of_customs_detail_do_not_stand_beside_those_of_the_published_file(metrics: Metrics) -> None:
    with pytest.raises(MetricError, match="ask for each by itself"):
        metrics.sql(["customs_value", "exports"])


@pytest.mark.parametrize("name", sorted(_SILENT | {"item_exports", "partner_exports"}))
def test_a_metric_takes_the_figures_of_its_own_flow(
    metrics: Metrics, invented: duckdb.DuckDBPyConnection, name: str
) -> None:
    kind, flow = name.split("_")[:2]
    member = invented.execute(f"select min({kind}_id) from dim_{kind}").fetchall()[0][0]
    for number, each in enumerate(("exports", "imports"), start=1):
        invented.execute(
            f"insert into fct_{kind}_month_latest by name select '{member}' as {kind}_id, '{each}' as flow, "
            f"date '2024-01-01' as month, {number} as value_usd, {number} as yoy_percent, "
            "'stated' as value_basis, 'stated' as yoy_basis"
        )

    assert [row[-1] for row in _rows(invented, metrics.sql([name]))] == [("exports", "imports").index(flow) + 1]


def test_every_dimension_of_every_metric_can_be_asked_for(
    metrics: Metrics, published: duckdb.DuckDBPyConnection, customs: duckdb.DuckDBPyConnection
) -> None:
    for metric in metrics.all():
        answer = (customs if metric.is_of_customs else published).sql(metrics.sql([metric.name], metric.further))
        assert answer.columns == [*metric.grain, *metric.further, *metric.bounds, metric.name]


def test_every_metric_is_described_and_has_the_unit_of_its_measure(
    metrics: Metrics, published: duckdb.DuckDBPyConnection
) -> None:
    units = dict(published.execute("select measure_id, unit from dim_measure").fetchall())
    for metric in metrics.all():
        assert metric.label
        assert metric.description
        assert (
            metric.unit == units[metric.measure]
            if metric.measure
            else metric.unit in {"months", "ratio", "percentage_point", "USD_per_kg"}
        )


def test_no_two_dimensions_of_a_metric_share_a_name(metricflow: MetricFlowEngine, metrics: Metrics) -> None:
    for metric in metrics.all():
        names = [each.name for each in metricflow.list_group_bys([metric.name])]
        assert len(names) == len(set(names)), metric.name


# Figures that may not be mixed


@pytest.mark.parametrize("name", [name for name in _BY_HAND if name not in _RUN_METRICS])
def test_where_figures_would_be_mixed_a_metric_answers_with_nothing(
    metricflow: MetricFlowEngine, metrics: Metrics, published: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert len(published.execute(metrics.sql([name])).fetchall()) != 1
    assert published.execute(_asked(metricflow, name)).fetchall() == [(None,)]


def test_items_are_never_mixed_in_a_scheme_nor_schemes_with_each_other(
    metricflow: MetricFlowEngine, invented: duckdb.DuckDBPyConnection
) -> None:
    for item in ("ships", "displays", "electronic_products", "drones"):
        invented.execute(
            f"insert into fct_item_month_latest by name select '{item}' as item_id, 'exports' as flow, "
            "date '2024-01-01' as month, 5 as value_usd, 5 as share_percent, 5 as yoy_percent"
        )

    for metric in ("item_exports", "item_exports_growth", "item_share"):
        assert _rows(invented, _asked(metricflow, metric, ["item__scheme"])) == [
            ("customs", 5),
            ("drone", 5),
            ("ministry", None),  # two items of one value, which is the value of neither scheme nor total
        ]
        assert _rows(invented, _asked(metricflow, metric, ["metric_time__month"]))[0][1] is None


def test_the_grain_is_always_in_the_answer(metrics: Metrics) -> None:
    for metric in metrics.all():
        if metric.name.startswith("item_"):
            assert "item" in metric.grain
        selected = metrics.sql([metric.name], metric.further[:1]).splitlines()[0]
        assert all(column in selected for column in metric.grain)


def test_what_two_articles_count_differently_stands_in_two_rows(
    metrics: Metrics, metricflow: MetricFlowEngine, invented: duckdb.DuckDBPyConnection
) -> None:
    for article, rising in (("a01", 6), ("a03", 7)):
        invented.execute(
            "insert into fct_breadth by name select 'major_items_15' as population_id, 'exports' as flow, "
            f"date '2024-01-01' as month, '{article}' as article_id, {rising} as rising_count, 15 as universe_size"
        )

    assert [row[-2:] for row in _rows(invented, metrics.sql(["breadth"]))] == [("a01", 6 / 15), ("a03", 7 / 15)]
    assert _rows(invented, _asked(metricflow, "breadth", ["metric_time__month"]))[0][1] is None


def test_a_month_that_nobody_reported_is_no_row_and_never_zero(
    metrics: Metrics, invented: duckdb.DuckDBPyConnection
) -> None:
    for month, exports in (("2024-01-01", "5"), ("2024-02-01", "null"), ("2024-04-01", "0")):
        invented.execute(
            f"insert into fct_trade_month_latest by name select date '{month}' as month, {exports} as exports_usd"
        )

    rows = invented.execute(metrics.sql(["exports"])).fetchall()

    assert [(row[0], row[-1]) for row in rows] == [(date(2024, 1, 1), 5), (date(2024, 4, 1), 0)]


# Questions


def test_metrics_of_one_grain_stand_side_by_side(metrics: Metrics, published: duckdb.DuckDBPyConnection) -> None:
    answer = published.execute(
        metrics.sql(["exports", "imports", "balance"], where="balance > 0 and reported_month > date '2024-01-01'")
    ).fetchall()
    exports, imports, balance = (56.555e9, 56.565e9, 56.56e9), (52.27e9, 52.29e9, 52.28e9), (4.275e9, 4.285e9, 4.28e9)

    assert answer == [(date(2024, 3, 1), "stated", "derived", "stated", *exports, *imports, *balance)]


def test_both_ends_of_the_time_asked_for_are_in_the_answer(
    metrics: Metrics, published: duckdb.DuckDBPyConnection
) -> None:
    def months(first: str | None, last: str | None) -> list[date]:
        first_day, last_day = days(first, last)
        answer = published.execute(metrics.sql(["exports"], first_day=first_day, last_day=last_day)).fetchall()
        return [row[0] for row in answer]

    assert months("2023-02", "2023-04") == [date(2023, 2, 1), date(2023, 3, 1), date(2023, 4, 1)]
    assert months("2023-Q1", "2023-Q1") == [date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)]
    assert months("2024", None) == [date(2024, 3, 1)]
    assert months(None, "2022-10") == [date(2022, 4, 1)]


@pytest.mark.parametrize(
    ("names", "by", "words"),
    [
        (["export"], [], ["no metric 'export'", "did you mean exports", "longest_streak"]),
        (["exports_number"], [], ["no metric 'exports_number'"]),
        (["item_exports"], ["shceme"], ["no dimension 'shceme' of item_exports", "did you mean scheme", "item_label"]),
        (["exports"], ["item"], ["no dimension 'item' of exports", "those with it are item_exports"]),
        (["item_exports", "partner_exports"], [], ["do not share", "ask for each by itself"]),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(
    metrics: Metrics, names: list[str], by: list[str], words: list[str]
) -> None:
    with pytest.raises(MetricError) as refused:
        metrics.sql(names, by)

    assert "\n" not in str(refused.value)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize(("first", "last"), [("March", None), ("2024", "2023"), (None, "2024-13")])
def test_a_time_that_is_none_is_refused(first: str | None, last: str | None) -> None:
    with pytest.raises(MetricError):
        days(first, last)


# The command line and the document


def test_ktw_metrics_lists_them_answers_and_shows_its_sql(warehouse: Warehouse) -> None:
    listing = warehouse.ktw("metrics")
    assert listing.returncode == 0, listing.stderr
    assert "item_exports: Exports of an item, in USD" in listing.stdout
    assert "by reported_month, item, value_basis; also flow" in listing.stdout

    asked = ["metrics", "item_exports", "--by", "item,scheme", "--where", "scheme = 'ministry'", "--from", "2024-01"]
    answer = warehouse.ktw(*asked)
    assert answer.stderr == ""
    assert re.search(
        r"2024-03-01 +│ semiconductors │ stated +│ ministry │ +11650000000.0 │ +11750000000.0 │ 11700000000.0",
        answer.stdout,
    )

    sql = warehouse.ktw(*asked, "--sql")
    assert [row[-1] for row in warehouse.query(sql.stdout)] == [11.7e9]


def test_a_metric_that_nobody_reported_says_so(built: Warehouse) -> None:
    answer = built.ktw("metrics", "exports", "--from", "2010", "--to", "2011", "--format", "csv")

    assert answer.returncode == 0
    assert answer.stdout == "reported_month,exports_basis,exports_lower_bound,exports_upper_bound,exports\n"
    assert answer.stderr == "Nobody reported a figure of exports that this asks for.\n"


@pytest.mark.parametrize("length", ["quarter", "year", "reported_month__quarter", "metric_time__quarter"])
def test_no_metric_answers_for_a_quarter_or_year_by_a_month(metrics: Metrics, length: str) -> None:
    with pytest.raises(MetricError) as refusal:
        metrics.sql(["exports"], [length])
    assert str(refusal.value) == (
        f"exports cannot be grouped by {length}: figures of months are not added up; quarters, half-years and years "
        "have metrics of their own, official_period_growth, official_period_value"
    )


@pytest.mark.parametrize("name", sorted(_BY_HAND.keys() - _RUN_METRICS - _OF_PERIODS))
def test_metricflow_itself_gives_no_month_for_a_quarter_or_year(
    metricflow_itself: MetricFlowEngine, metrics: Metrics, models: duckdb.DuckDBPyConnection, name: str
) -> None:
    grain = _grain(metricflow_itself, metrics, name)[1:]

    for length in ("metric_time__quarter", "metric_time__year"):
        for by in ([], grain):
            longer = models.execute(_asked(metricflow_itself, name, [length, *by])).fetchall()
            assert {row[-1] for row in longer} <= {None}


def test_metricflow_itself_gives_a_year_its_own_figure_and_that_of_no_quarter(
    metricflow_itself: MetricFlowEngine, metrics: Metrics, models: duckdb.DuckDBPyConnection
) -> None:
    name = "official_period_value"
    by = ["metric_time__year", *_grain(metricflow_itself, metrics, name)[1:]]

    rows = models.execute(_asked(metricflow_itself, name, by)).fetchall()

    assert {row[1] for row in rows if row[-1] is not None} == {"year"}
    assert {row[1] for row in rows} == {"year", "half", "quarter"}


@pytest.mark.parametrize("name", sorted(_BY_HAND))
def test_metricflow_itself_answers_as_the_published_file_does(
    metricflow_itself: MetricFlowEngine,
    metrics: Metrics,
    models: duckdb.DuckDBPyConnection,
    published: duckdb.DuckDBPyConnection,
    name: str,
) -> None:
    grain = _grain(metricflow_itself, metrics, name)

    rows = _rows(models, f"from ({_asked(metricflow_itself, name, grain)}) as answer where {name} is not null")

    told = sorted([row[-1] for row in _rows(published, metrics.sql([name]))])
    assert sorted([row[-1] for row in rows]) == told


def test_a_quarter_or_year_has_a_figure_only_where_every_month_of_it_is_known(
    metrics: Metrics, invented: duckdb.DuckDBPyConnection
) -> None:
    for frequency, first_day, value in (("quarter", "2024-01-01", "3"), ("year", "2024-01-01", "null")):
        invented.execute(
            "insert into fct_official_period by name select 'exports' as flow, 'total' as subject_kind, 'all' as "
            f"subject_id, '{frequency}' as frequency, date '{first_day}' as first_day, {value} as value_usd"
        )

    assert [row[1::5] for row in _rows(invented, metrics.sql(["official_period_value"]))] == [("quarter", 3)]


@pytest.mark.parametrize(
    "asked",
    [
        ["imprts"],
        ["exports", "--by", "quarter"],
        ["exports", "--where", "exists (from read_text('/etc/hostname'))"],
    ],
)
def test_ktw_metrics_refuses_in_a_line(warehouse: Warehouse, asked: list[str]) -> None:
    answer = warehouse.ktw("metrics", *asked)

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("Error: ")
    assert "Traceback" not in answer.stderr


def test_the_document_has_each_metric_with_its_unit_additivity_and_grain(
    metrics: Metrics, published: duckdb.DuckDBPyConnection
) -> None:
    additivity = dict(published.execute("select measure_id, additivity from dim_measure").fetchall())
    text = (PROJECT / "docs" / "metrics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| ([\w-]+) \| ([^|]+) \|", text, re.MULTILINE)

    assert sorted(rows) == [
        (
            metric.name,
            metric.unit,
            additivity[metric.measure] if metric.measure else "non_additive",
            ", ".join(f"`{column}`" for column in metric.grain),
        )
        for metric in metrics.all()
    ]
