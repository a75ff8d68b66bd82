with

statements as (

    select * from {{ ref('int_fact') }}
    where theme in ('agreements', 'events')

),

agreements as (

    select * from {{ ref('stg_agreements') }}

),

events as (

    select * from {{ ref('stg_events') }}

),

trade_agreements as (

    select * from {{ ref('stg_trade_agreements') }}

),

steps as (

    select
        statements.*,
        coalesce(agreements.milestone, events.event_kind) as step
    from statements
    left join agreements on statements.statement_id = agreements.statement_id
    left join events on statements.statement_id = events.statement_id

),

-- When a step was taken: as an article dates it, else as it is listed.
dates as (

    select
        subject_kind,
        subject_id,
        step,
        year(first_day) as year,
        [statement_id] as statement_ids,
        1 as preference
    from steps
    where measure in ('agreement_milestone', 'event_date')
    {% for step, day in [('signing', 'signed_on'), ('entry_into_force', 'in_force_from')] %}
    union all
    select
        'agreement' as subject_kind,
        agreement_id as subject_id,
        '{{ step }}' as step,
        year({{ day }}) as year,
        []::varchar[] as statement_ids,
        2 as preference
    from trade_agreements
    where {{ day }} is not null
    {% endfor %}

),

final as (

    select
        'anniversary' as identity_id,
        'used' as version,
        {{ cell_columns('steps') }},
        steps.value as left_value,
        {{ interval('steps.lower_bound', 'steps.upper_bound') }} as left_bounds,
        [steps.statement_id] as left_statement_ids,
        (year(steps.first_day) - dates.year)::double as right_value,
        if(dates.year is not null, {{ interval_point('year(steps.first_day) - dates.year') }}, null) as right_bounds,
        coalesce(dates.statement_ids, []) as right_statement_ids
    from steps
    left join dates on {{ same('steps', 'dates', ['subject_kind', 'subject_id', 'step']) }}
    where steps.measure = 'anniversary' and not steps.is_repeat
    qualify row_number() over (
        partition by steps.statement_id
        order by dates.preference, dates.statement_ids
    ) = 1

)

select * from final
