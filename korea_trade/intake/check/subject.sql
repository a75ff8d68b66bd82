{# What the text speaks of: nothing else can meet a claim, and a series can be long. #}

create or replace temp table subject as

select distinct subject_kind, subject_id from claim_bound
union
select distinct subject_kind, subject_id from claim
union
select distinct subject_kind, rival_id from claim where rival_id is not null
union
select 'total', 'all'
union
-- Who is ranked among all of a kind meets the others of it.
select series.subject_kind, series.subject_id from fct_series_vintage as series
semi join (select subject_kind from claim where scope = 'among_subjects') as ranked using (subject_kind)
