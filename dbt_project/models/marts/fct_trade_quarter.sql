{% set place = 'flow, subject_kind, subject_id' %}
{% set bounded = ['lower_bound', 'upper_bound', 'statement_id', 'basis'] %}

with

cells as (

    select
        *,
        measure as part
    from {{ ref('int_cell') }}
    where
        frequency = 'quarter'
        and measure in ('value', 'yoy')
        and subject_kind in ('total', 'item', 'partner')
        and not is_limit

),

months as (

    {{ press_months() }}

),

subjects as (

    select * from {{ ref('dim_subject') }}

),

summed as (

    select
        {{ place }},
        date_trunc('quarter', month)::date as quarter,
        count(value_usd) as month_count,
        if(count(value_usd) = 3, {{ ordered_sum('value_usd') }}, null) as months_usd
    from months
    where value_usd is not null
    group by {{ place }}, date_trunc('quarter', month)

),

prints as (

    select
        {{ place }},
        first_day as quarter,
        period,
        article_id,
        known_order,
        {{ pivot('value', 'value_usd', 'double', 'value', bounded) }},
        {{ pivot('yoy', 'yoy_percent', 'double', 'yoy', bounded) }}
    from cells
    group by {{ place }}, first_day, period, article_id, known_order

),

vintages as (

    select
        *,
        {{ repeats_a_finer('value', [place, 'quarter', 'period']) }} as value_repeats_a_finer,
        {{ repeats_a_finer('yoy', [place, 'quarter', 'period']) }} as yoy_repeats_a_finer
    from prints

),

printed as (

    select
        {{ place }},
        quarter,
        period,
        {{ chosen('value_usd', 'value', bounded, 'known_order desc') }},
        {{ chosen('yoy_percent', 'yoy', bounded, 'known_order desc') }}
    from vintages
    group by {{ place }}, quarter, period

),

final as (

    select
        printed.*,
        subjects.label as subject_label,
        coalesce(summed.month_count, 0) as month_count,
        summed.months_usd
    from printed
    left join summed
        on
            printed.flow = summed.flow
            and printed.subject_kind = summed.subject_kind
            and printed.subject_id = summed.subject_id
            and printed.quarter = summed.quarter
    left join subjects
        on
            printed.subject_kind = subjects.subject_kind
            and printed.subject_id = subjects.subject_id

)

select * from final
