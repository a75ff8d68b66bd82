{# How a month of trade in total is laid out: each column and its type, the stem of the columns that belong to it, the
   part it is made of, and what belongs to it. A level has bounds. #}
{% macro trade_month_columns() -%}
{%- set change = ['statement_id', 'basis'] -%}
{%- set level = ['lower_bound', 'upper_bound'] + change -%}
{{ return([
    ('exports_usd', 'double', 'exports', 'exports value', level),
    ('imports_usd', 'double', 'imports', 'imports value', level),
    ('balance_usd', 'double', 'balance', 'balance value', level),
    ('exports_yoy_percent', 'double', 'exports_yoy', 'exports yoy', change),
    ('imports_yoy_percent', 'double', 'imports_yoy', 'imports yoy', change),
    ('exports_yoy_change_usd', 'double', 'exports_yoy_change', 'exports yoy_change', level),
]) }}
{%- endmacro %}


{# The same for a month of one item or partner. #}
{% macro subject_month_columns() -%}
{%- set change = ['statement_id', 'basis'] -%}
{{ return([
    ('value_usd', 'double', 'value', 'value', ['lower_bound', 'upper_bound'] + change),
    ('yoy_percent', 'double', 'yoy', 'yoy', change),
    ('share_percent', 'double', 'share', 'share', ['base_id'] + change),
    ('rank', 'bigint', 'rank', 'rank', ['population_id'] + change),
    ('threshold_usd', 'double', 'threshold', 'threshold', change),
]) }}
{%- endmacro %}
