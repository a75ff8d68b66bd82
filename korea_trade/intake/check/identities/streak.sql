{# The length of a run with what is known of its start: of the run that shares months with it, or that it takes up. #}
{% from 'interval.sql' import interval %}
with

claims as (

    select
        *,
        date_trunc('month', last_day)::date as end_month
    from claim
    where theme = 'streaks' and unit = 'months' and condition in ('growth', 'sign')

),

runs as (

    select
        *,
        if(statement_ids is null, ['official series'], string_split(statement_ids, ', ')) as witness_ids,
        if(statement_ids is null, 'official', 'statement') as origin
    from fct_streak
    -- A run that only a series has is of no article.
    where frequency = 'month' and threshold_usd is null and article_ids is distinct from $article_id

),

pairs as (

    select
        claims.*,
        runs.start_month,
        runs.start_is_exact,
        runs.end_month >= claims.end_month as is_whole,
        date_diff('month', runs.start_month, claims.end_month) + 1 as known_length,
        runs.witness_ids,
        runs.origin,
        runs.end_month as run_end
    from claims
    inner join runs
        on
            claims.flow = runs.flow
            and claims.subject_kind = runs.subject_kind
            and claims.subject_id = runs.subject_id
            and claims.condition = runs.condition
            and claims.direction = runs.direction
            and claims.first_day <= runs.end_month + interval 1 month
            and runs.start_month <= claims.end_month

)

select
    claim_id,
    'streak_start' as identity_id,
    'meets' as relation,
    -- The month in which both part: where the later one begins, the earlier one has gone on before.
    strftime(greatest(start_month, end_month - to_months(value::integer - 1)) - interval 1 month, '%Y-%m') as instance,
    value as left_value,
    {{ interval('value', 'value') }} as left_bounds,
    if(start_is_exact, known_length, null)::double as right_value,
    {{ interval('known_length', 'if(start_is_exact, known_length, null)') }} as right_bounds,
    unit,
    [if(is_whole, 'run', 'run so far')] as roles,
    [struct_pack(
        origin := origin, statement_ids := witness_ids, known_from := null::date, bound_kind := 'run',
        measure := measure, unit := unit, flow := flow, subject_kind := subject_kind, subject_id := subject_id,
        period := strftime(start_month, '%Y-%m') || '/' || strftime(run_end, '%Y-%m'), value := known_length::double,
        lower := known_length::double, upper := if(start_is_exact, known_length, null)::double,
        slack := null::double, is_disputed := false
    )] as sources
from pairs
