with

statements as (

    select * from {{ ref('int_statement') }}

),

events as (

    select * from {{ ref('stg_events') }}

),

final as (

    select
        {{ statement_columns() }},
        events.event_kind,
        events.event
    from statements
    inner join events on statements.statement_id = events.statement_id

)

select * from final
