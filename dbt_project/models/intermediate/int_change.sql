with

readings as (

    select * from {{ ref('int_reading') }}

),

measures as (

    select * from {{ ref('stg_measures') }}

),

claims as (

    select
        readings.*,
        measures.change_of,
        measures.unit = 'percent' as is_growth,
        coalesce(readings.reference_first_day, (readings.first_day - to_months(measures.lag_months::integer))::date)
            as base_first_day,
        -- As long a period, as many months before.
        (readings.last_day + 1 - to_months(date_diff('month', base_first_day, readings.first_day)::integer))::date - 1
            as base_last_day
    from readings
    inner join measures on readings.measure = measures.measure_id
    where readings.is_own and measures.change_of is not null and readings.cohort is null

),

final as (

    select
        claims.version,
        claims.reader_id as article_id,
        claims.known_from,
        claims.known_order,
        claims.measure,
        claims.unit,
        claims.is_growth,
        claims.change_of as level_measure,
        claims.flow,
        claims.subject_kind,
        claims.subject_id,
        claims.period,
        claims.frequency,
        claims.first_day,
        claims.base_first_day,
        claims.base_last_day,
        claims.statement_id,
        claims.value,
        claims.bounds,
        levels.statement_id as level_statement_id,
        levels.is_own as level_is_own,
        levels.unit as level_unit,
        levels.value as level_value,
        levels.bounds as level_bounds,
        bases.statement_id as base_statement_id,
        bases.is_own as base_is_own,
        bases.value as base_value,
        bases.bounds as base_bounds
    from claims
    left join readings as levels
        on
            {{ same_subject('claims', 'levels', ['version', 'reader_id', 'period']) }}
            and claims.change_of = levels.measure
            and levels.base_id is null
            and levels.cohort is null
    left join readings as bases
        on
            {{ same_subject('claims', 'bases', ['version', 'reader_id', 'frequency']) }}
            and claims.change_of = bases.measure
            and claims.base_first_day = bases.first_day
            and claims.base_last_day = bases.last_day
            and bases.base_id is null
            and bases.cohort is null

)

select * from final
