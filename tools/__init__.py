"""What developers run and no user needs: the quick loop, benchmarks, pictures.

Belongs here: programs started by a target of the Makefile. Does not belong here: anything that a run, a test of the
warehouse or a release needs.
"""
