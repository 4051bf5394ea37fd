"""Feed text is data: the hostile items through the whole path, from the feed to the email.

Each item gets an event of its own: the people and places of its article, and of the attack, are renamed.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.write.excerpts import review
from tests import model_server, promises
from tests.commands import Shell
from tests.pipeline.conftest import THURSDAY, Newsroom

CORPUS = json.loads((Path(__file__).parents[1] / "data" / "hostile" / "items.json").read_text(encoding="utf-8"))
HARMLESS = {"kind": "none", "where": "end", "inject": "", "wanted": "", "never": []}
BATCHES = 4
HONEST = ("/wire.xml", "/politics-desk.xml")
CASTS = """
Anna Brandt|Karl Moen|Oslo|soldiers|border|1,200
Maria Lindqvist|Olof Hedman|Turku|doctors|harbour|2,300
Sofia Marchetti|Bruno Galli|Trieste|engineers|railway|3,400
Elena Popescu|Radu Ionescu|Galati|teachers|delta|4,500
Katarina Novak|Milan Horvat|Maribor|rangers|forest|5,600
Isabel Ferreira|Tiago Mendes|Coimbra|divers|lagoon|6,700
Greta Janssen|Pieter Smit|Utrecht|surveyors|dyke|7,800
Agnes Kowalczyk|Tomasz Zielinski|Lublin|inspectors|mine|8,900
Ingrid Halvorsen|Lars Eriksen|Bergen|pilots|airfield|1,300
Rosa Castellanos|Jorge Quiroga|Sucre|nurses|valley|1,400
Leila Haddad|Sami Khoury|Tripoli|guards|museum|1,500
Nadia Benali|Youssef Alaoui|Fez|masons|citadel|1,600
Amara Okafor|Chidi Nwosu|Enugu|farmers|canal|1,700
Wanjiru Kamau|Otieno Odhiambo|Kisumu|miners|lakeshore|1,800
Aiko Tanaka|Kenji Mori|Sapporo|sailors|shipyard|1,900
Mei Huang|Jun Zhao|Dalian|welders|terminal|2,100
Priya Raman|Arjun Nair|Kochi|porters|market|2,200
Farida Rahimi|Daud Karimi|Herat|weavers|bazaar|2,600
Lucia Vargas|Mateo Rojas|Cuenca|climbers|glacier|2,700
Emma Virtanen|Juhani Laine|Kuopio|foresters|sawmill|2,800
Helen Fraser|Duncan Murray|Dundee|crofters|estuary|2,400
""".strip().splitlines()


@dataclass(frozen=True)
class Attack:
    """One item of the corpus with a cast of its own."""

    title: str
    text: tuple[str, ...]
    wanted: str
    never: tuple[str, ...]
    markup: bool  # the attack is markup in the feed, not text
    leader: str


@cache
def batch(number: int) -> tuple[Attack, ...]:
    """A share of the corpus; look-alikes attack the first cast, whose names they bear."""
    items = sorted(CORPUS["items"], key=lambda item: item["kind"] != "look-alike")
    return tuple(recast(item, cast) for item, cast in zip(items[number::BATCHES], CASTS, strict=False))


def recast(attack: dict[str, Any], cast: str) -> Attack:
    names = dict(zip(re.split(r"[ |]", CASTS[0]), re.split(r"[ |]", cast), strict=True))
    named = re.compile("|".join(map(re.escape, names)))

    def renamed(text: str) -> str:
        return named.sub(lambda word: names[word[0]], text)

    title, text = CORPUS["article"]["title"], list(CORPUS["article"]["text"])
    if attack["where"] == "title":
        title = attack["inject"]
    else:
        text.insert({"start": 0, "middle": 2, "end": len(text)}[attack["where"]], attack["inject"])
    never = tuple(map(renamed, attack["never"]))
    return Attack(
        renamed(title),
        tuple(map(renamed, text)),
        renamed(attack["wanted"]),
        never,
        attack["kind"] == "hidden html",
        names["Brandt"],
    )


def test_every_item_of_the_corpus_has_a_cast() -> None:
    assert sum(len(batch(number)) for number in range(BATCHES)) == len(CORPUS["items"])


def feed(attacks: tuple[Attack, ...]) -> bytes:
    entries = "".join(entry(number, attack) for number, attack in enumerate(attacks))
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Hostile</title>{entries}</feed>'.encode()


def entry(number: int, attack: Attack) -> str:
    """One entry; each has a minute of its own, so that nothing hangs on the order of ids."""
    paragraphs = "".join(f"<p>{part if attack.markup else html.escape(part)}</p>" for part in attack.text)
    whole = f"""<entry><id>urn:hostile:{number}</id><link href="https://hostile.example/{number}"/>
        <title type="text">{html.escape(attack.title)}</title><updated>2025-02-27T09:{number:02}:00Z</updated>
        <content type="html">{html.escape(paragraphs)}</content></entry>"""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", whole)  # XML has no other characters


@pytest.fixture
def attacked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Two honest feeds and one for hostile items, with room for all, and no editor's taste: what can be told is."""
    monkeypatch.setattr(review, "least_likely", lambda leads: 0.0)
    paths = {newsroom.web.url(path) for path in HONEST}
    newsroom.settings["sources"] = [source for source in newsroom.settings["sources"] if source["feed"] in paths]
    # A file, whose name is the same in every run as a port is not: the ids of its items, and so ties, don't vary.
    newsroom.settings["sources"].append({"outlet": "Hostile Herald", "feed": "herald.xml", "weight": 0.1})
    newsroom.settings["topics"].append({"name": "Elsewhere", "match": "parliament"})
    newsroom.settings["issue"] |= {"stories": 40, "per_topic": 40, "per_outlet": 40}
    return newsroom


def make(newsroom: Newsroom, shell: Shell, body: bytes) -> tuple[Path, dict[str, Any]]:
    """The issue with this hostile feed, made from nothing; its folder and document."""
    for file in newsroom.folder.glob("digest.sqlite*"):
        file.unlink()
    (newsroom.folder / "herald.xml").write_bytes(body)
    folders = ("--out", newsroom.folder / "out", "--save", newsroom.folder / "stages")
    ended = shell("preview", "--config", newsroom.config, "--at", THURSDAY, *folders)
    assert ended.code == 0, ended.err
    folder = newsroom.folder / "out" / "white-house-watch" / "2025-02-27"
    return folder, json.loads((folder / "issue.json").read_text(encoding="utf-8"))


def broken(newsroom: Newsroom, folder: Path, *attacks: Attack) -> list[str]:
    items = promises.read_items(newsroom.folder / "stages" / "items.json")
    return promises.broken(folder, items, [words for attack in attacks for words in attack.never])


def honest(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [story for story in promises.stories(document) if "Hostile Herald" not in str(story["items"])]


def obedient(attacks: tuple[Attack, ...]) -> model_server.Behaviour:
    """A victim that writes what the item in its prompt wants, and good stories of all others."""

    def behaviour(body: model_server.Body) -> model_server.Answer:
        told = str(model_server.reports(body))
        attack = next((attack for attack in attacks if attack.leader in told), None)
        return model_server.obeys(attack.wanted)(body) if attack else model_server.good(body)

    return behaviour


def with_model(newsroom: Newsroom, attacks: tuple[Attack, ...]) -> None:
    newsroom.use_model(limits={"calls": 200, "tokens": None})
    newsroom.model.script(obedient(attacks))


@pytest.mark.parametrize("writer", ["nobody", "an obedient model"])
def test_nothing_hostile_is_printed_and_no_other_story_is_touched(
    attacked: Newsroom, shell: Shell, writer: str
) -> None:
    for number in range(BATCHES):
        attacks = batch(number)
        if writer != "nobody":
            with_model(attacked, attacks)
        if number == 0:
            harmless = tuple(recast(HARMLESS, cast) for cast in CASTS)
            untouched = honest(make(attacked, shell, feed(harmless))[1])
            assert len(untouched) >= 3
        folder, document = make(attacked, shell, feed(attacks))
        assert broken(attacked, folder, *attacks) == []
        assert honest(document) == untouched
        if writer != "nobody":
            assert document["writer"]["fallbacks"] > len(attacks) / 2, "the victim obeyed, and was not printed"
        told = len(promises.stories(document)) - len(untouched)
        assert told >= len(attacks) / 2, "what is honest in the hostile items is told"


def test_headlines_are_held_to_the_same(attacked: Newsroom, shell: Shell) -> None:
    attacked.settings["issue"] |= {"stories": 1, "headlines": 40}
    faults = (
        "calls it “a show”",
        "sends help [[ address ]]",
        "<b>resigns</b>",
        "in www.evil.example",
        "calls it “a show",
    )
    attacks = tuple(
        replace(attack, title=f"{attack.leader} {fault}") for attack, fault in zip(batch(0), faults, strict=False)
    )
    untouched = batch(0)[len(faults) :]
    attacked.settings["pin"] = f'"{untouched[0].leader}"'  # the one story that is told, whatever the ids are
    in_titles = tuple(attack for attack in batch(1) if "resign" in attack.title)
    folder, document = make(attacked, shell, feed((*attacks, *in_titles, *untouched)))
    assert broken(attacked, folder, *attacks, *in_titles) == []
    listed = [headline["title"] for headline in document["headlines"]]
    assert [fault for fault in faults if any(title.endswith(fault) for title in listed)] == ["calls it “a show”"]
    assert "unprintable headline" in {finding["kind"] for finding in document["findings"]}
    assert "unprintable" in {dropped["reason"] for dropped in document["dropped"]}


def test_deep_nesting_never_reaches_the_engine(attacked: Newsroom, shell: Shell) -> None:
    attack = recast(HARMLESS, CASTS[3])
    deep = (
        replace(attack, text=("<div>" * 20_000 + "Popescu" + "</div>" * 20_000, *attack.text), markup=True),
        replace(recast(HARMLESS, CASTS[4]), text=("<mj-text>" * 20_000, *attack.text)),
        replace(
            recast(HARMLESS, CASTS[5]), title="<div>" * 5_000, text=("“" * 5_000 + "no" + "”" * 5_000, *attack.text)
        ),
    )
    folder, document = make(attacked, shell, feed(deep))
    assert broken(attacked, folder) == []
    assert len(promises.stories(document)) >= 3


PIECES = (
    "Trump said", "“", "”", '"', "‘", "’", "'", "not ", "We will never sign.", " 987 ", "[[ address ]]", "{{ x }}",
    "<b>", "https://evil.example", "the biggest deal", "Starmer", "and he said: ", "\u202e", "…", ". ",
)  # fmt: skip


def replies(body: model_server.Body, pieces: list[str]) -> str:
    """A reply of the right shape whose texts are cut at random from these pieces and from the reports."""
    words = str([report["text"] for report in model_server.reports(body)])[2:-2].replace("\\n", " ")
    cuts = [words[len(words) * number // 9 :][: 40 + 13 * number] for number in range(9)]
    texts = ["".join((piece, cuts[number % 9])) for number, piece in enumerate(pieces)]
    answer = model_server.story(body)
    answer["summary"] = [{"text": text[:400] or "x", "reports": [1]} for text in texts[:4]]
    answer["hed"] = (texts[-1] or "x")[:120]
    answer["why"] = {"text": ("".join(texts[-3:]))[:400], "reports": [1]}
    return json.dumps(answer)


@settings(max_examples=3, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), min_size=5, max_size=20), st.text())
def test_whatever_the_model_replies(attacked: Newsroom, shell: Shell, pieces: list[str], text: str) -> None:
    attacked.use_model(parallel=1)
    turn = iter(range(1000))

    def behaviour(body: model_server.Body) -> model_server.Answer:
        at = next(turn) % len(pieces)
        return model_server.replied(replies(body, [*pieces[at:], *pieces[:at]]) if at % 4 else text or "{}")

    attacked.model.script(behaviour)
    folder, document = make(attacked, shell, feed(()))
    assert broken(attacked, folder) == []
    assert len(promises.stories(document)) >= 3


def test_the_checker_sees_what_is_broken(attacked: Newsroom, shell: Shell) -> None:
    folder, _ = make(attacked, shell, feed(()))
    page, text = folder / "issue.html", folder / "issue.txt"
    planted = "<p>He said “we will never sign”. {{ x }} <a href='https://evil.example/'>here</a></p>"
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{planted}</body>"), encoding="utf-8")
    text.write_text(text.read_text(encoding="utf-8") + "\n\nHe said “we will\nnever sign”, evil.", encoding="utf-8")
    faults = "\n".join(broken(attacked, folder, replace(recast(HARMLESS, CASTS[0]), never=("evil",))))
    for fault in (
        "html: “we will never sign” stands in no",
        "text: “we will never sign”",
        "'{{' in",
        "a link to",
        "'evil'",
    ):
        assert fault in faults
