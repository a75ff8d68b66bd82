{# The official months, each as it is known last with the sign of its change on the year; with `day` as it was known then.
   Of several definitions of a subject the one that fct_observed_month is by. #}
{% macro official_months(day=none) -%}
{%- if not day -%}
select * from {{ ref('fct_observed_month') }}
{%- else -%}
    select
        {{ official_columns('this_year') }},
        this_year.value_usd,
        sign(this_year.value_usd - year_ago.value_usd)::bigint as direction
    from {{ ref('fct_series_vintage') }} as this_year
    inner join (
        select distinct
            flow,
            subject_kind,
            subject_id,
            definition
        from {{ ref('fct_observed_month') }}
    ) as chosen
        on {{ same_subject('this_year', 'chosen', ['definition']) }}
    left join {{ ref('fct_series_vintage') }} as year_ago
        on
            {{ same_subject('this_year', 'year_ago', ['definition', 'covers']) }}
            and this_year.month = year_ago.month + interval 1 year
            and {{ known_on('year_ago', day) }}
    where
        this_year.covers = 'month'
        and {{ known_on('this_year', day) }}
{%- endif %}
{%- endmacro %}


{# Whether a vintage was the latest of its figure on a day. #}
{% macro known_on(vintage, day) -%}
{{ vintage }}.known_from <= {{ day }}::date
            and coalesce({{ vintage }}.known_until > {{ day }}::date, true)
{%- endmacro %}


{# The exports and the imports of one subject and month, by one definition: what a balance is worked out from. #}
{% macro exports_and_imports(official) -%}
(select * from {{ official }} where flow = 'exports') as exports
    inner join (select * from {{ official }} where flow = 'imports') as imports
        on {{ same('exports', 'imports', ['subject_kind', 'subject_id', 'month', 'definition']) }}
{%- endmacro %}
