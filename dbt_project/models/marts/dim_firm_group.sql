select
    firm_group_id,
    label,
    parent_id,
    definition
from {{ ref('stg_firm_groups') }}
