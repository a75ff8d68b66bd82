"""The dashboard that ships with a release: one HTML page of charts, each mark with its provenance.

Belongs here: `page.write`, which makes the page from a release, and what it is made of: declarations of charts
(`charts`, `registry`), their rows (`queries`, `provenance`), their look (`theme`, `wording`) and the page (`page`,
`template`). Does not belong here: any other part of a release.
"""
