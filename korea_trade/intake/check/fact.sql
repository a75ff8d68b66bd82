{# What is known of each cell: what the statements of the release leave possible, what follows from them, the official
   series, and what the text itself says for sure. An article is no evidence for itself, nor is a garbled statement;
   what contradicts other statements can support a claim and not contradict one. #}
{% from 'interval.sql' import interval, ordered_sum %}
{% from 'joins.sql' import same_subject %}

create or replace temp table fact as

with

-- Nothing else can meet a claim, and a series can be long.
subjects as (

    select distinct subject_kind, subject_id from claim_bound
    union
    select distinct subject_kind, subject_id from claim
    union
    select 'total', 'all'
    union
    -- Who is ranked among all of a kind meets the others of it.
    select series.subject_kind, series.subject_id from fct_series_vintage as series
    semi join (select subject_kind from claim where scope = 'among_subjects') as ranked using (subject_kind)

),

disputed as (

    select distinct unnest(string_split(left_statement_ids, ', ')) as statement_id
    from fct_reconciliation
    where verdict = 'contradicts' and version = 'used'

),

statements as (

    select bounds.*
    from fct_bound as bounds
    semi join subjects on {{ same_subject('bounds', 'subjects') }}
    inner join fct_statement as statements on bounds.statement_id = statements.statement_id
    where
        bounds.version = 'used'
        and bounds.definition is null
        and statements.certainty <> 'garbled'
        and bounds.article_id <> $article_id
    -- The finest print of an article speaks for the cell.
    qualify bounds.bound_kind <> 'print' or row_number() over (
        partition by
            bounds.article_id, bounds.bound_kind, bounds.measure, bounds.unit, bounds.flow, bounds.subject_kind,
            bounds.subject_id, bounds.first_day, bounds.last_day, bounds.base_id, bounds.cohort, bounds.counted_direction
        order by bounds.upper_bound - bounds.lower_bound, bounds.statement_id
    ) = 1

),

derived as (

    select derived_cells.* from fct_derived_cell as derived_cells
    semi join subjects on {{ same_subject('derived_cells', 'subjects') }}
    where article_id <> $article_id

),

-- Every vintage of a month, or of its first days, under the definitions of the articles; and on the day of each, what the
-- figure is in the digits that were given later: an office that cut digits off, and a text that rounds, are both right.
vintages as (

    select * from fct_series_vintage
    union all
    select refined.* replace (coarse.known_from as known_from, coarse.known_until as known_until)
    from fct_series_vintage as coarse
    inner join fct_series_vintage as refined
        on
            {{ same_subject('coarse', 'refined') }}
            and coarse.month = refined.month
            and coarse.definition = refined.definition
            and coarse.covers = refined.covers
            and coarse.figure_no = refined.figure_no
            and coarse.vintage_no < refined.vintage_no

),

official as (

    select
        series.*,
        month as first_day,
        case covers
            when 'ten_days' then (month + interval 9 day)::date
            when 'twenty_days' then (month + interval 19 day)::date
            else last_day(month)
        end as last_day,
        case covers
            when 'month' then strftime(month, '%Y-%m')
            else strftime(first_day, '%Y-%m-%d') || '/' || strftime(last_day, '%Y-%m-%d')
        end as period
    from vintages as series
    semi join subjects on {{ same_subject('series', 'subjects') }}
    where definition in ('customs', 'ministry_items')

),

-- Quarters, half-years and years of which every month is known, as it is known last.
official_periods as (

    select
        flow, subject_kind, subject_id, definition, longer.period,
        max(known_from) as known_from,
        min(first_day) as first_day,
        max(last_day) as last_day,
        {{ ordered_sum('value_usd') }} as value_usd,
        {{ ordered_sum('lower_bound') }} as lower_bound,
        {{ ordered_sum('upper_bound') }} as upper_bound
    from official
    cross join lateral (
        select unnest([
            struct_pack(period := strftime(month, '%Y-Q') || quarter(month), month_count := 3),
            struct_pack(period := strftime(month, '%Y-H') || if(month(month) < 7, 1, 2), month_count := 6),
            struct_pack(period := strftime(month, '%Y'), month_count := 12)
        ], recursive := true)
    ) as longer
    where covers = 'month' and known_until is null
    group by flow, subject_kind, subject_id, definition, longer.period, longer.month_count
    having count(*) = longer.month_count

),

together as (

    select
        'statement' as origin, bound_kind, [statement_id] as statement_ids, known_from,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, cohort, counted_direction, value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from statements
    union all
    select
        'derived', 'print', string_split(statement_ids, ', '), known_from,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, null, null, value,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }}
    from derived
    union all
    select
        'official', 'print', ['official series'], known_from,
        'value', 'USD', flow, subject_kind, subject_id, period, first_day, last_day,
        null, null, null, value_usd,
        {{ interval('lower_bound', 'upper_bound') }}
    from (from official union all by name from official_periods)
    union all
    select
        'text', bound_kind, [claim_id], null,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, null, counted_direction, value, bounds
    from claim_bound
    where is_sure

)

select
    together.*,
    bound_kind = 'print' and bounds.lower is not null and bounds.upper is not null as is_print,
    struct_pack(
        origin := origin, statement_ids := together.statement_ids, known_from := known_from, bound_kind := bound_kind,
        measure := measure, unit := unit, flow := flow, subject_kind := subject_kind, subject_id := subject_id,
        period := period, value := value, lower := bounds.lower, upper := bounds.upper,
        is_disputed := list_has_any(together.statement_ids, coalesce(all_disputed.statement_ids, []))
    ) as source
from together
cross join (select list(statement_id) as statement_ids from disputed) as all_disputed
