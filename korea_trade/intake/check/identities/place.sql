{# A highest or lowest level, or a place among them, with the official levels of the periods that its scope takes in: as
   many are beyond as certainly are, and may be as many as are near or have no figure. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
with

placed as (

    select
        claims.claim_id, claims.scope, claims.reference_day, claims.value as rank, own.*,
        -- The largest deficit is the lowest balance, whatever it is called.
        if(claims.record = 'highest' and not (own.flow = 'balance' and own.value < 0), 1, -1) as sign
    from claim as claims
    inner join official_level as own
        on claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
    where
        claims.theme = 'records' and claims.record in ('highest', 'lowest') and claims.unit = 'rank'
        and claims.measure = 'value' and claims.scope in ('since', 'year', 'same_month', 'all_time')
        and (claims.scope <> 'since' or claims.reference_day is not null)

),

others as (

    select
        placed.*,
        levels.source as other_source,
        placed.sign * (levels.value - placed.value) as lead
    from placed
    inner join official_level as levels
        on
            placed.flow = levels.flow and {{ same_subject('placed', 'levels') }}
            and levels.first_day < placed.first_day
            and levels.last_day - levels.first_day
            between placed.last_day - placed.first_day - 3 and placed.last_day - placed.first_day + 3
            and case placed.scope
                when 'since' then levels.first_day > placed.reference_day
                when 'year' then year(levels.first_day) = year(placed.first_day)
                when 'same_month' then month(levels.first_day) = month(placed.first_day)
                else true
            end

),

counted as (

    select
        * exclude (other_source, lead),
        count(*) filter (lead > slack_usd) as certain,
        count(*) filter (lead > 0) as beyond,
        count(*) filter (lead > -slack_usd) as possible,
        count(*) as known,
        list(other_source order by lead desc) filter (lead > slack_usd) as sources
    from others
    group by all

),

-- Nobody has what was before the first month of a series.
final as (

    select
        *,
        regexp_full_match(period, '[0-9]{4}-[0-9]{2}') and coalesce(known = case scope
            when 'since' then date_diff('month', reference_day, first_day) - 1
            when 'year' then month(first_day) - 1
        end, false) as is_whole
    from counted

)

select
    claim_id,
    'record_against_series' as identity_id,
    'meets' as relation,
    'official' as instance,
    rank as left_value,
    {{ interval('rank', 'rank') }} as left_bounds,
    if(is_whole, beyond + 1, null)::double as right_value,
    {{ interval('certain + 1', 'if(is_whole, possible + 1, null)') }} as right_bounds,
    'rank' as unit,
    ['level of the record'] || list_transform(coalesce(sources, [])[1:3], lambda one: 'another level') as roles,
    [source] || coalesce(sources, [])[1:3] as sources
from final
