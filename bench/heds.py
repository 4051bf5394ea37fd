"""Letter case of heds: titles that are sentences, put into title case and set as sentences again.

    python -m bench.heds EVENTS [--wrong] [--half first|second]     how many come back as their outlets wrote them
    python -m bench.heds TEXTS ... --count                          writes the words that news writes small

EVENTS are dated events with their reports, of which every day is a day of news (`--half`: every other day). TEXTS hold
articles, one a line, or events. A capital behind a colon, or at the head of a quotation, can't come back: a title in
title case does not say which of them its outlet would have written.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.arguments import corpus, parser
from digest.model import Item
from digest.reading.languages import Language
from digest.reading.names import COMMON
from digest.reading.words import PRINTED, stem, word_key
from digest.write.choosing.case import Case
from digest.write.text.clean_titles import clean_title
from digest.write.text.typed import plain

LIST = Path(__file__).parents[1] / "digest" / "reading" / "languages" / "en" / "written_small.txt"
HEAD = """# Words that news writes small at least twice as often as with a capital where it could write either, and that
# are of no family in common.txt. Counted by `python -m bench.heds --count` over {texts:,} public articles on
# politics, business and sport of 2004 to 2018.
"""
MID_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]+\b")
OFTENER = 2
NAMES = ("wire",)  # words of the sample's outlets
LEAST = 4  # words of a title that could have a capital
SMALL = 0.5  # of them; a sentence has as many


def main() -> None:
    """Measure, or count."""
    options = parser(__doc__)
    options.add_argument("files", nargs="+", type=corpus)
    options.add_argument("--half", choices=("first", "second"))
    options.add_argument("--wrong", action="store_true", help="list what does not come back")
    options.add_argument("--count", action="store_true")
    args = options.parse_args()
    if args.count:
        texts = [text for path in args.files for text in _texts(path)]
        LIST.write_text(HEAD.format(texts=len(texts)) + "\n".join(written_small(texts)) + "\n", encoding="utf-8")
        return
    for path in args.files:
        found = list(_compared(_days(path, args.half)))
        if args.wrong:
            print(*(f"{title}\n    {told}" for title, told in found if title != told), sep="\n")
        pairs = [pair for title, told in found for pair in zip(*map(PRINTED.findall, (title, told)), strict=True)]
        wrong = [(one, other) for one, other in pairs if one != other]
        raised = sum(one[0].islower() and other[0].isupper() for one, other in wrong)
        right = sum(title == told for title, told in found)
        print(
            f"{path.parent.name}: {right} of {len(found)} titles ({right / len(found):.3f}) come back; of {len(pairs)}"
        )
        print(f"    words {raised} have a capital too much, {len(wrong) - raised} one too few or elsewhere")


def written_small(texts: Sequence[str]) -> list[str]:
    """The words, in order."""
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in MID_SENTENCE.findall(text):
            (small if word[0].islower() else capital)[word.lower()] += 1
    often = (word for word, count in small.items() if count >= OFTENER * capital[word])
    return sorted(word for word in often if stem(word_key(word)) not in COMMON and word not in NAMES)


def title_case(sentence: str) -> str:
    """A title as an outlet with title case would print it."""
    small = Language.load("en")["small"]

    def cased(found: re.Match[str]) -> str:
        word = found[0]
        if found.start() and word.lower() in small:
            return word
        return "-".join(part[:1].upper() + part[1:] if part[:1].islower() else part for part in word.split("-"))

    return PRINTED.sub(cased, sentence)


def _compared(days: Sequence[Sequence[Item]]) -> Iterator[tuple[str, str]]:
    for items in days:
        case = Case(items)
        for item in items:
            title = clean_title(plain(item.title), item.outlet)
            if _is_sentence(title):
                yield title, case.sentence(title_case(title), Language.load("en"), item.text)


def _is_sentence(title: str) -> bool:
    small = Language.load("en")["small"]
    words = [word for word in PRINTED.findall(title)[1:] if word.lower() not in small and not word[0].isdigit()]
    return len(words) >= LEAST and sum(word[0].islower() for word in words) > SMALL * len(words)


def _days(path: Path, half: str | None) -> list[list[Item]]:
    days: dict[str, list[Item]] = defaultdict(list)
    for doc in _docs(path):
        day = datetime.fromisoformat(doc["date"][:10]).replace(tzinfo=UTC)
        if doc["text"].strip() and half in (None, ("first", "second")[day.toordinal() % 2]):
            days[str(day)].append(Item(doc["id"], doc["url"], doc["title"], doc["source"], "", day, doc["text"]))
    return [days[day] for day in sorted(days)]


def _texts(path: Path) -> Iterator[str]:
    return (doc["text"] for doc in _docs(path))


def _docs(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            yield from line.get("docs") or [line]


if __name__ == "__main__":
    main()
