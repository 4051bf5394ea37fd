"""Pictures of the sample issue: `python -m bench.pictures docs`

Writes `issue.png`, the briefing on a desktop for the README, `written.png`, the same day from recorded replies, and
`PRESET-light.png` and `PRESET-dark.png`, the three presets as a phone shows them by day and by night. Needs Chromium;
the serif is Georgia where it is installed.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.arguments import parser
from digest.commands.parts.previewing import Wanted, preview
from digest.config import load_audience
from digest.console import Silence
from digest.wiring import BRIEFING, SAMPLE, open_desk

THURSDAY = datetime(2025, 2, 27, 22, 30, tzinfo=UTC)
PHONE, DESKTOP = (375, 1400), (680, 1140)  # px; the foot of a longer issue is cut


def main(folder: Path) -> None:
    """Write all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("needs Chromium; on Debian: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for preset in ("briefing", "bullets", "front-page"):
            page = issue(preset, Path(scratch) / preset)
            for scheme in ("light", "dark"):
                shoot(browser, page, folder / f"{preset}-{scheme}.png", PHONE, scheme)
            if preset == "briefing":
                shoot(browser, page, folder / "issue.png", DESKTOP, "light")
        written = issue("briefing", Path(scratch) / "written", BRIEFING)
        shoot(browser, written, folder / "written.png", DESKTOP, "light")
        browser.close()


def issue(preset: str, out: Path, config: Path = SAMPLE) -> Path:
    """The sample issue in a preset, as a file."""
    audience = load_audience(config)
    changed = audience.model_copy(update={"template": preset})
    with open_desk(changed, Silence(), in_memory=True) as desk:
        return preview(desk, THURSDAY, Wanted(out))


def shoot(browser: Browser, page: Path, picture: Path, size: tuple[int, int], scheme: Literal["light", "dark"]) -> None:
    """One screenshot at twice the size."""
    width, height = size
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=2)
    tab.goto(page.as_uri())
    shot = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    shot.quantize(64, dither=Image.Dither.NONE).save(picture, optimize=True)  # a quarter of the size, by eye the same
    tab.close()


if __name__ == "__main__":
    options = parser(__doc__)
    options.add_argument("folder", type=Path)
    main(options.parse_args().folder)
