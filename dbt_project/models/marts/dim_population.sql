select
    population_id,
    label,
    population_kind,
    parent_id,
    size
from {{ ref('stg_populations') }}
