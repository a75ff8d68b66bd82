with

prints as (

    select * from {{ ref('int_bound_print') }}

),

runs as (

    select * from {{ ref('int_bound_run') }}

),

words as (

    select * from {{ ref('int_bound_word') }}

),

records as (

    select * from {{ ref('int_bound_record') }}

),

-- Only a figure has a number, a base and what else tells cells of it apart.
final as (

    select * from prints
    union all by name
    select * from runs
    union all by name
    select * from words
    union all by name
    select * from records

)

select * from final
