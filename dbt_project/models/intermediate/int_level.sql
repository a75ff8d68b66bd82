with

readings as (

    select * from {{ ref('int_reading') }}
    where is_own and version = 'used' and base_id is null and cohort is null and counted_direction is null

),

measures as (

    select * from {{ ref('stg_measures') }}

),

final as (

    select
        readings.article_id,
        readings.statement_id,
        {{ cell_columns('readings', ['frequency', 'first_day', 'last_day']) }},
        readings.value,
        readings.bounds,
        measures.additivity = 'additive' as is_additive
    from readings
    inner join measures on readings.measure = measures.measure_id
    where measures.change_of is null

)

select * from final
