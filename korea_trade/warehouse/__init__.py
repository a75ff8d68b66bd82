"""The build database and what is recorded beside it.

Belongs here: settings, the database, its lock, the fingerprint of sources and code, verdicts, progress. Does not belong
here: releases, which readers open (`releases`), and anything of dbt (`modelling`).
"""
