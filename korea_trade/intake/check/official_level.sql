{# The official levels of months and longer periods as the text could know them, else as they were known first after it: of
   exports, imports, the balance of both and their sum; and growth on the year. `slack` is how far a revision may move one,
   in its own unit, `month_count` how many months it has, empty for some days of one, and
   `step` in how many months the next of its kind begins. #}
{% from 'joins.sql' import same_subject %}
{% from 'interval.sql' import interval, interval_difference, interval_sum %}

create or replace temp table official_level as

with

levels as (

    select flow, subject_kind, subject_id, period, first_day, last_day, value, bounds, source, source.slack as slack from fact
    where origin = 'official' and is_print and measure = 'value'
    qualify row_number() over (
        partition by flow, subject_kind, subject_id, first_day, last_day
        order by
            coalesce(known_from <= $known_from::date, true) desc,
            abs(date_diff('day', known_from, coalesce($known_from::date, '9999-12-31'::date))),
            bounds.upper - bounds.lower
    ) = 1

),

of_both as (

    {% for flow, combine in [('balance', interval_difference), ('trade', interval_sum)] -%}
    select
        exports.* exclude (flow, value, bounds, slack),
        '{{ flow }}' as flow,
        exports.value {{ '-' if flow == 'balance' else '+' }} imports.value as value,
        {{ combine('exports.bounds', 'imports.bounds') }} as bounds,
        sqrt(exports.slack ** 2 + imports.slack ** 2) as slack
    from levels as exports
    inner join levels as imports
        on
            {{ same_subject('exports', 'imports') }}
            and exports.first_day = imports.first_day and exports.last_day = imports.last_day
    where exports.flow = 'exports' and imports.flow = 'imports'
    {% if not loop.last %}union all by name{% endif %}
    {% endfor %}

),

growth as (

    select
        levels.* exclude (value, bounds, slack),
        levels.value / bases.value as ratio,
        (ratio - 1) * 100 as value,
        {{ interval('(ratio - 1) * 100', '(ratio - 1) * 100') }} as bounds,
        100 * ratio * sqrt((levels.slack / levels.value) ** 2 + (bases.slack / bases.value) ** 2) as slack
    from levels
    inner join levels as bases
        on
            levels.flow = bases.flow and {{ same_subject('levels', 'bases') }}
            and levels.first_day = bases.first_day + interval 1 year
            and levels.last_day + 1 = (bases.last_day + 1) + interval 1 year
    where levels.value > 0 and bases.value > 0

),

together as (

    select *, 'value' as measure, 'USD' as unit from levels
    union all by name
    select *, 'value' as measure, 'USD' as unit from of_both
    union all by name
    select * exclude (ratio), 'yoy' as measure, 'percent' as unit from growth

)

select
    * exclude (bounds, unit)
    replace (
        struct_pack(
            origin := source.origin, statement_ids := source.statement_ids, known_from := source.known_from,
            bound_kind := source.bound_kind, measure := measure, unit := unit, flow := flow, subject_kind := subject_kind,
            subject_id := subject_id, period := period, value := value, lower := bounds.lower, upper := bounds.upper,
            slack := slack, is_disputed := false
        ) as source
    ),
    if(day(first_day) = 1 and last_day = last_day(last_day), date_diff('month', first_day, last_day) + 1, null) as month_count,
    if(list_contains([1, 3, 6, 12], month_count), month_count, 12) as step
from together
