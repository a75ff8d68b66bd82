with

changes as (

    select * from {{ ref('int_change') }}

),

readings as (

    select * from {{ ref('int_reading') }}

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

-- What grew so much a year on average from one period to another grew by as many factors as years.
compounds as (

    select
        claims.*,
        bases.statement_id as base_statement_id,
        levels.statement_id as level_statement_id,
        12 / date_diff('month', bases.first_day, levels.first_day) as part_of_span,
        levels.value / bases.value as ratio,
        {{ interval_quotient('levels.bounds', 'bases.bounds') }} as ratio_bounds
    from readings as claims
    inner join readings as levels on {{ same_subject('claims', 'levels', ['version', 'reader_id', 'period']) }}
    inner join readings as bases
        on
            {{ same_subject('claims', 'bases', ['version', 'reader_id', 'frequency']) }}
            and claims.reference_first_day = bases.first_day
    where
        claims.is_own and claims.measure = 'compound_growth' and levels.measure = 'value' and bases.measure = 'value'
        and levels.base_id is null and bases.base_id is null and bases.value > 0 and levels.value > 0
        and bases.first_day < levels.first_day

),

against_spans as (

    select
        'compound_growth_against_levels' as identity_id,
        {{ one_as_left('compounds') }},
        (ratio ^ part_of_span - 1) * 100 as right_value,
        {{ interval(
            '(ratio_bounds.lower ^ part_of_span - 1) * 100',
            '(ratio_bounds.upper ^ part_of_span - 1) * 100',
            'ratio_bounds.lower_closed',
            'ratio_bounds.upper_closed',
        ) }} as right_bounds,
        [level_statement_id, base_statement_id] as right_statement_ids
    from compounds

),

final as (

    select * from against_levels
    union all
    select * from against_changes
    union all
    select * from against_spans

)

select * from final
