with

articles as (

    select * from {{ ref('stg_articles') }}

),

statements as (

    select * from {{ ref('int_fact') }}

),

measures as (

    select * from {{ ref('stg_measures') }}

),

records as (

    select * from {{ ref('stg_records') }}
    where scope = 'among_subjects'

),

shares as (

    select * from {{ ref('stg_shares') }}

),

populations as (

    select * from {{ ref('stg_populations') }}
    where level_subject_id is not null

),

subjects as (

    select distinct
        {{ column_list(['article_id', 'measure', 'subject_kind', 'subject_id', 'frequency', 'first_day', 'last_day',
            'reference_first_day']) }}
    from statements

),

lagged_subjects as (

    select
        subjects.*,
        measures.lag_months
    from subjects
    left join measures on subjects.measure = measures.measure_id

),

-- The period itself, the one a year before, and the one that a change goes back to.
days as (

    {% for day in [
        'first_day',
        '(first_day - interval 1 year)::date',
        '(first_day - to_months(lag_months::integer))::date',
        'reference_first_day',
    ] -%}
    select
        article_id,
        subject_kind,
        subject_id,
        {{ day }} as first_day
    from lagged_subjects
    union
    {% endfor -%}
    -- The months of a longer period, and of the one a year before.
    select
        article_id,
        subject_kind,
        subject_id,
        unnest({{ months_between('first_day - interval 1 year', 'last_day') }}) as first_day
    from subjects
    where frequency in ('year', 'half', 'quarter')

),

-- A firm group is held against the groups that it is made up of, a rank against all that it ranks among, and a share
-- against the size of its base.
wanted as (

    select
        days.article_id,
        days.subject_kind,
        days.subject_id,
        null::varchar as measure,
        null::varchar as flow,
        days.first_day
    from days
    union
    select
        days.article_id,
        days.subject_kind,
        null::varchar as subject_id,
        statements.measure,
        statements.flow,
        days.first_day
    from days
    inner join statements
        on days.subject_kind = statements.subject_kind and days.first_day = statements.first_day
    where days.subject_kind = 'firm_group'
    union
    select
        statements.article_id,
        statements.subject_kind,
        null::varchar as subject_id,
        statements.measure,
        statements.flow,
        statements.first_day
    from statements
    inner join records on statements.statement_id = records.statement_id
    union
    select
        statements.article_id,
        populations.level_subject_kind as subject_kind,
        populations.level_subject_id as subject_id,
        null::varchar as measure,
        null::varchar as flow,
        statements.first_day
    from statements
    inner join shares on statements.statement_id = shares.statement_id
    inner join populations on shares.base_id = populations.population_id

),

final as (

    select
        articles.article_id as reader_id,
        articles.known_order,
        {{ column_list(['subject_kind', 'subject_id', 'measure', 'flow', 'first_day'], 'wanted') }}
    from wanted
    inner join articles on wanted.article_id = articles.article_id
    where wanted.first_day is not null

)

select * from final
