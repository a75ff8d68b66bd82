with

all_bounds as (

    select * from {{ ref('int_bound') }}

),

final as (

    select
        all_bounds.statement_id,
        all_bounds.article_id,
        all_bounds.known_from,
        all_bounds.known_order,
        all_bounds.bound_kind,
        all_bounds.version,
        all_bounds.measure,
        all_bounds.unit,
        all_bounds.flow,
        all_bounds.subject_kind,
        all_bounds.subject_id,
        all_bounds.period,
        all_bounds.frequency,
        all_bounds.first_day,
        all_bounds.last_day,
        all_bounds.base_id,
        all_bounds.cohort,
        all_bounds.counted_direction,
        all_bounds.value,
        all_bounds.bounds.lower as lower_bound,
        all_bounds.bounds.upper as upper_bound,
        if(all_bounds.bounds.lower is null, null, all_bounds.bounds.lower_closed) as lower_closed,
        if(all_bounds.bounds.upper is null, null, all_bounds.bounds.upper_closed) as upper_closed
    from all_bounds

)

select * from final
