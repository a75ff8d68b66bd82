{# What is known of each cell: what the statements of the release leave possible, what follows from them, the official
   series with how far each figure may be revised, and what the text itself says for sure. An article is no evidence for
   itself, nor is a garbled statement; what contradicts other statements can support a claim and not contradict one. #}
{% from 'interval.sql' import interval %}
{% from 'joins.sql' import same_subject %}

create or replace temp table fact as

with

disputed as (

    select distinct unnest(string_split(left_statement_ids, ', ')) as statement_id
    from fct_reconciliation
    where verdict = 'contradicts' and version = 'used'

),

statements as (

    select bounds.*
    from fct_bound as bounds
    semi join subject on {{ same_subject('bounds', 'subject') }}
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
    semi join subject on {{ same_subject('derived_cells', 'subject') }}
    where article_id <> $article_id

),

together as (

    select
        'statement' as origin, bound_kind, [statement_id] as statement_ids, known_from,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, cohort, counted_direction, value, null::double as slack,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }} as bounds
    from statements
    union all
    select
        'derived', 'print', string_split(statement_ids, ', '), known_from,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, null, null, value, null,
        {{ interval('lower_bound', 'upper_bound', 'lower_closed', 'upper_closed') }}
    from derived
    union all
    select
        'official', 'print', ['official series'], known_from,
        'value', 'USD', flow, subject_kind, subject_id, period, first_day, last_day,
        null, null, null, value_usd, slack_usd,
        {{ interval('lower_bound', 'upper_bound') }}
    from official_figure
    union all
    select
        'text', bound_kind, [claim_id], null,
        measure, unit, flow, subject_kind, subject_id, period, first_day, last_day,
        base_id, null, counted_direction, value, 0, bounds
    from claim_bound
    where is_sure

)

select
    together.*,
    bound_kind = 'print' and bounds.lower is not null and bounds.upper is not null as is_print,
    struct_pack(
        origin := origin, statement_ids := together.statement_ids, known_from := known_from, bound_kind := bound_kind,
        measure := measure, unit := unit, flow := flow, subject_kind := subject_kind, subject_id := subject_id,
        period := period, value := value, lower := bounds.lower, upper := bounds.upper, slack := slack,
        is_disputed := list_has_any(together.statement_ids, coalesce(all_disputed.statement_ids, []))
    ) as source
from together
cross join (select list(statement_id) as statement_ids from disputed) as all_disputed
