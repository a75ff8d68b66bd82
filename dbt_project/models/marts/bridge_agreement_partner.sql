select
    agreement_id,
    partner_id,
    article_id
from {{ ref('stg_agreement_partners') }}
