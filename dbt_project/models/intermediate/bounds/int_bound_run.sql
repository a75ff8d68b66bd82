{% set who = 'statement_id, article_id, known_from, known_order, flow, subject_kind, subject_id' %}

with

streaks as (

    select * from {{ ref('int_streak') }}
    where frequency = 'month' and (is_witness or condition in ('threshold', 'growth_threshold'))

),

streak_months as (

    select * from {{ ref('int_streak_month') }}
    where is_witness or condition in ('threshold', 'growth_threshold')

),

-- Each month of a run has its sign, or lies over its threshold; growth of two digits is at least one of 10. The month
-- before its start has not, nor has the one after an end that the text tells, or the run would be longer.
run_months as (

    {% for kind, relation, day, is_above, rows in [
        ('run', 'streak_months', 'month', 'direction = 1', 'true'),
        ('before_run', 'streaks', '(start_month - interval 1 month)::date', 'direction = -1', 'true'),
        ('after_run', 'streaks', '(end_month + interval 1 month)::date', 'direction = -1', 'is_ended'),
    ] -%}
    select
        {{ who }},
        '{{ kind }}' as bound_kind,
        condition,
        {{ is_above }} as is_above,
        coalesce(threshold_usd, threshold_percent, 0) as threshold,
        {{ day }} as first_day
    from {{ relation }}
    where {{ rows }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

bounds as (

    select
        {{ who }},
        bound_kind,
        'used' as version,
        if(condition like 'growth%', 'yoy', 'value') as measure,
        if(condition like 'growth%', 'percent', 'USD') as unit,
        'month' as frequency,
        first_day,
        (first_day + interval 1 month)::date - 1 as last_day,
        {{ interval(
            'if(is_above, threshold, null)',
            'if(is_above, null, threshold)',
            "bound_kind <> 'run' or condition = 'growth_threshold'",
            "bound_kind <> 'run' or condition = 'growth_threshold'",
        ) }} as bounds
    from run_months

),

final as (

    select
        *,
        {{ period_text('first_day') }} as period
    from bounds

)

select * from final
