with

bounds as (

    select
        *,
        if(flow = 'balance', ['exports', 'imports'], [flow]) as official_flows
    from {{ ref('int_bound') }}
    where
        frequency = 'month'
        and base_id is null
        and (
            (flow in ('exports', 'imports') and measure in ('value', 'yoy', 'yoy_change'))
            or (flow = 'balance' and measure in ('value', 'yoy_change'))
        )

),

claims as (

    select distinct
        statement_id,
        bound_kind,
        flow as claimed_flow,
        subject_kind,
        subject_id,
        official_flows,
        first_day as claimed_month,
        known_from
    from bounds

),

-- Of each month the figure that the article could know, else the first that came after it, in all its digits. What is
-- by another definition than that of the press is kept to tell that it decides nothing.
vintages as (

    select
        claims.statement_id,
        claims.bound_kind,
        claims.claimed_month,
        claims.claimed_flow,
        vintages.flow,
        vintages.month,
        vintages.finest_usd as value_usd,
        {{ by_definition_of_the_press('vintages.definition') }} as is_comparable
    from claims
    inner join {{ ref('int_series_vintage') }} as vintages
        on
            {{ same('claims', 'vintages', ['subject_kind', 'subject_id']) }}
            and list_contains(claims.official_flows, vintages.flow)
            and vintages.month in (claims.claimed_month, claims.claimed_month - interval 1 year)
            and vintages.covers = 'month'
            and vintages.definition <> 'balance_of_payments'
    qualify row_number() over (
        partition by
            claims.statement_id,
            claims.bound_kind,
            claims.claimed_flow,
            claims.claimed_month,
            vintages.flow,
            vintages.month
        order by
            is_comparable desc,
            vintages.known_from <= claims.known_from desc,
            abs(date_diff('day', vintages.known_from, claims.known_from)) asc,
            vintages.definition asc
    ) = 1

),

-- A balance is exports less imports, and moves with both.
levels as (

    select
        statement_id,
        bound_kind,
        claimed_flow,
        claimed_month,
        month,
        sum(if(claimed_flow = 'balance' and flow = 'imports', -value_usd, value_usd)) as level_usd,
        sum(value_usd) as moved_usd,
        bool_and(is_comparable) as is_comparable
    from vintages
    group by statement_id, bound_kind, claimed_flow, claimed_month, month
    having count(*) = if(claimed_flow = 'balance', 2, 1)

),

final as (

    select
        this_year.statement_id,
        this_year.bound_kind,
        this_year.claimed_flow as flow,
        this_year.month,
        this_year.level_usd,
        this_year.moved_usd,
        this_year.level_usd - year_ago.level_usd as change_usd,
        year_ago.moved_usd as base_moved_usd,
        if(
            this_year.claimed_flow <> 'balance',
            (this_year.level_usd / nullif(year_ago.level_usd, 0) - 1) * 100,
            null
        ) as yoy_percent,
        this_year.is_comparable and coalesce(year_ago.is_comparable, true) as is_of_one_definition
    from levels as this_year
    left join levels as year_ago
        on
            {{ same('this_year', 'year_ago', ['statement_id', 'bound_kind', 'claimed_flow', 'claimed_month']) }}
            and this_year.month = year_ago.month + interval 1 year
    where this_year.month = this_year.claimed_month

)

select * from final
