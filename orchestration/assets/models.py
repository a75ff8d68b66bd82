"""The dbt layers: one definition a layer, because a gate inside one definition would not hold what comes after it.

Belongs here: running a layer in this process, and telling Dagster what became of it. Does not belong here: the models
(`dbt_project/`) and running dbt (`korea_trade.modelling.runner`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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

if TYPE_CHECKING:
    import duckdb


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
    keys = {node["unique_id"]: Translator().get_asset_key(node) for node in _nodes(content, "model")}
    of_layer = {model for model, key in keys.items() if key in {spec.key for spec in specs}}
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
        chosen = {model for model in of_layer if keys[model] in context.selected_asset_keys}
        is_whole = chosen == of_layer

        def selection(due: set[str]) -> list[str]:
            # To find many models by name takes dbt longer than to find the layer.
            return [layer.select] if due == of_layer else sorted(content["nodes"][model]["name"] for model in due)

        # Held open while dbt runs and after: each time that the file is opened takes as long as a model.
        with build_database.opened(database) as connection:
            with told():
                results, standing = _run(chosen, selection, manifest, connection)
            tests = list(
                data_tests.asked(connection, data_tests.concerning(content, standing, chosen.difference(standing)))
            )
            failures = _failures(results, tests)
            assert failures or len(standing) == len(chosen)
            yield from _materializations(standing, results, manifest, connection)
            yield from _check_results(standing, tests, content, context.selected_asset_check_keys)
            if is_whole:
                _drop_what_no_model_makes(content, connection)
                build_database.inherit_sources(connection, layer.schema, layer.input_schema)
                passed = sum(test.passed for test in tests)
                verdict = Verdict(layer.tests.name, context.run.run_id, passed, len(failures))
                judged = build_database.content_hash(connection, layer.schema)
                verdicts.record(database, layer.tests, judged, verdict)
        if failures:
            raise dg.Failure("\n".join(failures), allow_retries=False)
        reused = f" ({len(chosen) - len(results)} reused)" if len(results) < len(chosen) else ""
        models_made = wording.count(len(chosen), "model") + reused
        progress.logger(layer.name).info("%s, %s passed", models_made, wording.count(len(tests), "dbt test"))

    return models


def _run(
    chosen: set[str],
    selection: Callable[[set[str]], list[str]],
    manifest: Path,
    connection: "duckdb.DuckDBPyConnection",
) -> tuple[dict[str, RunResult], list[str]]:
    """Makes those of the models `chosen` that have to be made, which dbt finds by `selection`.

    The result of each, and all that stand in the end, each after those that it reads.
    """
    kept = reuse.Reuse(connection, validate_manifest(manifest), chosen)
    results: dict[str, RunResult] = {}
    while due := kept.due():
        run = {
            result.node.unique_id: result
            for result in runner.invoke(manifest, ["run", *_QUIETLY, "--select", *selection(due)])
        }
        made = {model for model, result in run.items() if result.status == NodeStatus.Success}
        kept.note(made)
        results |= run
        if made != due:
            break
    return results, kept.standing()


def _materializations(
    standing: Collection[str],
    results: Mapping[str, RunResult],
    manifest_json: Path,
    connection: "duckdb.DuckDBPyConnection",
) -> Iterator[dg.MaterializeResult[None]]:
    """One for each model that stands: its number of rows, if it has any, its columns, and the seconds that it took."""
    manifest = validate_manifest(manifest_json)
    traced = lineage.load(manifest_json)
    rows = _row_counts(connection)
    for model in standing:
        node = manifest["nodes"][model]
        count = rows.get((node["schema"], node["name"]))
        yield dg.MaterializeResult(
            asset_key=Translator().get_asset_key(node),
            metadata=({} if count is None else {"dagster/row_count": count})
            | _column_lineage(traced[model], manifest)
            | {"seconds": results[model].execution_time if model in results else 0.0, "reused": model not in results},
        )


def _check_results(
    standing: Collection[str],
    tests: Sequence[data_tests.Result],
    manifest: Mapping[str, Any],
    keys: Iterable[dg.AssetCheckKey],
) -> Iterator[dg.AssetCheckResult]:
    """Whether each model of `keys` could be made, as its contract wants it, and what became of its tests."""
    outcomes: dict[dg.AssetKey, list[data_tests.Result]] = defaultdict(list)
    for result in tests:
        for model in result.test.models:
            outcomes[Translator().get_asset_key(manifest["nodes"][model])].append(result)
    made = {Translator().get_asset_key(manifest["nodes"][model]) for model in standing}
    for key in sorted(keys):
        of_model = outcomes[key.asset_key]
        passed = sum(result.passed for result in of_model)
        yield dg.AssetCheckResult(
            asset_key=key.asset_key,
            check_name=key.name,
            passed=key.asset_key in made and passed == len(of_model),
            description=f"{passed} of {len(of_model)} dbt tests passed",
            metadata={"dbt_tests": metadata.listed([_outcome(result) for result in of_model])},
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


def _drop_what_no_model_makes(manifest: Mapping[str, Any], connection: "duckdb.DuckDBPyConnection") -> None:
    """A model that was removed or renamed leaves its table or macro behind, and the release would publish it."""
    made = {
        (node["config"]["materialized"] == "table_macro", node["schema"], node["alias"])
        for node in _nodes(manifest, "model")
    }
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


def _row_counts(connection: "duckdb.DuckDBPyConnection") -> dict[tuple[str, str], int]:
    return {
        (schema, table): build_database.row_count(connection, schema, table)
        for schema in ("staging", "intermediate", "marts")
        for table in build_database.relations(connection, schema)
    }


def _failures(results: Mapping[str, RunResult], tests: Sequence[data_tests.Result]) -> list[str]:
    """A sentence for each model that could not be built, and for each test that did not pass."""
    return [
        *(
            f"{result.node.name} could not be built: {result.message}"
            for result in results.values()
            if result.status == NodeStatus.Error
        ),
        *(test.complaint for test in tests if not test.passed),
    ]
