select
    partner_id,
    label,
    partner_kind,
    iso_alpha2,
    iso_alpha3
from {{ ref('stg_partners') }}
