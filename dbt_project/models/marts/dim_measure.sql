select
    measure_id,
    label,
    unit,
    additivity,
    definition
from {{ ref('stg_measures') }}
