"""What a statement is: its source tables, the reading of its figure, its period and its place in an article.

Belongs here: everything that can be said of one row of `sources/` on its own, in plain Python. Does not belong here:
judging many rows together (`expectations`) and storing or moving them (`orchestration`).
"""
