{% set place = ['article_id', 'flow', 'subject_kind', 'subject_id'] %}

with

readings as (

    select
        *,
        [statement_id] as statement_ids
    from {{ ref('int_reading') }}
    where is_own and version = 'used' and base_id is null and cohort is null and counted_direction is null

),

changes as (

    select * from {{ ref('int_change') }}
    where version = 'used' and level_is_own

),

measures as (

    select * from {{ ref('stg_measures') }}

),

respondents as (

    select * from {{ ref('int_respondents') }}

),

articles as (

    select * from {{ ref('stg_articles') }}

),

levels as (

    select readings.*
    from readings
    inner join measures on readings.measure = measures.measure_id
    where measures.change_of is null

),

-- The base of a rate or of a difference.
growth_factors as (

    select
        *,
        {{ interval_linear('bounds', '0.01', '1') }} as factor
    from changes
    where changes.is_growth and 1 + changes.value / 100 > 0

),

bases as (

    select
        'base_from_growth' as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        level_measure as measure,
        level_unit as unit,
        frequency,
        base_first_day as first_day,
        base_last_day as last_day,
        level_value / (1 + value / 100) as value,
        {{ interval_quotient('level_bounds', 'factor') }} as bounds,
        [level_statement_id, statement_id] as statement_ids
    from growth_factors
    where base_is_own is not true
    union all
    select
        'base_from_change' as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        level_measure as measure,
        level_unit as unit,
        frequency,
        base_first_day as first_day,
        base_last_day as last_day,
        level_value - value as value,
        {{ interval_difference('level_bounds', 'bounds') }} as bounds,
        [level_statement_id, statement_id] as statement_ids
    from changes
    where not is_growth and base_is_own is not true

),

-- What is left of a quarter, half or year whose months are printed in part, where the rest lies together.
longer_periods as (

    select levels.*
    from levels
    inner join measures on levels.measure = measures.measure_id
    where levels.frequency in ('quarter', 'half', 'year') and measures.additivity = 'additive'

),

printed_parts as (

    select
        longer_periods.statement_id as whole_statement_id,
        count(*) as part_count,
        min(months.first_day) as first_day,
        max(months.last_day) as last_day,
        {{ ordered_sum('months.value') }} as value,
        {{ interval_total('months.bounds') }} as bounds,
        list(months.statement_id order by months.first_day) as statement_ids
    from longer_periods
    inner join levels as months
        on
            longer_periods.article_id = months.article_id
            and longer_periods.measure = months.measure
            and longer_periods.flow = months.flow
            and longer_periods.subject_kind = months.subject_kind
            and longer_periods.subject_id = months.subject_id
            and months.frequency = 'month'
            and months.first_day between longer_periods.first_day and longer_periods.last_day
    group by longer_periods.statement_id

),

open_rests as (

    select
        'rest_of_period' as derivation_id,
        {% for column in place -%}
        longer_periods.{{ column }},
        {% endfor -%}
        longer_periods.measure,
        longer_periods.unit,
        if(
            printed_parts.first_day > longer_periods.first_day,
            longer_periods.first_day,
            printed_parts.last_day + 1
        ) as first_day,
        if(
            printed_parts.first_day > longer_periods.first_day,
            printed_parts.first_day - 1,
            longer_periods.last_day
        ) as last_day,
        longer_periods.value - printed_parts.value as value,
        {{ interval_difference('longer_periods.bounds', 'printed_parts.bounds') }} as bounds,
        list_concat(longer_periods.statement_ids, printed_parts.statement_ids) as statement_ids
    from longer_periods
    inner join printed_parts on longer_periods.statement_id = printed_parts.whole_statement_id
    where
        -- The months printed lie together at one end of the period, and do not fill it.
        printed_parts.part_count = date_diff('month', printed_parts.first_day, printed_parts.last_day) + 1
        and (printed_parts.first_day = longer_periods.first_day) <> (printed_parts.last_day = longer_periods.last_day)

),

rests as (

    select
        *,
        if(date_trunc('month', first_day) = date_trunc('month', last_day), 'month', 'span') as frequency
    from open_rests

),

-- Exports, imports, balance and sum of one subject and period follow from two of them, printed or derived above. Of
-- several derivations of a cell the narrowest is taken.
known_values as (

    {% for step, preference in [('levels', 1), ('bases', 2), ('rests', 2)] -%}
    select
        article_id,
        subject_kind,
        subject_id,
        flow,
        frequency,
        first_day,
        last_day,
        value,
        bounds,
        statement_ids,
        {{ preference }} as preference
    from {{ step }}
    where measure = 'value'
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

chosen_values as (

    select * from known_values
    qualify row_number() over (
        partition by
            article_id,
            subject_kind,
            subject_id,
            flow,
            frequency,
            first_day,
            last_day
        order by preference, bounds.upper - bounds.lower
    ) = 1

),

flows as (

    select
        article_id,
        subject_kind,
        subject_id,
        frequency,
        {% for flow in ['exports', 'imports', 'balance', 'trade'] -%}
        any_value(value) filter (where flow = '{{ flow }}') as {{ flow }},
        any_value(bounds) filter (where flow = '{{ flow }}') as {{ flow }}_bounds,
        coalesce(any_value(statement_ids) filter (where flow = '{{ flow }}'), []) as {{ flow }}_ids,
        {% endfor -%}
        first_day,
        last_day
    from chosen_values
    group by article_id, subject_kind, subject_id, frequency, first_day, last_day

),

balances as (

    {% set rules = [
        ('balance_less_exports', 'imports', 'exports', 'balance', 'exports - balance',
            interval_difference('exports_bounds', 'balance_bounds')),
        ('balance_and_imports', 'exports', 'imports', 'balance', 'imports + balance',
            interval_sum('imports_bounds', 'balance_bounds')),
        ('exports_less_imports', 'balance', 'exports', 'imports', 'exports - imports',
            interval_difference('exports_bounds', 'imports_bounds')),
        ('exports_and_imports', 'trade', 'exports', 'imports', 'exports + imports',
            interval_sum('exports_bounds', 'imports_bounds')),
        ('exports_of_trade', 'exports', 'trade', 'balance', '(trade + balance) / 2',
            interval_sum('trade_bounds', 'balance_bounds')),
        ('imports_of_trade', 'imports', 'trade', 'balance', '(trade - balance) / 2',
            interval_difference('trade_bounds', 'balance_bounds')),
    ] -%}
    {%- for derivation, flow, one, other, formula, bounds in rules %}
    select
        '{{ derivation }}' as derivation_id,
        article_id,
        '{{ flow }}' as flow,
        subject_kind,
        subject_id,
        frequency,
        first_day,
        last_day,
        {{ formula }} as value,
        {{ bounds }} as bounds,
        list_concat({{ one }}_ids, {{ other }}_ids) as statement_ids
    from flows
    where {{ flow }} is null and {{ one }} is not null and {{ other }} is not null
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

halved_balances as (

    select
        * replace (
            if(
                derivation_id in ('exports_of_trade', 'imports_of_trade'),
                {{ interval_linear('bounds', '0.5') }},
                bounds
            )
                as bounds
        ),
        'value' as measure,
        'USD' as unit
    from balances

),

-- Comparisons of levels that the article prints without comparing them.
pairs as (

    select
        later.*,
        measures.measure_id as comparison,
        measures.unit as comparison_unit,
        measures.lag_months,
        earlier.value as base_value,
        earlier.bounds as base_bounds,
        list_concat(later.statement_ids, earlier.statement_ids) as pair_ids
    from levels as later
    inner join measures on later.measure = measures.change_of and measures.unit = 'percent'
    inner join levels as earlier
        on
            later.article_id = earlier.article_id
            and later.measure = earlier.measure
            and later.flow = earlier.flow
            and later.subject_kind = earlier.subject_kind
            and later.subject_id = earlier.subject_id
            and later.frequency = earlier.frequency
            and earlier.first_day = later.first_day - to_months(measures.lag_months::integer)
            and earlier.last_day = (later.last_day + 1 - to_months(measures.lag_months::integer))::date - 1
    where
        (measures.lag_months = 12 or later.frequency = 'month')
        -- The growth of a number that changes its sign means nothing.
        and later.flow <> 'balance'
        and earlier.value > 0
        and not exists (
            select 1 from readings as printed
            where
                printed.article_id = later.article_id
                and printed.measure = measures.measure_id
                and printed.flow = later.flow
                and printed.subject_kind = later.subject_kind
                and printed.subject_id = later.subject_id
                and printed.period = later.period
        )

),

ratios as (

    select
        *,
        {{ interval_quotient('bounds', 'base_bounds') }} as ratio
    from pairs

),

growths as (

    select
        if(lag_months = 1, 'month_on_month', 'growth_from_levels') as derivation_id,
        {{ place | join(', ') }},
        comparison as measure,
        comparison_unit as unit,
        frequency,
        first_day,
        last_day,
        (value / base_value - 1) * 100 as value,
        {{ interval_linear('ratio', '100', '-100') }} as bounds,
        pair_ids as statement_ids
    from ratios

),

-- The year so far, where the article prints all of its months.
running_years as (

    select
        {{ place | join(', ') }},
        levels.measure,
        levels.unit,
        levels.first_day,
        levels.last_day,
        sum(value) over so_far as value,
        sum(bounds.lower) over so_far as lower_bound,
        sum(bounds.upper) over so_far as upper_bound,
        bool_and(bounds.lower_closed) over so_far as lower_closed,
        bool_and(bounds.upper_closed) over so_far as upper_closed,
        list(levels.statement_id) over so_far as statement_ids,
        count(*) over so_far as month_count
    from levels
    where levels.frequency = 'month' and levels.measure = 'value'
    window so_far as (
        partition by {{ place | join(', ') }}, measure, year(first_day)
        order by first_day
    )

),

years_to_date as (

    select
        'year_to_date' as derivation_id,
        {{ place | join(', ') }},
        measure,
        unit,
        'span' as frequency,
        date_trunc('year', first_day)::date as first_day,
        last_day,
        value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds,
        statement_ids
    from running_years
    where month_count = month(first_day) and month_count > 1

),

parts_of_totals as (

    select
        'share_of_total' as derivation_id,
        parts.article_id,
        parts.flow,
        parts.subject_kind,
        parts.subject_id,
        'share' as measure,
        'percent' as unit,
        parts.frequency,
        parts.first_day,
        parts.last_day,
        parts.value / totals.value * 100 as value,
        {{ interval_quotient('parts.bounds', 'totals.bounds') }} as ratio,
        list_concat(parts.statement_ids, totals.statement_ids) as statement_ids
    from levels as parts
    inner join levels as totals
        on
            parts.article_id = totals.article_id
            and parts.flow = totals.flow
            and parts.measure = totals.measure
            and parts.period = totals.period
    where
        parts.measure = 'value'
        and parts.flow <> 'balance'
        and parts.subject_kind in ('item', 'partner')
        and totals.subject_kind = 'total'

),

shares as (

    select
        * exclude (ratio),
        {{ interval_linear('ratio', '100') }} as bounds
    from parts_of_totals

),

-- How many gave an answer, where the share leaves a whole number.
counts as (

    select
        'count_from_share' as derivation_id,
        article_id,
        flow,
        subject_kind,
        subject_id,
        'respondents' as measure,
        'count' as unit,
        period,
        frequency,
        first_day,
        last_day,
        base_id,
        round((least_count + most_count) / 2) as value,
        {{ interval('least_count', 'most_count') }} as bounds,
        list_concat([statement_id], size_statement_ids) as statement_ids
    from respondents
    where least_count is not null

),

dated as (

    select * from bases
    union all by name
    select * from rests
    union all by name
    select * from halved_balances
    union all by name
    select * from growths
    union all by name
    select * from years_to_date
    union all by name
    select * from shares

),

periods as (

    select
        *,
        if(
            frequency = 'span',
            strftime(first_day, '%Y-%m') || '/' || strftime(last_day, '%Y-%m'),
            {{ period_text('first_day') }}
        ) as period
    from dated

),

cells as (

    select * from periods
    union all by name
    select * from counts

),

final as (

    select
        cells.derivation_id,
        cells.article_id,
        articles.known_from,
        articles.known_order,
        cells.measure,
        cells.unit,
        cells.flow,
        cells.subject_kind,
        cells.subject_id,
        cells.period,
        cells.frequency,
        cells.first_day,
        cells.last_day,
        cells.base_id,
        cells.value,
        cells.bounds,
        list_sort(list_distinct(cells.statement_ids)) as statement_ids
    from cells
    inner join articles on cells.article_id = articles.article_id

)

select * from final
