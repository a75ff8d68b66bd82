select
    group_id,
    item_id
from {{ ref('stg_item_groups') }}
