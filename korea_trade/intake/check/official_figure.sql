{# What the offices give of what the text speaks of: months and first days in each vintage, and longer periods. #}
{% from 'by_definition_of_the_press.sql' import by_definition_of_the_press %}
{% from 'interval.sql' import ordered_sum %}
{% from 'joins.sql' import same_subject %}

create or replace temp table official_figure as

with

-- Every vintage of a month, or of its first days, under the definitions of the articles; and on the day of each, what the
-- figure is in the digits that were given later: an office that cut digits off, and a text that rounds, are both right.
vintages as (

    select * from fct_series_vintage
    union all
    select refined.* replace (coarse.known_from as known_from, coarse.known_until as known_until)
    from fct_series_vintage as coarse
    inner join fct_series_vintage as refined
        on
            {{ same_subject('coarse', 'refined') }}
            and coarse.month = refined.month
            and coarse.definition = refined.definition
            and coarse.covers = refined.covers
            and coarse.figure_no = refined.figure_no
            and coarse.vintage_no < refined.vintage_no

),

months as (

    select
        series.*,
        month as first_day,
        case covers
            when 'ten_days' then (month + interval 9 day)::date
            when 'twenty_days' then (month + interval 19 day)::date
            else last_day(month)
        end as last_day,
        case covers
            when 'month' then strftime(month, '%Y-%m')
            else strftime(first_day, '%Y-%m-%d') || '/' || strftime(last_day, '%Y-%m-%d')
        end as period
    from vintages as series
    semi join subject on {{ same_subject('series', 'subject') }}
    where {{ by_definition_of_the_press('definition') }}

),

-- Quarters, half-years and years of which every month is known, as it is known last.
longer_periods as (

    select
        flow, subject_kind, subject_id, definition, longer.period,
        max(known_from) as known_from,
        min(first_day) as first_day,
        max(last_day) as last_day,
        {{ ordered_sum('value_usd') }} as value_usd,
        {{ ordered_sum('lower_bound') }} as lower_bound,
        {{ ordered_sum('upper_bound') }} as upper_bound
    from months
    cross join lateral (
        select unnest([
            struct_pack(period := strftime(month, '%Y-Q') || quarter(month), month_count := 3),
            struct_pack(period := strftime(month, '%Y-H') || if(month(month) < 7, 1, 2), month_count := 6),
            struct_pack(period := strftime(month, '%Y'), month_count := 12)
        ], recursive := true)
    ) as longer
    where covers = 'month' and known_until is null
    group by flow, subject_kind, subject_id, definition, longer.period, longer.month_count
    having count(*) = longer.month_count

)

from months union all by name from longer_periods
