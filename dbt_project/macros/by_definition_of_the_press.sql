{# Whether a definition of official series is one that the press goes by. #}
{% macro by_definition_of_the_press(definition) -%}
{{ definition }} in ({{ "'" ~ var('definitions_of_the_press') | join("', '") ~ "'" }})
{%- endmacro %}
