{# What each claim leaves possible for a cell: a print or a limit, a word, and the months of a run with the one before it.
   The same kinds as in fct_bound. #}
{% from 'interval.sql' import interval %}

create or replace temp table claim_bound as

with

figures as (

    select
        *,
        if(lower is null or upper is null, 'limit', 'print') as bound_kind,
        {{ interval('lower', 'upper', 'lower_closed', 'upper_closed') }} as bounds
    from claim
    where theme not in ('streaks', 'records', 'directions')

),

words as (

    select
        * replace ('percent' as unit, null::double as value),
        'word' as bound_kind,
        {{ interval(
            'case value when 1 then 0 when 0 then 0 end', 'case value when -1 then 0 when 0 then 0 end',
            'value = 0', 'value = 0',
        ) }} as bounds
    from claim
    where theme = 'directions' and measure in ('yoy', 'mom')

),

run_months as (

    select
        *,
        unnest(range(first_day - interval 1 month, last_day, interval 1 month))::date as month
    from claim
    where theme = 'streaks' and unit = 'months'

),

runs as (

    select
        * replace (
            if(condition = 'growth', 'yoy', 'value') as measure,
            if(condition = 'growth', 'percent', 'USD') as unit,
            strftime(month, '%Y-%m') as period,
            month as first_day,
            (month + interval 1 month)::date - 1 as last_day,
            null::double as value
        ),
        if(month < first_day, 'before_run', 'run') as bound_kind,
        (direction = 1) = (month >= first_day) as is_above
    from run_months

),

sides as (

    select
        * exclude (month, is_above),
        {{ interval(
            'if(is_above, 0, null)', 'if(is_above, null, 0)',
            "bound_kind = 'before_run'", "bound_kind = 'before_run'",
        ) }} as bounds
    from runs

)

select * from figures
union all by name
select * from words
union all by name
select * from sides
