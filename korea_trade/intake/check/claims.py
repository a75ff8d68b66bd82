"""The claims of a text: its proposed rows as cells with the interval that each print leaves.

Belongs here: which rows claim something that can be compared, why the others do not, and their form as a relation. Does
not belong here: comparing them (`comparison`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from korea_trade.intake.proposal import EXCEPTION, SURE, Proposal
from korea_trade.intake.reading import Reading
from korea_trade.statements import figure, period, units
from korea_trade.statements.figure import FigureError

# The SQL types of the relation `claim`.
COLUMNS: Final = {
    "claim_id": "varchar", "theme": "varchar", "measure": "varchar", "unit": "varchar", "flow": "varchar",
    "subject_kind": "varchar", "subject_id": "varchar", "period": "varchar", "first_day": "date", "last_day": "date",
    "base_id": "varchar", "counted_direction": "bigint", "value": "double", "lower": "double", "upper": "double",
    "lower_closed": "boolean", "upper_closed": "boolean", "direction": "bigint", "condition": "varchar",
    "is_ended": "boolean", "record": "varchar", "scope": "varchar", "reference_day": "date",
    "threshold": "double", "told_sign": "bigint", "is_sure": "boolean", "position": "bigint",
    "rival_id": "varchar",
}  # fmt: skip
_RUNS: Final = ("growth", "sign")
# Which sign the balance has that a sentence speaks of, where it names one alone.
_SURPLUS: Final = re.compile(r"\bsurplus(?:es)?\b", re.IGNORECASE)
_DEFICIT: Final = re.compile(r"\b(?:deficit|shortfall)s?\b", re.IGNORECASE)
# What a first time is one of: "the first fall in 16 months".
_FIRST: Final = re.compile(
    r"\bfirst (?:on-year |year-on-year |year-over-year |annual )?"
    r"(?:(?P<rise>growth|gain|increase|rise|rebound|expansion)|decline|drop|fall|loss|decrease|contraction)\b",
    re.IGNORECASE,
)
# Whose trade a share is one of: in a text about one industry "exports" alone may be those of that.
_OF_THE_COUNTRY: Final = re.compile(
    r"(?:\b(?:(?:South )?Korea(?:n|[’']s)|the (?:country|nation)[’']s)|\b(?:total|overall|all)) "
    r"(?:(?:total|overall|monthly|annual) )?(?:outbound |overseas |inbound )?(?:exports|imports|shipments)\b",
    re.IGNORECASE,
)
# "The largest for any August" is a record among Augusts only.
_OF_A_MONTH: Final = re.compile(
    r"\bfor (?:any(?! (?:month(?! of)|quarter|half|year)\b)|an?|the month of|"
    rf"the same|{'|'.join(calendar.month_name[1:])})\b|\bany (?:month|year) of\b"
)
# A quarter or half of any year.
_PART_OF_A_YEAR: Final = re.compile(r"\d{4}-([QH]\d)")
# Zeros at the end of a whole number may be what it was rounded to: $900 million for 863.
_ROUND: Final = re.compile(r"(?<![\d.,])\d[\d,]*?(?P<zeros>0[0,]*)(?![\d.,]*\d)")


@dataclass(frozen=True)
class Claim:
    """A proposed row that can be compared, as a row of the relation `claim`."""

    row: Proposal
    columns: Mapping[str, Any]

    @property
    def is_sure(self) -> bool:
        """Whether a rule read it whole; what a person has to look at first is no evidence, nor ever contradicted."""
        return _is_read_whole(self.row)


def of(reading: Reading) -> Iterator[tuple[Proposal, Claim | str]]:
    """Each figure of a text with its claim, or the reason why it has none; digits that are no figure are left out."""
    sentences = {(each.paragraph, each.sentence): each.text for each in reading.text.sentences}
    speaks_of_the_whole = any(row.confidence == SURE and row.subject_kind == "total" for row in reading.rows)
    for position, row in enumerate(reading.rows):
        if row.confidence == EXCEPTION:
            continue
        reason = _unfit(row)
        sentence = sentences[row.paragraph, row.sentence]
        if row.subject_kind == "partner" and not (speaks_of_the_whole or _is_share_of_all(row, sentence)):
            reason = "the text tells no total of the country, so it may speak of a part of the trade with a partner"
        if row.theme == "records" and row.scope != "same_month" and _OF_A_MONTH.search(sentence):
            reason = "the record may be one among the same months of other years"
        if row.theme == "records" and _goes_back_to_the_same_part_of_a_year(row):
            reason = "the record may be one among the same quarters or halves of other years"
        if reason:
            yield row, reason
            continue
        try:
            yield row, Claim(row, _columns(row, position, sentence))
        except (FigureError, ValueError, KeyError) as error:
            yield row, f"the figure or its period cannot be read ({error})"


def _unfit(row: Proposal) -> str:
    if row.modality not in ("", "actual"):
        return f"{row.modality}: only what happened is compared"
    missing = [
        name
        for name, value in (
            ("theme", row.theme), ("measure", row.measure), ("flow", row.flow), ("subject", row.subject_id),
            ("period", row.period), ("value", row.value),
        )
        if not value
    ]  # fmt: skip
    if missing:
        return f"what it says is not read whole: no {', '.join(missing)} ({row.note or row.rule or 'no rule reads it'})"
    return ""


def _goes_back_to_the_same_part_of_a_year(row: Proposal) -> bool:
    """Whether a record of a quarter or half reaches back to that of another year, so that it is open among what."""
    own, reference = (_PART_OF_A_YEAR.fullmatch(period) for period in (row.period, row.reference_period))
    return own is not None and reference is not None and own[1] == reference[1]


def _columns(row: Proposal, position: int, sentence: str) -> dict[str, Any]:
    read = _exactly(row.value) if row.rival_id else figure.read(row.figure, row.unit, Decimal(row.value))
    if read.value != Decimal(row.value):
        # A streak, a rank or an edited value: the figure as printed says another number than the row.
        raise ValueError(f"{row.figure!r} reads as {read.value}, the row says {row.value}")
    read = _rounded(row, read)
    days = period.parse(row.period)
    is_run = row.theme == "streaks"
    is_record = row.theme == "records"
    if is_run and row.condition not in _RUNS:
        raise ValueError(f"runs of the condition {row.condition!r} are not compared")
    return {
        "claim_id": row.statement_id,
        "theme": row.theme,
        "measure": row.measure,
        "unit": row.unit,
        "flow": row.flow,
        "subject_kind": row.subject_kind,
        "subject_id": row.subject_id,
        "period": row.period,
        "first_day": days.first_day,
        "last_day": days.last_day,
        "base_id": row.base_id or None,
        "counted_direction": int(row.direction) if row.theme == "breadth" and row.direction else None,
        "value": float(read.value),
        "lower": None if read.lower is None else float(read.lower),
        "upper": None if read.upper is None else float(read.upper),
        "lower_closed": read.lower_closed,
        "upper_closed": read.upper_closed,
        "direction": int(row.direction)
        if (is_run or row.threshold) and row.direction
        else _first_direction(row, sentence),
        "condition": row.condition or None,
        "is_ended": row.status == "ended",
        "record": row.claim if is_record else None,
        "scope": row.scope if is_record else None,
        "reference_day": _last_day(row.reference_period) if is_record else None,
        "threshold": float(row.threshold) if is_record and row.threshold else None,
        "told_sign": _told_sign(sentence) if is_record and row.flow == "balance" else None,
        "is_sure": _is_read_whole(row),
        "position": position,
        "rival_id": row.rival_id or None,
    }


def _exactly(value: str) -> figure.Reading:
    return figure.Reading(Decimal(value), Decimal(value), Decimal(value))


def _is_read_whole(row: Proposal) -> bool:
    return row.confidence == SURE or row.is_compared


def _is_share_of_all(row: Proposal, sentence: str) -> bool:
    return row.measure == "share" and _OF_THE_COUNTRY.search(sentence) is not None


def _told_sign(sentence: str) -> int | None:
    signs = [sign for pattern, sign in ((_SURPLUS, 1), (_DEFICIT, -1)) if pattern.search(sentence)]
    return signs[0] if len(signs) == 1 else None


def _first_direction(row: Proposal, sentence: str) -> int | None:
    told = _FIRST.search(sentence) if row.claim == "first_time" and row.measure == "yoy" else None
    return None if told is None else 1 if told["rise"] else -1


def _rounded(row: Proposal, read: figure.Reading) -> figure.Reading:
    """The interval of an amount that may have been rounded to the zeros that it ends with."""
    match = _ROUND.search(row.figure)
    if not units.load()[row.unit].scaled or match is None or read.lower is None or read.upper is None:
        return read
    half = (read.upper - read.lower) / 2 * 10 ** match["zeros"].count("0")
    return replace(read, lower=min(read.lower, read.value - half), upper=max(read.upper, read.value + half))


def _last_day(text: str) -> date | None:
    """The end of the period since which something was not so: what is highest since 2018 may be below a month of it."""
    return period.parse(text).last_day if re.match(r"\d", text) else None
