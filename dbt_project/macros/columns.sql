{# Lists of columns that models have in common, each of the relation `of` where several are joined, and `also` after them. #}


{# The columns `names` with commas between them. #}
{% macro column_list(names, of=none) -%}
{%- set prefix = of ~ '.' if of else '' -%}
{{ prefix }}{{ names | join(', ' ~ prefix) }}
{%- endmacro %}


{# What a value is about: a flow of a subject, what is measured of it, in which unit and period. #}
{% macro cell_columns(of=none, also=[]) -%}
{{ column_list(['flow', 'subject_kind', 'subject_id', 'measure', 'unit', 'period'] + also, of) }}
{%- endmacro %}


{# What an official figure is about: a flow of a subject in a month, by a definition of the subject. #}
{% macro official_columns(of=none, also=[]) -%}
{{ column_list(['flow', 'subject_kind', 'subject_id', 'month', 'definition'] + also, of) }}
{%- endmacro %}


{# The same with all that tells the values of one article apart: of which part of what. #}
{% macro whole_cell_columns(of=none, also=[]) -%}
{{ cell_columns(of, ['definition', 'base_id', 'cohort', 'counted_direction'] + also) }}
{%- endmacro %}


{# Which sign of which subject a row of a series is about. #}
{% macro series_columns(of=none, also=[]) -%}
{{ column_list(['series_id', 'flow', 'subject_kind', 'subject_id', 'condition'] + also, of) }}
{%- endmacro %}
