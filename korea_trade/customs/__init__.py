"""Customs detail: trade by code, partner and month, of any size, kept month by month in files of Parquet.

Belongs here: the files of `sources/customs/`, what is right in them, the store of months, and which months are built
when something changed. Does not belong here: what a month is computed of (`dbt_project/models/customs/`) and official
series of items and partners (`korea_trade.series`).
"""
