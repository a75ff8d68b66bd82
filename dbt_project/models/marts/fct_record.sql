with

records as (

    select * from {{ ref('int_record') }}

),

official_months as (

    select * from {{ ref('fct_month_known') }}
    where {{ by_definition_of_the_press('official_definition') }}

),

-- Of a level said to be highest or lowest: the official one, and the most extreme of the months it is set against.
official as (

    select
        records.statement_id,
        any_value(own.official_usd) as official_level_usd,
        if(
            any_value(records.claim) = 'highest',
            max(rivals.official_usd),
            min(rivals.official_usd)
        ) as official_rival_usd
    from records
    inner join official_months as own
        on
            {{ same_subject('records', 'own') }}
            and records.first_day = own.month
    inner join official_months as rivals
        on
            {{ same_subject('records', 'rivals') }}
            and records.first_day <> rivals.month
            and case records.scope
                when 'since'
                    then
                        records.first_day > rivals.month
                        and date_diff('month', rivals.month, records.first_day) < records.horizon_months
                when 'same_month'
                    then records.first_day > rivals.month and month(records.first_day) = month(rivals.month)
                when 'year'
                    then
                        year(records.first_day) = year(rivals.month)
                        and records.known_from >= rivals.month + interval 1 month
                when 'all_time' then records.first_day > rivals.month
            end
    where
        records.measure = 'value'
        and records.frequency = 'month'
        and records.claim in ('highest', 'lowest')
        and coalesce(records.rank, 1) = 1
    group by records.statement_id

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
        official.official_level_usd,
        official.official_rival_usd,
        coalesce(verdicts.compared_count, 0) as compared_count,
        case
            when records.claim = 'highest' and official.official_rival_usd > official.official_level_usd then false
            when records.claim = 'lowest' and official.official_rival_usd < official.official_level_usd then false
            when official.official_rival_usd is not null then coalesce(verdicts.is_borne_out, true)
            else verdicts.is_borne_out
        end as is_borne_out,
        records.certainty,
        records.is_repeat
    from records
    left join verdicts on records.statement_id = verdicts.statement_id
    left join official on records.statement_id = official.statement_id
    left join months_counted on records.statement_id = months_counted.statement_id

)

select * from final
