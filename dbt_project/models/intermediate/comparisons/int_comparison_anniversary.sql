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

-- When a step was taken, as articles date it and as it is listed.
dates as (

    select
        subject_kind,
        subject_id,
        step,
        article_id,
        first_day,
        last_day,
        [statement_id] as statement_ids
    from steps
    where measure in ('agreement_milestone', 'event_date')
    {% for step, day in [('signing', 'signed_on'), ('entry_into_force', 'in_force_from')] %}
    union all
    select
        'agreement' as subject_kind,
        agreement_id as subject_id,
        '{{ step }}' as step,
        null::varchar as article_id,
        {{ day }} as first_day,
        {{ day }} as last_day,
        []::varchar[] as statement_ids
    from trade_agreements
    where {{ day }} is not null
    {% endfor %}

),

-- The most exact date counts, the article's own before another. Years are counted by the calendar; where the days are
-- known to the month, the years that are full count as well.
spans as (

    select
        steps.*,
        dates.statement_ids,
        year(steps.first_day) - year(dates.first_day) as calendar_years,
        if(
            steps.frequency in ('month', 'day') and date_diff('month', dates.first_day, dates.last_day) = 0,
            date_sub('year', dates.last_day, steps.first_day),
            calendar_years
        ) as full_years
    from steps
    left join dates on {{ same('steps', 'dates', ['subject_kind', 'subject_id', 'step']) }}
    where steps.measure = 'anniversary' and not steps.is_repeat
    qualify row_number() over (
        partition by steps.statement_id
        order by
            dates.last_day - dates.first_day asc,
            coalesce(steps.article_id = dates.article_id, false) desc,
            dates.statement_ids asc
    ) = 1

),

-- A dated step beside the list, as exactly as the article dates it.
dated_steps as (

    select
        steps.*,
        (year(dates.first_day) || case steps.frequency
            when 'month' then strftime(dates.first_day, '%m')
            when 'day' then strftime(dates.first_day, '%m%d')
            else ''
        end)::double as listed_date
    from steps
    inner join dates on {{ same('steps', 'dates', ['subject_kind', 'subject_id', 'step']) }}
    where
        steps.measure = 'agreement_milestone' and dates.article_id is null
        and steps.frequency in ('year', 'month', 'day') and not steps.is_repeat

),

final as (

    select
        'date_of_step' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        value as left_value,
        {{ interval_point('value') }} as left_bounds,
        [statement_id] as left_statement_ids,
        listed_date as right_value,
        {{ interval_point('listed_date') }} as right_bounds,
        []::varchar[] as right_statement_ids
    from dated_steps
    union all
    select
        'anniversary' as identity_id,
        'used' as version,
        {{ cell_columns() }},
        value as left_value,
        {{ interval('lower_bound', 'upper_bound') }} as left_bounds,
        [statement_id] as left_statement_ids,
        calendar_years::double as right_value,
        if(calendar_years is null, null, {{ interval('full_years', 'calendar_years') }}) as right_bounds,
        coalesce(statement_ids, []) as right_statement_ids
    from spans

)

select * from final
