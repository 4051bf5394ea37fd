"""Curate: items become ranked stories.

    items -> topics -> stories (terms, kinds, origins) -> memory -> ranking

`topics` keeps what an audience asked for, `stories` folds the reports of one event into one group,
`memory` says what readers already had, `ranking` builds and orders the stories of an issue.
All of it is pure: the same items and the same `now` give the same issue.
"""
