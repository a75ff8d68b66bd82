{# How a month of trade in total is laid out: each column and its type, the stem of the columns that belong to it, the
   part it is made of, and what belongs to it. A level and a rate have bounds. #}
{% macro trade_month_columns() -%}
{%- set bounded = ['lower_bound', 'upper_bound', 'statement_id', 'basis'] -%}
{{ return([
    ('exports_usd', 'double', 'exports', 'exports value', bounded),
    ('imports_usd', 'double', 'imports', 'imports value', bounded),
    ('balance_usd', 'double', 'balance', 'balance value', bounded),
    ('exports_yoy_percent', 'double', 'exports_yoy', 'exports yoy', bounded),
    ('imports_yoy_percent', 'double', 'imports_yoy', 'imports yoy', bounded),
    ('exports_yoy_change_usd', 'double', 'exports_yoy_change', 'exports yoy_change', bounded),
]) }}
{%- endmacro %}


{# The same for a month of one item or partner. #}
{% macro subject_month_columns() -%}
{%- set change = ['statement_id', 'basis'] -%}
{%- set bounded = ['lower_bound', 'upper_bound'] + change -%}
{{ return([
    ('value_usd', 'double', 'value', 'value', bounded),
    ('yoy_percent', 'double', 'yoy', 'yoy', bounded),
    ('share_percent', 'double', 'share', 'share', ['base_id'] + change),
    ('rank', 'bigint', 'rank', 'rank', ['population_id'] + change),
    ('threshold_usd', 'double', 'threshold', 'threshold', change),
]) }}
{%- endmacro %}
