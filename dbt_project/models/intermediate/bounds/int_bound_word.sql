with

statements as (

    select * from {{ ref('int_fact') }}
    where theme = 'directions' and measure in ('yoy', 'mom', 'growth')

),

-- A word about a change that happened.
final as (

    select
        statement_id,
        article_id,
        known_from,
        known_order,
        flow,
        subject_kind,
        subject_id,
        'word' as bound_kind,
        'used' as version,
        measure,
        'percent' as unit,
        period,
        frequency,
        first_day,
        last_day,
        {{ interval(
            'if(value >= 0, 0, null)',
            'if(value <= 0, 0, null)',
            'value = 0',
            'value = 0',
        ) }} as bounds
    from statements

)

select * from final
