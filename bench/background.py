"""Background: how many news texts hold a word, for days with too few items to learn it from.

    python -m bench.background FILE... --out digest/curate/weights/background.txt

FILE has one text a line with `title` and `text` (or `article`), as JSON, or gzipped: none of the sets that
stories are judged on.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.arguments import corpus, parser
from digest.curate.terms import text_terms

LEAST = 0.005  # share of the texts; what is rarer counts as rare anyway


def main() -> None:
    """Count, and write the table."""
    options = parser(__doc__)
    options.add_argument("files", nargs="+", type=corpus)
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    texts = [text for path in args.files for text in read_texts(path)]
    held = Counter(term for title, text in texts for term in text_terms(title, text))
    kept = sorted((term for term, count in held.items() if count >= LEAST * len(texts)), key=lambda t: (-held[t], t))
    names = " ".join(f"{path.parent.name}/{path.name}" for path in args.files)
    args.out.write_text(
        "# Of a thousand English news texts, how many hold this word in their title or first 2000 characters.\n"
        f"# Made on {datetime.now(UTC):%Y-%m-%d} of {len(texts)} texts by: python -m bench.background {names}\n"
        + "".join(f"{term} {1000 * held[term] / len(texts):.0f}\n" for term in kept),
        encoding="utf-8",
    )
    print(f"wrote {len(kept)} words of {len(texts)} texts to {args.out}")


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text of each line."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for row in map(json.loads, raw.decode("utf-8").splitlines()):
        yield row.get("title", ""), row.get("text") or row.get("article", "")


if __name__ == "__main__":
    main()
