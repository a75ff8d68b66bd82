"""The commands of `ktw`, a module for those that belong together.

Belongs here: commands, their help and what they print. Does not belong here: what they do, and the group that they are
in (`orchestration.cli`). Heavy imports stand inside the commands that need them, so that "nothing changed" answers at
once.
"""
