"""Gate 3, marts to release: do the marts agree with each other, and with what was published before?

Belongs here: that months show what their statements say, that no contradiction is new and none that was reviewed has
vanished, and sizes against the previous release. Does not belong here: finding contradictions, which is the mart
`fct_reconciliation`, explaining them, which is `sources/reviewed_contradictions.csv`, and
keys and references, which are dbt tests.
"""

from __future__ import annotations

from expectations.suite import Batch, Suite, holds, row_count
from korea_trade.statements.declaration import Declaration

# By so much of the distance to the print an official figure may move before a contradiction is reviewed again.
_MOVED = 0.1
# A guard as one writes it in its row.
_GUARD = "coalesce(format('{{:.10g}}', {0}), 'nothing')"


def suite(declaration: Declaration) -> Suite:
    """The suite over schema `marts`; the attached database `previous` holds the statements of the last release."""
    return Suite(
        gate="marts",
        schema="marts",
        batches=(
            _statements(),
            _themes(declaration),
            _values(),
            _contradictions(),
            _reviews(),
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


def _values() -> Batch:
    months = (
        ("fct_trade_month", ("exports", "imports", "balance")),
        ("fct_item_month", ("value",)),
        ("fct_partner_month", ("value",)),
    )
    shown = " union all ".join(
        f"""
        select
            '{mart}' as table_name, {stem}_statement_id as statement_id,
            {stem}_usd as shown, {stem}_lower_bound as shown_lower_bound, {stem}_upper_bound as shown_upper_bound
        from marts.{mart}
        where {stem}_statement_id is not null
        """
        for mart, stems in months
        for stem in stems
    )
    sql = f"""
        select
            mart.table_name,
            statement.source_file,
            statement.source_line,
            mart.shown as value_usd,
            (mart.shown, mart.shown_lower_bound, mart.shown_upper_bound)
                is not distinct from (statement.value, statement.lower_bound, statement.upper_bound)
                as is_value_of_statement
        from ({shown}) as mart
        left join marts.fct_statement as statement using (statement_id)
    """
    rule = "must be the value of the statement that prints it, with its bounds"
    return Batch("values of months", sql, (holds("is_value_of_statement", "value_usd", rule, "review the model"),))


def _contradictions() -> Batch:
    sql = """
        select
            'fct_reconciliation' as table_name,
            statement.source_file,
            statement.source_line,
            concat(
                reconciliation_id, ': ', coalesce(left_value::varchar, 'a sign or limit'), ' against ',
                coalesce(right_value::varchar, 'a sign or limit'), ', ', gap, ' ', reconciliation.unit, ' apart',
                -- An official figure is named by its place as well, for it may be the wrong one.
                ', official figure of ' || series.source_file || ':' || series.source_line
            ) as instance,
            verdict <> 'contradicts' or is_reviewed as is_no_news
        from marts.fct_reconciliation as reconciliation
        -- The claim is the place, or what speaks against it where the claim is arithmetic alone.
        left join marts.fct_statement as statement
            on string_split(
                coalesce(nullif(reconciliation.left_statement_ids, ''), reconciliation.statement_ids), ', '
            )[1] = statement.statement_id
        left join marts.fct_observed_month as series
            on
                reconciliation.identity_id like '%\\_against\\_series' escape '\\'
                and reconciliation.flow = series.flow
                and reconciliation.subject_kind = series.subject_kind
                and reconciliation.subject_id = series.subject_id
                and reconciliation.period = strftime(series.month, '%Y-%m')
    """
    rule = "must not contradict unless the contradiction is reviewed"
    remedy = (
        "correct the row, correct the print in corrections.csv with its evidence, "
        "or explain the contradiction in reviewed_contradictions.csv"
    )
    return Batch("contradictions", sql, (holds("is_no_news", "instance", rule, remedy),))


def _reviews() -> Batch:
    side = "coalesce(reconciliation.{0}_value, reconciliation.{0}_lower_bound, reconciliation.{0}_upper_bound)"
    # A guard is written with ten digits: what is computed has more than anybody reads.
    same = "{0} is not distinct from {1} or coalesce(abs({0} - {1}) <= 1e-8 * abs({1}), false)"
    # An office revises its side, which gate 1 watches: what was explained is how far the print is from it.
    moves = f"is_official and coalesce(abs(right_side - right_now) <= {_MOVED} * abs(left_now - right_now), false)"
    sql = f"""
        with found as (
            select
                reviewed.*,
                reconciliation.verdict is not distinct from 'contradicts' as still_contradicts,
                split_part(reviewed.reconciliation_id, '|', 1) like '%against_series' as is_official,
                {side.format("left")} as left_now,
                {side.format("right")} as right_now
            from staging.stg_reviewed_contradictions as reviewed
            left join marts.fct_reconciliation as reconciliation using (reconciliation_id)
            -- Whoever builds without a series has nothing that a print could contradict.
            where reconciliation.reconciliation_id is not null or not is_official
        )
        select
            'reviewed_contradictions' as table_name,
            source_file,
            source_line,
            reconciliation_id,
            still_contradicts,
            not still_contradicts or ({same.format("left_side", "left_now")}) as left_is_as_reviewed,
            not still_contradicts or ({same.format("right_side", "right_now")} or {moves}) as right_is_as_reviewed,
            concat({_GUARD.format("left_side")}, ', but ', {_GUARD.format("left_now")}, ' stands there') as left_given,
            concat(
                {_GUARD.format("right_side")}, ', but ', {_GUARD.format("right_now")}, ' stands there'
            ) as right_given
        from found
    """
    guard = "must be the side of the contradiction that was reviewed"
    review = "the statements have changed: correct them, or review the contradiction again and enter the side as it is"
    return Batch(
        "reviewed contradictions",
        sql,
        (
            holds(
                "still_contradicts",
                "reconciliation_id",
                "must still be a contradiction",
                "find out why it has vanished, then remove the row",
            ),
            holds("left_is_as_reviewed", "left_side", guard, review, shows="left_given"),
            holds("right_is_as_reviewed", "right_side", guard, review, shows="right_given"),
        ),
    )


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
