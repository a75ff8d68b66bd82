select
    organisation_id,
    label
from {{ ref('stg_organisations') }}
