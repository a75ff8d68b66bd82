{% set place = 'article_id, flow, subject_kind, subject_id' %}

with

months as (

    select * from {{ ref('int_level') }}
    where frequency = 'month' and measure = 'value'

),

running_years as (

    select
        {{ place }},
        measure,
        unit,
        first_day,
        last_day,
        sum(value) over so_far as value,
        sum(bounds.lower) over so_far as lower_bound,
        sum(bounds.upper) over so_far as upper_bound,
        bool_and(bounds.lower_closed) over so_far as lower_closed,
        bool_and(bounds.upper_closed) over so_far as upper_closed,
        list(statement_id) over so_far as statement_ids,
        count(*) over so_far as month_count
    from months
    window so_far as (
        partition by {{ place }}, measure, year(first_day)
        order by first_day
    )

),

-- The year so far, where the article prints all of its months.
years_to_date as (

    select
        'year_to_date' as derivation_id,
        {{ place }},
        measure,
        unit,
        'span' as frequency,
        date_trunc('year', first_day)::date as first_day,
        last_day,
        value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds,
        statement_ids
    from running_years
    where month_count = month(first_day) and month_count > 1

),

final as (

    select
        *,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from years_to_date

)

select * from final
