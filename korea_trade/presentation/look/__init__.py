"""What the pages of a release have in common: colours, type, the base of their style, and how templates are rendered.

Belongs here: what pages of different make must share to look alike. Does not belong here: layout and content of a page.
"""
