with

all_bounds as (

    select * from {{ ref('int_bound') }}

),

final as (

    select
        all_bounds.* exclude (bounds),
        {{ interval_columns('all_bounds.bounds') }}
    from all_bounds

)

select * from final
