select
    'total' as subject_kind,
    'all' as subject_id,
    'Korea in total' as label
{% for kind, place in subject_lists().items() %}
{% set list, key = place.split('.') %}
union all
select
    '{{ kind }}' as subject_kind,
    {{ key }} as subject_id,
    {{ "'Total without ' || " if kind.startswith('without_') }}label
from {{ ref(list) }}
{% endfor %}
