"""Holding a text against what is published: what of it is supported, contradicted or revised, and what nobody can tell.

Belongs here: the claims of a text, the queries that compare them with a release, the verdicts, and how they are told.
Does not belong here: what a text says (`korea_trade.intake.grammar`) and the comparisons of published figures with each
other, which are models of dbt.
"""
