{# The ids of all rows of a group as one text, each once and in order; `ids` is a list in each row. #}
{% macro joined_ids(ids, where='true') -%}
nullif(array_to_string(list_sort(list_distinct(flatten(list({{ ids }}) filter (where {{ where }})))), ', '), '')
{%- endmacro %}
