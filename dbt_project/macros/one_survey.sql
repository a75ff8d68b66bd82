{# Whether two statements can be of one survey: those of one article, or about one year. A survey that is held every year
   has other respondents each time. #}
{% macro of_one_survey(a, b) -%}
({{ a }}.article_id = {{ b }}.article_id or year({{ a }}.first_day) = year({{ b }}.first_day))
{%- endmacro %}


{# Of several statements `b` that can be of the survey of `a`, which comes first: that of the year, then that of the
   article, then the nearest, then the one known first. #}
{% macro nearest_survey(a, b) -%}
year({{ a }}.first_day) = year({{ b }}.first_day) desc,
            {{ a }}.article_id = {{ b }}.article_id desc,
            abs(date_diff('day', {{ a }}.first_day, {{ b }}.first_day)),
            {{ b }}.known_order,
            {{ b }}.statement_id
{%- endmacro %}
