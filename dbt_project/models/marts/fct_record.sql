with

records as (

    select * from {{ ref('int_record') }}

),

official as (

    select * from {{ ref('int_record_place') }}

),

months_counted as (

    select * from {{ ref('int_months_since') }}

),

reconciliation as (

    select * from {{ ref('fct_reconciliation') }}
    where
        identity_id in (
            'record_against_levels', 'record_reference', 'rank_against_levels', 'rank_against_series', 'order_in_list',
            'place_among_periods', 'first_time_against_months'
        )
        and version = 'used'
        and verdict <> 'untestable'

),

-- A claim stands on the left, a rank beside the level that it is about.
claims as (

    select
        unnest(string_split(left_statement_ids, ', ')) as statement_id,
        verdict
    from reconciliation

),

verdicts as (

    select
        statement_id,
        count(*) as compared_count,
        not bool_or(verdict = 'contradicts') as is_borne_out
    from claims
    group by statement_id

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
        records.threshold,
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
        if(official.measure = 'value', official.official_value, null) as official_level_usd,
        if(official.measure = 'value', official.official_rival, null) as official_rival_usd,
        coalesce(verdicts.compared_count, 0) as compared_count,
        coalesce(official.is_borne_out, true)
        and coalesce(verdicts.is_borne_out, if(official.is_borne_out, true, null)) as is_borne_out,
        records.certainty,
        records.is_repeat
    from records
    left join verdicts on records.statement_id = verdicts.statement_id
    left join official on records.statement_id = official.statement_id
    left join months_counted on records.statement_id = months_counted.statement_id

)

select * from final
