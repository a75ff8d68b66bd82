"""The assets, a module a family: source tables, series, dbt models, the release with its parts, PostgreSQL.

Belongs here: telling Dagster what there is and what became of it. Does not belong here: the work itself, which the
rooms of `korea_trade` do, and checks (`orchestration.checks`).
"""
