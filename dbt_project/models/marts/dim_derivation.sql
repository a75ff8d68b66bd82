select
    derivation_id,
    label,
    formula
from {{ ref('stg_derivations') }}
