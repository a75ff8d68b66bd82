with

derived as (

    select * from {{ ref('int_derived') }}

),

final as (

    select
        derived.* exclude (bounds, statement_ids)
        replace ({{ known_digits('derived.value', 'derived.bounds.lower', 'derived.bounds.upper') }} as value),
        {{ known_bounds('derived.bounds') }},
        if(derived.bounds.lower is null, null, derived.bounds.lower_closed) as lower_closed,
        if(derived.bounds.upper is null, null, derived.bounds.upper_closed) as upper_closed,
        array_to_string(derived.statement_ids, ', ') as statement_ids
    from derived

)

select * from final
