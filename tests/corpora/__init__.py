"""Corpora for tests beside the articles of the project.

Belongs here: making the folder of sources of a corpus. Does not belong here: building it (`tests.warehouses`).
"""
