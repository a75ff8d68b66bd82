-- Shares by what they are shares of.
select
    share.base_id,
    share.subject_kind,
    share.value,
    share.lower_bound,
    share.upper_bound,
    share.unit,
    share.basis,
    share.statement_id as statement_ids,
    share.period,
    share.partition_id is not null as is_partition,
    cast(null as varchar) as derivation,
    population.label || case share.subject_kind
        when 'province' then ', by province'
        when 'item' then ', by item'
        when 'firm_group' then ', by firms'
        else ''
    end as series,
    coalesce(subject.label, share.subject_id)
    || if(share.flow in ('imports', 'trade'), ', ' || share.flow, '')
    || if(contains(population.label || subject.label, period.label), '', ', ' || coalesce(period.label, share.period))
        as label
from fct_share as share
left join dim_population as population on share.base_id = population.population_id
left join dim_subject as subject on share.subject_kind = subject.subject_kind and share.subject_id = subject.subject_id
left join dim_period as period on share.period = period.period
where share.measure = 'share' and not share.is_repeat
order by
    count(*) over (partition by share.base_id, share.subject_kind) desc,
    share.base_id,
    share.subject_kind,
    share.value desc,
    share.statement_id
