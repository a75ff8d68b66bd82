{# What the offices give of what the text speaks of: months and first days in each vintage, and longer periods; `slack_usd`
   is how far a figure may still be, or have been, revised. #}
{% from 'by_definition_of_the_press.sql' import by_definition_of_the_press %}
{% from 'interval.sql' import ordered_sum %}
{% from 'joins.sql' import same_series, same_subject %}

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
            {{ same_series('coarse', 'refined') }}
            and coarse.month = refined.month
            and coarse.definition = refined.definition
            and coarse.covers = refined.covers
            and coarse.figure_no = refined.figure_no
            and coarse.vintage_no < refined.vintage_no

),

-- The largest revision that is recorded of figures of a kind, and the usual one, where enough are.
spreads as (

    select
        subject_kind,
        max(largest_revision_percent) as largest_percent,
        max(mean_absolute_revision_percent) as usual_percent
    from fct_series_revision
    where revised_count >= {{ var('fewest_revisions') }}
    group by subject_kind

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
        end as period,
        value_usd / 100 * case
            when month < '{{ var("recorded_revisions_hold_from") }}' then {{ var('largest_revision_percent') }}
            when series.subject_kind = 'total'
                then coalesce(largest_percent, {{ var('observed_revision_tolerance_percent') }})
            else coalesce(largest_percent, {{ var('largest_revision_percent') }})
        end as slack_usd,
        if(
            month < '{{ var("recorded_revisions_hold_from") }}',
            slack_usd,
            coalesce(value_usd * usual_percent / 100, slack_usd)
        ) as usual_slack_usd
    from vintages as series
    semi join subject on {{ same_subject('series', 'subject') }}
    left join spreads on series.subject_kind = spreads.subject_kind
    where {{ by_definition_of_the_press('definition') }}

),

-- Quarters, half-years and years of each month, and the spans of months that the text speaks of in every year.
spans as (

    select
        make_date(year.number, first_month, 1) as first_day,
        (first_day + to_months(month_count))::date as next_day,
        year.number || name as period
    from (select distinct year(month) as number from months) as year
    cross join (
        values ('-Q1', 1, 3), ('-Q2', 4, 3), ('-Q3', 7, 3), ('-Q4', 10, 3), ('-H1', 1, 6), ('-H2', 7, 6), ('', 1, 12)
    ) as standard (name, first_month, month_count)
    union
    select
        (first_day + to_years(shift))::date as first_day,
        (last_day + 1 + to_years(shift))::date as next_day,
        strftime(first_day, '%Y-%m/') || strftime(next_day - 1, '%Y-%m')
    from (select distinct claim.first_day, claim.last_day from claim where contains(period, '/')) as claim
    cross join (select unnest(range(-40, 1)) as shift)
    where
        day(first_day) = 1 and last_day = last_day(last_day)
        and date_diff('month', first_day, last_day) not in (0, 2, 5, 11)

),

-- Of which every month is known, as it is known last. Months are revised apart from each other, each its own way: one may
-- move as far as any has, the others as usual.
longer_periods as (

    select
        flow, subject_kind, subject_id, definition, spans.period, spans.first_day,
        spans.next_day - 1 as last_day,
        max(known_from) as known_from,
        {{ ordered_sum('value_usd') }} as value_usd,
        {{ ordered_sum('lower_bound') }} as lower_bound,
        {{ ordered_sum('upper_bound') }} as upper_bound,
        sqrt(max(slack_usd) ** 2 + sum(usual_slack_usd ** 2) - min(usual_slack_usd ** 2)) as slack_usd
    from spans
    inner join months on spans.first_day <= months.month and months.month < spans.next_day
    where covers = 'month' and known_until is null
    group by flow, subject_kind, subject_id, definition, spans.period, spans.first_day, spans.next_day
    having count(*) = date_diff('month', spans.first_day, spans.next_day)

)

select * exclude (usual_slack_usd) from months union all by name from longer_periods
