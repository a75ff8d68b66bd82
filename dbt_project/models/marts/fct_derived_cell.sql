with

derived as (

    select * from {{ ref('int_derived') }}

),

final as (

    select
        derived.derivation_id,
        derived.article_id,
        derived.known_from,
        derived.known_order,
        derived.measure,
        derived.unit,
        derived.flow,
        derived.subject_kind,
        derived.subject_id,
        derived.period,
        derived.frequency,
        derived.first_day,
        derived.last_day,
        derived.base_id,
        derived.value,
        bounds.lower as lower_bound,
        bounds.upper as upper_bound,
        if(bounds.lower is null, null, bounds.lower_closed) as lower_closed,
        if(bounds.upper is null, null, bounds.upper_closed) as upper_closed,
        array_to_string(statement_ids, ', ') as statement_ids
    from derived

)

select * from final
