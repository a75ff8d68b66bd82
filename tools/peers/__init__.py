"""Growth on the year and runs of its direction, as one would write them with each of several engines.

Belongs here: a program for each engine, which reads monthly files of customs detail and prints what the peers must
agree on. Does not belong here: timing them (`tools.bench_peers`). But for ours they import nothing of the project: each
runs in an environment that has its engine.
"""
