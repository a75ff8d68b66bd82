with

latest as (

    select * from {{ ref('int_series_vintage') }}
    where
        covers = 'month'
        and known_until is null
        and definition <> 'balance_of_payments'

),

-- Changes are within one definition: of several the one with the most months speaks for the subject.
definitions as (

    select
        flow,
        subject_kind,
        subject_id,
        definition,
        count(*) as month_count
    from latest
    group by all

),

chosen as (

    select * from definitions
    qualify row_number() over (
        partition by flow, subject_kind, subject_id
        order by month_count desc, definition asc
    ) = 1

),

final as (

    select latest.*
    from latest
    inner join chosen on {{ same_subject('latest', 'chosen', ['definition']) }}

)

select * from final
