"""Records the replies from which `digest preview --sample` shows the sample day as a model tells it.

    python -m bench.record [ANSWERS] [--missing DIR]

ANSWERS (default bench/answers.yaml) has what the model said, by the titles of reports and the beginnings of quotations
instead of their numbers in a prompt. The sample day is made with it once, and each prompt that was asked is kept with
its reply in samples/replies, under the key by which the ordinary cache finds it. So a changed prompt needs only this
command, as long as the answers still hold. Prompts without an answer are written to DIR.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import yaml

from digest.adapters.recorded import write_recorded
from digest.commands.parts.previewing import summary
from digest.commands.parts.which_issue import slot_at
from digest.config import load_audience
from digest.console import Silence
from digest.errors import ModelRefused
from digest.model import Prompt, Reply
from digest.pipeline import make_issue
from digest.wiring import BRIEFING, open_desk

HERE = Path(__file__).resolve().parent
REPLIES = HERE.parent / "samples" / "replies"
DAY = "2025-02-27T17:30"

Data = Mapping[str, Any]


class Answering:
    """A `ports.Model` that says what ANSWERS have, and notes what it was asked."""

    def __init__(self, name: str, answers: Data) -> None:
        self.name = name
        self.asked: list[tuple[Prompt, str, object]] = []
        self.missing: list[Prompt] = []
        self._answers = answers
        self._lock = Lock()

    def ask(self, prompt: Prompt, within: float | None = None) -> Reply:
        """The answer for this prompt. Raises `ModelRefused` where there is none."""
        make = {"story": self._story, "opinion": self._opinion, "issue": self._issue}[prompt.name]
        found = make(prompt)
        with self._lock:
            if found is None:
                self.missing.append(prompt)
                raise ModelRefused("no answer", (1, 1))  # as a model that works, so that it is asked on
            name, answer = found
            self.asked.append((prompt, f"{prompt.name}-{name}", answer))
        return Reply(json.dumps(answer, ensure_ascii=False), self.name)

    def shortfalls(self) -> Sequence[str]:
        """Nothing."""
        return ()

    def _story(self, prompt: Prompt) -> tuple[str, object] | None:
        reports = {line["title"]: line["report"] for line in _lines(prompt, "report")}
        quotes = {line["words"]: line["quotation"] for line in _lines(prompt, "quotation")}
        told = next((story for story in self._answers["stories"] if story["of"] in reports), None)
        if told is None or "YOUR LAST ANSWER" in prompt.user:
            return None
        summary = [
            {**_sentence(line, reports), **_placing(line, number == 0, quotes)}
            for paragraph in told["paragraphs"]
            for number, line in enumerate(paragraph)
        ]
        single = {part: _sentence(told[part], reports) if told.get(part) else None for part in ("why", "next")}
        chosen = [_number(quotes, beginning) for beginning in told.get("quotes", ())]
        return told["name"], {"hed": told["hed"], "summary": summary, **single, "quotes": chosen}

    def _opinion(self, prompt: Prompt) -> tuple[str, object] | None:
        claims = _lines(prompt, "sentence")
        judged = self._answers["opinions"]
        if any(claim["text"] not in judged for claim in claims):
            return None
        verdicts = [
            {
                "sentence": claim["sentence"],
                "missing": judged[claim["text"]],
                "supported": _verdict(judged[claim["text"]]),
            }
            for claim in claims
        ]
        return prompt.key[:8], {"verdicts": verdicts}

    def _issue(self, prompt: Prompt) -> tuple[str, object] | None:
        numbers = {line["hed"]: line["story"] for line in _lines(prompt, "story")}
        names = {story["hed"]: story["name"] for story in self._answers["stories"]}
        by_name = {names[hed]: number for hed, number in numbers.items() if hed in names}
        wanted = self._answers.get("issue")
        if not wanted or any(name not in by_name for name in wanted["order"]):
            return None
        lines = {
            part: {"text": wanted[part]["text"], "stories": [by_name[name] for name in wanted[part]["stories"]]}
            for part in ("subject", "preheader", "greeting")
        }
        teasers = [{"story": by_name[name], "text": text} for name, text in wanted["teasers"].items()]
        order = [by_name[name] for name in wanted["order"]]
        return "opening", {**lines, "teasers": teasers, "order": order, "repeated": []}


def _lines(prompt: Prompt, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in prompt.user.splitlines() if line.startswith(f'{{"{kind}"')]


def _sentence(line: Data, reports: Mapping[str, int]) -> dict[str, Any]:
    return {"text": line["text"], "reports": [_number(reports, title) for title in line["from"]]}


def _placing(line: Data, first: bool, quotes: Mapping[str, int]) -> dict[str, Any]:
    return {"opens": first, "quote": _number(quotes, line["then"]) if "then" in line else None}


def _number(numbers: Mapping[str, int], beginning: str) -> int:
    return next(number for words, number in numbers.items() if words.startswith(beginning))


def _verdict(missing: str) -> str:
    return "partly" if missing else "yes"


def _kept(answering: Answering) -> Iterator[Path]:
    for number, (prompt, name, answer) in enumerate(sorted(answering.asked, key=lambda one: one[1]), 1):
        assert number
        yield write_recorded(REPLIES, prompt, name, answer)


def main() -> None:
    """Make the sample day, keep the replies, tell what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", nargs="?", type=Path, default=HERE / "answers.yaml")
    parser.add_argument("--missing", type=Path, metavar="DIR")
    options = parser.parse_args()
    audience = load_audience(BRIEFING)
    answering = Answering(audience.writer.model, yaml.safe_load(options.answers.read_text(encoding="utf-8")))
    now = datetime.fromisoformat(DAY).replace(tzinfo=audience.newsletter.timezone)
    asking = audience.model_copy(update={"writer": audience.writer.model_copy(update={"recorded": ""})})
    with open_desk(asking, Silence(), in_memory=True) as desk:
        workings = make_issue(replace(desk, model=answering), slot_at(desk, now), now)
    print(summary(workings, audience))
    for stale in set(REPLIES.glob("*.json")) - set(_kept(answering)):
        stale.unlink()
    for number, prompt in enumerate(answering.missing, 1):
        print(f"no answer to a {prompt.name} prompt: {prompt.user[:200]!r}")
        if options.missing:
            path = options.missing / f"{prompt.name}-{number}.txt"
            path.write_text(f"{prompt.system}\n\n=====\n\n{prompt.user}", encoding="utf-8")
    sys.exit(bool(answering.missing))


if __name__ == "__main__":
    main()
