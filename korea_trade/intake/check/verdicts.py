"""What the comparisons of a claim come to: supported, contradicted, revised or undecidable, and why.

Belongs here: which comparison speaks, whom a contradiction within the text accuses, what would hold, and the order of
importance. Does not belong here: a single comparison (`comparison`), and the words for all of it (`arithmetic`).

A wrong `contradicted` is the worst that can happen. So the figure itself, where somebody published it, outranks what
follows from others; a contradiction accuses none whose own figure is published; and a row that a person has to look at
first is never contradicted, nor evidence against another.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import duckdb

from korea_trade.intake.check import claims, comparison
from korea_trade.intake.check.claims import Claim
from korea_trade.intake.check.comparison import FIRST, OF_TWO, PLACE, RANK, STREAK, Comparison
from korea_trade.intake.proposal import Proposal
from korea_trade.intake.reading import Reading
from korea_trade.presentation import wording

SUPPORTED: Final = "supported"
CONTRADICTED: Final = "contradicted"
REVISED: Final = "revised"
UNDECIDABLE: Final = "undecidable"
VERDICTS: Final = (CONTRADICTED, REVISED, SUPPORTED, UNDECIDABLE)
_AGREES: Final = ("holds", "within_rounding")
# What follows from other figures supports a claim only if it leaves few prints of its kind, or one percent of a level.
_FEW_PRINTS: Final = 10
_ONE_PERCENT: Final = 0.01
# Of many comparisons that say the same, such as one for each month of a run.
_MOST_SPEAKING: Final = 3


@dataclass(frozen=True)
class Finding:
    """One figure of a text, what became of it, and why; `speaking` are the comparisons that decided it.

    `nearest` is the one print of the claim, in its unit, with which it would hold; `repeats` the earliest published
    statement of the same fact, empty where there is none. `is_unread` tells that nothing could be compared.
    """

    row: Proposal
    verdict: str
    reason: str
    speaking: Sequence[Comparison] = ()
    others: Sequence[Comparison] = ()
    nearest: float | None = None
    importance: float = 0.0
    repeats: str = ""
    is_unread: bool = False


def of(reading: Reading, release: duckdb.DuckDBPyConnection) -> list[Finding]:
    """A finding for each figure of `reading`, in the order of the text; nothing is written to the release.

    An article that is published already is no evidence for itself.
    """
    found = list(claims.of(reading))
    comparable = [claim for _, claim in found if isinstance(claim, Claim)]
    own = reading.article_id if reading.is_known else ""
    compared = comparison.run(release, comparable, own, reading.known_from)
    repeats = comparison.repeats(release, own)
    elsewhere = comparison.other_definitions(release)
    by_claim: defaultdict[str, list[Comparison]] = defaultdict(list)
    for one in compared:
        by_claim[one.claim_id].append(one)
    sure = {claim.row.statement_id for claim in comparable if claim.is_sure}
    firm = {key for key in sure if _direct(by_claim[key], _AGREES) or _borne_out(by_claim[key])}
    accused = _accused(compared, sure, firm)
    out: list[Finding] = []
    for row, claim in found:
        if isinstance(claim, str):
            out.append(Finding(row, UNDECIDABLE, claim, is_unread=True))
            continue
        key = row.statement_id
        finding = _decided(claim, by_claim[key], accused[key], firm, repeats.get(key, ""))
        if finding.verdict == UNDECIDABLE and claim.is_sure and key in elsewhere:
            finding = replace(finding, reason=f"official figures of it are by another definition: {elsewhere[key]}")
        out.append(replace(finding, importance=_importance(finding, len(by_claim[key]))))
    return out


def by_importance(findings: Sequence[Finding]) -> list[Finding]:
    """What is wrong first, the weightiest of it before the rest; what is not wrong in the order of the text."""
    return sorted(findings, key=lambda one: (VERDICTS.index(one.verdict), -one.importance))


def counted(findings: Sequence[Finding]) -> Mapping[str, int]:
    """How many findings have each verdict, none left out."""
    return {verdict: sum(one.verdict == verdict for one in findings) for verdict in VERDICTS}


def _direct(compared: Sequence[Comparison], verdicts: Sequence[str]) -> list[Comparison]:
    return [one for one in compared if one.is_direct and one.verdict in verdicts]


def _accused(compared: Sequence[Comparison], sure: set[str], firm: set[str]) -> defaultdict[str, list[Comparison]]:
    """The contradictions that each claim answers for.

    Those of the claims that take part are out of suspicion whose very figure is published, or follows from official
    levels. The claim on the left answers if it is not among them, else the only one that is left.
    """
    accused: defaultdict[str, list[Comparison]] = defaultdict(list)
    for one in compared:
        if one.verdict != "contradicts" or one.is_direct or one.claim_id not in sure:
            continue
        suspects = ({one.claim_id} | one.companions) - firm
        if one.claim_id in suspects:
            accused[one.claim_id].append(one)
        elif len(suspects) == 1:
            accused[suspects.pop()].append(one)
    return accused


def _decided(
    claim: Claim, compared: Sequence[Comparison], accused: Sequence[Comparison], firm: set[str], repeats: str
) -> Finding:
    agreeing, revised, contradicting = (
        _direct(compared, verdicts) for verdicts in (_AGREES, ("revised",), ("contradicts",))
    )
    supporting = agreeing or [one for one in compared if _supports(one, firm)]
    if not claim.is_sure:
        against = [*contradicting, *(one for one in compared if one.verdict == "contradicts")]
        if told := agreeing or [one for one in supporting if one.identity_id == STREAK]:
            return _finding(claim, SUPPORTED, f"read with a doubt: {_doubt(claim)}", told, compared, repeats)
        because = f"left open by the reader: {_doubt(claim)}"
        return _finding(claim, UNDECIDABLE, because, against or supporting or revised, compared, repeats)
    if agreeing:
        is_disputed = all(each.is_disputed for one in agreeing for each in one.sources)
        reason = "published so, but other published figures contradict it" if is_disputed else ""
        return _finding(claim, SUPPORTED, reason, agreeing, compared, repeats)
    # What is printed on one day is no revision of each other, whatever an archive says years later.
    borne_out = _borne_out(compared)
    if borne_out and not any(one.is_at_home or _is_official(one) for one in accused):
        is_disputed = bool(contradicting or revised or accused)
        reason = "so by the official series, other than what articles printed" if is_disputed else ""
        return _finding(claim, SUPPORTED, reason or _reach(borne_out[0]), borne_out, compared, repeats)
    if of_the_day := [one for one in contradicting if not one.is_of_two_days]:
        return _finding(claim, CONTRADICTED, "", of_the_day, compared, repeats)
    # Nor do figures of one text revise each other.
    if revised and (of_the_text := [one for one in accused if one.is_at_home]):
        return _finding(claim, CONTRADICTED, "", of_the_text, compared, repeats)
    if revised and not (supporting and not accused):
        return _finding(claim, REVISED, "", revised, compared, repeats)
    if contradicting:
        return _finding(claim, CONTRADICTED, "", contradicting, compared, repeats)
    if accused and supporting:
        return _finding(
            claim, UNDECIDABLE, "published figures disagree about it", [*accused, *supporting], compared, repeats
        )
    if accused:
        return _finding(claim, CONTRADICTED, "", accused, compared, repeats)
    if supporting:
        return _finding(claim, SUPPORTED, _reach(supporting[0]), supporting, compared, repeats)
    if moved := [one for one in compared if one.verdict == "revised"]:
        return _finding(claim, REVISED, "", moved, compared, repeats)
    if repeats:
        return _finding(claim, SUPPORTED, f"{repeats} says the same", [], compared, repeats)
    return _finding(claim, UNDECIDABLE, _silence(compared), [], compared, repeats)


def _borne_out(compared: Sequence[Comparison]) -> list[Comparison]:
    """What official levels alone say for a claim."""
    return [one for one in compared if _is_official(one) and _supports(one, set())]


def _is_official(one: Comparison) -> bool:
    return all(source.origin == "official" for source in one.sources)


def _supports(one: Comparison, firm: set[str]) -> bool:
    """Whether a comparison with others than its own text bears the claim out, not merely leaves it possible."""
    if one.verdict not in _AGREES or one.relation != "meets" or one.is_at_home or not one.companions <= firm:
        return False
    if one.identity_id == "streak_against_months":  # one month of many
        return False
    value, lower, upper = one.right
    if one.unit == "rank":
        return value == one.left[0]
    if one.identity_id in (FIRST, PLACE):
        return value is not None and one.left[0] is not None and abs(value - one.left[0]) <= 1
    if value is None or lower is None or upper is None:
        return False
    if one.identity_id == STREAK:
        return one.sources[0].role == "run"
    is_level = one.unit not in ("percent", "percentage_point")
    return upper - lower <= max(_FEW_PRINTS * one.step, _ONE_PERCENT * abs(value) if is_level else 0)


def _finding(
    claim: Claim,
    verdict: str,
    reason: str,
    speaking: Sequence[Comparison],
    compared: Sequence[Comparison],
    repeats: str,
) -> Finding:
    loudest = sorted(speaking, key=lambda one: (not one.is_direct, -one.gap))
    # One witness is enough for what is right.
    loudest = loudest[:1] if verdict == SUPPORTED else loudest[:_MOST_SPEAKING]
    values = {one.consistent_value for one in loudest if one.claim_id == claim.row.statement_id}
    is_wrong = verdict in (CONTRADICTED, REVISED)
    nearest = values.pop() if is_wrong and len(values) == 1 else None
    others = [one for one in compared if one not in loudest]
    return Finding(claim.row, verdict, reason, loudest, others, nearest, repeats=repeats)


def _doubt(claim: Claim) -> str:
    return claim.row.note or claim.row.rule or "no rule reads it whole"


def _reach(one: Comparison) -> str:
    """How far back what bears a record of all time out reaches."""
    begins = one.instance if one.identity_id == PLACE and one.instance[:1].isdigit() else ""
    return (
        f"as far back as the official series reaches, {wording.month(date.fromisoformat(f'{begins}-01'))}"
        if begins
        else ""
    )


def _silence(compared: Sequence[Comparison]) -> str:
    if any(one.identity_id == STREAK for one in compared):
        return "it fits the run that is known so far; the months after that are not published"
    if reach := next((_reach(one) for one in compared if one.identity_id == PLACE and one.right[2] is None), ""):
        return f"it holds {reach}, which is not long enough to tell"
    if any(one.identity_id == RANK and one.instance == OF_TWO for one in compared):
        return "the two are as near as a revision may turn over"
    if any(one.identity_id == RANK for one in compared):
        return "the official list is not known to be whole: those without a figure in it may be above"
    if any(one.verdict == "disputed" for one in compared):
        return "the published figures that speak of it contradict each other"
    if any(one.is_at_home and one.relation == "meets" for one in compared):
        return "nothing published tells; it fits the other figures of the text"
    if compared:
        return "what is published leaves it possible and does not tell"
    return "nothing published speaks of it"


def _importance(finding: Finding, comparison_count: int) -> float:
    """As findings of a release are ranked: how far apart, how much hangs on it, and a total counts twice."""
    if finding.verdict not in (CONTRADICTED, REVISED):
        return 0.0
    steps = max((one.gap / one.step for one in finding.speaking), default=0.0)
    weight = 2 if finding.row.subject_kind == "total" else 1
    return (1 + math.log1p(steps)) * (1 + math.log1p(max(comparison_count - 1, 0))) * weight
