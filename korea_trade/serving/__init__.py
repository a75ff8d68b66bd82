"""Servers beside the published file.

Belongs here: the PostgreSQL copy and the site on loopback. Does not belong here:
what a page shows (`presentation`).
"""
