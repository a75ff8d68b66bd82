{# What happened to a figure of a series: the one place that says which print of an office is another figure, and which
   the same with more digits. The models and `korea_trade.series.history` read it. #}


{# Whether a figure differs from another by more than a rounding to two steps explains. #}
{% macro is_another_figure(value, step, other, other_step) -%}
abs({{ value }} - {{ other }}) > if({{ step }} = {{ other_step }}, 0, greatest({{ step }}, {{ other_step }}))
{%- endmacro %}


{# The prints of one figure that said something new, as a list: `prints` are structures with value_usd and
   rounded_to_usd in the order of their days, the finest of a day first. A print is held against what was known before
   it: if it is another figure it has a `figure_no` of its own, and if it is the same with more digits that of the figure
   that it refines. All others fall out. #}
{% macro history(prints) -%}
{%- set known = 'kept[-1].figure' -%}
list_reduce(
            list_transform({{ prints }}, lambda figure: [struct_pack(figure := figure, figure_no := 1::bigint)]),
            lambda kept, next: case
                when {{ is_another_figure(
                    'next[1].figure.value_usd', 'next[1].figure.rounded_to_usd', known ~ '.value_usd', known ~ '.rounded_to_usd'
                ) }}
                    then list_append(kept, struct_pack(figure := next[1].figure, figure_no := kept[-1].figure_no + 1))
                when next[1].figure.rounded_to_usd < {{ known }}.rounded_to_usd
                    then list_append(kept, struct_pack(figure := next[1].figure, figure_no := kept[-1].figure_no))
                else kept
            end
        )
{%- endmacro %}
