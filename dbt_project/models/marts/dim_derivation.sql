{% set told = ['label', 'formula'] %}

with

listed (derivation_id, {{ told | join(', ') }}) as (

    values
    {{ entries_of(derivation_families(), told) }}

)

select
    derivation_id,
    label,
    formula
from listed
order by derivation_id
