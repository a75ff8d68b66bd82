with

changes as (

    select * from {{ ref('int_change') }}

),

compared_levels as (

    select
        *,
        {{ interval_quotient('level_bounds', 'base_bounds') }} as ratio_bounds
    from changes
    where changes.level_value is not null and changes.base_value > 0

),

against_levels as (

    select
        if(is_growth, 'growth_against_levels', 'change_against_levels') as identity_id,
        version,
        {{ cell_columns() }},
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        if(is_growth, (level_value / base_value - 1) * 100, level_value - base_value) as right_value,
        if(
            is_growth,
            {{ interval_linear('ratio_bounds', '100', '-100') }},
            {{ interval_difference('level_bounds', 'base_bounds') }}
        ) as right_bounds,
        [level_statement_id, base_statement_id] as right_statement_ids
    from compared_levels

),

-- A rate and a difference of one level: both lead back to its base, and to one rate.
implied_bases as (

    select
        *,
        {{ interval_difference('level_bounds', 'bounds') }} as implied_bounds
    from changes
    where not changes.is_growth and changes.level_is_own and changes.level_value - changes.value > 0

),

implied_ratios as (

    select
        *,
        {{ interval_quotient('level_bounds', 'implied_bounds') }} as ratio_bounds
    from implied_bases

),

against_changes as (

    select
        'growth_against_change' as identity_id,
        {{ one_as_left('rates') }},
        ratios.value / (ratios.level_value - ratios.value) * 100 as right_value,
        {{ interval_linear('ratios.ratio_bounds', '100', '-100') }} as right_bounds,
        [ratios.statement_id, ratios.level_statement_id] as right_statement_ids
    from changes as rates
    inner join implied_ratios as ratios
        on
            {{ same_subject('rates', 'ratios', ['version', 'article_id', 'level_measure', 'period']) }}
            and rates.base_first_day = ratios.base_first_day
    where rates.is_growth

),

final as (

    select * from against_levels
    union all
    select * from against_changes

)

select * from final
