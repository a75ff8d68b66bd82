"""Gate 3, marts to release: do the marts agree with each other, and with what was published before?

Belongs here: identities that hold in any right warehouse, and sizes against the previous release. Does not belong here:
the list of the corpus's own contradictions, which is a mart, and keys and references, which are dbt tests.
"""

from __future__ import annotations

from expectations.suite import Batch, Suite, equal, holds, row_count
from statements.declaration import Declaration

_REVIEW = "find the statement that is wrong and correct it in corrections.csv with its evidence"


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `marts`; the attached database `previous` holds the statements of the last release."""
    return Suite(
        gate="marts",
        schema="marts",
        batches=(
            _statements(),
            _themes(declaration),
            _balances(),
            _shares(),
            _streaks(),
            _directions(),
            _sizes(),
        ),
    )


def _statements() -> Batch:
    sql = "select 'fct_statement' as table_name, * from marts.fct_statement"
    return Batch("statements", sql, (row_count(1, "must hold statements", "review the models"),))


def _themes(declaration: Declaration) -> Batch:
    counts = " union all ".join(
        f"select '{table.name}' as theme, count(*) as staged from staging.stg_{table.name}"
        for table in declaration.statement_tables
    )
    sql = f"""
        with staged as ({counts}),
        in_mart as (select theme, count(*) as in_mart from marts.fct_statement group by theme)
        select
            'fct_statement' as table_name,
            null as source_file,
            null as source_line,
            concat(theme, ': ', coalesce(in_mart, 0), ' of ', coalesce(staged, 0), ' staged') as statements,
            coalesce(in_mart, 0) = coalesce(staged, 0) as holds_all
        from staged
        full join in_mart using (theme)
    """
    rule = "must hold every staged statement of each theme"
    return Batch("statements by theme", sql, (holds("holds_all", "statements", rule, "review the models"),))


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
            sum(coalesce(statement.lower_bound, 0)) <= 100
            and 100 <= sum(coalesce(statement.upper_bound, 100)) as parts_add_to_whole
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
        with before as (
            select
                theme,
                count(*) as published,
                count(retraction.statement_id) as retracted
            from previous.statements
            left join staging.stg_retractions as retraction using (statement_id)
            group by theme
        ),
        now as (select theme, count(*) as statements from marts.fct_statement group by theme)
        select
            'fct_statement' as table_name,
            null as source_file,
            null as source_line,
            concat(
                theme, ': ', coalesce(now.statements, 0), ' now, ', before.published, ' published, ',
                before.retracted, ' of them retracted'
            ) as sizes,
            coalesce(now.statements, 0) >= before.published - before.retracted as is_no_smaller
        from before
        left join now using (theme)
    """
    rule = "must not hold fewer statements than the last release"
    remedy = "restore the rows, or retract them in retractions.csv with a reason"
    return Batch("size against the last release", sql, (holds("is_no_smaller", "sizes", rule, remedy),))
