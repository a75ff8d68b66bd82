"""Gate 2, staging to marts: did staging keep every statement, its sign and its interval?

Belongs here: units against signs, periods in range, intervals that hold their value, counts by theme as loaded. Does
not belong here: what gate 1 has judged on the rows as loaded, and identities between statements, which is gate 3.
"""

from __future__ import annotations

from expectations.suite import Batch, Suite, at_least, between, equal, holds, not_null, one_of
from korea_trade.series.files import SERIES_FOLDER
from korea_trade.statements import units
from korea_trade.statements.declaration import Declaration, SourceTable

_INTERPRETATION = ("printed_value", "value", "unit", "frequency", "first_day", "last_day")


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `staging`, compared with schema `raw` where nothing may be lost on the way."""
    return Suite(
        gate="staging",
        schema="staging",
        batches=(_statements(declaration), _counts(declaration)),
    )


def _statements(declaration: Declaration) -> Batch:
    whole = tuple(unit.name for unit in units.load().values() if unit.whole)
    allowed = [f"when '{unit.name}' then value in {unit.values}" for unit in units.load().values() if unit.values] + [
        f"when '{unit.name}' then value >= {unit.minimum}" for unit in units.load().values() if unit.minimum is not None
    ]
    union = " union all by name ".join(map(_statement_columns, declaration.statement_tables))
    sql = f"""
        select
            statement.*,
            coalesce(lower_bound, value) <= value and value <= coalesce(upper_bound, value) as interval_holds_value,
            lower_bound is null or upper_bound is null
            or lower_bound < upper_bound
            or (lower_bound = upper_bound and lower_closed and upper_closed) as interval_is_not_empty,
            unit not in {whole} or value = round(value) as counts_are_whole,
            case unit {" ".join(allowed)} else true end as sign_fits_unit,
            flow = 'balance' or unit not in ('USD', 'KRW') or not measure in ('value', 'value_krw') or value >= 0
                as level_is_not_negative,
            is_corrected or value is not distinct from printed_value as uncorrected_as_printed
        from ({union}) as statement
    """
    remedy = "review the staging model"
    return Batch(
        "staged statements",
        sql,
        (
            *map(not_null, _INTERPRETATION),
            one_of("unit", declaration.vocabularies["unit"], "must be a unit", remedy),
            one_of("frequency", declaration.vocabularies["frequency"], "must be a frequency", remedy),
            between("first_year", "period", *declaration.years, "correct the period"),
            between("last_year", "period", *declaration.years, "correct the period"),
            at_least("last_day", "first_day", "must not precede the first day", remedy),
            holds("interval_holds_value", "value", "must lie between its bounds", remedy),
            holds("interval_is_not_empty", "figure", "must have an interval that is not empty", remedy),
            holds("counts_are_whole", "value", "must be a whole number", "correct value or unit"),
            holds("sign_fits_unit", "value", "must have a sign that its unit allows", "correct value or unit"),
            holds("level_is_not_negative", "value", "must not be negative", "enter a level as positive"),
            holds("uncorrected_as_printed", "value", "must be the printed value where nothing corrects it", remedy),
        ),
    )


def _statement_columns(table: SourceTable) -> str:
    return f"""
        select '{table.name}' as table_name, source_file, source_line, statement_id, figure, printed_value, value, unit,
            measure, flow, lower_bound, upper_bound, lower_closed, upper_closed, frequency,
            period, first_day, last_day, year(first_day) as first_year, year(last_day) as last_year, is_corrected
        from staging.stg_{table.name}
    """


def _counts(declaration: Declaration) -> Batch:
    files = {name: table.file_name for name, table in declaration.tables.items()} | {SERIES_FOLDER: SERIES_FOLDER}
    sql = " union all ".join(
        f"""
        select '{name}' as table_name, '{file}' as source_file, null as source_line,
            (select count(*) from raw.{name}) as loaded, (select count(*) from staging.stg_{name}) as staged
        """
        for name, file in files.items()
    )
    rule = "must be as many rows as were loaded"
    return Batch("rows staged", sql, (equal("staged", "loaded", rule, "review the staging model"),))
