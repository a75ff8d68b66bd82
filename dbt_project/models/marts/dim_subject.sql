{% set lists = {
    'item': ('dim_item', 'item_id'),
    'partner': ('dim_partner', 'partner_id'),
    'province': ('dim_province', 'province_id'),
    'firm_group': ('dim_firm_group', 'firm_group_id'),
    'survey_option': ('dim_survey_option', 'option_id'),
    'population': ('dim_population', 'population_id'),
    'agreement': ('dim_trade_agreement', 'agreement_id'),
    'organisation': ('dim_organisation', 'organisation_id'),
} %}

select
    'total' as subject_kind,
    'all' as subject_id,
    'Korea in total' as label
{% for kind, (list, key) in lists.items() %}
union all
select
    '{{ kind }}' as subject_kind,
    {{ key }} as subject_id,
    label
from {{ ref(list) }}
{% endfor %}
