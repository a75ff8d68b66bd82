select
    firm_group_id,
    label,
    parent_id,
    adds_to_parent,
    definition
from {{ ref('stg_firm_groups') }}
