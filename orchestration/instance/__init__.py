"""The Dagster instance of a warehouse: its home, its runs, the web page and daemon.

Belongs here: preparing, opening and serving the instance, running the job in this process. Does not belong here: what
a run does (`orchestration.assets`).
"""
