with

official as (

    select * from {{ ref('int_claim_official') }}

),

all_bounds as (

    select * from {{ ref('int_bound') }}
    where
        frequency = 'month'
        and base_id is null
        and definition is null

),

claims as (

    select distinct
        statement_id,
        bound_kind,
        flow,
        subject_kind,
        subject_id,
        article_id,
        known_from,
        first_day as month
    from all_bounds

),

spreads as (

    select * from {{ ref('int_series_spread') }}

),

-- What an article prints of the level itself, at its finest.
own_levels as (

    select
        article_id,
        flow,
        subject_kind,
        subject_id,
        first_day as month,
        arg_min(bounds, bounds.upper - bounds.lower) as bounds
    from all_bounds
    where
        bound_kind = 'print'
        and version = 'used'
        and measure = 'value'
        and bounds.upper - bounds.lower is not null
    group by all

),

revised as (

    select
        official.*,
        official.moved_usd * spreads.largest_revision_percent / 100 as level_slack_usd,
        greatest(
            abs(official.level_usd - own_levels.bounds.lower),
            abs(official.level_usd - own_levels.bounds.upper)
        ) as own_slack_usd,
        official.base_moved_usd * of_the_base.largest_revision_percent / 100 as base_slack_usd
    from official
    inner join claims on {{ same('official', 'claims', ['statement_id', 'bound_kind', 'flow', 'month']) }}
    inner join spreads
        on
            claims.subject_kind = spreads.subject_kind
            and (claims.known_from >= {{ confirmed_from('claims.month') }}) is true = spreads.is_confirmed
    inner join spreads as of_the_base
        on
            claims.subject_kind = of_the_base.subject_kind
            and (claims.known_from >= {{ confirmed_from("(claims.month - interval 1 year)") }}) is true
            = of_the_base.is_confirmed
    left join own_levels
        on {{ same('claims', 'own_levels', ['article_id', 'flow', 'subject_kind', 'subject_id', 'month']) }}

),

-- How far the level of an article was revised is known where it prints the level: its change can be off by no more.
final as (

    select
        statement_id,
        bound_kind,
        flow,
        month,
        level_slack_usd,
        coalesce(own_slack_usd, level_slack_usd) + base_slack_usd as change_slack_usd,
        (100 + yoy_percent) * (
            coalesce(own_slack_usd, level_slack_usd) / nullif(level_usd, 0)
            + base_slack_usd / nullif(base_moved_usd, 0)
        ) as yoy_slack_points
    from revised

)

select * from final
