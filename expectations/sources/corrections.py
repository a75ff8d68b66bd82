"""Of gate 1: does a correction still fit what was printed?

Belongs here: the guards of corrections, and how far a corrected value can be from the print. Does not belong here: the
size of the corrected value (`statements`).
"""

from __future__ import annotations

from expectations.sources import tables
from expectations.suite import Batch, Query, equal, holds, no_problem, reference
from korea_trade.statements.declaration import Declaration

# The digits that count: no sign, no point, no zeros at either end.
_DIGITS = "trim(replace(replace(format('{{:.15g}}', {0}), '.', ''), '-', ''), '0')"


def corrections(declaration: Declaration) -> Batch:
    sql = f"""
        select
            'corrections' as table_name,
            corrections.*,
            statement.value as value_now,
            statement.unit as unit_now,
            {_DIGITS.format("printed_value")} as printed_digits,
            {_DIGITS.format("corrected_value")} as corrected_digits,
            case slip
                when 'scale' then
                    printed_digits = corrected_digits
                    and abs(printed_value) <> abs(corrected_value) and sign(printed_value) = sign(corrected_value)
                when 'sign' then printed_value = -corrected_value
                when 'digit' then damerau_levenshtein(printed_digits, corrected_digits) = 1
                else true
            end as is_the_slip,
            concat(corrected_figure, ' for a print of ', format('{{:.15g}}', printed_value), ', slip ', slip) as slipped
        from raw.corrections
        left join ({tables.statements(declaration)}) as statement using (statement_id)
    """
    return Batch(
        "guards of corrections",
        sql,
        (
            reference(
                "statement_id", Query(f"select statement_id from ({tables.statements(declaration)})"), "the statements"
            ),
            equal(
                "printed_value",
                "value_now",
                "must equal the value of the statement as printed",
                "the statement has changed: review the correction",
            ),
            equal("unit", "unit_now", "must be the unit of the statement", "correct the unit"),
            no_problem("read_problem", "corrected_figure", "must be a figure of its unit", "correct the figure"),
            equal("corrected_value", "read_value", "must equal the corrected figure as read", "correct one of them"),
            holds(
                "is_the_slip",
                "corrected_figure",
                "must differ from the print by the slip that it claims and by no more",
                "compare the digits with the print, or name another slip",
                shows="slipped",
            ),
        ),
    )
