"""What people look at and take away from a release: the dashboard, exports, documentation.

Belongs here: turning a finished release (the folder of korea_trade.duckdb and manifest.json) into files beside it, read
from that very file. Does not belong here: any fact or judgement that a mart does not hold, and anything of Dagster or
dbt.
"""
