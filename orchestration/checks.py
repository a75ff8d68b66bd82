"""The three gates as blocking asset checks: one step a gate. The gate of the sources also tells of each source table
whether anything is wrong with it, for that is where a person mends it.

Belongs here: asking the worker, turning its results into check results, recording the verdict. Does not belong here:
what is expected (`expectations`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import dagster as dg

from expectations.gate_worker import GateWorker, GateWorkerError
from korea_trade.releases import history
from korea_trade.warehouse import progress, verdicts
from korea_trade.warehouse.verdicts import Judge, Verdict
from orchestration import metadata
from orchestration.resources import POOL, Build

_OUTCOMES: Final = ("passed", "failed", "errored")
_SHOWN: Final = 20
_SHOWN_OF_A_RULE: Final = 3


@dataclass(frozen=True)
class Gate:
    """A gate: its stage, who it is among the judges, the table that it shows on as a whole, and its sentence."""

    stage: str
    judge: Judge
    shown_on: dg.AssetKey
    description: str
    # The tables that its findings can name, each with a check of its own; none for every table of the layer. A check
    # costs three events, thirty milliseconds a run.
    tells_of: frozenset[str] | None = None
    # What the layer puts before the name of a table that findings name.
    prefix: str = ""

    @property
    def step(self) -> str:
        """The name of its step: gate_1_sources."""
        return f"{self.stage.replace(' ', '_')}_{self.judge.suite}"


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
    prefix="stg_",
)
MARTS: Final = Gate(
    "gate 3",
    verdicts.MARTS,
    dg.AssetKey(["marts", "fct_statement"]),
    "Gate 3: identities between marts hold, nothing published has gone missing",
    tells_of=frozenset(
        {"fct_statement", "fct_trade_month", "fct_item_month", "fct_partner_month", "fct_reconciliation"}
    ),
)


def check(gate: Gate, keys: Collection[dg.AssetKey]) -> dg.AssetChecksDefinition:
    """The step of `gate`, which waits for all assets `keys` of its layer and holds whatever comes after them.

    One check holds: that of the table on which the gate shows, which fails if anything does. A table that held what
    comes after it would hold its own layer, whose tables follow from each other.
    """
    judged = sorted(key for key in keys if gate.tells_of is None or key.path[-1] in gate.tells_of)

    @dg.multi_asset_check(
        name=gate.step,
        specs=[
            dg.AssetCheckSpec(
                f"gate_{gate.judge.suite}",
                asset=key,
                additional_deps=sorted(set(keys) - set(judged)) if key == gate.shown_on else None,
                blocking=key == gate.shown_on,
                description=gate.description,
            )
            for key in judged
        ],
        can_subset=True,
        pool=POOL,
    )
    def judge(
        context: dg.AssetCheckExecutionContext, build: Build, gate_worker: dg.ResourceParam[GateWorker]
    ) -> Iterator[dg.AssetCheckResult]:
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
        for line in _report(results, page):
            log.error(line)
        log.info("%d of %d expectations hold", verdict.passed, verdict.passed + verdict.failed)
        asked = {key.asset_key for key in context.selected_asset_check_keys}
        yield from _check_results(gate, [key for key in judged if key in asked], results, page)
        if verdict.failed:
            # Its own words; of a check that holds what comes after, Dagster would show its stack trace instead.
            raise dg.Failure(_stopped(gate, results), allow_retries=False)

    return judge


def _verdict(gate: Gate, run_id: str, results: list[dict[str, Any]]) -> Verdict:
    passed = sum(result["outcome"] == "passed" for result in results)
    return Verdict(gate.judge.name, run_id, passed, len(results) - passed)


def _report(results: list[dict[str, Any]], page: Path) -> Iterator[str]:
    """A line for each finding and each error, at most so many as a person reads, and where all of them are.

    What is wrong with a whole table comes first, for the rows at fault often follow from it.
    """
    by_cause = sorted(results, key=lambda result: not result["about_table"])
    lines = [line for result in by_cause for line in _of_a_rule(result)] + _errors(results)
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN or any(len(result["findings"]) > _SHOWN_OF_A_RULE for result in results):
        more = f"… and {len(lines) - _SHOWN} more lines; " if len(lines) > _SHOWN else ""
        yield f"{more}{page} lists all findings"


def _stopped(gate: Gate, results: list[dict[str, Any]]) -> str:
    found = [finding for result in results for finding in result["findings"]] + _errors(results)
    return f"The gate {gate.judge.suite} stopped the run: {_first(found)}"


def _of_a_rule(result: dict[str, Any]) -> Iterator[str]:
    yield from result["findings"][:_SHOWN_OF_A_RULE]
    more = len(result["findings"]) - _SHOWN_OF_A_RULE
    if more > 0:
        yield f"… and {more} more of {result['batch']}, column {result['column']}: {result['rule']}"


def _errors(results: list[dict[str, Any]]) -> list[str]:
    """What could not be judged, and why; it says nothing about the data. One line a cause, for one often hits many."""
    errored = Counter((result["batch"], result["error"]) for result in results if result["outcome"] == "errored")
    return [
        f"{count} checks of {batch} could not be carried out, which says nothing about the data: {error}"
        for (batch, error), count in errored.items()
    ]


def _check_results(
    gate: Gate, judged: Sequence[dg.AssetKey], results: list[dict[str, Any]], page: Path
) -> Iterator[dg.AssetCheckResult]:
    """One a table: what is wrong with it; and with the one on which the gate shows what is wrong at all."""
    of_table: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for table, finding in zip(result["tables"], result["findings"], strict=True):
            of_table[table].append(finding)
    all_findings = [finding for result in results for finding in result["findings"]]
    errors = _errors(results)
    outcomes = Counter(result["outcome"] for result in results)
    for key in judged:
        if key == gate.shown_on:
            yield _result(gate, key, all_findings, errors, _told(all_findings, outcomes, errors), page)
        else:
            found = of_table[key.path[-1].removeprefix(gate.prefix)]
            yield _result(gate, key, found, [], _first(found), page)


def _result(
    gate: Gate, key: dg.AssetKey, findings: Sequence[str], errors: Sequence[str], description: str, page: Path
) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        asset_key=key,
        check_name=f"gate_{gate.judge.suite}",
        passed=not findings and not errors,
        severity=dg.AssetCheckSeverity.ERROR,
        description=description,
        metadata=metadata.of_gate(findings, errors, page),
    )


def _told(findings: Sequence[str], outcomes: Counter[str], errors: Sequence[str]) -> str:
    counted = ", ".join(f"{outcomes[name]} {name}" for name in _OUTCOMES if outcomes[name])
    return f"Expectations: {counted}. {_first([*findings, *errors])}".strip()


def _first(findings: Sequence[str]) -> str:
    """The first finding, and how many there are."""
    if not findings:
        return ""
    return findings[0] if len(findings) == 1 else f"{findings[0]} (and {len(findings) - 1} more)"
