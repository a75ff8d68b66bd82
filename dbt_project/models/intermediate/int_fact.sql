with

statements as (

    select * from {{ ref('int_statement') }}

),

-- A forecast or a target is no fact, and two definitions are never taken for one.
final as (

    select * from statements
    where modality = 'actual' and definition is null

)

select * from final
