with

figures as (

    select * from {{ ref('int_figure') }}

),

readings as (

    select * from {{ ref('int_reading') }}
    where is_own and base_id is not null

),

shares as (

    select * from {{ ref('stg_shares') }}

),

item_groups as (

    select * from {{ ref('stg_item_groups') }}

),

provinces as (

    select * from {{ ref('stg_provinces') }}

),

survey_options as (

    select * from {{ ref('stg_survey_options') }}

),

survey_questions as (

    select * from {{ ref('stg_survey_questions') }}

),

respondents as (

    select * from {{ ref('int_respondents') }}

),

-- Shares that are declared to exhaust their base.
partitions as (

    select
        'partition' as identity_id,
        readings.version,
        any_value(readings.flow) as flow,
        'population' as subject_kind,
        readings.base_id as subject_id,
        readings.measure,
        readings.unit,
        readings.period,
        100 as left_value,
        {{ interval_point('100') }} as left_bounds,
        []::varchar[] as left_statement_ids,
        {{ ordered_sum('readings.value') }} as right_value,
        {{ interval_total('readings.bounds') }} as right_bounds,
        list(readings.statement_id) as right_statement_ids
    from readings
    inner join shares on readings.statement_id = shares.statement_id
    where shares.partition_id is not null
    group by
        readings.version, readings.article_id, readings.base_id, readings.measure, readings.unit, readings.period,
        shares.partition_id

),

-- What makes up a group, a region or a wider answer.
compositions as (

    select
        'item' as subject_kind,
        group_id as whole_id,
        item_id as part_id
    from item_groups
    union all
    select
        'province' as subject_kind,
        region_id as whole_id,
        province_id as part_id
    from provinces
    where region_id is not null
    union all
    select
        'survey_option' as subject_kind,
        parts.whole_id,
        parts.option_id as part_id
    from survey_options as parts
    inner join survey_options as wholes on parts.whole_id = wholes.option_id
    where wholes.is_sum

),

composition_sizes as (

    select
        subject_kind,
        whole_id,
        count(*) as part_count
    from compositions
    group by subject_kind, whole_id

),

subtotals as (

    select
        'subtotal' as identity_id,
        wholes.version,
        wholes.flow,
        wholes.subject_kind,
        wholes.subject_id,
        wholes.measure,
        wholes.unit,
        wholes.period,
        any_value(wholes.value) as left_value,
        any_value(wholes.bounds) as left_bounds,
        [wholes.statement_id] as left_statement_ids,
        {{ ordered_sum('parts.value') }} as right_value,
        {{ interval_total('parts.bounds') }} as right_bounds,
        list(parts.statement_id) as right_statement_ids
    from readings as wholes
    inner join compositions
        on wholes.subject_kind = compositions.subject_kind and wholes.subject_id = compositions.whole_id
    inner join composition_sizes
        on
            compositions.subject_kind = composition_sizes.subject_kind
            and compositions.whole_id = composition_sizes.whole_id
    inner join readings as parts
        on
            wholes.version = parts.version
            and wholes.article_id = parts.article_id
            and wholes.measure = parts.measure
            and wholes.flow = parts.flow
            and wholes.period = parts.period
            and wholes.base_id = parts.base_id
            and compositions.subject_kind = parts.subject_kind
            and compositions.part_id = parts.subject_id
    where wholes.measure in ('share', 'answer_share')
    group by
        wholes.version, wholes.flow, wholes.subject_kind, wholes.subject_id, wholes.measure, wholes.unit,
        wholes.period, wholes.statement_id
    having count(*) = any_value(composition_sizes.part_count)

),

-- Every print of the wider answer counts, also one that only bounds it.
nested_answers as (

    select
        'part_within_whole' as identity_id,
        parts.version,
        parts.flow,
        parts.subject_kind,
        parts.subject_id,
        parts.measure,
        parts.unit,
        parts.period,
        parts.value as left_value,
        parts.bounds as left_bounds,
        [parts.statement_id] as left_statement_ids,
        wholes.value as right_value,
        {{ interval('wholes.lower_bound', 'wholes.upper_bound', 'wholes.lower_closed', 'wholes.upper_closed') }}
            as right_bounds,
        [wholes.statement_id] as right_statement_ids
    from readings as parts
    inner join survey_options on parts.subject_id = survey_options.option_id
    inner join figures as wholes
        on
            parts.article_id = wholes.article_id
            and parts.measure = wholes.measure
            and parts.period = wholes.period
            and parts.base_id = wholes.base_id
            and wholes.subject_kind = 'survey_option'
            and survey_options.whole_id = wholes.subject_id
    where parts.version = 'used' and parts.subject_kind = 'survey_option' and parts.measure = 'answer_share'

),

-- An answer that is made up of others is no answer beside them.
exclusive_answers as (

    select
        'answers_within_whole' as identity_id,
        readings.version,
        any_value(readings.flow) as flow,
        'population' as subject_kind,
        readings.base_id as subject_id,
        readings.measure,
        readings.unit,
        readings.period,
        {{ ordered_sum('readings.value') }} as left_value,
        {{ interval_total('readings.bounds') }} as left_bounds,
        list(readings.statement_id) as left_statement_ids,
        100 as right_value,
        {{ interval_point('100') }} as right_bounds,
        []::varchar[] as right_statement_ids
    from readings
    inner join survey_options on readings.subject_id = survey_options.option_id
    inner join survey_questions on survey_options.question_id = survey_questions.question_id
    where
        readings.subject_kind = 'survey_option'
        and readings.measure = 'answer_share'
        and not survey_questions.is_multiple
    group by
        readings.version, readings.article_id, readings.base_id, readings.measure, readings.unit, readings.period,
        survey_options.question_id
    having count(*) > 1

),

-- Right is the share of a whole number of respondents that comes nearest; without the size of the base there is none.
respondent_shares as (

    select
        'share_of_respondents' as identity_id,
        'used' as version,
        flow,
        subject_kind,
        subject_id,
        'answer_share' as measure,
        'percent' as unit,
        period,
        value as left_value,
        bounds as left_bounds,
        [statement_id] as left_statement_ids,
        nearest_share as right_value,
        -- What is inferred about the base contradicts nobody.
        if(
            least_count is not null or base_certainty = 'stated',
            {{ interval_point('nearest_share') }},
            null
        ) as right_bounds,
        size_statement_ids as right_statement_ids
    from respondents

),

final as (

    {% for step, relation in [
        ('partitions', 'meets'), ('subtotals', 'meets'), ('nested_answers', 'at_most'),
        ('exclusive_answers', 'at_most'), ('respondent_shares', 'meets'),
    ] -%}
    select
        *,
        '{{ relation }}' as relation
    from {{ step }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from final
