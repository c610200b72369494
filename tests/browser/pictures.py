"""Pictures of every chart form at every size in both looks, to be laid beside those of before.

`python -m tests.browser.pictures FOLDER` takes them; `python -m tests.browser.pictures FOLDER BEFORE` also lays each
beside the one of the same name in BEFORE, into FOLDER/beside, and says of which how many pixels differ.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, PHONE, Tab, chromium, running
from tests.browser.widths import HEIGHT, PAGES, SETTLED, address

# a width of each form, the page at its full width, a projector and a phone
WIDTHS = (1440, 1024, 390)
LOOKS = ("light", "dark")
LANGUAGES = ("zh", "en")
CHART = "[class*=st-key-plot-]"


def named(path: str, number: int, width: int, language: str, look: str) -> str:
    """What the picture of a page's chart is called."""
    page = path.strip("/").replace("?", "-").replace("=", "-").replace("&", "-") or "overview"
    return f"{page}.{number}.{width}.{language}.{look}.png"


def taken(browser: Browser, server: str, folder: Path) -> Iterator[Path]:
    """Take the charts of every page into a folder; yields the file of each."""
    for width in WIDTHS:
        form = PHONE if width == WIDTHS[-1] else {"viewport": {"width": width, "height": HEIGHT}}
        tab = Tab(browser.new_context(**form).new_page(), server)
        for path in PAGES:
            for language in LANGUAGES:
                for look in LOOKS:
                    where = address(path, language)
                    tab.open(f"{where}{'&' if '?' in where else '?'}look={look}")
                    tab.page.evaluate(SETTLED)
                    for number, chart in enumerate(tab.page.locator(CHART).all(), start=1):
                        file = folder / named(path, number, width, language, look)
                        chart.screenshot(path=file, animations="disabled")
                        yield file


def laid_beside(before: Path, after: Path, file: Path) -> int:
    """Write both pictures side by side; returns how many pixels differ, those that only one has among them."""
    pair = [Image.open(path).convert("RGB") for path in (before, after)]
    size = (max(picture.width for picture in pair), max(picture.height for picture in pair))
    whole = Image.new("RGB", (2 * size[0] + 20, size[1]), "grey")
    for place, picture in enumerate(pair):
        whole.paste(picture, (place * (size[0] + 20), 0))
    whole.save(file)
    one, other = (np.asarray(whole.crop((left, 0, left + size[0], size[1]))) for left in (0, size[0] + 20))
    return int((one != other).any(axis=2).sum())


def main(folder: Path, before: Path | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as store,
        running(Path(store) / "store") as server,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        files = list(taken(browser, server.address, folder))
        browser.close()
    sys.stdout.write(f"{folder}: {len(files)}\n")
    if before is None:
        return
    beside = folder / "beside"
    beside.mkdir(exist_ok=True)
    for file in files:
        if not (before / file.name).exists():
            sys.stdout.write(f"{file.name}: new\n")
        elif differing := laid_beside(before / file.name, file, beside / file.name):
            sys.stdout.write(f"{file.name}: {differing}\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
