"""The Dagster instance of a warehouse: its home, its history, the web page and daemon.

Belongs here: preparing, opening and serving the instance. Does not belong here: running a job on it
(`orchestration.run`), and what a run does (`orchestration.assets`).
"""
