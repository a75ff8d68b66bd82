with

told as (

    select * from {{ ref('int_direction_evidence') }}

),

level_growths as (

    select * from {{ ref('int_level_growth') }}
    where frequency = 'month' and direction is not null

),

-- Both levels are witnesses, from the day on which both were known.
compared_levels as (

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

),

-- A level meets one base, but a base meets the levels of many articles: it is told once for each of them.
final as (

    select * from told
    union all by name
    select distinct * from compared_levels

)

select * from final
