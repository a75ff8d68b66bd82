"""The only room that touches the insides of dbt and MetricFlow.

Belongs here: running dbt, its manifest, column lineage, dbt docs, the SQL of metrics. Does not belong here:
the models themselves (`dbt_project/`).
"""
