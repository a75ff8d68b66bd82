"""The dbt layers: one definition a layer, because a gate inside one definition would not hold what comes after it.

Belongs here: running a layer in this process, and telling Dagster what became of it. Does not belong here: the models
(`dbt_project/`) and running dbt (`korea_trade.modelling.runner`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings
from dagster_dbt.asset_utils import build_dbt_specs
from dagster_dbt.dbt_manifest import validate_manifest
from dbt.artifacts.schemas.results import NodeStatus
from dbt.artifacts.schemas.run import RunResult

from korea_trade.modelling import data_tests, lineage, reuse, runner
from korea_trade.presentation import wording
from korea_trade.releases.layout import DATABASE
from korea_trade.warehouse import build_database, progress, verdicts
from korea_trade.warehouse.verdicts import Judge, Verdict
from orchestration import metadata
from orchestration.failures import told
from orchestration.resources import MODELLERS, POOL, Build


@dataclass(frozen=True)
class Layer:
    """A dbt selection, the schema that it fills last, the judges it demands of its input, and who its tests are."""

    name: str
    select: str
    schema: str
    input_schema: str
    demands: Sequence[Judge]
    tests: Judge


LAYERS: Final = (
    Layer("staging", "config.schema:staging", "staging", "raw", (verdicts.SOURCES,), verdicts.STAGING_TESTS),
    Layer(
        "marts",
        "config.schema:intermediate config.schema:marts",
        "marts",
        "staging",
        (verdicts.STAGING_TESTS, verdicts.STAGING),
        verdicts.MARTS_TESTS,
    ),
)

_QUIETLY: Final = ("--no-write-json", "--log-level", "none", "--log-level-file", "none", "--no-use-colors")


# A test is no check of its own in the UI: two hundred more events a run would cost more than dbt itself. Each mart has
# one check that sums up its tests: what readers open says whether it was tested, and a check costs thirty milliseconds.
_TESTS: Final = "dbt_tests"
_SETTINGS: Final = DagsterDbtTranslatorSettings(enable_asset_checks=False)


class Translator(DagsterDbtTranslator):
    """Groups assets by the folder of their model, owned by those who model, described in their own words.

    Each leads to its page in the documentation of the published release, which shows where its columns come from.
    """

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return str(dbt_resource_props["fqn"][1])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props["description"])

    def get_metadata(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, Any]:
        page = f"docs/{dbt_resource_props['schema']}/{dbt_resource_props['name']}.html"
        own = {**super().get_metadata(dbt_resource_props), **metadata.link(page)}
        if dbt_resource_props["schema"] == "marts":
            # Readers find it in the published file; the build database is private.
            own["dagster/table_name"] = f"{DATABASE}: {dbt_resource_props['name']}"
        return own

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        return MODELLERS


def assets(layer: Layer, manifest: Path) -> dg.AssetsDefinition:
    """The models of `layer`; each mart has a check that sums up its tests."""
    content = validate_manifest(manifest)
    specs, _ = build_dbt_specs(
        translator=Translator(_SETTINGS),
        manifest=content,
        select=layer.select,
        exclude="",
        selector="",
        io_manager_key=None,
        project=None,
    )
    names = {Translator().get_asset_key(node): node["name"] for node in _nodes(content, "model")}
    checked = {
        Translator().get_asset_key(node)
        for node in _nodes(content, "model")
        if node["schema"] == "marts" and node["config"]["contract"]["enforced"]
    }

    @dg.multi_asset(
        name=f"dbt_{layer.name}",
        specs=specs,
        check_specs=[
            dg.AssetCheckSpec(_TESTS, asset=spec.key, description="Contract and dbt tests of the model hold")
            for spec in specs
            if spec.key in checked
        ],
        can_subset=True,
        pool=POOL,
    )
    def models(context: dg.AssetExecutionContext, build: Build) -> Iterator[Any]:
        database = build.settings.build_database
        with told():
            verdicts.demand(database, layer.demands, verdicts.content(database, layer.input_schema))
        is_whole = len(context.selected_asset_keys) == len(specs)
        selection = [layer.select] if is_whole else sorted(names[key] for key in context.selected_asset_keys)
        arguments = ["run", *_QUIETLY, "--select", *selection]
        with told():
            reuse.prepare(database)
            results = runner.invoke(manifest, [*arguments, "--vars", json.dumps(reuse.variables())])
            reuse.remember(database, manifest, results)
            tests = _tests(results, content, database)
        failures = _failures(results, tests)
        yield from _materializations(results, manifest, database)
        yield from _check_results(results, tests, content, context.selected_asset_check_keys)
        if is_whole:
            _drop_what_no_model_makes(content, database)
            with build_database.opened(database) as connection:
                build_database.inherit_sources(connection, layer.schema, layer.input_schema)
            passed = sum(test.passed for test in tests)
            verdict = Verdict(layer.tests.name, context.run.run_id, passed, len(failures))
            verdicts.record(database, layer.tests, verdicts.content(database, layer.schema), verdict)
        if failures:
            raise dg.Failure("\n".join(failures), allow_retries=False)
        reused = sum(map(reuse.is_reused, results))
        models_made = wording.count(len(results), "model") + (f" ({reused} reused)" if reused else "")
        progress.logger(layer.name).info("%s, %s passed", models_made, wording.count(len(tests), "dbt test"))

    return models


def _materializations(
    results: Sequence[RunResult], manifest_json: Path, database: Path
) -> Iterator[dg.MaterializeResult[None]]:
    """One for each model that was built: its number of rows, if it has any, its columns, its seconds and its tests."""
    manifest = validate_manifest(manifest_json)
    traced = lineage.load(manifest_json)
    rows = _row_counts(database)
    for result in results:
        if result.status == NodeStatus.Success:
            count = rows.get((result.node.schema, result.node.name))
            yield dg.MaterializeResult(
                asset_key=Translator().get_asset_key(manifest["nodes"][result.node.unique_id]),
                metadata=({} if count is None else {"dagster/row_count": count})
                | _column_lineage(traced[result.node.unique_id], manifest)
                | {"seconds": result.execution_time, "reused": reuse.is_reused(result)},
            )


def _tests(results: Sequence[RunResult], manifest: Mapping[str, Any], database: Path) -> list[data_tests.Result]:
    """What became of the tests of the models that were built; a test of one that was not has nothing to say."""
    made = {result.node.unique_id for result in results if result.status == NodeStatus.Success}
    missing = {result.node.unique_id for result in results} - made
    return list(data_tests.asked(database, data_tests.concerning(manifest, made, missing)))


def _check_results(
    results: Sequence[RunResult],
    tests: Sequence[data_tests.Result],
    manifest: Mapping[str, Any],
    keys: Iterable[dg.AssetCheckKey],
) -> Iterator[dg.AssetCheckResult]:
    """Whether each model of `keys` could be made, as its contract wants it, and what became of its tests."""
    made = {
        Translator().get_asset_key(manifest["nodes"][result.node.unique_id])
        for result in results
        if result.status == NodeStatus.Success
    }
    outcomes: dict[dg.AssetKey, list[data_tests.Result]] = defaultdict(list)
    for result in tests:
        for model in result.test.models:
            outcomes[Translator().get_asset_key(manifest["nodes"][model])].append(result)
    for key in sorted(keys):
        of_model = outcomes[key.asset_key]
        passed = sum(result.passed for result in of_model)
        yield dg.AssetCheckResult(
            asset_key=key.asset_key,
            check_name=key.name,
            passed=key.asset_key in made and passed == len(of_model),
            description=f"{passed} of {len(of_model)} dbt tests passed",
            metadata={
                "dbt_tests": metadata.listed([result.complaint or f"{result.test.name}: pass" for result in of_model])
            },
        )


def _outcome(result: data_tests.Result) -> str:
    return result.complaint or f"{result.test.name}: passed"


def _column_lineage(model: lineage.Model, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What the columns are made of, as data catalogs read it of Dagster; its open-source page does not draw it."""
    if model.untraced:
        return {"column_lineage_missing": model.untraced}
    nodes = {**manifest["sources"], **manifest["nodes"]}
    key = Translator().get_asset_key
    columns = {
        name: [dg.TableColumnDep(key(nodes[origin.relation]), origin.column) for origin in column.origins]
        for name, column in model.columns.items()
    }
    return {"dagster/column_lineage": dg.TableColumnLineage(columns)}


def _nodes(manifest: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def _drop_what_no_model_makes(manifest: Mapping[str, Any], database: Path) -> None:
    """A model that was removed or renamed leaves its table or macro behind, and the release would publish it."""
    made = {
        (node["config"]["materialized"] == "table_macro", node["schema"], node["alias"])
        for node in _nodes(manifest, "model")
    }
    with build_database.opened(database) as connection:
        found = connection.execute(
            """
            select false, table_schema, table_name, if(table_type = 'VIEW', 'view', 'table')
            from information_schema.tables
            where table_catalog = current_database() and table_schema in ('staging', 'intermediate', 'marts')
            union
            select true, schema_name, function_name, 'macro table'
            from duckdb_functions()
            where database_name = current_database() and schema_name in ('staging', 'intermediate', 'marts')
            """
        ).fetchall()
        for is_macro, schema, name, kind in found:
            if (is_macro, schema, name) not in made:
                connection.execute(f'drop {kind} "{schema}"."{name}" cascade')


def _row_counts(database: Path) -> dict[tuple[str, str], int]:
    with build_database.opened(database) as connection:
        return {
            (schema, table): build_database.row_count(connection, schema, table)
            for schema in ("staging", "intermediate", "marts")
            for table in build_database.relations(connection, schema)
        }


def _failures(results: Sequence[RunResult], tests: Sequence[data_tests.Result]) -> list[str]:
    """A sentence for each model that could not be built, and for each test that did not pass."""
    return [
        *(
            f"{result.node.name} could not be built: {result.message}"
            for result in results
            if result.status == NodeStatus.Error
        ),
        *(test.complaint for test in tests if not test.passed),
    ]
