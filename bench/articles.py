"""Article text: ours against trafilatura's settings and readability, on pages with the text that a person marked.

    python -m bench.articles [FOLDER]

FOLDER holds `dev.jsonl` (`file`, `url`, `articleBody`) and the gzipped pages; default ../shared/data/article_html.
Precision and recall count runs of four words, averaged over the pages, as in the article extraction benchmark
of Scrapinghub (https://github.com/scrapinghub/article-extraction-benchmark). readability-lxml is measured if it
is installed.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import trafilatura

from bench.arguments import DATA, corpus, parser
from digest.gather.articles import main_text
from digest.gather.cleaning import plain_text
from digest.model import Response

Extract = Callable[[bytes, str], str]


def extractors() -> dict[str, Extract]:
    """The candidates by name."""

    def with_settings(**settings: Any) -> Extract:
        return lambda page, _: trafilatura.extract(page, **settings) or ""

    found: dict[str, Extract] = {
        "digest": lambda page, url: main_text(Response(url, page)),
        "trafilatura": with_settings(),
        "trafilatura, no comments": with_settings(include_comments=False),
        "trafilatura, precision": with_settings(favor_precision=True, include_comments=False),
        "trafilatura, precision, no tables": with_settings(
            favor_precision=True, include_comments=False, include_tables=False
        ),
        "trafilatura, fast": with_settings(fast=True, include_comments=False),
    }
    try:
        from readability import Document
    except ImportError:
        print("readability-lxml is not installed")
    else:
        found["readability-lxml"] = lambda page, _: plain_text(Document(page.decode("utf-8", "replace")).summary())
    return found


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """All runs of so many words."""
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[start:] for start in range(min(size, max(1, len(words))))), strict=False))


def score(found: str, gold: str) -> tuple[float, float]:
    """Precision and recall of the runs."""
    ours, right = shingles(found), shingles(gold)
    common = (ours & right).total()
    return common / max(1, ours.total()) if ours else 0.0, common / max(1, right.total())


def main() -> None:
    """Print one row for each candidate."""
    options = parser(__doc__)
    options.add_argument("folder", nargs="?", type=corpus, default=f"{DATA / 'article_html'}")
    folder = options.parse_args().folder
    lines = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    pages = [gzip.decompress((folder / case["file"]).read_bytes()) for case in cases]
    print(f"{len(cases)} pages\n{'':36}{'F1':>6}{'prec':>7}{'recall':>8}{'empty':>7}{'ms/page':>9}")
    for name, extract in extractors().items():
        texts, times = [], []
        for case, page in zip(cases, pages, strict=True):
            start = time.process_time()
            texts.append(extract(page, case["url"]))
            times.append(time.process_time() - start)
        scores = [score(text, case["articleBody"]) for text, case in zip(texts, cases, strict=True)]
        precision, recall = (statistics.fmean(column) for column in zip(*scores, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        empty = sum(not text for text in texts)
        print(f"{name:36}{f1:6.3f}{precision:7.3f}{recall:8.3f}{empty:7}{statistics.median(times) * 1000:9.1f}")


if __name__ == "__main__":
    main()
