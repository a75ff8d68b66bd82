{# The official levels of months and longer periods as they are known last, of exports, imports and the balance of both;
   `slack_usd` is how far an office may still revise one: a total less than a part, a balance by what its sides may be. #}
{% from 'interval.sql' import interval_difference %}

create or replace temp table official_level as

with

levels as (

    select flow, subject_kind, subject_id, period, first_day, last_day, value, bounds, source from fact
    where origin = 'official' and is_print and measure = 'value'
    qualify row_number() over (partition by flow, subject_kind, subject_id, first_day, last_day order by known_from desc) = 1

),

balances as (

    select
        exports.subject_kind, exports.subject_id, exports.period, exports.first_day, exports.last_day, exports.source,
        exports.value - imports.value as value,
        exports.value + imports.value as trade_usd,
        {{ interval_difference('exports.bounds', 'imports.bounds') }} as bounds
    from levels as exports
    inner join levels as imports
        on
            exports.subject_kind = imports.subject_kind and exports.subject_id = imports.subject_id
            and exports.first_day = imports.first_day and exports.last_day = imports.last_day
    where exports.flow = 'exports' and imports.flow = 'imports'

)

select
    * exclude (bounds),
    value * if(subject_kind = 'total', 1, {{ var('largest_revision_percent') }}) / 100 as slack_usd
from levels
union all by name
select
    * exclude (bounds, trade_usd)
    replace (
        struct_pack(
            origin := source.origin, statement_ids := source.statement_ids, known_from := source.known_from,
            bound_kind := source.bound_kind, measure := source.measure, unit := source.unit, flow := 'balance',
            subject_kind := subject_kind, subject_id := subject_id, period := period, value := value,
            lower := bounds.lower, upper := bounds.upper, is_disputed := false
        ) as source
    ),
    'balance' as flow,
    trade_usd / 200 as slack_usd
from balances
