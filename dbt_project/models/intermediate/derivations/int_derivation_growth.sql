with

levels as (

    select * from {{ ref('int_level') }}

),

measures as (

    select * from {{ ref('stg_measures') }}
    where unit = 'percent'

),

printed as (

    select * from {{ ref('int_reading') }}
    where is_own and version = 'used' and base_id is null and cohort is null and counted_direction is null

),

-- Levels that the article prints without printing how they compare.
pairs as (

    select
        later.*,
        measures.measure_id as comparison,
        measures.unit as comparison_unit,
        measures.lag_months,
        earlier.value as base_value,
        earlier.bounds as base_bounds,
        earlier.statement_id as base_statement_id
    from levels as later
    inner join measures on later.measure = measures.change_of
    inner join levels as earlier
        on
            {{ same_subject('later', 'earlier', ['article_id', 'measure', 'frequency']) }}
            and earlier.first_day = later.first_day - to_months(measures.lag_months::integer)
            and earlier.last_day = (later.last_day + 1 - to_months(measures.lag_months::integer))::date - 1
    where
        (measures.lag_months = 12 or later.frequency = 'month')
        -- The growth of a number that changes its sign means nothing.
        and later.flow <> 'balance'
        and earlier.value > 0
        and not exists (
            select 1 from printed
            where
                {{ same_subject('printed', 'later', ['article_id', 'period']) }}
                and printed.measure = measures.measure_id
        )

),

ratios as (

    select
        *,
        {{ interval_quotient('bounds', 'base_bounds') }} as ratio
    from pairs

),

growths as (

    select
        if(lag_months = 1, 'month_on_month', 'growth_from_levels') as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        comparison as measure,
        comparison_unit as unit,
        frequency,
        first_day,
        last_day,
        (value / base_value - 1) * 100 as value,
        {{ interval_linear('ratio', '100', '-100') }} as bounds,
        [statement_id, base_statement_id] as statement_ids
    from ratios

),

final as (

    select
        *,
        {{ period_of_days() }} as period,
        null::varchar as base_id
    from growths

)

select * from final
