"""What keeps a proposed row from being a row of its table: the rules of gate 1 that one row can be held against.

Belongs here: the declared rules, asked of one row before it is written. Does not belong here: rules about many rows,
which the gates ask when the row is in, and what is published (`published`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from korea_trade.intake.lists import Lists
from korea_trade.statements import declaration, entries, figure, period, reader
from korea_trade.statements.declaration import TOTAL_SUBJECT, Column, Declaration, SourceTable
from korea_trade.statements.figure import FigureError

Row = Mapping[str, str]
# What follows from the other rows when a row is written, so that none is asked for it.
_FOLLOWING: Final = frozenset({"article_no", "known_order"})


def problems(table: SourceTable | None, row: Row, lists: Lists, known_from: str) -> list[str]:
    """Why `row` cannot stand in `table`, a sentence each; none if it can. Without a table it is about nothing yet."""
    if table is None:
        themes = ", ".join(one.name for one in declaration.load().statement_tables)
        return [f"theme: must be told; it is one of {themes}"]
    declared = declaration.load()
    found = [problem for column in table.columns for problem in _of_column(column, row, declared, lists)]
    if found or table.kind != "statement":
        return found
    return [*_of_content(table, row, declared), *_of_subject(row, declared, lists), *_of_figure(row, lists),
            *_of_period(table, row, known_from, lists)]  # fmt: skip


def missing(table: SourceTable, row: Row, lists: Lists) -> Iterator[tuple[str, str]]:
    """What the row names that is in no list: the place of the list, as table.column, and the key."""
    declared = declaration.load()
    places = [(column.references, row.get(column.name, "")) for column in table.columns if column.references]
    if table.kind == "statement" and (place := declared.subjects.get(row.get("subject_kind", ""))):
        places.append((place, row.get("subject_id", "")))
    for place, value in places:
        if place and value and place.split(".")[0] not in ("articles", "measures") and not lists.find(place, value):
            yield place, value


def _of_column(column: Column, row: Row, declared: Declaration, lists: Lists) -> Iterator[str]:
    text = row.get(column.name, "") or column.default or ""
    if column.name in _FOLLOWING:
        return
    value, broken = reader.cell(column, text) if text else (None, [])
    if not broken:
        broken = list(entries.of_cell(column, value, declared, lambda place, _: _is_listed(place, text, lists)))
    shown = f"{column.name} {text!r}" if text else column.name
    yield from (f"{shown}: {rule}; {remedy}" for rule, remedy in broken)


def _is_listed(place: str, text: str, lists: Lists) -> bool:
    # The article itself may be under review.
    return place.startswith("articles.") or lists.find(place, text) is not None


def _of_content(table: SourceTable, row: Row, declared: Declaration) -> Iterator[str]:
    for column, allowed in (
        ("measure", table.content.measures),
        ("unit", table.content.units),
        ("subject_kind", table.content.subject_kinds),
    ):
        if allowed and row[column] not in allowed:
            yield f"{column} {row[column]!r}: {table.name} holds {', '.join(allowed)}"
    if row.get("certainty", "stated") not in ("", "stated") and not row.get("note"):
        yield f"certainty {row['certainty']!r}: say in the note what was inferred or how the print is garbled"
    flows = declared.flows_of_measures.get(row["measure"])
    if flows and row["flow"] not in flows:
        yield f"flow {row['flow']!r}: {row['measure']} can be of {', '.join(flows)}"
    kinds = declared.subject_kinds_of_measures.get(row["measure"])
    if kinds and row["subject_kind"] not in kinds:
        yield f"subject_kind {row['subject_kind']!r}: {row['measure']} can be of {', '.join(kinds)}"


def _of_subject(row: Row, declared: Declaration, lists: Lists) -> Iterator[str]:
    kind, subject = row["subject_kind"], row["subject_id"]
    if kind == "total":
        if subject != TOTAL_SUBJECT:
            yield f"subject_id {subject!r}: the total has the subject {TOTAL_SUBJECT}"
        return
    place = declared.subjects[kind]
    if not lists.find(place, subject):
        rule = entries.UNLISTED.format(place.split(".")[0])
        yield f"subject_id {subject!r}: {rule}; correct it or add its row there"


def _of_figure(row: Row, lists: Lists) -> Iterator[str]:
    """The double entry, and the size of the value."""
    try:
        value = Decimal(row["value"])
        read = figure.read(row["figure"], row["unit"], value).value
    except (FigureError, InvalidOperation) as error:
        yield f"figure {row['figure']!r}: {error}"
        return
    if read != value:
        yield f"value {row['value']!r}: the figure {row['figure']!r} is read as {read:f}; correct one of the two"
    measure = lists.find("measures.measure_id", row["measure"])
    if measure and row["unit"] == measure["unit"]:
        least, most = Decimal(measure["plausible_least"]), Decimal(measure["plausible_most"])
        if not least <= abs(value) <= most:
            unit = row["unit"]
            yield f"value {row['value']!r}: {row['measure']} is from {least:,} to {most:,} {unit}, without its sign"


def _of_period(table: SourceTable, row: Row, known_from: str, lists: Lists) -> Iterator[str]:
    about = period.parse(row["period"])
    is_fact = row.get("modality", "actual") in ("", "actual", "cause")
    day = date.fromisoformat(known_from) if known_from else None
    reports = table.content.reports
    if (
        day
        and is_fact
        and ((reports == "ended" and about.last_day >= day) or (reports == "begun" and about.first_day > day))
    ):
        yield f"period {row['period']!r}: has not {reports} on {known_from}, from which the article is known"
    if not row.get("reference_period"):
        return
    base = period.parse(row["reference_period"])
    if base.last_day >= about.last_day and base.first_day != about.first_day:
        yield f"reference_period {row['reference_period']!r}: must end before the period does"
    measure = lists.find("measures.measure_id", row["measure"])
    lag = int(measure["lag_months"]) if measure and measure["lag_months"] else 0
    months = (about.first_day.year - base.first_day.year) * 12 + about.first_day.month - base.first_day.month
    if lag and row["unit"] not in ("months", "years", "rank", "ratio", "date") and months != lag:
        yield f"reference_period {row['reference_period']!r}: must lie {lag} months before the period"
