"""Releases from draft to retention.

Belongs here: the draft, its manifest, the history, the switch, rollback. Does not belong here:
what a part of a release shows (`presentation`).
"""
