with

spreads as (

    select
        subject_kind,
        max(largest_revision_percent) as largest_percent
    from {{ ref('int_series_spread') }}
    group by subject_kind

),

months as (

    select
        *,
        'month' as frequency,
        month as first_day
    from {{ ref('int_series_latest') }}

),

longer as (

    select * from {{ ref('int_official_period') }}
    where value_usd is not null

),

levels as (

    {% for levels in ['months', 'longer'] -%}
    select
        {{ column_list(['flow', 'subject_kind', 'subject_id', 'definition', 'frequency', 'first_day']) }},
        {{ column_list(['value_usd', 'lower_bound', 'upper_bound']) }}
    from {{ levels }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

final as (

    select
        levels.*,
        levels.value_usd * spreads.largest_percent / 100 as slack_usd
    from levels
    inner join spreads on levels.subject_kind = spreads.subject_kind

)

select * from final
