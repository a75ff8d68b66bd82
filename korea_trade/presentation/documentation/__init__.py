"""The documentation of a release: pages that say what it is, what its tables hold and where each column comes from.

Belongs here: the pages, and following a column through all stages. Does not belong here: reading dbt's manifest or SQL
(`korea_trade.modelling.dbt_catalogue` hands over what they say), and charts.
"""
