{# The columns of one part of a row that was gathered as parts: its value as `column` of a type, then what `of` asks for
   with the stem before it. Where a part comes more than once, the greatest value counts. #}
{% macro pivot(part, column, type, stem, of) -%}
{%- set chosen = "order by value desc, statement_id) filter (where part = '" ~ part ~ "')" -%}
(first(value {{ chosen }})::{{ type }} as {{ column }},
        {%- for one in of %}
        first({{ one }} {{ chosen }} as {{ stem }}_{{ one }}{{ ',' if not loop.last }}
        {%- endfor %}
{%- endmacro %}
