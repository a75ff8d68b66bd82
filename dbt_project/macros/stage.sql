{# A source table of statements as later models want it: the correction in the place of what was printed, both periods
   taken apart, and what only the reading of the figure needed left behind. The contract fixes the order of columns. #}
{% macro stage_statements(table) -%}
with

statements as (

    select * from {{ source('raw', table) }}

),

corrections as (

    select * from {{ source('raw', 'corrections') }}

),

final as (

    select
        statements.* exclude (
            value, read_value, read_lower, read_upper, read_lower_closed, read_upper_closed, read_problem
        ) rename (
            period_frequency as frequency,
            period_first_day as first_day,
            period_last_day as last_day,
            reference_period_frequency as reference_frequency,
            reference_period_first_day as reference_first_day,
            reference_period_last_day as reference_last_day
        ),
        statements.value as printed_value,
        statements.read_lower as printed_lower_bound,
        statements.read_upper as printed_upper_bound,
        corrections.statement_id is not null as is_corrected,
        statements.repeats is not null as is_repeat,
        {% for staged, corrected, read in [
            ('value', 'corrected_value', 'value'),
            ('lower_bound', 'read_lower', 'read_lower'),
            ('upper_bound', 'read_upper', 'read_upper'),
            ('lower_closed', 'read_lower_closed', 'read_lower_closed'),
            ('upper_closed', 'read_upper_closed', 'read_upper_closed'),
        ] -%}
        -- Not coalesce: a corrected figure may lack a bound that the printed one has.
        if(is_corrected, corrections.{{ corrected }}, statements.{{ read }}) as {{ staged }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from statements
    left join corrections on statements.statement_id = corrections.statement_id

)

select * from final
{%- endmacro %}


{# A reference list is used as it is declared. #}
{% macro stage_reference(table) -%}
select * from {{ source('raw', table) }}
{%- endmacro %}
