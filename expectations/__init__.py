"""What the data must be like between stages, as Great Expectations suites: one module a gate.

Belongs here: the suites, their validation and the page that reports it. Does not belong here: shape, keys and
references of the marts (dbt contracts and tests), model logic (dbt unit tests), and anything of Dagster.
"""
