{# Exports, imports and what follows from both: the balance and the sum of trade. What the text prints of all three is
   judged as the balance. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval, interval_sum, interval_difference %}
{% for claimed, identity, first, operator, second in [
    ('balance', 'balance_of_trade', 'exports', '-', 'imports'),
    ('exports', 'balance_and_imports', 'balance', '+', 'imports'),
    ('imports', 'balance_less_exports', 'exports', '-', 'balance'),
    ('trade', 'sum_of_trade', 'exports', '+', 'imports'),
] %}
select
    claims.claim_id,
    '{{ identity }}' as identity_id,
    'meets' as relation,
    claims.period as instance,
    claims.value as left_value,
    claims.bounds as left_bounds,
    firsts.value {{ operator }} seconds.value as right_value,
    {{ (interval_sum if operator == '+' else interval_difference)('firsts.bounds', 'seconds.bounds') }} as right_bounds,
    claims.unit,
    ['{{ first }}', '{{ second }}'] as roles,
    [firsts.source, seconds.source] as sources
from claim_bound as claims
{% for side, flow in [('firsts', first), ('seconds', second)] -%}
inner join fact as {{ side }}
    on
        {{ same_subject('claims', side) }}
        and {{ same_days('claims', side) }}
        and claims.measure = {{ side }}.measure
        and claims.unit = {{ side }}.unit
        and {{ side }}.flow = '{{ flow }}'
        and {{ side }}.is_print
{% endfor -%}
where
    claims.flow = '{{ claimed }}'
    and claims.measure = 'value'
    and claims.bound_kind in ('print', 'limit')
    {% if claimed in ('exports', 'imports') -%}
    and {{ 'firsts' if first == 'balance' else 'seconds' }}.origin <> 'text'
    {% endif %}
{{ 'union all' if not loop.last }}
{% endfor %}
