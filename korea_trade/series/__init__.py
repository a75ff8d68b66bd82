"""Official monthly series: which files hold them, what is right in them, and the SQL that reads them.

Belongs here: the files of `sources/observed/` and their structure. Does not belong here:
storing the rows (`orchestration.assets`) and comparing them with articles (the models).
"""
