"""The generators of committed files: `make generate`.

Belongs here: writing what follows from a declaration, and telling which file differs from it. Does not belong here:
anything that a run needs.
"""
