select
    province_id,
    label,
    iso_3166_2,
    region_id
from {{ ref('stg_provinces') }}
