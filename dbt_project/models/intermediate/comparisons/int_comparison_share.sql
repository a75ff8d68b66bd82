with

readings as (

    select * from {{ ref('int_reading') }}

),

populations as (

    select * from {{ ref('stg_populations') }}

),

levels as (

    select * from readings
    where measure = 'value' and base_id is null and value > 0

),

final as (

    select
        'share_against_levels' as identity_id,
        {{ one_as_left('claims') }},
        100 * parts.value / wholes.value as right_value,
        {{ interval_linear(interval_quotient('parts.bounds', 'wholes.bounds'), '100') }} as right_bounds,
        [parts.statement_id, wholes.statement_id] as right_statement_ids
    from readings as claims
    inner join populations on claims.base_id = populations.population_id
    inner join levels as parts on {{ same_subject('claims', 'parts', ['version', 'reader_id', 'period']) }}
    inner join levels as wholes
        on
            {{ same('claims', 'wholes', ['version', 'reader_id', 'flow', 'period']) }}
            and populations.level_subject_kind = wholes.subject_kind
            and populations.level_subject_id = wholes.subject_id
    where claims.is_own and claims.measure = 'share'

)

select * from final
