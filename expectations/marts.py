"""Gate 3, marts to release: do the marts agree with each other, and with what was published before?

Belongs here: identities that hold in any right warehouse, and sizes against the previous release. Does not belong here:
the list of the corpus's own contradictions, which is a mart, and keys and references, which are dbt tests.
"""

from __future__ import annotations

from expectations.suite import Batch, Suite, at_least, equal, holds, row_count
from statements.declaration import Declaration

_REVIEW = "find the statement that is wrong and correct it in corrections.csv with its evidence"


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `marts`; the attached database `previous` holds the statements of the last release."""
    return Suite(
        gate="marts",
        schema="marts",
        batches=(
            _statements(declaration),
            _balances(),
            _shares(),
            _streaks(),
            _directions(),
            _sizes(),
        ),
    )


def _statements(declaration: Declaration) -> Batch:
    counts = " union all ".join(
        f"select '{table.name}' as theme, count(*) as staged from staging.stg_{table.name}"
        for table in declaration.statement_tables
    )
    sql = f"""
        with staged as ({counts}),
        published as (select theme, count(*) as in_mart from marts.fct_statement group by theme)
        select
            'fct_statement' as table_name,
            null as source_file,
            null as source_line,
            staged.theme,
            staged.staged,
            coalesce(published.in_mart, 0) as in_mart
        from staged
        left join published using (theme)
    """
    return Batch(
        "statements by theme",
        sql,
        (
            row_count(1, "must hold statements", "review the models"),
            equal("in_mart", "staged", "must hold every staged statement of each theme", "review the models"),
        ),
    )


def _balances() -> Batch:
    sql = """
        select
            'fct_trade_month' as table_name,
            statement.source_file,
            statement.source_line,
            trade.balance_usd,
            trade.balance_lower_bound <= trade.exports_upper_bound - trade.imports_lower_bound
            and trade.balance_upper_bound >= trade.exports_lower_bound - trade.imports_upper_bound
                as balance_is_exports_less_imports
        from marts.fct_trade_month as trade
        left join marts.fct_statement as statement on statement.statement_id = trade.balance_statement_id
        where trade.balance_usd is not null and trade.exports_usd is not null and trade.imports_usd is not null
    """
    rule = "must be exports less imports within rounding"
    return Batch(
        "balance",
        sql,
        (holds("balance_is_exports_less_imports", "balance_usd", rule, _REVIEW),),
    )


def _shares() -> Batch:
    sql = """
        select
            'fct_share' as table_name,
            statement.source_file,
            min(statement.source_line) as source_line,
            share.partition_id,
            sum(statement.lower_bound) <= 100 and 100 <= sum(statement.upper_bound) as parts_add_to_whole
        from marts.fct_share as share
        inner join marts.fct_statement as statement using (statement_id)
        where share.partition_id is not null and not statement.is_repeat
        group by share.partition_id, statement.article_id, statement.source_file
    """
    rule = "must add to 100 percent within rounding"
    return Batch("partitions", sql, (holds("parts_add_to_whole", "partition_id", rule, _REVIEW),))


def _streaks() -> Batch:
    sql = """
        select
            'fct_streak' as table_name,
            statement.source_file,
            statement.source_line,
            statement.figure,
            statement.value as stated_length,
            date_diff('month', statement.first_day, statement.last_day) + 1 as months_spanned
        from marts.fct_statement as statement
        where statement.theme = 'streaks' and statement.unit = 'months'
    """
    rule = "must count as many months as its period spans"
    return Batch("streak lengths", sql, (equal("stated_length", "months_spanned", rule, "correct period or value"),))


def _directions() -> Batch:
    sql = """
        select
            'fct_direction_month' as table_name,
            null as source_file,
            null as source_line,
            concat_ws(' ', series_id, strftime(month, '%Y-%m'), 'by', statement_ids) as witnesses,
            not is_contradictory as has_one_direction
        from marts.fct_direction_month
    """
    rule = "must not go up and down in one month"
    return Batch("directions", sql, (holds("has_one_direction", "witnesses", rule, _REVIEW),))


def _sizes() -> Batch:
    sql = """
        with before as (select theme, count(*) as statements_before from previous.statements group by theme),
        after as (select theme, count(*) as statements_now from marts.fct_statement group by theme),
        retracted as (select count(*) as statements_retracted from staging.stg_retractions)
        select
            'fct_statement' as table_name,
            null as source_file,
            null as source_line,
            before.theme,
            coalesce(after.statements_now, 0) + retracted.statements_retracted as accounted_for,
            before.statements_before
        from before
        left join after using (theme)
        cross join retracted
    """
    rule = "must not hold fewer statements than the last release"
    remedy = "restore the rows, or retract them in retractions.csv with a reason"
    return Batch("size against the last release", sql, (at_least("accounted_for", "statements_before", rule, remedy),))
