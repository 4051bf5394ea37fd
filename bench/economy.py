"""What the language model costs when audiences share stories, over the same items.

    python -m bench.economy [FILE]

FILE holds events with their reports, gzipped JSON lines; default ../shared/data/allsides_events/dev.jsonl.gz, of
which the newest 500 reports are taken. 1, 10 and 50 audiences with two topics each of twelve, one language and
style, make an issue of six stories each, the first told as the lead. Against it stands what digest tools usually
do: one call for each item on an audience's topics. No model is asked: prompts are the real ones, tokens are
estimated (`estimate_tokens`), a reply counts 300 tokens for a story, 150 for the second opinion on it, 100 for an
item.
"""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

import jinja2

from bench.arguments import DATA, corpus, parser
from digest.config import Audience
from digest.curate import ranking, stories, topics
from digest.model import Item, Prompt, Quote, Reply, Spend, Story
from digest.render.environment import environment
from digest.write.choosing.candidates import candidates
from digest.write.economy import Account, check_of, estimate_tokens
from digest.write.prompts import Assignment, story_prompt

ROOT = Path(__file__).resolve().parents[1]
EVER = datetime(2000, 1, 1, tzinfo=UTC)
ITEMS = 500
STORY_REPLY, OPINION_REPLY, ITEM_REPLY = 300, 150, 100  # tokens
TOPICS = {
    "White House": '"White House" OR Trump',
    "Congress": "Senate OR Congress OR Republican* OR Democrat*",
    "Courts": "court OR judge OR ruling",
    "Economy": "economy OR jobs OR rates OR growth",
    "Trade": "tariff* OR trade OR exports",
    "Immigration": "immigra* OR border OR migrant*",
    "Health": "health OR hospital OR drug*",
    "Russia": "Russia* OR Putin OR Kremlin",
    "Ukraine": "Ukrain* OR Kyiv OR Zelensk*",
    "Europe": "Europe* OR Britain OR Brexit",
    "Asia": "China OR Chinese OR Korea*",
    "Elections": "election OR campaign OR vot*",
}


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("file", nargs="?", type=corpus, default=f"{DATA / 'allsides_events' / 'dev.jsonl.gz'}")
    items = read_items(options.parse_args().file)
    now = max(item.published for item in items) + timedelta(minutes=1)
    env = environment(jinja2.FileSystemLoader(ROOT / "templates"))
    print(f"{len(items)} items\n\n{'audiences':>9} {'':22} {'calls':>7} {'tokens':>11} {'of the rival':>13}")
    audiences = list(itertools.islice(make_audiences(), 50))
    issues = [(told_stories(items, audience, now), audience) for audience in audiences]
    for count in (1, 10, 50):
        rival = one_call_an_item(items, audiences[:count], now)
        print(f"{count:9} {'one call an item':22} {rival.calls:7,} {tokens(rival):11,}")
        kept: set[str] = set()
        for run in ("digest, first run", "digest, second run"):
            spend = total(write(told, audience, env, kept) for told, audience in issues[:count])
            share = f"{tokens(spend) / tokens(rival):.1%}"
            print(f"{'':9} {run:22} {spend.calls:7,} {tokens(spend):11,} {share:>13}")


def read_items(path: Path) -> tuple[Item, ...]:
    """The newest reports of a file of events."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        reports = [report for event in map(json.loads, file) for report in event["docs"]]
    return tuple(sorted(map(_item, reports), key=lambda item: (item.published, item.id))[-ITEMS:])


def _item(report: dict[str, str]) -> Item:
    day = datetime.fromisoformat(report["date"]).replace(hour=12, tzinfo=UTC)
    return Item(report["id"], report["url"], report["title"], report["source"], "feed", day, report["text"])


def make_audiences() -> Iterator[Audience]:
    """Audiences with two topics each, no two the same."""
    for number, names in enumerate(itertools.combinations(TOPICS, 2)):
        yield Audience.model_validate(
            {
                "newsletter": {"name": f"Newsletter {number}"},
                "topics": [{"name": name, "match": TOPICS[name]} for name in names],
                "sources": [{"outlet": "Any", "feed": "https://example.org/feed"}],
                "writer": {"model": "bench", "limits": {"calls": None, "tokens": None}},
                "delivery": {"from": "a@example.org", "postal_address": "1 Example Street"},
            }
        )


def one_call_an_item(items: Sequence[Item], audiences: Sequence[Audience], now: datetime) -> Spend:
    """Every item on topic summarised for every audience."""
    kept = [match.item for audience in audiences for match in topics.select(items, audience, now, EVER).kept]
    return Spend(
        calls=len(kept),
        prompt_tokens=sum(estimate_tokens(item.text) + 200 for item in kept),
        reply_tokens=ITEM_REPLY * len(kept),
    )


def told_stories(items: Sequence[Item], audience: Audience, now: datetime) -> tuple[Story, ...]:
    """The stories of one issue, as the pipeline chooses them."""
    kept = topics.select(items, audience, now, EVER).kept
    groups = stories.fold([match.item for match in kept])
    return ranking.line_up(ranking.rank(groups, kept, audience, now, ()), audience).stories


def write(told: Sequence[Story], audience: Audience, env: jinja2.Environment, kept: set[str]) -> Spend:
    """Plan and pretend to ask, with the cache that all audiences share."""
    account = Account(audience.writer)
    makers = [partial(_prompt, story, audience, env, not number) for number, story in enumerate(told)]
    for prompt in account.plan(makers, lambda prompt: prompt.key in kept, check_of):
        if prompt and prompt.key not in kept:
            account.settle(prompt, Reply("", "bench", 0, STORY_REPLY))
            account.settle(check_of(prompt), Reply("", "bench", 0, OPINION_REPLY))
            kept.add(prompt.key)
    return account.spend()


def _prompt(story: Story, audience: Audience, env: jinja2.Environment, leads: bool, allowance: int) -> Prompt:
    assignment = Assignment(story, _candidates(story.items), "lead" if leads else "short")
    return story_prompt(assignment, audience, env, allowance=allowance)


@cache
def _candidates(items: tuple[Item, ...]) -> tuple[Quote, ...]:
    return candidates(Story("", "", items))


def total(spends: Iterable[Spend]) -> Spend:
    """The sum of several issues."""
    spends = list(spends)
    return Spend(
        calls=sum(spend.calls for spend in spends),
        prompt_tokens=sum(spend.prompt_tokens for spend in spends),
        reply_tokens=sum(spend.reply_tokens for spend in spends),
    )


def tokens(spend: Spend) -> int:
    """In and out."""
    return spend.prompt_tokens + spend.reply_tokens


if __name__ == "__main__":
    main()
