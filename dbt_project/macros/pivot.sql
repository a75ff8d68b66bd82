{# The columns of one part of a row that was gathered as parts: its value as `column` of a type, then what `of` asks for
   with the stem before it. Where a part comes more than once, the greatest value counts. #}
{% macro pivot(part, column, type, stem, of) -%}
{%- set chosen = "order by value desc, statement_id) filter (where part = '" ~ part ~ "')" -%}
(first(value {{ chosen }})::{{ type }} as {{ column }},
        {%- for one in of %}
        first({{ one }} {{ chosen }} as {{ stem }}_{{ one }}{{ ',' if not loop.last }}
        {%- endfor %}
{%- endmacro %}


{# The same columns from the latest article that has the value. #}
{% macro latest(column, stem, of) -%}
{%- set chosen = ", known_order) filter (where " ~ column ~ " is not null)" -%}
arg_max_null({{ column }}{{ chosen }} as {{ column }},
        {%- for one in of %}
        arg_max_null({{ stem }}_{{ one }}{{ chosen }} as {{ stem }}_{{ one }},
        {%- endfor %}
        arg_max_null(article_id{{ chosen }} as {{ stem }}_article_id
{%- endmacro %}
