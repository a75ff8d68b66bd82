{% set about = ['version', 'flow', 'subject_kind', 'subject_id', 'measure', 'unit', 'period'] %}
{% set sides = [
    'left_value', 'left_bounds', 'left_statement_ids', 'right_value', 'right_bounds', 'right_statement_ids',
] %}

with

readings as (

    select * from {{ ref('int_reading') }}
    where base_id is null and cohort is null and counted_direction is null

),

changes as (

    select * from {{ ref('int_change') }}

),

derived as (

    select * from {{ ref('int_derived') }}
    where derivation_id in ('base_from_growth', 'base_from_change')

),

measures as (

    select * from {{ ref('stg_measures') }}

),

firm_groups as (

    select * from {{ ref('stg_firm_groups') }}

),

-- A level and the two that it is made of, as the reader of the article that prints the level knows them.
flows as (

    select
        version,
        reader_id,
        subject_kind,
        subject_id,
        measure,
        unit,
        {% for flow in ['exports', 'imports', 'balance', 'trade'] -%}
        any_value(value) filter (where flow = '{{ flow }}') as {{ flow }},
        any_value(bounds) filter (where flow = '{{ flow }}') as {{ flow }}_bounds,
        any_value(statement_id) filter (where flow = '{{ flow }}') as {{ flow }}_id,
        coalesce(bool_or(is_own) filter (where flow = '{{ flow }}'), false) as {{ flow }}_is_own,
        {% endfor -%}
        period
    from readings
    where measure = 'value'
    group by version, reader_id, subject_kind, subject_id, measure, unit, period

),

balances as (

    select
        'balance_of_trade' as identity_id,
        'balance' as flow,
        flows.version,
        flows.subject_kind,
        flows.subject_id,
        flows.measure,
        flows.unit,
        flows.period,
        flows.balance as left_value,
        flows.balance_bounds as left_bounds,
        [flows.balance_id] as left_statement_ids,
        flows.exports - flows.imports as right_value,
        {{ interval_difference('exports_bounds', 'imports_bounds') }} as right_bounds,
        [flows.exports_id, flows.imports_id] as right_statement_ids
    from flows
    where flows.balance_is_own and flows.exports is not null and flows.imports is not null

),

sums as (

    select
        'sum_of_trade' as identity_id,
        'trade' as flow,
        flows.version,
        flows.subject_kind,
        flows.subject_id,
        flows.measure,
        flows.unit,
        flows.period,
        flows.trade as left_value,
        flows.trade_bounds as left_bounds,
        [flows.trade_id] as left_statement_ids,
        flows.exports + flows.imports as right_value,
        {{ interval_sum('exports_bounds', 'imports_bounds') }} as right_bounds,
        [flows.exports_id, flows.imports_id] as right_statement_ids
    from flows
    where flows.trade_is_own and flows.exports is not null and flows.imports is not null

),

-- A rate or a difference with the levels of its two periods.
compared_levels as (

    select
        *,
        {{ interval_quotient('level_bounds', 'base_bounds') }} as ratio_bounds
    from changes
    where changes.level_value is not null and changes.base_value > 0

),

growths as (

    select
        'growth_against_levels' as identity_id,
        {{ about | join(', ') }},
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        (level_value / base_value - 1) * 100 as right_value,
        {{ interval_linear('ratio_bounds', '100', '-100') }} as right_bounds,
        [level_statement_id, base_statement_id] as right_statement_ids
    from compared_levels
    where is_growth

),

differences as (

    select
        'change_against_levels' as identity_id,
        {{ about | join(', ') }},
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        level_value - base_value as right_value,
        {{ interval_difference('level_bounds', 'base_bounds') }} as right_bounds,
        [level_statement_id, base_statement_id] as right_statement_ids
    from compared_levels
    where not is_growth

),

-- A rate and a difference of one level: both lead back to its base, and to one rate.
implied_bases as (

    select
        *,
        {{ interval_difference('level_bounds', 'bounds') }} as implied_bounds
    from changes
    where not changes.is_growth and changes.level_is_own and changes.level_value - changes.value > 0

),

implied_ratios as (

    select
        *,
        {{ interval_quotient('level_bounds', 'implied_bounds') }} as ratio_bounds,
        {{ interval_quotient('bounds', 'implied_bounds') }} as change_bounds
    from implied_bases

),

rates_of_changes as (

    select
        'growth_against_change' as identity_id,
        rates.version,
        rates.flow,
        rates.subject_kind,
        rates.subject_id,
        rates.measure,
        rates.unit,
        rates.period,
        rates.value as left_value,
        rates.bounds as left_bounds,
        [rates.statement_id] as left_statement_ids,
        ratios.value / (ratios.level_value - ratios.value) * 100 as right_value,
        {{ interval_linear('ratios.ratio_bounds', '100', '-100') }} as right_bounds,
        [ratios.statement_id, ratios.level_statement_id] as right_statement_ids
    from changes as rates
    inner join implied_ratios as ratios
        on
            rates.version = ratios.version
            and rates.article_id = ratios.article_id
            and rates.level_measure = ratios.level_measure
            and rates.flow = ratios.flow
            and rates.subject_kind = ratios.subject_kind
            and rates.subject_id = ratios.subject_id
            and rates.period = ratios.period
            and rates.base_first_day = ratios.base_first_day
    where rates.is_growth

),

-- A longer period that an article prints, or the base of its growth, with all months of it.
longer_periods as (

    select
        version,
        reader_id,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        frequency,
        first_day,
        last_day,
        value,
        bounds,
        [statement_id] as statement_ids
    from readings
    where is_own and frequency in ('year', 'half', 'quarter')
    union all
    select
        'used' as version,
        article_id as reader_id,
        flow,
        subject_kind,
        subject_id,
        measure,
        unit,
        period,
        frequency,
        first_day,
        last_day,
        value,
        bounds,
        statement_ids
    from derived
    where frequency in ('year', 'half', 'quarter')

),

wholes as (

    select
        'whole_against_months' as identity_id,
        {% for column in about -%}
        wholes.{{ column }},
        {% endfor -%}
        wholes.value as left_value,
        wholes.bounds as left_bounds,
        wholes.statement_ids as left_statement_ids,
        {{ ordered_sum('months.value') }} as right_value,
        {{ interval_total('months.bounds') }} as right_bounds,
        list(months.statement_id order by months.first_day) as right_statement_ids
    from longer_periods as wholes
    inner join measures on wholes.measure = measures.measure_id
    inner join readings as months
        on
            wholes.version = months.version
            and wholes.reader_id = months.reader_id
            and wholes.measure = months.measure
            and wholes.flow = months.flow
            and wholes.subject_kind = months.subject_kind
            and wholes.subject_id = months.subject_id
            and months.first_day between wholes.first_day and wholes.last_day
    where measures.additivity = 'additive' and measures.change_of is null and months.frequency = 'month'
    group by all
    having count(*) = date_diff('month', any_value(wholes.first_day), any_value(wholes.last_day)) + 1

),

-- Groups of firms that others join and leave.
joining_and_leaving as (

    select
        readings.version,
        readings.reader_id,
        readings.period,
        firm_groups.parent_id,
        firm_groups.adds_to_parent,
        readings.value,
        readings.bounds,
        readings.statement_id
    from readings
    inner join firm_groups on readings.subject_id = firm_groups.firm_group_id
    where
        readings.measure = 'firms'
        and readings.subject_kind = 'firm_group'
        and firm_groups.adds_to_parent is not null

),

net_changes as (

    select
        'net_change_of_firms' as identity_id,
        {% for column in about -%}
        changes.{{ column }},
        {% endfor -%}
        changes.value as left_value,
        changes.bounds as left_bounds,
        [changes.statement_id] as left_statement_ids,
        joining.value - leaving.value as right_value,
        {{ interval_difference('joining.bounds', 'leaving.bounds') }} as right_bounds,
        [joining.statement_id, leaving.statement_id] as right_statement_ids
    from changes
    inner join joining_and_leaving as joining
        on
            changes.version = joining.version
            and changes.article_id = joining.reader_id
            and changes.subject_id = joining.parent_id
            and changes.period = joining.period
    inner join joining_and_leaving as leaving
        on
            joining.version = leaving.version
            and joining.reader_id = leaving.reader_id
            and joining.parent_id = leaving.parent_id
            and joining.period = leaving.period
    where
        changes.level_measure = 'firms'
        and not changes.is_growth
        and joining.adds_to_parent = 1
        and leaving.adds_to_parent = -1

),

-- Entries are set against the firms of the year, exits against those of the year before.
firm_counts as (

    select
        version,
        reader_id,
        subject_id,
        first_day,
        value,
        bounds,
        [statement_id] as statement_ids
    from readings
    where measure = 'firms' and subject_kind = 'firm_group' and frequency = 'year'
    union all
    select
        'used' as version,
        article_id as reader_id,
        subject_id,
        first_day,
        value,
        bounds,
        statement_ids
    from derived
    where measure = 'firms' and subject_kind = 'firm_group' and frequency = 'year'

),

ratio_parts as (

    select
        ratios.*,
        joining_and_leaving.value as part_value,
        joining_and_leaving.statement_id as part_statement_id,
        firm_counts.value as whole_value,
        firm_counts.statement_ids as whole_statement_ids,
        {{ interval_quotient('joining_and_leaving.bounds', 'firm_counts.bounds') }} as ratio_bounds
    from readings as ratios
    inner join joining_and_leaving
        on
            ratios.version = joining_and_leaving.version
            and ratios.reader_id = joining_and_leaving.reader_id
            and ratios.subject_id = joining_and_leaving.parent_id
            and ratios.period = joining_and_leaving.period
            and joining_and_leaving.adds_to_parent = if(ratios.measure = 'entry_ratio', 1, -1)
    inner join firm_counts
        on
            ratios.version = firm_counts.version
            and ratios.reader_id = firm_counts.reader_id
            and ratios.subject_id = firm_counts.subject_id
            and firm_counts.first_day
            = if(ratios.measure = 'entry_ratio', ratios.first_day, ratios.first_day - interval 1 year)
    where ratios.is_own and ratios.subject_kind = 'firm_group' and ratios.measure in ('entry_ratio', 'exit_ratio')
    qualify row_number() over (
        partition by ratios.version, ratios.statement_id
        order by firm_counts.bounds.upper - firm_counts.bounds.lower
    ) = 1

),

firm_ratios as (

    select
        ratio_parts.measure as identity_id,
        {{ about | join(', ') }},
        ratio_parts.value as left_value,
        ratio_parts.bounds as left_bounds,
        [ratio_parts.statement_id] as left_statement_ids,
        ratio_parts.part_value / ratio_parts.whole_value * 100 as right_value,
        {{ interval_linear('ratio_bounds', '100') }} as right_bounds,
        list_concat([ratio_parts.part_statement_id], ratio_parts.whole_statement_ids) as right_statement_ids
    from ratio_parts

),

final as (

    {% for step in [
        'balances', 'sums', 'growths', 'differences', 'rates_of_changes', 'wholes', 'net_changes', 'firm_ratios',
    ] -%}
    select
        identity_id,
        {{ about | join(', ') }},
        {{ sides | join(', ') }}
    from {{ step }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from final
