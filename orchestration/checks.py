"""The three gates as blocking asset checks, one a layer: it waits for all tables of its layer and names the culprits.

Belongs here: asking the worker, turning its results into a check result, recording the verdict. Does not belong here:
what is expected (`expectations`). One check a layer, for a check a table would cost more events than the whole of dbt.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import dagster as dg

from expectations.gate_worker import GateWorker, GateWorkerError
from korea_trade.releases import history
from korea_trade.warehouse import progress, verdicts
from korea_trade.warehouse.verdicts import Judge, Verdict
from orchestration.resources import POOL, Build

_SHOWN: Final = 20
_SHOWN_OF_A_RULE: Final = 3


@dataclass(frozen=True)
class Gate:
    """A gate: its stage, who it is among the judges, the asset it shows on, and its sentence."""

    stage: str
    judge: Judge
    shown_on: dg.AssetKey
    description: str


SOURCES: Final = Gate(
    "gate 1",
    verdicts.SOURCES,
    dg.AssetKey(["raw", "articles"]),
    "Gate 1: vocabularies closed, provenance complete, references resolve, figure and value agree, sizes plausible",
)
STAGING: Final = Gate(
    "gate 2",
    verdicts.STAGING,
    dg.AssetKey(["staging", "stg_articles"]),
    "Gate 2: no statement lost, signs fit units, periods in range, intervals hold their value",
)
MARTS: Final = Gate(
    "gate 3",
    verdicts.MARTS,
    dg.AssetKey(["marts", "fct_statement"]),
    "Gate 3: identities between marts hold, nothing published has gone missing",
)


def check(gate: Gate, keys: Iterable[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """The step of `gate`, which waits for all assets `keys` of its layer and holds whatever comes after them."""

    @dg.asset_check(
        name=f"gate_{gate.judge.suite}",
        asset=gate.shown_on,
        additional_deps=sorted(key for key in keys if key != gate.shown_on),
        blocking=True,
        description=gate.description,
        pool=POOL,
    )
    def judge(
        context: dg.AssetCheckExecutionContext, build: Build, gate_worker: dg.ResourceParam[GateWorker]
    ) -> dg.AssetCheckResult:
        settings = build.settings
        page = settings.data_docs_page(context.run.run_id, gate.judge.suite)
        content = verdicts.content(settings.build_database, gate.judge.schema)
        log = progress.logger(gate.stage)
        previous = history.compared_with(settings)
        if previous is None and history.kept(settings):
            log.warning("no release is intact: that nothing published has gone missing cannot be checked")
        try:
            results = gate_worker.validate(
                gate.judge.suite,
                settings.build_database,
                None if previous is None else previous.database,
                page,
                f"{gate.judge.name.capitalize()}, run {context.run.run_id}",
            )
        except GateWorkerError as error:
            raise dg.Failure(
                f"{gate.stage} could not be carried out (this says nothing about the data): {error}"
            ) from error
        verdict = _verdict(gate, context.run.run_id, results)
        verdicts.record(settings.build_database, gate.judge, content, verdict)
        for line in _report(results):
            log.error(line)
        if any(len(result["findings"]) > _SHOWN_OF_A_RULE for result in results):
            log.error("all findings: %s", page)
        log.info("%d of %d expectations hold", verdict.passed, verdict.passed + verdict.failed)
        return _check_result(results, page)

    return judge


def _verdict(gate: Gate, run_id: str, results: list[dict[str, Any]]) -> Verdict:
    passed = sum(result["outcome"] == "passed" for result in results)
    return Verdict(gate.judge.name, run_id, passed, len(results) - passed)


def _report(results: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each finding and each error, at most so many as a person reads.

    What is wrong with a whole table comes first, for the rows at fault often follow from it.
    """
    by_cause = sorted(results, key=lambda result: not result["about_table"])
    lines = [line for result in by_cause for line in _of_a_rule(result)] + _errors(results)
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"… and {len(lines) - _SHOWN} more; the Data Docs page of the run lists all"


def _of_a_rule(result: dict[str, Any]) -> Iterator[str]:
    yield from result["findings"][:_SHOWN_OF_A_RULE]
    more = len(result["findings"]) - _SHOWN_OF_A_RULE
    if more > 0:
        yield f"… and {more} more of {result['batch']}, column {result['column']}: {result['rule']}"


def _findings(results: list[dict[str, Any]]) -> list[str]:
    return [finding for result in results for finding in result["findings"]]


def _errors(results: list[dict[str, Any]]) -> list[str]:
    """What could not be judged, and why; it says nothing about the data. One line a cause, for one often hits many."""
    errored = Counter((result["batch"], result["error"]) for result in results if result["outcome"] == "errored")
    return [
        f"{count} {'check' if count == 1 else 'checks'} of {batch} could not be carried out, "
        f"which says nothing about the data: {error}"
        for (batch, error), count in errored.items()
    ]


def _counted(outcome: str, count: int) -> str:
    return f"{count} {'expectation' if count == 1 else 'expectations'} {outcome}"


def _check_result(results: list[dict[str, Any]], page: Path) -> dg.AssetCheckResult:
    findings, errors = _findings(results), _errors(results)
    outcomes = Counter(result["outcome"] for result in results)
    return dg.AssetCheckResult(
        passed=not findings and not errors,
        severity=dg.AssetCheckSeverity.ERROR,
        description=", ".join(_counted(outcome, count) for outcome, count in sorted(outcomes.items())),
        metadata={
            "passed": outcomes["passed"],
            "failed": outcomes["failed"],
            "errored": outcomes["errored"],
            "findings": dg.MetadataValue.md("\n".join(f"- {line}" for line in findings) or "none"),
            "errors": dg.MetadataValue.md("\n".join(f"- {line}" for line in errors) or "none"),
            "data_docs": dg.MetadataValue.path(str(page)),
        },
    )
