with

statements as (

    select * from {{ ref('int_fact') }}
    where
        theme in ('records', 'streaks')
        and unit = 'months'
        and reference_frequency = 'month'

),

-- A run goes from the month named to its last, a horizon from the month named to that of the claim.
counted as (

    select
        statement_id,
        theme,
        flow,
        subject_kind,
        subject_id,
        value as stated_months,
        reference_first_day,
        date_diff('month', reference_first_day, date_trunc('month', last_day)) as elapsed_months
    from statements

),

final as (

    select
        *,
        case stated_months
            when elapsed_months then 'elapsed'
            when elapsed_months + 1 then 'inclusive'
            else 'neither'
        end as counting_convention
    from counted

)

select * from final
