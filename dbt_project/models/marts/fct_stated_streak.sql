with

streaks as (

    select * from {{ ref('int_streak') }}

),

months_counted as (

    select * from {{ ref('int_months_since') }}

),

final as (

    select
        streaks.statement_id,
        streaks.article_id,
        streaks.known_from,
        streaks.known_order,
        streaks.series_id,
        streaks.flow,
        streaks.subject_kind,
        streaks.subject_id,
        streaks.condition,
        streaks.threshold_usd,
        streaks.threshold_percent,
        streaks.direction,
        streaks.frequency,
        streaks.start_month,
        streaks.end_month,
        streaks.length,
        streaks.is_ended,
        streaks.is_witness,
        months_counted.counting_convention
    from streaks
    left join months_counted on streaks.statement_id = months_counted.statement_id

)

select * from final
