{# How a record, a place or a first time over a level is held against official levels: the same in the marts and in
   `ktw check`. Expects relations with value, measure and first_day, of what is placed also sign and scope. #}

{# 1 where more goes beyond, -1 where less does: the largest deficit is the lowest balance, whatever it is called. #}
{% macro sign_of_a_record(claim, own) -%}
if({{ claim }} <> 'lowest' and not ({{ own }}.flow = 'balance' and {{ own }}.value < 0), 1, -1)
{%- endmacro %}


{# How far a level goes beyond the bar; null where it is none of its kind: the slowest rise is one among rises, the smallest
   fall one among falls. #}
{% macro lead_over_a_record(placed, others, bar='bar') -%}
if(
    {{ placed }}.measure = 'yoy' and {{ placed }}.sign * {{ placed }}.value < 0
    and {{ placed }}.value * {{ others }}.value <= 0,
    null,
    {{ placed }}.sign * ({{ others }}.value - {{ placed }}.{{ bar }})
)
{%- endmacro %}


{# Whether a period is one of those that the claim is made among; `since` is the last day that is not. #}
{% macro is_within_scope(placed, others, since) -%}
case {{ placed }}.scope
    when 'since' then {{ others }}.first_day > {{ placed }}.{{ since }}
    when 'year' then year({{ others }}.first_day) = year({{ placed }}.first_day)
    when 'same_month' then month({{ others }}.first_day) = month({{ placed }}.first_day)
    else true
end
{%- endmacro %}


{# A sum far from a threshold is not what passed it, but the months of it. #}
{% macro is_what_passed(own, threshold) -%}
abs({{ own }}.value) between {{ threshold }} / 2 and 2 * {{ threshold }}
{%- endmacro %}
