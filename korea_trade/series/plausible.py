"""Figures of series that cannot be right, whatever their files look like: a power of ten, a part above its whole.

Belongs here: what a figure is held against, as SQL over a table with the columns of `raw.observed`, and how a culprit
is told with the place that it disagrees with. Does not belong here: the form of a file (`observed`), and comparing
series with articles (the models). The same rules judge a file before it is taken in and all files at gate 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

# By how much a month differs from all months of the year around it before it is taken for a slip. Totals of twenty-six
# years stay below 2; ships, the most uneven item, below 4.
_MOST_BEYOND_NEIGHBOURS: Final = "if(subject_kind = 'total', 3, 5)"
# By how much two prints of one month differ, whatever their definitions.
_MOST_BETWEEN_VINTAGES: Final = 3
# The same by one definition: revisions of all trade stay below 1.02, those of parts below 1.1.
_MOST_REVISED: Final = "if(one.subject_kind = 'total', 1.25, 1.5)"
# A figure that differs from another print of its month by this part or more, and is to the digit that of another flow,
# month or subject, stands in the wrong place. So many digits agree by no accident: with one figure, and with many.
_LEAST_DISPLACED: Final = 0.02
_DIGITS: Final = {"flow": 1e4, "month": 1e5, "subject_id": 1e5}
# Neighbours that tell what is usual, and how many months away they may be.
_FEWEST_NEIGHBOURS: Final = 3
_FURTHEST_NEIGHBOUR: Final = 12
# A series of this size has no month without trade.
_LARGE_USD: Final = 100_000_000
# No month of all trade was below this since 1990, and a total in another unit is.
_LEAST_TOTAL_USD: Final = 1_000_000_000
# A part may be above its whole by rounding, or because they were published at different times.
_MOST_OF_WHOLE: Final = 1.02
_UNIT: Final = "check the unit and the digits in both"


@dataclass(frozen=True)
class Implausible:
    """One figure that cannot be right: its place and value, the rule, and the figure that it disagrees with.

    `is_of_time` if the month is at fault and not the size.
    """

    file: str
    line: int
    value: float
    rule: str
    remedy: str
    is_of_time: bool


def implausible(connection: duckdb.DuckDBPyConnection, table: str, today: date) -> list[Implausible]:
    """The rows of `table` that cannot be right, each once, in the order of files and lines."""
    return [Implausible(*row) for row in connection.execute(sql(table, f"date '{today}'")).fetchall()]


def sql(table: str, today: str = "current_date") -> str:
    """A query for the rows of `table` that cannot be right, as seen on the day that the SQL `today` gives."""
    return f"""
        with figures as (
            select
                *,
                -- Definitions differ by parts of a figure, never by powers of ten.
                if(status in ('ten_days', 'twenty_days'), status, null) as days,
                hash(flow, subject_kind, subject_id, days) as series,
                case status
                    when 'ten_days' then month + interval 10 day
                    when 'twenty_days' then month + interval 20 day
                    else month + interval 1 month
                end as ended,
                concat(source_file, ':', source_line) as place,
                printf('%,.0f', value_usd) as told
            from {table}
        ),
        ranges as (
            select
                series,
                year(month) as year,
                min(value_usd) filter (value_usd > 0) as least,
                max(value_usd) as most,
                count(*) filter (value_usd > 0) as count
            from figures
            group by all
        ),
        -- Only what leaves the range of the years around it by far is looked at closer: there may be millions of rows,
        -- most of them of one item with one partner, which is uneven: these are held against their wholes alone.
        suspects as (
            select figures.*
            from figures
            inner join (
                select
                    this.series,
                    this.year,
                    max(around.most) as most,
                    min(around.least) as least
                from ranges as this
                inner join ranges as around on this.series = around.series and abs(this.year - around.year) <= 1
                group by all
            ) as usual on figures.series = usual.series and year(figures.month) = usual.year
            where
                figures.subject_kind <> 'item_partner'
                and (usual.most > {_MOST_BETWEEN_VINTAGES} * usual.least or figures.value_usd = 0)
        ),
        neighbours as (
            select
                suspects.place,
                suspects.value_usd,
                min(near.value_usd) as least,
                max(near.value_usd) as most,
                arg_min(near.place, near.value_usd) as least_place,
                arg_max(near.place, near.value_usd) as most_place,
                arg_min(near.told, near.value_usd) as least_told,
                arg_max(near.told, near.value_usd) as most_told,
                count(distinct near.month) as count
            from suspects
            inner join figures as near
                on
                    suspects.series = near.series
                    and suspects.month <> near.month
                    and near.value_usd > 0
                    and abs(date_diff('month', suspects.month, near.month)) <= {_FURTHEST_NEIGHBOUR}
            group by all
        ),
        -- Two prints of one month by one definition.
        pairs as (
            select one.*, other.value_usd as other_usd, other.told as other_told, other.place as other_place
            from figures as one
            inner join figures as other using (series, month, definition)
            where
                one.subject_kind <> 'item_partner'
                and abs(one.value_usd - other.value_usd) > {_LEAST_DISPLACED} * greatest(one.value_usd, other.value_usd)
                and one.value_usd > 0
                and other.value_usd > 0
        ),
        displaced as ({" union all ".join([*map(_displaced, _DIGITS), _BESIDE_A_DISPLACED])}),
        totals as (
            select
                flow,
                month,
                definition,
                max(value_usd) as value_usd,
                arg_max(place, value_usd) as place,
                arg_max(told, value_usd) as told
            from figures
            where subject_kind = 'total' and coalesce(status not in ('ten_days', 'twenty_days'), true)
            group by all
        ),
        wholes as (
            select flow, month, value_usd, place, told, 'all' as whole from totals where definition = 'customs'
            union all
            select flow, month, value_usd, place, told, concat(subject_kind, ' ', subject_id)
            from figures
            where subject_kind in ('item', 'partner') and coalesce(status not in ('ten_days', 'twenty_days'), true)
        ),
        broken as (
            select
                place, source_file, source_line, value_usd, 1 as weight,
                concat('the figure of ', strftime(month, '%Y-%m'), ' is of days that have not ended') as rule,
                'correct the month, or remove the row' as remedy
            from figures where ended > least(({today})::timestamp, known_from::timestamp + interval 1 day)
            union all
            select
                place, source_file, source_line, value_usd, 2,
                'all trade of a month is 0',
                'remove the row: an office fills months to come with zeros'
            from figures where subject_kind = 'total' and value_usd = 0
            union all
            select
                figures.place, source_file, source_line, figures.value_usd, 2,
                concat('a month without trade in a series of at least ', neighbours.least_told, ' at ', least_place),
                'remove the row: an office fills months to come with zeros'
            from figures inner join neighbours using (place)
            where figures.value_usd = 0 and subject_kind <> 'total' and least >= {_LARGE_USD}
                and neighbours.count >= {_FEWEST_NEIGHBOURS}
            union all
            select
                place, source_file, source_line, value_usd, 3,
                'all trade of a month was never below {_LEAST_TOTAL_USD:,} US dollars since 1990',
                'check the unit'
            from figures
            where subject_kind = 'total' and value_usd between 1e-9 and {_LEAST_TOTAL_USD} and year(month) >= 1990
            union all
            select
                one.place, one.source_file, one.source_line, one.value_usd, 5,
                concat('the figure is ', {_times("one.value_usd", "other.value_usd")}, ' the one of the same month, ',
                       other.told, ' at ', other.place),
                '{_UNIT}'
            from suspects as one inner join figures as other using (series, month)
            where one.value_usd > 0 and other.value_usd > 0
                and (
                    one.value_usd > {_MOST_BETWEEN_VINTAGES} * other.value_usd
                    or other.value_usd > {_MOST_BETWEEN_VINTAGES} * one.value_usd
                )
            union all
            select
                place, source_file, source_line, value_usd, 4,
                concat('the figure is that of ', displaced.told),
                'check that no row or column is exchanged or shifted'
            from figures inner join displaced using (place)
            union all
            select
                place, source_file, source_line, value_usd, 5,
                concat('the figure is ', {_times("value_usd", "other_usd")}, ' the one of the same month, ',
                       other_told, ' at ', other_place),
                '{_UNIT}'
            from pairs as one
            where greatest(value_usd, other_usd) > {_MOST_REVISED} * least(value_usd, other_usd)
            union all
            select
                figures.place, source_file, source_line, figures.value_usd, 6,
                if(
                    figures.value_usd > most,
                    concat('the figure is ', {_times("figures.value_usd", "most")},
                           ' the most of the months around it, ', most_told, ' at ', most_place),
                    concat('the figure is ', {_times("figures.value_usd", "least")},
                           ' the least of the months around it, ', least_told, ' at ', least_place)
                ),
                '{_UNIT}'
            from figures inner join neighbours using (place)
            where figures.value_usd > 0 and neighbours.count >= {_FEWEST_NEIGHBOURS}
                and (
                    figures.value_usd > {_MOST_BEYOND_NEIGHBOURS} * most
                    or figures.value_usd * {_MOST_BEYOND_NEIGHBOURS} < least
                )
            union all
            select
                figures.place, source_file, source_line, figures.value_usd, 7,
                concat('a part is above its whole, ', wholes.whole, ', ', wholes.told, ' at ', wholes.place),
                '{_UNIT}'
            from figures
            inner join wholes
                on
                    figures.flow = wholes.flow
                    and figures.month = wholes.month
                    and (
                        (wholes.whole = 'all' and (subject_kind <> 'total' or status in ('ten_days', 'twenty_days')))
                        or (
                            subject_kind = 'item_partner'
                            and wholes.whole in (concat('item ', item_id), concat('partner ', partner_id))
                        )
                    )
            where figures.value_usd > {_MOST_OF_WHOLE} * wholes.value_usd and definition <> 'balance_of_payments'
        )
        select
            source_file,
            source_line,
            any_value(value_usd),
            arg_min(rule, weight),
            arg_min(remedy, weight),
            min(weight) <= 2
        from broken
        group by source_file, source_line
        order by source_file, source_line
    """


# Whom no other file gives has the figure of a name of which its file gives another: the rows of both are exchanged.
_BESIDE_A_DISPLACED: Final = f"""
            select
                one.place,
                concat_ws(
                    ' ', there.flow, there.subject_id, 'of', concat(strftime(there.month, '%Y-%m'), ','),
                    there.other_told, 'at', there.other_place
                ) as told
            from pairs as there
            inner join figures as one
                on
                    there.source_file = one.source_file
                    and there.flow = one.flow
                    and there.month = one.month
                    and there.subject_kind = one.subject_kind
                    and there.subject_id <> one.subject_id
                    and there.definition = one.definition
                    and there.days is not distinct from one.days
                    and abs(one.value_usd - there.other_usd) <= one.rounded_to_usd
                    and one.rounded_to_usd * {_DIGITS["subject_id"]} <= one.value_usd
            where
                not exists (
                    from figures as own
                    where
                        own.series = one.series
                        and own.month = one.month
                        and own.definition = one.definition
                        and own.source_file <> one.source_file
                )"""


def _displaced(other: str) -> str:
    """SQL for the figures that are those of another `other` and else of the same."""
    same = " and ".join(f"one.{column} = twin.{column}" for column in _DIGITS if column != other)
    return f"""
            select
                one.place,
                concat_ws(
                    ' ', twin.flow, nullif(twin.subject_id, 'all'), 'of', concat(strftime(twin.month, '%Y-%m'), ','),
                    twin.told, 'at', twin.place
                ) as told
            from pairs as one
            inner join figures as twin
                on
                    {same}
                    and one.{other} <> twin.{other}
                    and one.subject_kind = twin.subject_kind
                    and one.definition = twin.definition
                    and one.days is not distinct from twin.days
                    and abs(date_diff('month', one.month, twin.month)) <= {_FURTHEST_NEIGHBOUR}
                    and abs(one.value_usd - twin.value_usd) <= greatest(one.rounded_to_usd, twin.rounded_to_usd)
                    and greatest(one.rounded_to_usd, twin.rounded_to_usd) * {_DIGITS[other]} <= one.value_usd"""


def _times(one: str, other: str) -> str:
    """SQL that tells how many times `other` the number `one` is: with one digit, or as a part."""
    return f"if({one} >= {other}, printf('%.4g times', {one} / {other}), printf('1/%.4g of', {other} / {one}))"
