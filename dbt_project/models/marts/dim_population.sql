select
    population_id,
    label,
    population_kind,
    parent_id,
    size,
    option_id
from {{ ref('stg_populations') }}
