"""Of gate 1: what is wrong with a value of an official series.

Belongs here: the rules about one value of `raw.observed`. Does not belong here: the form of the files, which
`korea_trade.series` refuses.
"""

from __future__ import annotations

from expectations.suite import Batch, holds
from korea_trade.series import observed, plausible

# More findings than a person reads help nobody.
_SHOWN = 100


def observed_series() -> Batch:
    """Only rows that break a rule leave the database, for there may be millions that break none."""
    conditions = {
        "month_is_a_first_day": "day(observed.month) = 1",
        "flow_is_known": f"observed.flow in {observed.FLOWS}",
        "item_is_listed": "observed.item_id is null or items.item_id is not null",
        "partner_is_listed": "observed.partner_id is null or partners.partner_id is not null",
        "value_is_a_level": "isfinite(observed.value_usd) and observed.value_usd >= 0",
        "value_is_plausible": "observed.value_usd <= measures.plausible_most",
        "source_is_cited": "trim(observed.source) <> ''",
    }
    sql = f"""
        with judged as (
            select
                'observed' as table_name,
                observed.*,
                {", ".join(f"coalesce({sql}, false) as {name}" for name, sql in conditions.items())}
            from raw.observed
            left join raw.items using (item_id)
            left join raw.partners using (partner_id)
            left join raw.measures on measures.measure_id = 'value'
        )
        select * from judged where not ({" and ".join(conditions)}) limit {_SHOWN}
    """
    return Batch(
        "observed series",
        sql,
        (
            holds("month_is_a_first_day", "month", "must be the first day of a month", "materialize the table again"),
            holds("flow_is_known", "flow", f"must be one of {', '.join(observed.FLOWS)}", "correct it"),
            holds("item_is_listed", "item_id", "must be listed in items.csv", "correct it or add it to items.csv"),
            holds(
                "partner_is_listed",
                "partner_id",
                "must be listed in partners.csv",
                "correct it or add it to partners.csv",
            ),
            holds("value_is_a_level", "value_usd", "must be 0 or more", "enter a level of trade as positive"),
            holds(
                "value_is_plausible",
                "value_usd",
                "must not pass the greatest plausible size of the measure value",
                "check the unit, values are in full US dollars",
            ),
            holds("source_is_cited", "source", "must not be empty", "cite where the value was published"),
        ),
    )


def plausible_series() -> Batch:
    """No value is a power of ten off what is known, above its whole, of days to come, or a zero that fills a gap."""
    sql = f"""
        with implausible (source_file, source_line, value_usd, rule, remedy, is_of_time) as (
            {plausible.sql("raw.observed")}
        )
        select
            'observed' as table_name,
            source_file,
            source_line,
            value_usd,
            false as is_plausible,
            concat(printf('%.15g', value_usd), ', for ', rule) as told
        from implausible
        limit {_SHOWN}
    """
    remedy = "check unit, digits and month in both files, and correct the one that is wrong"
    return Batch(
        "plausible series",
        sql,
        (holds("is_plausible", "value_usd", "must be possible beside what is known", remedy, shows="told"),),
    )
