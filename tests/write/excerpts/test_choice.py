"""Which report tells a story: what is seen of an excerpt, and what the fitted weights make of it."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from digest.model import Item
from digest.reading.languages import Language
from digest.write.excerpts.choice import agreement, features, least_likely, likely_printable
from digest.write.excerpts.consensus import Consensus
from digest.write.excerpts.excerpt import Excerpt, excerpt_of
from tests.write.excerpts.reports import LEDE, MORE, report

ENGLISH = Language.load("en")
HED = "Norvik closes its largest pier"


def cut(item: Item) -> Excerpt:
    excerpt = excerpt_of(item)
    assert excerpt
    return excerpt


def seen(name: str, text: str = LEDE, hed: str = HED, *others: Item) -> float:
    item = report(text, *MORE)
    return features(cut(item), hed, (item, *others), ENGLISH)[name]


@pytest.mark.parametrize(
    ("name", "hed", "text"),
    [
        ("hed judges", "Norvik shamefully closes its pier", LEDE),
        ("text judges", HED, LEDE.replace("closed its", "recklessly closed its")),
        ("guesses", "Norvik could close its largest pier", LEDE),
        ("retells", HED, LEDE.replace("closed", "reportedly closed")),
        ("retells", HED, LEDE.replace("after", "according to The Guardian after")),
        ("retells", HED, LEDE.replace("The harbour", "Reuters reported that the harbour")),
        ("breaks off", HED, LEDE.replace(" on Thursday", " — and its best — on Thursday")),
        ("hed too long", "Norvik closes its largest pier as all of its divers find more cracks in it", LEDE),
        ("figures", HED, LEDE.replace("three pillars", "37 pillars and 12 beams")),
    ],
)
def test_what_is_seen_of_an_excerpt(name: str, hed: str, text: str) -> None:
    plain = seen(name)
    assert seen(name, text, hed) > plain
    assert 0 <= plain <= 1


def test_what_stands_between_quotation_marks_is_nobodys_judgement_but_the_speakers() -> None:
    assert seen("hed judges", hed="Mayor calls the pier ‘shameful and reckless’") == 0
    assert seen("text judges", f"{LEDE[:-1]} that Berg called “a shameful, reckless disaster”.") == 0


def test_a_hed_that_other_reports_bear_out_counts_more() -> None:
    same, another = report(LEDE, name="same"), report("Gulls circled over Oslo.", name="other", title="Gulls in Oslo")
    assert seen("others tell hed", LEDE, HED, same) > seen("others tell hed", LEDE, HED, another)


def test_a_plain_report_is_likelier_printed_than_one_that_judges() -> None:
    plain = report(LEDE, *MORE)
    loud = report(LEDE.replace("closed", "shamefully and recklessly closed"), *MORE, name="loud")
    likely = [likely_printable(cut(item), HED, (plain, loud)) for item in (plain, loud)]
    assert likely[0] > likely[1]
    assert likely[0] > least_likely(leads=False)


def test_the_weights_are_those_of_what_is_seen() -> None:
    kept = json.loads((files("digest.write.excerpts") / "choice.json").read_text(encoding="utf-8"))
    item = report(LEDE, *MORE)
    assert kept["weights"].keys() == {
        "constant",
        "least",
        "least of a lead",
        *features(cut(item), HED, (item,), ENGLISH),
    }
    assert kept["made"].startswith("python -m bench.excerpts")


def test_a_view_of_ones_own_is_known_among_three() -> None:
    one, two, three = (report(LEDE, *MORE, name=name) for name in ("one", "two", "three"))
    own = "Norvik bullies fishermen"
    assert agreement(cut(one), own, Consensus((one, two))) == 1.0
    agreed = Consensus((one, two, three))
    assert 0 < agreement(cut(one), own, agreed) < agreement(cut(one), HED, agreed) <= 1
