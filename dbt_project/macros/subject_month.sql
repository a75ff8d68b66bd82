{# What each article says of each month of the items or of the partners, gathered part by part and laid out in a row. #}
{% macro subject_month(kind) -%}
with

cells as (

    select * from {{ ref('int_month_cell') }}
    where subject_kind = '{{ kind }}'

),

streak_months as (

    select * from {{ ref('int_streak_month') }}
    where subject_kind = '{{ kind }}' and condition = 'threshold'

),

evidence as (

    select * from {{ ref('int_direction_evidence') }}
    where subject_kind = '{{ kind }}' and condition = 'growth'

),

records as (

    select * from {{ ref('int_record') }}
    where
        subject_kind = '{{ kind }}'
        and frequency = 'month'
        and measure = 'value'
        and claim = 'highest'
        and scope = 'among_subjects'
        and rank is not null

),

parts as (

    select
        subject_id,
        flow,
        first_day as month,
        article_id,
        known_from,
        known_order,
        if(is_limit and measure = 'value', 'threshold', measure) as part,
        value,
        lower_bound,
        upper_bound,
        base_id,
        basis,
        statement_id,
        statement_ids
    from cells
    union all by name
    select
        subject_id,
        flow,
        month,
        article_id,
        known_from,
        known_order,
        'threshold' as part,
        threshold_usd as value,
        'stated' as basis,
        statement_id,
        [statement_id] as statement_ids
    from streak_months
    union all by name
    select
        subject_id,
        flow,
        month,
        article_id,
        known_from,
        known_order,
        'direction' as part,
        direction as value,
        statement_id,
        [statement_id] as statement_ids
    from evidence
    union all by name
    select
        subject_id,
        flow,
        first_day as month,
        article_id,
        known_from,
        known_order,
        'rank' as part,
        rank as value,
        population_id,
        basis,
        statement_id,
        [statement_id] as statement_ids
    from records

),

final as (

    select
        subject_id as {{ kind }}_id,
        flow,
        month,
        article_id,
        known_from,
        known_order,
        {%- for column, type, stem, part, of in subject_month_columns() %}
        {{ pivot(part, column, type, stem, of) }},
        {%- endfor %}
        -- Witnesses of one article that disagree leave the direction open.
        case
            when count(distinct value) filter (where part = 'direction') = 1
                then (max(value) filter (where part = 'direction'))::bigint
        end as direction,
        {{ joined_ids('[statement_id]', "part = 'direction'") }} as direction_statement_ids,
        {{ joined_ids('statement_ids') }} as statement_ids
    from parts
    group by subject_id, flow, month, article_id, known_from, known_order

)

select * from final
{%- endmacro %}
