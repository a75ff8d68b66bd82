with

records as (

    select * from {{ ref('int_record') }}

),

months_counted as (

    select * from {{ ref('int_months_since') }}

),

comparisons as (

    select * from {{ ref('int_record_comparison') }}

),

verdicts as (

    select
        records.statement_id,
        count(*) as compared_count,
        -- As many may go beyond as the rank leaves places above; the month that a horizon names must not fall short.
        count_if(comparisons.goes_beyond and not comparisons.is_reference) < coalesce(any_value(records.rank), 1)
        and not bool_or(comparisons.falls_short and comparisons.is_reference) as is_borne_out
    from records
    inner join comparisons on records.statement_id = comparisons.statement_id
    group by records.statement_id

),

final as (

    select
        records.statement_id,
        records.article_id,
        records.known_from,
        records.known_order,
        records.claim,
        records.scope,
        records.population_id,
        records.measure,
        records.flow,
        records.subject_kind,
        records.subject_id,
        records.period,
        records.frequency,
        records.first_day,
        records.last_day,
        records.reference_period,
        records.value,
        records.unit,
        records.basis,
        records.rank,
        records.horizon_months,
        months_counted.counting_convention,
        records.level_value,
        records.level_unit,
        records.level_lower_bound,
        records.level_upper_bound,
        records.level_statement_id,
        coalesce(verdicts.compared_count, 0) as compared_count,
        verdicts.is_borne_out,
        records.certainty,
        records.is_repeat
    from records
    left join verdicts on records.statement_id = verdicts.statement_id
    left join months_counted on records.statement_id = months_counted.statement_id

)

select * from final
