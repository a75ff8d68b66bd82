"""Everything that knows neither Dagster nor Great Expectations, in rooms by what they know.

Belongs here: the rooms, from the ground up `statements`, `series`, `warehouse`, `modelling`, `releases`,
`presentation`, `serving`, `authoring`. A room imports only those before it (`[tool.importlinter]` in pyproject.toml).
Does not belong here: what starts or orders runs (`orchestration`) and what data must be like between stages
(`expectations`).
"""
