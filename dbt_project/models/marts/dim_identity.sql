{% set told = ['label', 'formula', 'relates', 'is_revisable'] %}

with

listed (identity_id, {{ told | join(', ') }}) as (

    values
    {{ entries_of(comparison_families(), told) }}

)

select
    identity_id,
    label,
    formula,
    relates,
    is_revisable::boolean as is_revisable
from listed
order by identity_id
