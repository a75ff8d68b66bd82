{# Which bounds claim something, and which they are held against. Of two prints the coarser is the claim. #}
{% set held_against = [
    ('same_cell', ['limit', 'print'], ['print']),
    ('same_cell', ['limit'], ['limit']),
    ('streak_against_months', ['run'], ['print', 'limit', 'word', 'computed', 'run', 'before_run', 'after_run']),
    ('streak_against_months', ['before_run', 'after_run'], ['print', 'word', 'computed']),
    ('direction_against_figures', ['word'], ['print', 'word', 'computed']),
    ('record_against_levels', ['record'], ['print', 'computed']),
    ('record_reference', ['record_reference'], ['print', 'computed']),
    ('first_time_against_months', ['record', 'record_reference'], ['word', 'run', 'before_run', 'after_run']),
] %}
{% set cell = [
    'measure', 'unit', 'flow', 'subject_kind', 'subject_id', 'period', 'base_id', 'cohort', 'counted_direction',
] %}

with

bounds as (

    -- The numbers in a definition are of different things.
    select * from {{ ref('int_bound') }}
    where measure <> 'definition_count'

),

derived as (

    select * from {{ ref('int_derived') }}

),

level_growths as (

    select * from {{ ref('int_level_growth') }}

),

stated_bounds as (

    select
        * exclude (statement_id),
        [statement_id] as statement_ids
    from bounds

),

-- What follows from figures without being printed.
computed_bounds as (

    select
        'computed' as bound_kind,
        'used' as version,
        statement_ids,
        known_order,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        base_id,
        value,
        bounds
    from derived
    union all by name
    select
        'computed' as bound_kind,
        'used' as version,
        statement_ids,
        known_order,
        flow,
        subject_kind,
        subject_id,
        'yoy' as measure,
        'percent' as unit,
        period,
        value,
        bounds
    from level_growths

),

all_bounds as (

    select * from stated_bounds
    union all by name
    select * from computed_bounds

),

records as (

    select * from {{ ref('int_record') }}

),

kinds as (

    {% for identity, claims, others in held_against -%}
    select
        '{{ identity }}' as identity_id,
        {{ claims }} as left_kinds,
        {{ others }} as right_kinds
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

pairs as (

    select
        if(
            kinds.identity_id in ('record_against_levels', 'record_reference') and claims.measure = 'yoy',
            'first_time_against_months',
            kinds.identity_id
        ) as identity_id,
        if(others.version = 'printed', others.version, claims.version) as version,
        {% for column in ['flow', 'subject_kind', 'subject_id', 'measure', 'unit', 'period'] -%}
        claims.{{ column }},
        {% endfor -%}
        claims.bound_kind as left_kind,
        claims.value as left_value,
        claims.bounds as left_bounds,
        claims.statement_ids as left_statement_ids,
        others.value as right_value,
        others.bounds as right_bounds,
        others.statement_ids as right_statement_ids,
        greatest(
            {{ interval_excess('claims.bounds', 'others.bounds') }},
            {{ interval_excess('others.bounds', 'claims.bounds') }}
        ) as distance
    from all_bounds as claims
    inner join kinds on list_contains(kinds.left_kinds, claims.bound_kind)
    inner join all_bounds as others
        on
            list_contains(kinds.right_kinds, others.bound_kind)
            and not list_has_any(claims.statement_ids, others.statement_ids)
            {%- for column in cell %}
            and claims.{{ column }} is not distinct from others.{{ column }}
            {%- endfor %}
    where
        -- Each pair once: of prints the coarser or the earlier is the claim, else the one known later.
        claims.bound_kind <> others.bound_kind
        or (
            coalesce(claims.bounds.lower - claims.bounds.upper, 0), claims.known_order, claims.statement_ids
        ) < (
            coalesce(others.bounds.lower - others.bounds.upper, 0), others.known_order, others.statement_ids
        )

),

final as (

    select
        identity_id,
        version,
        flow,
        subject_kind,
        subject_id,
        measure,
        any_value(unit) as unit,
        {{ of_the_worst_month(['period', 'left_value', 'left_bounds', 'right_value', 'right_bounds']) }},
        left_statement_ids,
        right_statement_ids
    from pairs
    group by
        identity_id, version, flow, subject_kind, subject_id, measure, left_statement_ids, right_statement_ids
    union all by name
    select
        'record_against_levels' as identity_id,
        'used' as version,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        [statement_id] as left_statement_ids
    from records
    where
        scope <> 'among_subjects'
        and [
            statement_id] not in (
            select pairs.left_statement_ids from pairs
            where pairs.left_kind like 'record%'
        )

)

select * from final
