select
    identity_id,
    label,
    formula,
    relates,
    is_revisable
from {{ ref('stg_identities') }}
