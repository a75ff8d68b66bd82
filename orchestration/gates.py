"""The three gates as blocking asset checks: one step a gate, one check a table, so the UI shows where a fault is.

Belongs here: asking the worker, turning its results into check results, recording the verdict. Does not belong here:
what is expected (`expectations`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import dagster as dg

from orchestration import progress, verdicts
from orchestration.gate_worker import GateWorker, GateWorkerError
from orchestration.ingest import POOL
from orchestration.resources import Build
from orchestration.verdicts import Judge, Verdict

_SHOWN: Final = 20


@dataclass(frozen=True)
class Gate:
    """A gate: its stage, the suite it runs, who it is among the judges, and its sentence in the UI."""

    stage: str
    suite: str
    judge: Judge
    description: str
    prefix: str = ""

    @property
    def check_name(self) -> str:
        return f"gate_{self.suite}"


SOURCES: Final = Gate(
    "gate 1",
    "sources",
    verdicts.SOURCES,
    "Gate 1: vocabularies closed, provenance complete, references resolve, figure and value agree, sizes plausible",
)
STAGING: Final = Gate(
    "gate 2",
    "staging",
    verdicts.STAGING,
    "Gate 2: no statement lost, signs fit units, periods in range, intervals hold their value",
    prefix="stg_",
)
MARTS: Final = Gate(
    "gate 3",
    "marts",
    verdicts.MARTS,
    "Gate 3: identities between marts hold, nothing published has gone missing",
)


def checks(gate: Gate, keys: Sequence[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """The step of `gate`, with a blocking check on each asset of `keys`."""
    log = progress.logger(gate.stage)
    specs = [
        dg.AssetCheckSpec(gate.check_name, asset=key, description=gate.description, blocking=True) for key in keys
    ]

    @dg.multi_asset_check(
        name=gate.check_name, description=gate.description, specs=specs, can_subset=True, pool=POOL
    )
    def judge(
        context: dg.AssetCheckExecutionContext, build: Build, gate_worker: dg.ResourceParam[GateWorker]
    ) -> Iterator[dg.AssetCheckResult]:
        settings = build.settings
        page = settings.data_docs / context.run.run_id / f"{gate.suite}.html"
        content = verdicts.content(settings.build_database, gate.judge.schema)
        published = settings.published_database.resolve()
        try:
            results = gate_worker.validate(
                gate.suite,
                settings.build_database,
                published if published.exists() else None,
                page,
                f"{gate.judge.name.capitalize()}, run {context.run.run_id}",
            )
        except GateWorkerError as error:
            raise dg.Failure(f"The check could not be carried out (this says nothing about the data): {error}") from error
        verdict = _verdict(gate, context.run.run_id, results)
        verdicts.record(settings.build_database, gate.judge, content, verdict)
        for line in _report(results):
            log.error(line)
        log.info("%d of %d expectations hold", verdict.passed, verdict.passed + verdict.failed)
        for key in context.selected_asset_check_keys:
            yield _check_result(gate, key, results, str(page))

    return judge


def _verdict(gate: Gate, run_id: str, results: list[dict[str, Any]]) -> Verdict:
    passed = sum(result["outcome"] == "passed" for result in results)
    return Verdict(gate.judge.name, run_id, passed, len(results) - passed)


def _report(results: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each finding and each error, at most so many as a person reads."""
    lines = [_line(finding) for result in results for finding in result["findings"]]
    lines += [
        f"The check of {result['batch']}, column {result['column']} ({result['rule']}) could not be carried out: "
        f"{result['error']}"
        for result in results
        if result["outcome"] == "errored"
    ]
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"… and {len(lines) - _SHOWN} more; the Data Docs page of the run lists all"


def _line(finding: dict[str, Any]) -> str:
    place = finding["table"] if finding["file"] is None else finding["file"]
    place = place if finding["line"] is None else f"{place}:{finding['line']}"
    column = f", column {finding['column']}" if finding["column"] else ""
    value = "" if finding["value"] is None else f", value {finding['value']!r}"
    return f"{place}{column}{value}: {finding['rule']}; {finding['remedy']}"


def _check_result(
    gate: Gate, key: dg.AssetCheckKey, results: list[dict[str, Any]], page: str
) -> dg.AssetCheckResult:
    table = key.asset_key.path[-1].removeprefix(gate.prefix)
    errors = [result["error"] for result in results if result["outcome"] == "errored"]
    findings = [_line(finding) for result in results for finding in result["findings"] if finding["table"] == table]
    outcome = "errored" if errors else "failed" if findings else "passed"
    sentence = {
        "passed": "The data are as expected",
        "failed": f"{len(findings)} findings: {'; '.join(findings[:3])}",
        "errored": f"The check could not be carried out, which says nothing about the data: {'; '.join(errors[:3])}",
    }[outcome]
    return dg.AssetCheckResult(
        passed=outcome == "passed",
        asset_key=key.asset_key,
        check_name=key.name,
        severity=dg.AssetCheckSeverity.ERROR,
        description=sentence,
        metadata={
            "outcome": outcome,
            "findings": dg.MetadataValue.md("\n".join(f"- {finding}" for finding in findings) or "none"),
            "data_docs": dg.MetadataValue.path(page),
        },
    )
