"""What was left unread is said once."""

from __future__ import annotations

from dataclasses import replace

from digest.reading.article import LONGEST
from digest.write.choosing.unread import unread
from tests.write.reports import WIRE, item

POLISH = "Minister zamknął w piątek największe molo w mieście. „Nie mieliśmy wyboru”, powiedziała Anna Berg w radiu."


def test_reports_without_words_and_the_ends_of_long_ones_are_told_in_a_line_each() -> None:
    known, strange = item("wire", WIRE), item("gazette", POLISH)
    long = replace(known, text=WIRE + " It rained." * LONGEST)
    (first,) = unread([known, strange, replace(strange, id="other")])
    assert first.startswith(f"no words of the language of {strange.url} and 1 more: ")
    assert list(unread([known, long])) == [f"read only the first {LONGEST:,} characters of {long.url}"]
    assert list(unread([known])) == []
