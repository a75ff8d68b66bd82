select
    measure_id,
    label,
    unit,
    additivity,
    change_of,
    lag_months,
    definition
from {{ ref('stg_measures') }}
