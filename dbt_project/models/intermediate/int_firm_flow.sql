with

readings as (

    select * from {{ ref('int_reading') }}
    where
        measure = 'firms'
        and subject_kind = 'firm_group'
        and base_id is null
        and cohort is null
        and counted_direction is null

),

firm_groups as (

    select * from {{ ref('stg_firm_groups') }}
    where adds_to_parent is not null

),

final as (

    select
        readings.version,
        readings.reader_id,
        firm_groups.parent_id,
        firm_groups.adds_to_parent,
        readings.period,
        readings.value,
        readings.bounds,
        readings.statement_id
    from readings
    inner join firm_groups on readings.subject_id = firm_groups.firm_group_id

)

select * from final
