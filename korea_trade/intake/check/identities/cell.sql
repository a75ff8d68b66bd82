{# One cell said twice: a figure, a limit, a word, a month of a run or what a record leaves for another month. #}
select
    claims.claim_id,
    case
        when facts.bound_kind in ('record', 'record_reference') then 'record_against_levels'
        when list_has_any([claims.bound_kind, facts.bound_kind], ['run', 'before_run', 'after_run'])
            then 'streak_against_months'
        when 'word' in (claims.bound_kind, facts.bound_kind) then 'direction_against_figures'
        else 'same_cell'
    end as identity_id,
    'meets' as relation,
    claims.period as instance,
    claims.value as left_value,
    claims.bounds as left_bounds,
    facts.value as right_value,
    facts.bounds as right_bounds,
    claims.unit,
    ['the same'] as roles,
    [facts.source] as sources
from claim_bound as claims
inner join fact as facts
    on
        claims.measure = facts.measure
        and claims.unit = facts.unit
        and claims.flow = facts.flow
        and claims.subject_kind = facts.subject_kind
        and claims.subject_id = facts.subject_id
        and claims.first_day = facts.first_day
        and claims.last_day = facts.last_day
        and claims.base_id is not distinct from facts.base_id
        and claims.counted_direction is not distinct from facts.counted_direction
        and facts.cohort is null
        and claims.measure <> 'growth'
where
    claims.claim_id <> facts.statement_ids[1]
    -- Within the text each pair meets once: the coarser print is the claim, or the later one.
    and (
        facts.origin <> 'text'
        or claims.bound_kind in ('run', 'before_run', 'word') and facts.is_print
        or (
            claims.bound_kind = facts.bound_kind
            and (claims.bounds.upper - claims.bounds.lower, claims.position)
            > (
                facts.bounds.upper - facts.bounds.lower,
                (select position from claim where claim.claim_id = facts.statement_ids[1])
            )
        )
    )
