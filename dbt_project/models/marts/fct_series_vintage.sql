select * from {{ ref('int_series_vintage') }}
order by flow, subject_kind, subject_id, month, definition, covers, known_from
