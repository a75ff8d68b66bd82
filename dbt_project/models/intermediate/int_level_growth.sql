with

readings as (

    select * from {{ ref('int_reading') }}
    where
        version = 'used'
        and measure = 'value'
        and base_id is null
        and cohort is null
        and counted_direction is null
        and frequency in ('month', 'year')

),

-- A level of an article and the level a year before that its reader knows: one base a level.
pairs as (

    select
        levels.flow,
        levels.subject_kind,
        levels.subject_id,
        levels.period,
        levels.frequency,
        levels.first_day,
        levels.value as level_value,
        bases.value as base_value,
        {{ interval_quotient('levels.bounds', 'bases.bounds') }} as ratio_bounds,
        levels.statement_id as level_statement_id,
        bases.statement_id as base_statement_id,
        if(levels.known_order >= bases.known_order, levels.article_id, bases.article_id) as article_id,
        greatest(levels.known_from, bases.known_from) as known_from,
        greatest(levels.known_order, bases.known_order) as known_order
    from readings as levels
    inner join readings as bases
        on
            levels.reader_id = bases.reader_id
            and {{ same_subject('levels', 'bases', ['frequency']) }}
            and levels.first_day = bases.first_day + interval 1 year
    where levels.is_own and levels.flow <> 'balance' and bases.value > 0

),

final as (

    select
        * exclude (level_value, base_value, ratio_bounds, level_statement_id, base_statement_id),
        (level_value / base_value - 1) * 100 as value,
        {{ interval_linear('ratio_bounds', '100', '-100') }} as bounds,
        -- The sign, where rounding leaves no doubt of it.
        case
            when ratio_bounds.lower > 1 then 1
            when ratio_bounds.upper < 1 then -1
        end as direction,
        [level_statement_id, base_statement_id] as statement_ids
    from pairs

)

select * from final
