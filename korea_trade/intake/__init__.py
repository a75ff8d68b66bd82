"""Taking in texts: what an article says, as proposed rows of the source tables that a person decides on.

Belongs here: reading a text that somebody has, the grammar that proposes rows, and holding proposals against what is
published. Does not belong here: what a row is (`korea_trade.statements`) and any page or command.
"""
