-- What a statement is about stands in the reference list of its kind; a relationships test covers one column only.
select
    statements.statement_id,
    statements.subject_kind,
    statements.subject_id
from {{ ref('fct_statement') }} as statements
left join {{ ref('dim_subject') }} as subjects
    on
        statements.subject_kind = subjects.subject_kind
        and statements.subject_id = subjects.subject_id
where subjects.subject_id is null
