"""Of gate 1: do the periods of a statement agree with its article, its measure and its value?

Belongs here: whatever says the same stretch of time twice. Does not belong here: runs and horizons that need other
statements, which are comparisons of gate 3.
"""

from __future__ import annotations

from expectations.sources import tables
from expectations.suite import Batch, holds
from korea_trade.statements import units
from korea_trade.statements.declaration import Declaration

_LAG = """
    date_add(reference_period_first_day, to_months(measures.lag_months)) = period_first_day
    and last_day(date_add(reference_period_last_day, to_months(measures.lag_months))) = last_day(period_last_day)
"""


def periods(declaration: Declaration) -> Batch:
    """Period and reference period against the day of the article, the lag of the measure, and a date."""
    of_any = [unit.name for unit in units.load().values() if unit.of_any and unit.name != "direction"]
    reports = " ".join(f"when '{table.name}' then '{table.content.reports}'" for table in declaration.statement_tables)
    sql = f"""
        select
            statement.*,
            case table_name {reports} end as reports,
            modality not in ('actual', 'cause')
            or case reports
                when 'ended' then period_last_day < known_from
                when 'begun' then period_first_day <= known_from
                else true
            end as was_over_by_then,
            concat(statement.period, ', of an article known from ', known_from) as period_given,
            statement.unit in {tuple(of_any)} or measures.lag_months is null or ({_LAG}) as reference_fits_lag,
            reference_period_last_day < period_last_day as reference_is_earlier,
            concat(statement.reference_period, ' for ', statement.period, ', ', measure) as reference_given,
            statement.unit <> 'date'
            or format('{{:.15g}}', value) = replace(statement.period, '-', '') as date_is_period,
            concat(statement.period, ' for ', format('{{:.15g}}', value)) as date_given
        from ({tables.statements(declaration)}) as statement
        left join (select article_id, known_from from raw.articles) as article using (article_id)
        left join raw.measures on measures.measure_id = statement.measure
    """
    remedy = "correct the period, the modality, or the day from which the article was known"
    return Batch(
        "periods of statements",
        sql,
        (
            holds(
                "was_over_by_then",
                "period",
                "must have ended, or in themes without figures of a period have begun, before its article was known, "
                "unless the modality is that of a plan or a forecast",
                remedy,
                "period_given",
            ),
            holds(
                "reference_fits_lag",
                "reference_period",
                "must lie before the period by the lag of the measure",
                "correct one of the two periods, or the measure",
                "reference_given",
            ),
            holds(
                "reference_is_earlier",
                "reference_period",
                "must end before the period does",
                "correct one of the two periods",
                "reference_given",
            ),
            holds("date_is_period", "period", "must be the date itself", "correct date or period", "date_given"),
        ),
    )


def runs() -> Batch:
    """The start of a run, where a text states it, is that of its span."""
    sql = """
        select
            'streaks' as table_name,
            streaks.*,
            reference_period_first_day = period_first_day as starts_with_its_span,
            concat(reference_period, ' for ', period) as start_given
        from raw.streaks
    """
    rule = "must be the start of the span"
    return Batch(
        "starts of runs",
        sql,
        (holds("starts_with_its_span", "reference_period", rule, "correct span or start", "start_given"),),
    )


def cohorts() -> Batch:
    """Cohort and horizon of a rate of survival make its period."""
    sql = """
        select
            'firm_survival' as table_name,
            firm_survival.*,
            year(cohort_first_day) + horizon_years = year(period_first_day) as horizon_leads_to_period,
            concat(horizon_years, ' years from ', cohort, ' to ', period) as horizon_given,
            unit <> 'years' or value = horizon_years as horizon_is_the_figure,
            concat(horizon_years, ' for ', figure) as figure_given
        from raw.firm_survival
    """
    return Batch(
        "cohorts and horizons",
        sql,
        (
            holds(
                "horizon_leads_to_period",
                "horizon_years",
                "must be the years from the cohort to the period",
                "correct cohort, horizon or period",
                "horizon_given",
            ),
            holds(
                "horizon_is_the_figure",
                "horizon_years",
                "must be the figure of a statement about the horizon itself",
                "correct one of the two",
                "figure_given",
            ),
        ),
    )


def order_of_articles() -> Batch:
    """The order in which articles became known against the days from which they were."""
    sql = """
        select
            'articles' as table_name,
            articles.*,
            known_from >= max(known_from) over (
                order by known_order rows between unbounded preceding and 1 preceding
            ) as is_in_order,
            known_from >= reference_period_first_day as knows_its_period,
            concat(known_order, ', known from ', known_from) as order_given
        from raw.articles
    """
    return Batch(
        "order of articles",
        sql,
        (
            holds(
                "is_in_order",
                "known_order",
                "must not come after an article that became known on a later day",
                "number the articles by the days from which they were known",
                "order_given",
            ),
            holds(
                "knows_its_period",
                "known_from",
                "must not precede the period that the article reports on",
                "correct the day or the period",
            ),
        ),
    )
