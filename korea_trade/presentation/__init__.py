"""What people look at and take away from a release: the dashboard, exports, documentation.

Belongs here: what is made from the folder of a release (korea_trade.duckdb, Parquet, manifest.json) and laid beside,
read from that very file. Does not belong here: any fact or judgement that a mart does not hold, and anything of Dagster
or dbt.
"""
