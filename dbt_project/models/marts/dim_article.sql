select
    article_id,
    article_no,
    title,
    publisher,
    subject_agency,
    reference_period,
    known_from,
    known_from_basis,
    known_from_note,
    known_order
from {{ ref('stg_articles') }}
