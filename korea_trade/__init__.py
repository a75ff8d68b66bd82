"""What the warehouse knows and does, without what runs and judges it: a room (package) for each thing that it knows.

Belongs here: everything that knows neither Dagster nor Great Expectations. Does not belong here: assets, checks and
schedules (`orchestration`), and what the data must be like between stages (`expectations`).
"""
