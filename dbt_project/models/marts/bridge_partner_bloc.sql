select
    bloc_id,
    partner_id,
    member_from,
    member_to
from {{ ref('stg_partner_blocs') }}
