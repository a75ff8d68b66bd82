with

readings as (

    select * from {{ ref('int_reading') }}
    where base_id is null and cohort is null and counted_direction is null

),

bases as (

    select * from {{ ref('int_derivation_base') }}

),

measures as (

    select * from {{ ref('stg_measures') }}
    where additivity = 'additive' and change_of is null

),

-- What an article prints of a longer period, or what the growth that it prints leads back to.
wholes as (

    select
        version,
        {{ cell_columns() }},
        reader_id,
        frequency,
        first_day,
        last_day,
        value,
        bounds,
        [statement_id] as statement_ids
    from readings
    where is_own
    union all by name
    select
        'used' as version,
        {{ cell_columns() }},
        article_id as reader_id,
        frequency,
        first_day,
        last_day,
        value,
        bounds,
        statement_ids
    from bases

),

final as (

    select
        'whole_against_months' as identity_id,
        wholes.version,
        {{ cell_columns('wholes') }},
        wholes.value as left_value,
        wholes.bounds as left_bounds,
        wholes.statement_ids as left_statement_ids,
        {{ ordered_sum('months.value') }} as right_value,
        {{ interval_total('months.bounds') }} as right_bounds,
        list(months.statement_id order by months.first_day) as right_statement_ids
    from wholes
    inner join measures on wholes.measure = measures.measure_id
    inner join readings as months
        on
            {{ same_subject('wholes', 'months', ['version', 'reader_id', 'measure']) }}
            and months.first_day between wholes.first_day and wholes.last_day
    where wholes.frequency in ('year', 'half', 'quarter') and months.frequency = 'month'
    group by all
    having count(*) = date_diff('month', any_value(wholes.first_day), any_value(wholes.last_day)) + 1

)

select * from final
