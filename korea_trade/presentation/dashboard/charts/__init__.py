"""The charts of the dashboard, one module a way of drawing.

Belongs here: declarations of charts and how they are drawn. Does not belong here: the page around them, and their look,
which is `theme`.
"""
