"""The email itself: what clients lack, milliseconds of processor time a stage, other MJML engines beside ours.

    python -m bench.render DATA [--npm FOLDER] [--pypi PYTHON]

DATA holds `mjml_templates/`. FOLDER is where `npm install mjml@4` was run; PYTHON is an interpreter that has the
pure-Python `mjml` package (it can't share an environment with `mjml-python`, both install a package `mjml`).
Rivals that are not given are left out. Pixels are compared in Chromium at 375 and 800 px.
"""

from __future__ import annotations

import io
import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from mjml import mjml2html
from PIL import Image, ImageChops

from bench.arguments import corpus, parser
from digest.model import Issue, RenderedIssue
from digest.render import clients
from digest.render.briefing import render_issue
from digest.render.environment import environment
from digest.render.lint import lint
from digest.render.markup import read_markup
from digest.render.mjml_check import check_mjml
from digest.render.page import build_page
from digest.render.words import words_of
from tests.render.example_issue import BRIEFS, LEAD, an_audience, an_issue

PRESETS = ("briefing", "bullets", "front-page")
READERS = 100_000
NPM = """
const mjml = require('mjml'), sources = JSON.parse(require('fs').readFileSync(0)), out = {};
for (const [name, source] of Object.entries(sources)) {
  const render = () => mjml(source, {fonts: {}, validationLevel: 'skip'}).html;
  const html = render(), times = [];
  for (let i = 0; i < 10; i++) { const t = process.cpuUsage(); render();
    const spent = process.cpuUsage(t); times.push((spent.user + spent.system) / 1000); }
  out[name] = {html, ms: times.sort((a, b) => a - b)[5]};
}
console.log(JSON.stringify(out));
"""
PYPI = """
import json, statistics, sys, time
from mjml import mjml_to_html
out = {}
for name, source in json.load(sys.stdin).items():
    times = []
    for _ in range(5):
        start = time.process_time()
        html = mjml_to_html(source).html
        times.append(1000 * (time.process_time() - start))
    out[name] = {'html': html, 'ms': statistics.median(times)}
print(json.dumps(out))
"""


def milliseconds(work: Callable[[], object], times: int = 15) -> float:
    """The median of some runs, after one to warm up: of the processor's time, which other programs do not stretch."""
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken)


def an_issue_of(stories: int) -> Issue:
    """The example issue with so many told stories."""
    briefs = tuple(BRIEFS[n % len(BRIEFS)] for n in range(stories - 1))
    return an_issue(LEAD, tuple(replace(b, story=replace(b.story, id=f"s{n}")) for n, b in enumerate(briefs)))


def client_table(rendered: dict[str, RenderedIssue], data: Path) -> None:
    """Distinct HTML and CSS features that a family of clients does not support."""
    print(f"{'features not supported by':26}" + "".join(f"{family:>12}" for family in clients.FAMILIES))
    public = {path.stem: path.read_text(encoding="utf-8") for path in sorted(data.glob("mjml_templates/*.mjml"))}
    counts = {name: _counts(mjml2html(source)) for name, source in public.items()}
    rows = {f"ours: {name}": _counts(issue.html) for name, issue in rendered.items()}
    rows |= {"public: newsletter": counts["newsletter"]}
    rows |= {f"public: median of {len(counts)}": [statistics.median(c) for c in zip(*counts.values(), strict=True)]}
    for name, row in rows.items():
        print(f"{name:26}" + "".join(f"{count:12g}" for count in row))


def _counts(html: str) -> list[float]:
    found = clients.gaps(read_markup(html))
    return [len(found[family]) for family in clients.FAMILIES]


def stage_table(env: jinja2.Environment) -> None:
    """Milliseconds for one issue, set once however many readers there are; the rest is Jinja2 and the rehearsal."""
    print("\nms an issue      stories   page    rest   check   MJML   lint    all   KB of HTML")
    audience = an_audience()
    for stories in (6, 25, 40):
        issue = an_issue_of(stories)
        rendered = render_issue(issue, audience, env)
        page = milliseconds(partial(build_page, issue, audience, words_of(env, "en")))
        check = milliseconds(partial(check_mjml, rendered.mjml))
        engine = milliseconds(partial(mjml2html, rendered.mjml, fonts={}))
        linted = milliseconds(partial(lint, rendered, audience, issue))
        whole = milliseconds(partial(render_issue, issue, audience, env))
        rest = whole - page - check - engine - linted
        size = len(rendered.html.encode()) / 1000
        print(f"{'':16}{stories:8}{page:7.1f}{rest:8.1f}{check:8.1f}{engine:7.2f}{linted:7.1f}{whole:7.1f}{size:13.0f}")


def reader_table(env: jinja2.Environment) -> None:
    """HTML for each reader: the reader fields of one issue filled, against Jinja and MJML again for each."""
    issue, audience = an_issue_of(25), an_audience()
    html = render_issue(issue, audience, env).html
    pieces = html.split("[[ unsubscribe_url ]]")
    start = time.process_time()
    for number in range(READERS):
        escape(f"https://example.org/leave/{number}").join(pieces)
    ours = READERS / (time.process_time() - start)
    words = words_of(env, "en")
    page = {"page": build_page(issue, audience, words), "words": words}
    each = milliseconds(lambda: _again(env, page, issue, audience))
    print(
        f"\nHTML of 25 stories for each reader: {ours:,.0f} a second with fields, {1000 / each:,.0f} rendered again:",
        end="",
    )
    print(f" {ours * each / 1000:,.0f} times")


def _again(env: jinja2.Environment, context: dict[str, Any], issue: Issue, audience: Any) -> str:
    from digest.render.reader_fields import Reader
    from digest.render.theme import scheme_of

    whole = context | {"theme": scheme_of(audience.theme), "reader": Reader(), "padding": ""}
    return str(mjml2html(env.get_template("briefing.mjml.j2").render(whole), fonts={}))


def engine_table(sources: dict[str, str], npm: Path | None, pypi: Path | None) -> None:
    """Our presets through other engines: time, and pixels that differ from npm's, the reference."""
    results: dict[str, dict[str, dict[str, Any]]] = {
        "mjml-python (ours)": {
            n: {"html": mjml2html(s, fonts={}), "ms": milliseconds(partial(mjml2html, s, fonts={}))}
            for n, s in sources.items()
        }
    }
    if npm:
        results["npm mjml"] = _rival(["node", "-e", NPM], sources, npm)
    if pypi:
        results["PyPI mjml"] = _rival([str(pypi), "-c", PYPI], sources, None)
    print(f"\n{'ms a compile':26}" + "".join(f"{name:>14}" for name in sources))
    for engine, by_name in results.items():
        print(f"{engine:26}" + "".join(f"{by_name[name]['ms']:14.2f}" for name in sources))
    if npm and (chromium := shutil.which("chromium")):
        ours, theirs = results["mjml-python (ours)"], results["npm mjml"]
        pairs = {name: (ours[name]["html"], theirs[name]["html"]) for name in sources}
        print(f"{'% of pixels that differ':26}" + "".join(f"{share:14.3f}" for share in _differences(pairs, chromium)))


def _rival(command: list[str], sources: dict[str, str], folder: Path | None) -> dict[str, Any]:
    done = subprocess.run(command, input=json.dumps(sources), capture_output=True, text=True, cwd=folder, check=True)
    return dict(json.loads(done.stdout))


def _differences(pairs: dict[str, tuple[str, str]], chromium: str) -> list[float]:
    from playwright.sync_api import sync_playwright

    shares = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for pair in pairs.values():
            worst = 0.0
            for width in (375, 800):
                shots = []
                for html in pair:
                    page = browser.new_page(viewport={"width": width, "height": 800})
                    page.set_content(html)
                    shots.append(Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB"))
                    page.close()
                changed = ImageChops.difference(*shots).convert("L").point(lambda value: 255 if value else 0)
                worst = max(worst, 100 * changed.histogram()[255] / (changed.width * changed.height))
            shares.append(worst)
        browser.close()
    return shares


def main() -> None:
    """Print the tables."""
    options = parser(__doc__)
    options.add_argument("data", type=corpus)
    options.add_argument("--npm", type=Path)
    options.add_argument("--pypi", type=Path)
    given = options.parse_args()
    env = environment(jinja2.FileSystemLoader(Path(__file__).resolve().parents[1] / "templates"))
    rendered = {name: render_issue(an_issue(), an_audience(template=name), env) for name in PRESETS}
    client_table(rendered, given.data)
    stage_table(env)
    reader_table(env)
    engine_table({name: issue.mjml for name, issue in rendered.items()}, given.npm, given.pypi)


if __name__ == "__main__":
    main()
