"""The source tables as the rules of gate 1 read them: the SQL that several families of rules share.

Belongs here: all statements in one relation, all subjects in one, and what two rules ask for alike. Does not belong
here: a rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from korea_trade.statements.declaration import Column, Declaration, SourceTable

_PERIOD_PARTS = ("frequency", "first_day", "last_day")


def shared_columns(declaration: Declaration) -> list[Column]:
    """The columns that all statements have."""
    first, *others = (table.columns for table in declaration.statement_tables)
    return [column for column in first if all(column in columns for columns in others)]


def own_columns(table: SourceTable, declaration: Declaration) -> list[Column]:
    """The columns that a theme has for itself."""
    shared = shared_columns(declaration)
    return [column for column in table.columns if column not in shared]


def statements(declaration: Declaration, *, own: str = "") -> str:
    """All statements with what they share; `own` names one column more, empty where a theme lacks it."""
    shared = shared_columns(declaration)
    names = [column.name for column in shared]
    names += [f"{column.name}_{part}" for column in shared if column.type == "period" for part in _PERIOD_PARTS]
    return " union all ".join(
        f"select '{table.name}' as table_name, source_file, source_line, {', '.join(names)}, read_value, read_problem"
        f"{_own(table, own)} from raw.{table.name}"
        for table in declaration.statement_tables
    )


def _own(table: SourceTable, name: str) -> str:
    if not name:
        return ""
    return f", {name}" if any(column.name == name for column in table.columns) else f", null as {name}"


def subjects(declaration: Declaration) -> str:
    """Every subject that a statement may be about."""
    listed = [
        f"select '{kind}' as subject_kind, {place.split('.')[1]} as subject_id from raw.{place.split('.')[0]}"
        for kind, place in declaration.subjects.items()
    ]
    return " union all ".join(["select 'total', 'all'", *listed])


def allowed(column: str, by: str, lists: Mapping[str, Sequence[str]]) -> str:
    """A condition: `column` is in the list that stands for the value of `by`; a value without a list allows any."""
    cases = " ".join(f"when '{value}' then {column} in {_terms(terms)}" for value, terms in lists.items() if terms)
    return f"case {by} {cases} else true end" if cases else "true"


def _terms(terms: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{term}'" for term in terms) + ")"
