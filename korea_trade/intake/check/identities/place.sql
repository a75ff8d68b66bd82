{# A highest or lowest level or growth, or a place among them, and the first level over a threshold, with the official
   figures of the periods that its scope takes in: as many are beyond as certainly are, and may be as many as are near or
   have no figure. What was before the first month of a series nobody has: it answers for all time if it is long. #}
{% from 'joins.sql' import same_days, same_subject %}
{% from 'interval.sql' import interval %}
{% from 'places.sql' import is_what_passed, is_within_scope, lead_over_a_record, sign_of_a_record %}
with

placed as (

    select
        claims.claim_id, claims.scope, claims.reference_day, claims.value as rank, own.*,
        {{ sign_of_a_record('claims.record', 'own') }} as sign,
        coalesce(sign * claims.threshold, own.value) as bar
    from claim as claims
    inner join official_level as own
        on
            claims.flow = own.flow and {{ same_subject('claims', 'own') }} and {{ same_days('claims', 'own') }}
            and claims.measure = own.measure
    where
        claims.theme = 'records' and claims.unit = 'rank' and own.month_count is not null
        and claims.scope in ('since', 'year', 'same_month', 'all_time')
        and (claims.scope <> 'since' or claims.reference_day is not null)
        and (
            claims.record in ('highest', 'lowest')
            or claims.record = 'first_time' and claims.scope = 'all_time' and claims.direction is null
                and {{ is_what_passed('own', 'claims.threshold') }}
        )

),

others as (

    select
        placed.*,
        levels.source as other_source,
        levels.first_day as other_day,
        {{ lead_over_a_record('placed', 'levels') }} as lead
    from placed
    inner join official_level as levels
        on
            placed.flow = levels.flow and {{ same_subject('placed', 'levels') }} and placed.measure = levels.measure
            and placed.month_count = levels.month_count and levels.first_day < placed.first_day
            and date_diff('month', levels.first_day, placed.first_day) % placed.step = 0
            and {{ is_within_scope('placed', 'levels', 'reference_day') }}

),

counted as (

    select
        * exclude (other_source, other_day, lead),
        count(*) filter (lead > slack) as certain,
        count(*) filter (lead > 0) as beyond,
        count(*) filter (lead > -slack) as possible,
        min(other_day) as begins,
        count(*) as known,
        list(other_source order by lead desc) filter (lead > slack) as sources
    from others
    group by all

),

final as (

    select
        *,
        -- What is so since a month before the series is so for all of its time.
        scope in ('same_month', 'all_time')
        or scope = 'since' and date_diff('month', reference_day, begins) > step as is_of_all_time,
        known * if(scope = 'same_month', 12, step) = date_diff('month', begins, first_day) as is_dense,
        is_dense and case scope
            when 'year' then month(begins) = 1
            else not is_of_all_time or begins + interval {{ var('years_of_a_record') }} year <= first_day
        end as is_whole
    from counted

)

select
    claim_id,
    'record_against_series' as identity_id,
    'meets' as relation,
    -- From when on the series answers for all time.
    if(is_of_all_time and is_dense, strftime(begins, '%Y-%m'), 'official') as instance,
    rank as left_value,
    {{ interval('rank', 'rank') }} as left_bounds,
    if(is_whole, beyond + 1, null)::double as right_value,
    {{ interval('certain + 1', 'if(is_whole, possible + 1, null)') }} as right_bounds,
    'rank' as unit,
    ['level of the record'] || list_transform(coalesce(sources, [])[1:3], lambda one: 'another level') as roles,
    [source] || coalesce(sources, [])[1:3] as sources
from final
