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

    {{ month_parts() }}

),

final as (

    select
        subject_id as {{ kind }}_id,
        flow,
        month,
        article_id,
        known_from,
        known_order,
        '{{ kind }}' as subject_kind,
        subject_id,
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
