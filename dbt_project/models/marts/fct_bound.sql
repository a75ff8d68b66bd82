with

bounds as (

    select * from {{ ref('int_bound') }}

),

final as (

    select
        bounds.statement_id,
        bounds.article_id,
        bounds.known_from,
        bounds.known_order,
        bounds.bound_kind,
        bounds.version,
        bounds.measure,
        bounds.unit,
        bounds.flow,
        bounds.subject_kind,
        bounds.subject_id,
        bounds.period,
        bounds.frequency,
        bounds.first_day,
        bounds.last_day,
        bounds.base_id,
        bounds.cohort,
        bounds.counted_direction,
        bounds.value,
        bounds.lower as lower_bound,
        bounds.upper as upper_bound,
        if(bounds.lower is null, null, bounds.lower_closed) as lower_closed,
        if(bounds.upper is null, null, bounds.upper_closed) as upper_closed
    from bounds

)

select * from final
