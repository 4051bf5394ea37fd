"""The check of a model's text, without a model: `python -m bench.claims FILE.jsonl [--out OUT.jsonl] [-v]`.

A case is one sentence and the reports it cites: `{id, kind, good, part: summary|next|hed, sentence, cited: [report
numbers from 1], today, reports: [{outlet, title, url, published, text}]}`. It is checked as the same part of a draft
is that a model wrote of a story with these reports, by the rules alone: a doubt refuses. Printed are, by kind, the
false sentences that would be printed and the honest ones that would be refused, and of how many a second opinion would
be asked instead; `-v` shows each. A line out is `{id, printed, doubted, text, findings}`, in the order of the cases.

`--fit` writes the weights of `digest.write.facts.judging`, fitted to all cases that the other checks let through, and
prints first what weights fitted to the other files, each by another writer, make of each. Each part is expected to
count for one; a threshold is the lowest at which those weights doubt, or refuse, no more than `SPARED` of the honest.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.arguments import corpus, made_by, parser
from bench.logistic import fit
from digest.model import Finding, Item, Sentence, Story
from digest.write.checks.checking import check_part
from digest.write.checks.copy_desk import Round
from digest.write.facts import judging
from digest.write.facts.judging import PARTS, found_doubts, likelihood, strengths
from digest.write.facts.unsupported import unsupported

FOLDS = 9  # parts of the stories, each judged with weights of the others
PENALTY = 3.0
EXPECTED = 1.0  # weight of a part
SPARED = {"doubted": 0.05, "refused": 0.01}  # of the honest that may be


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check made of one case; `text` is empty where nothing of it is printed whatever anybody says."""

    case: dict[str, Any]
    text: str
    findings: tuple[Finding, ...]

    @property
    def doubted(self) -> bool:
        """Whether a second opinion is asked about it."""
        return bool(self.text) and not all(finding.firm for finding in self.findings)

    @property
    def printed(self) -> bool:
        """Whether it is, by the rules alone."""
        return bool(self.text) and not self.doubted

    @property
    def wrong(self) -> bool:
        """A false sentence that is printed, or an honest one that is not."""
        return self.printed is bool(not self.case["good"])

    def line(self) -> str:
        """The line of the output."""
        found = [f"{finding.kind}: {finding.detail}" for finding in self.findings]
        return json.dumps(
            {
                "id": self.case["id"],
                "printed": self.printed,
                "doubted": self.doubted,
                "text": self.text,
                "findings": found,
            },
            ensure_ascii=False,
        )


def main() -> None:
    """Print the table."""
    options = parser(__doc__)
    options.add_argument("cases", type=corpus, nargs="+", metavar="FILE.jsonl", help="the cases, one a line")
    options.add_argument("--fit", action="store_true", help="fit the weights to these cases")
    options.add_argument("--out", type=Path, help="where to write what became of each case")
    options.add_argument("-v", action="store_true", help="show each case that went wrong")
    asked = options.parse_args()
    try:
        cases = [case for path in asked.cases for case in read_cases(path)]
    except argparse.ArgumentTypeError as error:
        options.error(str(error))
    if asked.fit:
        _write_weights(cases, " ".join(path.name for path in asked.cases))
    verdicts = [check(case) for case in cases]
    if asked.out:
        asked.out.write_text("".join(f"{verdict.line()}\n" for verdict in verdicts), encoding="utf-8")
    print("\n".join(table(verdicts)))
    if asked.v:
        print("\n".join(_shown(verdict) for verdict in verdicts if verdict.wrong))


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file; the first line that is none is an error that names it."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            lacking = {"id", "kind", "good", "part", "sentence", "cited", "today", "reports"} - case.keys()
        except (ValueError, AttributeError) as error:
            raise argparse.ArgumentTypeError(f"{path}, line {number}: not a JSON object ({error})") from error
        if lacking or case["part"] not in ("summary", "next", "hed"):
            wrong = f"lacks {', '.join(sorted(lacking))}" if lacking else f"part {case['part']!r}: summary, next or hed"
            raise argparse.ArgumentTypeError(f"{path}, line {number}: {wrong}")
        cases.append(case | {"file": path.name})
    return cases


def check(case: dict[str, Any]) -> Verdict:
    """One case, checked as the program checks a draft."""
    items = tuple(_item(number, report) for number, report in enumerate(case["reports"], 1))
    sentence = Sentence(case["sentence"], tuple(str(number) for number in case["cited"]))
    terms = Round(date.fromisoformat(case["today"]), asks=True)
    text, findings = check_part(sentence, Story("story", "topic", items), terms, part=case["part"])
    return Verdict(case, text, findings)


def _write_weights(cases: Sequence[dict[str, Any]], names: str) -> None:
    """Fit, and say what weights of the other files, or of other stories of a single one, make of each."""
    open_ones = [case for case in cases if not unsupported(case["sentence"], _reports(case))]
    rows = [[1.0, *strengths(found_doubts(case["sentence"], _reports(case)))] for case in open_ones]
    false = [not case["good"] for case in open_ones]
    parts = _parts(open_ones)
    likely = [0.0] * len(rows)
    for left in sorted(set(parts)):
        known = [at for at, part in enumerate(parts) if part != left]
        weights = fit([rows[at] for at in known], [false[at] for at in known], PENALTY, expected=EXPECTED)
        for at in (at for at, part in enumerate(parts) if part == left):
            likely[at] = likelihood(rows[at][1:], weights[0], weights[1:])
    honest = sorted((one for one, wrong in zip(likely, false, strict=True) if not wrong), reverse=True)
    thresholds = {name: honest[int(share * len(honest))] + 1e-6 for name, share in SPARED.items()}
    for left in sorted(set(parts)):
        judged = [(one, wrong) for one, part, wrong in zip(likely, parts, false, strict=True) if part == left]
        for name, least in thresholds.items():
            caught, lost = ([one >= least for one, wrong in judged if wrong is kind] for kind in (True, False))
            print(
                f"{left}, {name} by weights of the others: {_share(caught)} of the false, {_share(lost)} of the honest"
            )
    constant, *fitted = fit(rows, false, PENALTY, expected=EXPECTED)
    whole = {
        **made_by(f"python -m bench.claims {names} --fit"),
        "cases": f"{len(rows)} sentences of {len({_story(case) for case in open_ones})} stories",
        "constant": round(constant, 3),
        **{name: round(least, 3) for name, least in thresholds.items()},
        "weights": {part: round(weight, 3) for part, weight in zip(PARTS, fitted, strict=True)},
    }
    (Path(judging.__file__).parent / "judging.json").write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")


def _parts(cases: Sequence[dict[str, Any]]) -> list[str]:
    """For each case what it is left out with: all of its file, or of a single file a ninth of its stories."""
    if len({case["file"] for case in cases}) > 1:
        return [str(case["file"]) for case in cases]
    stories = sorted({_story(case) for case in cases})
    return [f"part {stories.index(_story(case)) % FOLDS + 1}" for case in cases]


def _reports(case: dict[str, Any]) -> tuple[Item, ...]:
    """The reports that a sentence cites; a hed tells all of them."""
    items = tuple(_item(number, report) for number, report in enumerate(case["reports"], 1))
    return items if case["part"] == "hed" else tuple(items[number - 1] for number in case["cited"])


def _story(case: dict[str, Any]) -> str:
    return str(case["reports"][0]["url"])


def _item(number: int, report: dict[str, str]) -> Item:
    published = datetime.fromisoformat(report["published"])
    return Item(str(number), report["url"], report["title"], report["outlet"], "feed", published, report["text"])


def table(verdicts: Sequence[Verdict]) -> list[str]:
    """Two parts, false and honest: a line for all, then one for each kind, the worst first."""
    return [
        line
        for good, title in ((False, "false ones printed"), (True, "honest ones refused"))
        for line in _part(title, [verdict for verdict in verdicts if verdict.case["good"] is good])
    ]


def _part(title: str, verdicts: Sequence[Verdict]) -> Iterable[str]:
    kinds = defaultdict[str, list[bool]](list)
    for verdict in verdicts:
        kinds[verdict.case["kind"]].append(verdict.wrong)
    yield f"{title:44} {_share([verdict.wrong for verdict in verdicts])}"
    yield f"  {'doubted, for a second opinion':42} {_share([verdict.doubted for verdict in verdicts])}"
    for kind, wrong in sorted(kinds.items(), key=lambda pair: (-sum(pair[1]), pair[0])):
        yield f"  {kind:42} {_share(wrong)}"


def _share(wrong: Sequence[bool]) -> str:
    return f"{sum(wrong):3} of {len(wrong):3} = {sum(wrong) / max(1, len(wrong)):.1%}"


def _shown(verdict: Verdict) -> str:
    why = "; ".join(f"{finding.kind}: {finding.detail}" for finding in verdict.findings) or "nothing found"
    kind = "doubted" if verdict.doubted else "refused" if verdict.case["good"] else "printed"
    return f"\n{verdict.case['id']} {verdict.case['kind']}, {kind}: {verdict.case['sentence']}\n    {why}"


if __name__ == "__main__":
    main()
