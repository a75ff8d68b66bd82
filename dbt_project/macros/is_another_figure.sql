{# Whether a figure of a series differs from another by more than a rounding to two steps explains. #}
{% macro is_another_figure(value, step, other, other_step) -%}
abs({{ value }} - {{ other }}) > if({{ step }} = {{ other_step }}, 0, greatest({{ step }}, {{ other_step }}))
{%- endmacro %}
