"""The SQL that answers for a metric on the published file, made by MetricFlow of the definitions in the dbt project.

Belongs here: which metrics there are, what tells their figures apart, and the SQL of an answer. Does not belong here:
what a metric is (YAML beside its mart in `dbt_project/models/marts`) and running the SQL, which a reader of the
published file does. MetricFlow reads a database of dbt's own accord, the private one that a run may be writing; so it
only compiles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any, Final

from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest, OutputColumnOrderMode
from metricflow.engine.models import Dimension
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

from korea_trade.errors import WarehouseError
from korea_trade.modelling import dbt_manifest
from korea_trade.statements import period
from korea_trade.warehouse.settings import Settings

# MetricFlow's own name for the time of any metric; here each mart's own column of time has its own name.
_METRIC_TIME: Final = "metric_time"


class MetricError(WarehouseError):
    """What was asked of the metrics cannot be answered, in a sentence."""


@dataclass(frozen=True)
class Metric:
    """A metric: its unit, the columns that tell its figures apart, and those that can be added to an answer.

    `measure` is the key in dim_measure of what it is a figure of, None for what is only counted or divided here.
    `bounds` are the metrics that bound the figure, none where it is exact or its mart has no bounds. Those of customs
    detail are asked of the database that a release has of it.
    """

    name: str
    label: str
    description: str
    unit: str
    measure: str | None
    grain: Sequence[str]
    further: Sequence[str]
    bounds: Sequence[str]
    is_of_customs: bool


@dataclass(frozen=True)
class _Column:
    """A dimension or entity by the name that MetricFlow knows it by."""

    full_name: str
    is_time: bool


# How a length of time is asked for that months would be added up to.
_COARSER: Final = re.compile(r"(?:__|\b)(?:quarter|half[_-]?year|year)s?$")


class _DuckDb:
    """The dialect. MetricFlow asks its client for nothing else as long as it only compiles."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()


class Metrics:
    """The metrics of one semantic manifest, the text of dbt's semantic_manifest.json."""

    def __init__(self, semantic_manifest: str) -> None:
        content = json.loads(semantic_manifest)
        self._engine = compiler(content)
        self._names = {each["name"] for each in content["metrics"]}
        # What has no unit is a part that metrics are made of, or a bound of one.
        self._defined = {each["name"]: each for each in content["metrics"] if "unit" in _meta(each)}

    def all(self) -> list[Metric]:
        """Every metric, by name."""
        return [self._described(name) for name in sorted(self._defined)]

    def named(self, names: Iterable[str]) -> list[Metric]:
        """The metrics `names`, each once. Raises MetricError for a name that there is not."""
        return [self._described(name) for name in dict.fromkeys(names)]

    def sql(
        self,
        names: Iterable[str],
        by: Iterable[str] = (),
        where: str | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> str:
        """One row for each figure of the metrics `names` with its bounds, told apart by grain and the dimensions `by`.

        `where` is a condition in SQL on the columns of the answer; `first_day` and `last_day` bound what the figures
        are of. Raises MetricError for a name that there is not, and for metrics whose figures share no grain.
        """
        metrics = self.named(names)
        asked = [metric.name for metric in metrics]
        columns = self._columns(asked)
        wanted = dict.fromkeys(column for metric in metrics for column in metric.grain)
        if strange := [column for column in wanted if column not in columns]:
            raise MetricError(f"{_listed(asked)} do not share {_listed(strange)}: ask for each by itself")
        for name in by:
            if name not in columns:
                raise MetricError(self._no_dimension(name, asked, columns))
            wanted[name] = None
        figures = [column for metric in metrics for column in (*metric.bounds, metric.name)]
        request = MetricFlowQueryRequest.create(
            metric_names=figures,
            group_by_names=[columns[name].full_name for name in wanted],
            time_constraint_start=first_day and datetime.combine(first_day, time.min),
            time_constraint_end=last_day and datetime.combine(last_day, time.min),
            output_column_order_mode=OutputColumnOrderMode.INPUT_ORDER,
        )
        compiled = self._engine.explain(request).sql_statement.sql
        # MetricFlow makes timestamps of days, and names each column after the way that leads to it.
        selected = [f"cast({name} as date) as {name}" if columns[name].is_time else name for name in wanted]
        known = " or ".join(f"{name} is not null" for name in asked)
        return "\n".join(
            (
                f"select {_listed([*selected, *figures])}",
                f"from (\n{compiled}\n) as answer ({_listed([*wanted, *figures])})",
                f"where ({known})" + (f" and (\n{where}\n)" if where else ""),
                f"order by {_listed(str(place) for place in range(1, len(wanted) + 1))}",
            )
        )

    def _described(self, name: str) -> Metric:
        if name not in self._defined:
            raise MetricError(f"there is no metric {name!r}{_near(name, self._defined)}")
        defined = self._defined[name]
        meta = _meta(defined)
        further = sorted(self._columns([name]).keys() - set(meta["grain"]))
        bounds = [bound for bound in (f"{name}_lower_bound", f"{name}_upper_bound") if bound in self._names]
        label, description = defined["label"], defined["description"]
        is_of_customs = meta.get("is_of_customs", False)
        return Metric(
            name, label, description, meta["unit"], meta.get("measure"), meta["grain"], further, bounds, is_of_customs
        )

    def _columns(self, names: list[str]) -> dict[str, _Column]:
        """What all of the metrics `names` can be told apart by."""
        return {
            each.name: _Column(each.dunder_name, each.type_params is not None)
            if isinstance(each, Dimension)
            else _Column(each.name, is_time=False)
            for each in self._engine.list_group_bys(names)
            if each.name != _METRIC_TIME
        }

    def _no_dimension(self, name: str, asked: Sequence[str], columns: Mapping[str, _Column]) -> str:
        if _COARSER.search(name):
            of_periods = [each.name for each in self.all() if any(one.endswith("frequency") for one in each.grain)]
            return (
                f"{_listed(asked)} cannot be grouped by {name}: figures of months are not added up; quarters, "
                f"half-years and years have metrics of their own, {_listed(of_periods)}"
            )
        with_it = [each.name for each in self.all() if name in (*each.grain, *each.further)]
        elsewhere = f"; those with it are {_listed(with_it)}" if with_it else ""
        return f"no dimension {name!r} of {_listed(asked)}{_near(name, columns)}{elsewhere}"


def compiler(semantic_manifest: Mapping[str, Any]) -> MetricFlowEngine:
    """MetricFlow on the content of a semantic manifest, with each table by the name that it is published under."""
    models = [
        {**model, "node_relation": {"alias": _published_as(model), "schema_name": "main"}}
        for model in semantic_manifest["semantic_models"]
    ]
    return compiler_of_the_build({**semantic_manifest, "semantic_models": models})


def compiler_of_the_build(semantic_manifest: Mapping[str, Any]) -> MetricFlowEngine:
    """MetricFlow on the content of a semantic manifest as `mf` has it, with each table by its name in the build."""
    manifest = parse_manifest_from_dbt_generated_manifest(json.dumps(semantic_manifest))
    return MetricFlowEngine(SemanticManifestLookup(manifest), _DuckDb())


def defined(settings: Settings) -> Metrics:
    """The metrics of the dbt project as it stands. Wants the environment of `settings`, for dbt reads its paths."""
    return Metrics(dbt_manifest.prepared(settings).with_name("semantic_manifest.json").read_text(encoding="utf-8"))


def days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The first day of the period `first` and the last of the period `last`, both in ISO form, or MetricError."""
    try:
        start = None if first is None else period.parse(first).first_day
        end = None if last is None else period.parse(last).last_day
    except ValueError as error:
        raise MetricError(str(error)) from error
    if start is not None and end is not None and start > end:
        raise MetricError(f"{first} does not come before {last}")
    return start, end


def _meta(node: Mapping[str, Any]) -> Mapping[str, Any]:
    meta: Mapping[str, Any] = (node["config"] or {}).get("meta", {})
    return meta


def _published_as(model: Mapping[str, Any]) -> str:
    """The table or view of a release that a semantic model is of: its dbt model, unless its meta names another."""
    alias: str = model["node_relation"]["alias"]
    return str(_meta(model).get("view", alias))


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known))
    return f"{f', did you mean {_listed(near)}?' if near else ';'} there are {_listed(known)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
