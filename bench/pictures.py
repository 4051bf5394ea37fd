"""Pictures of the presets, light and dark, as a phone shows them. Run: python -m bench.pictures FOLDER

Writes `PRESET-light.png` and `PRESET-dark.png` of the example issue that the tests use, at twice 375 px.
Needs Chromium; the serif is Georgia where it is installed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import jinja2
from playwright.sync_api import sync_playwright

from digest.render.briefing import render_issue
from digest.render.environment import environment
from tests.render.example_issue import an_audience, an_issue

WIDTH, HEIGHT = 375, 1400  # px; the foot of a longer issue is cut
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def main(folder: Path) -> None:
    """Write all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("needs Chromium; on Debian: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    env = environment(jinja2.FileSystemLoader(TEMPLATES))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for preset in ("briefing", "bullets", "front-page"):
            html = render_issue(an_issue(), an_audience(template=preset), env).html
            for scheme in ("light", "dark"):
                size = {"width": WIDTH, "height": HEIGHT}
                page = browser.new_page(viewport=size, color_scheme=scheme, device_scale_factor=2)
                page.set_content(html)
                page.screenshot(path=folder / f"{preset}-{scheme}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
