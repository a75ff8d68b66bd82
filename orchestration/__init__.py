"""Dagster and the command line: what runs, in which order, and what starts it.

Belongs here: assets, checks, automation, resources, the instance, `ktw`. Does not belong here: what works without
Dagster (`korea_trade`) and what the data must be like (`expectations`). Only `definitions` sees everything.
"""
