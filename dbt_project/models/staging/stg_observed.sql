-- The order keeps each series together, so that whoever looks a month up finds its neighbours near.
select * from {{ source('raw', 'observed') }}
order by flow, subject_kind, subject_id, month
