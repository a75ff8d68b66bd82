with

told as (

    select * from {{ ref('int_direction_evidence') }}

),

level_growths as (

    select * from {{ ref('int_level_growth') }}
    where frequency = 'month' and direction is not null

),

final as (

    select * from told
    union all by name
    -- Both levels are witnesses, from the day on which both were known.
    select
        {{ series_of("'growth'") }},
        first_day as month,
        direction,
        'levels' as evidence,
        unnest(statement_ids) as statement_id,
        article_id,
        known_from,
        known_order
    from level_growths

)

select * from final
