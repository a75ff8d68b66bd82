"""Holds the rows of the source tables against the declaration and against each other, without a build.

Belongs here: the double entry of figures, closed vocabularies, patterns, references and subjects. Does not belong here:
the form of a file (`reader`), the articles themselves (`verification`), and what only the gates ask: many rows at once,
plausible sizes, and the last release.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Final

from korea_trade.statements import declaration, reader
from korea_trade.statements.declaration import TOTAL_SUBJECT, Column, Declaration, SourceTable
from korea_trade.statements.reader import Problem, SourceError

Row = Mapping[Hashable, Any]
# The values of each column that others refer to, by table.column.
Listed = Mapping[str, Set[Any]]
UNLISTED: Final = "it stands in no row of {}.csv"


def problems(sources: Path) -> list[Problem]:
    """What is wrong with the rows of the folder `sources`; only what cannot be read, where a table cannot."""
    declared = declaration.load()
    rows: dict[str, Sequence[Row]] = {}
    unreadable: list[Problem] = []
    for table in declared.tables.values():
        try:
            frame = reader.read(table, sources)
        except SourceError as error:
            unreadable += error.problems
        else:
            rows[table.name] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    if unreadable:
        return unreadable
    listed = {
        f"{name}.{column.name}": {row[column.name] for row in of_table}
        for name, of_table in rows.items()
        for column in declared.tables[name].columns
    }
    return [
        problem
        for name, of_table in rows.items()
        for row in of_table
        for problem in _of_row(declared.tables[name], row, declared, listed)
    ]


def _of_row(table: SourceTable, row: Row, declared: Declaration, listed: Listed) -> Iterator[Problem]:
    def problem(column: str, rule: str, remedy: str) -> Problem:
        value = None if row[column] is None else str(row[column])
        return Problem(row["source_file"], rule, remedy, row["source_line"], column, value)

    for column in table.columns:
        for rule, remedy in of_cell(column, row[column.name], declared, lambda place, value: value in listed[place]):
            yield problem(column.name, rule, remedy)
    if "subject_kind" in row and (place := declared.subjects.get(row["subject_kind"])):
        if row["subject_id"] not in listed[place]:
            yield problem("subject_id", UNLISTED.format(place.split(".")[0]), "correct the subject or list it")
    elif row.get("subject_kind") == "total" and row["subject_id"] != TOTAL_SUBJECT:
        yield problem("subject_id", f"the total has the subject {TOTAL_SUBJECT}", "correct one of the two")
    if "alias_kind" in row and not _names_something(row, declared, listed):
        yield problem("subject_id", f"nothing of the kind {row['alias_kind']} has this key", "correct it or list it")
    if table.double_entry:
        figure, value, _ = table.double_entry
        if row["read_problem"]:
            yield problem(figure, f"it is no figure of its unit ({row['read_problem']})", "correct figure or unit")
        elif row["read_value"] != row[value]:
            rule = f"the figure {row[figure]!r} reads as {row['read_value']:.15g}"
            yield problem(value, rule, "correct the value or the figure")


def _names_something(alias: Row, declared: Declaration, listed: Listed) -> bool:
    """Whether an alias stands for a listed subject, or is a word with a declared meaning."""
    kind, key = alias["alias_kind"], alias["subject_id"]
    if kind in declared.words:
        return key in declared.vocabularies[declared.words[kind]]
    return kind in declared.subjects and key in listed[declared.subjects[kind]]


def of_cell(
    column: Column, value: Any, declared: Declaration, is_listed: Callable[[str, Any], bool]
) -> Iterator[tuple[str, str]]:
    """The rules that a cell breaks, each with its remedy; `is_listed` tells whether table.column holds a value."""
    if value is None:
        if column.required:
            yield "it is empty", f"give it: {column.description[0].lower()}{column.description[1:]}"
        return
    if column.vocabulary and str(value) not in (terms := declared.vocabularies[column.vocabulary]):
        yield f"it must be one of {', '.join(terms)}", declaration.remedy(column.vocabulary)
    if column.pattern and not re.fullmatch(column.pattern, str(value)):
        yield f"it must match {column.pattern}", "write it in that form"
    if column.references and not is_listed(column.references, value):
        yield UNLISTED.format(column.references.split(".")[0]), "correct it or add its row there"
    if column.minimum is not None and value < column.minimum:
        yield f"it must be at least {column.minimum:g}", "correct the number"
