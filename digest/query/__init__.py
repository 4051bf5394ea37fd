"""The topic query language: what an operator writes after `match:`, `exclude:`, `pin:` and `mute:`.

    "White House" OR Trump                 a phrase, or a word
    Ukraine (talks OR negotiat*)           words side by side must all be there; `*` ends a prefix
    tariffs NOT title:opinion              NOT binds closest, then AND, then OR
    outlet:"Sample Wire" author:smith      fields: title, outlet, author; they also take (groups)

Case and accents are folded, curly and straight apostrophes are one, `tariff` finds tariffs and tariff's,
`cease-fire` finds ceasefire and cease fire. Only a word of two or three capitals (US, WHO, IT) is an acronym:
it finds US, U.S. and US's, never "us". Operators are written in capitals.

A title says what an article is about, its opening nearly so, its tail hardly: `Match.fit` weighs them so.
"""

from digest.query.matching import FIELDS, And, Document, Hit, Match, Node, Not, Or, Query, Words
from digest.query.parsing import parse_query

__all__ = ["FIELDS", "And", "Document", "Hit", "Match", "Node", "Not", "Or", "Query", "Words", "parse_query"]
