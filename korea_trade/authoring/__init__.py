"""Generators of committed files, each from what is written down once elsewhere.

Belongs here: reading that, refusing what is wrong with it, and the text of the files. `make generate` writes them, and
a test fails where one is not current. Does not belong here: anything that a run of the warehouse needs.
"""
