"""An issue of 27 February 2025, built by hand: real facts and quotations, invented outlets, texts of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from digest.config import Archive, Audience, Delivery, Newsletter, Schedule, Shape, Topic, Unsubscribe
from digest.config import Source as Feed
from digest.model import (
    EXCERPT,
    Brief,
    Chart,
    Dropped,
    Facts,
    Figure,
    Finding,
    Issue,
    Item,
    Picture,
    Quote,
    Section,
    Sentence,
    Slot,
    Spend,
    Status,
    Story,
    Tally,
    Viewpoint,
)

WHITE_HOUSE, UKRAINE = "White House", "Ukraine talks"


def an_audience(language: str = "en", template: str = "briefing", **newsletter: str) -> Audience:
    about = {"name": "White House Watch", "tagline": "Power, policy and the war in Ukraine, from Washington"}
    return Audience(
        newsletter=Newsletter.model_validate(
            about | {"language": language, "timezone": ZoneInfo("America/New_York")} | newsletter
        ),
        schedule=Schedule(days=("mon", "tue", "wed", "thu", "fri"), time=time(20, 30)),
        topics=(
            Topic.model_validate({"name": WHITE_HOUSE, "match": "Trump"}),
            Topic.model_validate({"name": UKRAINE, "match": "Ukraine"}),
        ),
        sources=(Feed(outlet="Sample Wire", feed="https://sample-wire.example/feed.xml"),),
        template=template,
        delivery=Delivery.model_validate(
            {
                "from": "White House Watch <desk@example.org>",
                "postal_address": "White House Watch, 1 Example Street, Springfield",
                "unsubscribe": Unsubscribe(mailto="leave@example.org"),
            }
        ),
    )


def an_item(number: int, outlet: str, title: str, published: str, text: str) -> Item:
    host = outlet.lower().replace(" ", "-")
    return Item(
        id=f"i{number}",
        url=f"https://{host}.example/2025/02/27/{number}",
        title=title,
        outlet=outlet,
        feed=f"https://{host}.example/feed.xml",
        published=datetime.fromisoformat(published).replace(tzinfo=UTC),
        text=text,
    )


def a_quote(item: Item, words: str, speaker: str, role: str = "") -> Quote:
    start = item.text.index(words)
    return Quote(item, start, start + len(words), speaker, role, cue="said")


def sentences(*texts: str, items: tuple[str, ...] = ()) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, items) for text in texts)


VISIT = an_item(
    1,
    "Sample Wire",
    "Starmer asks Trump to back a force for Ukraine",
    "2025-02-27T21:05",
    "Keir Starmer came to the White House on Thursday to ask for American security backing for a peace deal in "
    'Ukraine. "It can\'t be peace that rewards the aggressor," the British prime minister said beside Donald Trump.\n\n'
    "Trump answered that American workers in Ukraine, under a minerals deal, would themselves be the safeguard. Asked "
    "whether he still considered Volodymyr Zelenskyy a dictator, he said: \"Did I say that? I can't believe I said "
    'that. Next question."\n\nZelenskyy is expected in Washington on Friday.',
)
VISIT_LONDON = an_item(
    2,
    "Europe Review",
    "Britain’s prime minister wins warm words, not guarantees",
    "2025-02-27T20:40",
    "The warm words were many, the guarantee was missing. France and Britain are drafting a plan for a post-war "
    "reassurance force, and it depends on American support that Trump has not promised.",
)
VISIT_KYIV = an_item(
    3,
    "Kyiv Monitor",
    "In Kyiv, eyes on the Oval Office",
    "2025-02-27T20:10",
    "Kyiv watched from afar. \"If we don't get security guarantees, we won't have a ceasefire, nothing will work, "
    'nothing," President Volodymyr Zelenskyy said ahead of his visit.',
)
LETTER = an_item(
    4,
    "Politics Desk",
    "Trump accepts a second state visit to Britain",
    "2025-02-27T18:37",
    "In the Oval Office, Keir Starmer handed Trump a letter from King Charles III with an invitation to a second "
    'state visit. "This is really special. This has never happened before. This is unprecedented," the prime minister '
    "said. Trump accepted at once.",
)
RULING = an_item(
    5,
    "Federal Record",
    "Judge: mass firing of new federal workers likely unlawful",
    "2025-02-28T01:13",
    "In San Francisco, US District Judge William Alsup found the mass firing of probationary employees likely "
    "unlawful and ordered the personnel office to tell certain agencies that it had no power to order it. "
    '"OPM does not have any authority whatsoever under any statute in the history of the universe to hire and fire '
    'employees within another agency," the judge said from the bench. Nobody gets a job back for now.',
)
TARIFFS = an_item(
    6,
    "Markets Journal",
    "Tariffs on Canada and Mexico to start on 4 March",
    "2025-02-27T14:26",
    "In a social media post, President Donald Trump said the tariffs of 25% on Canada and Mexico would start on "
    '4 March because of drug smuggling. "Drugs are still pouring into our Country from Mexico and Canada at very high '
    'and unacceptable levels," he wrote. Goods from China face another 10%, on top of the 10% in force since '
    "4 February.",
)
TARIFFS_WIRE = an_item(
    7,
    "Sample Wire",
    "Trump confirms March date for tariffs",
    "2025-02-27T15:00",
    "Prime Minister Justin Trudeau said in Montreal that Canada would answer at once if the tariffs came.",
)
ISTANBUL = an_item(
    8,
    "Sample Wire",
    "US and Russian diplomats talk for six hours in Istanbul",
    "2025-02-27T17:30",
    "US and Russian diplomats spent close to six and a half hours at the US consul general's residence in Istanbul "
    'discussing how their embassies can work normally again. "No one expects decisions to be easy and quick." So '
    "Dmitry Peskov, the Kremlin spokesman, lowered the hopes. Both governments said the session was not about the war.",
)
ISTANBUL_KYIV = an_item(
    9,
    "Kyiv Monitor",
    "Istanbul: embassies, not the war",
    "2025-02-27T18:00",
    "Deputy Assistant Secretary of State Sonata Coulter led the American side, Alexander Darchiev the Russian one.",
)
MINERALS = an_item(
    10,
    "Kyiv Monitor",
    "What is in the minerals deal, and what is not",
    "2025-02-26T15:20",
    "Ukraine would pay half of future proceeds from its natural resources into a fund run jointly with the US. The "
    "text makes no American security pledge. Ukraine's cabinet approved the signing.",
)
NOAA = an_item(11, "Federal Record", "Hundreds dismissed at the weather and ocean agency NOAA, forecasters among them",
               "2025-02-27T20:45", "Hundreds of probationary employees were dismissed at NOAA.")  # fmt: skip
BUDGET = an_item(12, "Politics Desk", "Senate Republicans want major changes to the House budget plan",
                 "2025-02-27T16:00", "They want permanent tax cuts above all.")  # fmt: skip
POOL = an_item(13, "Politics Desk", "White House, not the correspondents, now picks the press pool",
               "2025-02-26T19:00", "The White House would choose which reporters cover the president.")  # fmt: skip
MEXICO = an_item(14, "Markets Journal", "Mexico sends 29 jailed cartel figures to the United States",
                 "2025-02-27T19:40", "Mexico sent 29 jailed cartel figures to the United States.")  # fmt: skip


def a_brief(
    id: str,  # noqa: A002
    topic: str,
    hed: str,
    summary: tuple[str, ...],
    items: tuple[Item, ...],
    quotes: tuple[Quote, ...] = (),
    why: str = "",
    news: str = "",
    status: Status = Status.NEW,
    writer: str = "gpt-5-mini",
    excerpt_of: str = "",
) -> Brief:
    ids = tuple(item.id for item in items)
    return Brief(
        story=Story(id=id, topic=topic, items=items, status=status),
        hed=hed,
        summary=sentences(*summary, items=ids),
        writer=writer,
        excerpt_of=excerpt_of,
        why=Sentence(why, ids) if why else None,
        news=Sentence(news, ids) if news else None,
        quotes=quotes,
    )


LEAD = a_brief(
    "starmer-at-the-white-house",
    UKRAINE,
    "Starmer asks Trump to guard a peace in Ukraine; Trump points to the mines",
    (
        "Keir Starmer went to the White House on Thursday to ask for American security backing for a peace deal in "
        "Ukraine.",
        "Donald Trump gave him warm words and no promise: American workers in Ukraine, there under a minerals deal, "
        "would themselves be the safeguard.",
        "France and Britain are drafting a plan for a post-war reassurance force, and it depends on the American "
        "support that Trump is withholding.",
        "Asked whether he still considered Volodymyr Zelenskyy a dictator, Trump replied: \"Did I say that? I can't "
        'believe I said that. Next question."',
        "Zelenskyy is expected in Washington on Friday, and the two sides plan to sign the minerals agreement then.",
    ),
    (VISIT, VISIT_LONDON, VISIT_KYIV),
    (
        a_quote(VISIT, "It can't be peace that rewards the aggressor", "Keir Starmer", "Prime Minister of the UK"),
        a_quote(
            VISIT_KYIV,
            "If we don't get security guarantees, we won't have a ceasefire, nothing will work, nothing",
            "Volodymyr Zelenskyy",
            "President of Ukraine",
        ),
    ),
    why="Without American backing there may be no European force, and without a force Kyiv says there is no ceasefire.",
)
BRIEFS = (
    a_brief(
        "istanbul",
        UKRAINE,
        "US and Russia spend six hours on their embassies",
        (
            "American and Russian diplomats talked for close to six and a half hours in Istanbul about how their "
            "embassies can work normally again.",
            "Sonata Coulter led the American side, Alexander Darchiev the Russian one.",
            "Both governments said the session was not about the war in Ukraine.",
        ),
        (ISTANBUL, ISTANBUL_KYIV),
        (a_quote(ISTANBUL, "No one expects decisions to be easy and quick.", "Dmitry Peskov", "Kremlin spokesman"),),
        news="Both sides now say that another meeting will follow.",
        status=Status.DEVELOPING,
    ),
    a_brief(
        "minerals",
        UKRAINE,
        "The minerals deal holds a fund, but no pledge",
        (
            "Ukraine would pay half of future proceeds from its natural resources into a fund run jointly with the US.",
            "The text makes no American security pledge; Ukraine’s cabinet has approved the signing.",
        ),
        (MINERALS,),
    ),
    a_brief(
        "alsup",
        WHITE_HOUSE,
        "Judge finds the mass firing of new federal workers likely unlawful",
        (
            "US District Judge William Alsup found the mass firing of probationary employees likely unlawful.",
            "He ordered the personnel office to tell certain agencies that it had no power to order it, but nobody "
            "gets a job back for now.",
        ),
        (RULING,),
        (
            a_quote(
                RULING,
                "OPM does not have any authority whatsoever under any statute in the history of the universe to hire "
                "and fire employees within another agency",
                "William Alsup",
                "US District Judge",
            ),
        ),
        why="Thousands of dismissals across the agencies rest on the same instruction.",
    ),
    a_brief(
        "tariffs",
        WHITE_HOUSE,
        "Tariffs on Canada and Mexico to start on 4 March",
        (
            "Donald Trump said the 25% tariffs on Canada and Mexico would start on 4 March because of drug smuggling.",
            "Goods from China face another 10%, on top of the 10% in force since 4 February.",
            "Justin Trudeau said Canada would answer at once if the tariffs came.",
        ),
        (TARIFFS, TARIFFS_WIRE),
        (
            a_quote(
                TARIFFS,
                "Drugs are still pouring into our Country from Mexico and Canada at very high and unacceptable levels",
                "Donald Trump",
                "President of the US",
            ),
        ),
    ),
    a_brief(
        "state-visit",
        WHITE_HOUSE,
        "A letter from the king, and a yes on the spot",
        (
            "In the Oval Office, Keir Starmer handed Trump a letter from King Charles III with an invitation to a "
            "second state visit.",
        ),
        (LETTER,),
        (
            a_quote(
                LETTER,
                "This is really special. This has never happened before. This is unprecedented",
                "Keir Starmer",
                "Prime Minister of the UK",
            ),
        ),
        writer=EXCERPT,
        excerpt_of="i4",
    ),
)
HEADLINES = tuple(Story(id=f"h{item.id}", topic=WHITE_HOUSE, items=(item,)) for item in (NOAA, BUDGET, MEXICO, POOL))
SLOT = Slot("white-house-watch", "2025-02-27T20:30", datetime(2025, 2, 28, 1, 30, tzinfo=UTC))


def an_issue(lead: Brief | None = LEAD, briefs: tuple[Brief, ...] = BRIEFS, headlines: tuple[Story, ...] = HEADLINES,
             findings: tuple[Finding, ...] | None = None) -> Issue:  # fmt: skip
    topics = dict.fromkeys(brief.story.topic for brief in briefs)
    found = (Finding("unsupported number", Facts.foreign("no article has “400 million”"), "tariffs"),)
    return Issue(
        newsletter="White House Watch",
        slot=SLOT,
        lead=lead,
        sections=tuple(Section(topic, tuple(b for b in briefs if b.story.topic == topic)) for topic in topics),
        headlines=headlines,
        findings=found if findings is None else findings,
        dropped=(Dropped("i99", "off topic"),),
        spend=Spend("gpt-5-mini", 6, 9000, 2400, 0.011, 0, 1),
    )


# --- with everything that an issue may have ------------------------------------------------------------

PICTURE = Picture("https://sample-wire.example/starmer.jpg", "Starmer “asks” Trump", "Ann Example")
VIEWPOINT = Viewpoint(
    replace(
        an_item(20, "Europe Review", "Opinion: A peace without Europe", "2025-02-27T12:00", "It will not hold."),
        authors=("Ada Lindgren",),
    ),
    "A peace without Europe at the table will not hold",
)
CHART = Chart(
    tuple(f"2025-02-{day}" for day in range(21, 28)),
    (Tally(WHITE_HOUSE, (31, 12, 9, 40, 38, 52, 61)), Tally(UKRAINE, (18, 14, 11, 35, 29, 33, 47))),
    11,
)


def a_full_audience(template: str = "briefing", language: str = "en") -> Audience:
    plain = an_audience(language, template, sign_off="Until Friday.")
    extras = {"archive": Archive(url="https://example.org/watch"), "issue": Shape(picture=True)}
    return plain.model_copy(update=extras)


def a_full_issue() -> Issue:
    items = (replace(VISIT, picture=PICTURE), VISIT_LONDON, VISIT_KYIV)
    lead = replace(LEAD, story=replace(LEAD.story, items=items))
    tariffs = BRIEFS[3]
    return replace(
        an_issue(lead), viewpoints=(VIEWPOINT,), number=Figure("25%", tariffs.summary[0], TARIFFS), chart=CHART
    )
