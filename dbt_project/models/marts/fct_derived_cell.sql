with

derived as (

    select * from {{ ref('int_derived') }}

),

final as (

    select
        derived.* exclude (bounds, statement_ids),
        {{ interval_columns('derived.bounds') }},
        array_to_string(derived.statement_ids, ', ') as statement_ids
    from derived

)

select * from final
