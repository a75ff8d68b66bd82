with

readings as (

    select * from {{ ref('int_reading') }}
    where is_own and base_id is not null

),

shares as (

    select * from {{ ref('stg_shares') }}
    where partition_id is not null

),

-- Shares that are declared to exhaust their base.
final as (

    select
        'partition' as identity_id,
        {{ base_as_subject('readings') }},
        100::double as left_value,
        {{ interval_point('100') }} as left_bounds,
        []::varchar[] as left_statement_ids,
        {{ sum_as_side('right', 'readings') }}
    from readings
    inner join shares on readings.statement_id = shares.statement_id
    group by
        readings.version, readings.article_id, readings.base_id, readings.measure, readings.unit, readings.period,
        shares.partition_id

)

select * from final
