select
    item_id,
    label,
    scheme,
    is_group
from {{ ref('stg_items') }}
