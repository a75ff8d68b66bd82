{# Runs of months of one sign, as far as they are known: from `direction_months`, a relation with the columns of
   fct_direction_month; and the runs over a threshold or of years, as stated. With `day` only what was known by then
   counts. A month that nothing is known of ends what is known of a run, and the row says so. No join is a cross join:
   the storage of a release would write it as a comma, which binds otherwise. #}
{% macro streak(direction_months, day=none) -%}
with

direction_months as (

    {{ direction_months }}

),

evidence as (

    {{ known_by('fct_direction_evidence', day) }}

),

stated_streaks as (

    {{ known_by('fct_stated_streak', day) }}

),

articles as (

    {{ known_by('dim_article', day) }}

),

known_months as (

    select * from direction_months
    where direction is not null

),

runs as (

    {{ consecutive_runs('known_months') }}

),

numbered_runs as (

    select
        {{ series_id('condition') }} as series_id,
        *
    from runs

),

-- How far the articles report, how far each observed series goes, and the last month that anything is known of.
last_reported as (

    select max(last_reported_month) as month from articles

),

last_known as (

    select
        series_id,
        max(month) filter (observed_direction is not null) as observed_month,
        max(month) as month
    from direction_months
    group by series_id

),

disputed_months as (

    select
        series_id,
        month
    from direction_months
    where is_contradictory

),

told as (

    {{ told_of_runs() }}

),

witnesses as (

    {{ witnesses_of_runs() }}

),

monthly as (

    {{ monthly_runs() }}

),

as_stated as (

    {{ runs_as_stated() }}

),

all_runs as (

    select * from monthly
    union all by name
    select * from as_stated

),

final as (

    {{ ranked_runs() }}

)

select * from final
{%- endmacro %}
