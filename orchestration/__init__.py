"""The Dagster code location and the command line: what runs, in which order, and what readers get to see.

Belongs here: assets, checks, jobs, schedule, sensor, resources, releases. Does not belong here: what a statement is
(`statements`) and what the data must be like (`expectations`). Only `definitions` sees everything.
"""
