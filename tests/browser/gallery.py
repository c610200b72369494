"""The gallery: each form of chart, each page and what a phone has instead, as the app itself draws them.

`python -m tests.browser.gallery` takes every picture anew into docs/images/gallery and writes docs/gallery.md; with the
address of a server that runs, of that one.
"""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from components.language import words
from components.language.words import say
from components.views.registry import KINDS
from tests.browser.conftest import ARGUMENTS, PHONE, ROOT, WIDE, Tab, chromium, running
from tests.browser.widths import SETTLED

PAGE, FOLDER = ROOT / "docs" / "gallery.md", ROOT / "docs" / "images" / "gallery"
# bytes of a picture at most; how it is made smaller until it is: (part of its width, colours)
MOST = 76_000
WHOLE = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
# milliseconds: pictures are taken on a busy machine too
PATIENCE = 300_000
SMALLER = ((1.0, 48), (1.0, 24), (0.8, 32), (0.7, 24), (0.6, 16))


@dataclass(frozen=True)
class Picture:
    """One picture: where it is taken, what it shows. view: whose chart it is of, blank for the page as it opens."""

    address: str
    shows: str
    view: str = ""
    is_phone: bool = False

    @property
    def page(self) -> str:
        return self.address.partition("?")[0].strip("/") or "overview"

    @property
    def name(self) -> str:
        """What its file is called: the page, what is chosen there, the chart, and whose window."""
        parts = (self.page, self.address.partition("?")[2], self.view, "phone" if self.is_phone else "")
        return "-".join(part for part in parts if part).translate(str.maketrans("=&:,.", "-----")) + ".png"


PICTURES = (
    Picture("/", "a tile a target in the order of the plans, verdict by verdict", "board"),
    Picture("/", "documents by years: what is known, what is asked", "overview"),
    Picture("/periods", "the new targets beside what the last period reached, in two panels", "periods"),
    Picture("/cities", "totals of two places: as printed, per 10,000 residents, of the own last result", "cities"),
    Picture("/cities", "rates of two places, floors and ceilings apart", "cities_rates"),
    Picture("/progress", "a total by months over its single years", "progress"),
    Picture("/progress?indicator=unemployment_insured", "a level on its way from base to target", "progress"),
    Picture("/progress?indicator=mediation_success_rate", "a rate beside its floor", "progress"),
    Picture("/progress", "all indicators by years, and how far they have come", "completion"),
    Picture("/indicator", "one indicator over all plans, with the breaks of its method", "indicator"),
    Picture("/indicator?list=several", "several indicators, each on a scale of its own over the same years", "several"),
    Picture("/indicator?list=indexed", "several indicators set to one year, rates by points", "indexed"),
    Picture("/targets?region=china&drafts=new_urban_jobs:6000", "a draft beside the way so far", "targets"),
    Picture("/targets?work=yearly", "the years' own plans beside need and result", "yearly"),
    Picture("/commitments", "a mark a commitment, by document and theme", "commitments"),
    Picture("/", "the page as it opens"),
    Picture("/periods", "the page as it opens"),
    Picture("/periods?list=review&region=china", "three periods side by side"),
    Picture("/periods?list=moved", "targets that were lowered, raised, dropped or new"),
    Picture("/cities", "the page as it opens"),
    Picture("/progress", "the page as it opens"),
    Picture("/indicator", "the page as it opens"),
    Picture("/targets?region=china&drafts=new_urban_jobs:6000", "a draft of a next target"),
    Picture("/targets?work=warn", "warnings of progress and of data"),
    Picture("/commitments", "the page as it opens"),
    Picture("/evidence?words=262.61", "a figure that is searched, its source and its rivals"),
    Picture("/evidence?list=findings", "what does not fit together"),
    Picture("/ledger", "results of a year are entered"),
    Picture("/ledger?work=read", "a plan is read"),
    Picture("/ledger?work=duty", "offices, and what is due"),
    Picture("/briefing", "views in order, one before the eyes"),
    Picture("/", "tiles in one column, those not assessed folded", "board", is_phone=True),
    Picture("/periods", "two lines a row", "periods", is_phone=True),
    Picture("/cities", "two lines a row", "cities", is_phone=True),
    Picture("/progress", "panels over each other", "progress", is_phone=True),
    Picture("/progress", "name and verdict over the bar; the years are left to the table", "completion", is_phone=True),
    Picture("/evidence?words=262.61", "every row has its number", is_phone=True),
)


def title(picture: Picture) -> str:
    """What it is of, in both languages: the chart's name, else the page's."""
    word = f"chart.name.{picture.view}" if picture.view else f"page.{picture.page}"
    said = []
    for language in words.LANGUAGES:
        words.speak(language)
        said.append(say(word))
    words.speak(words.LANGUAGES[0])
    return " ".join(said)


def written() -> str:
    """The page of the gallery."""
    lines = [
        "# Gallery",
        "",
        "What the app draws, one picture a form, taken of the app itself with the shipped ledger. After a change that "
        "is seen, `python -m tests.browser.gallery` takes all pictures anew and writes this page; what differs shows "
        "in the commit.",
    ]
    parts = (
        ("Charts", [one for one in PICTURES if one.view and not one.is_phone]),
        ("Pages", [one for one in PICTURES if not one.view and not one.is_phone]),
        ("On a phone", [one for one in PICTURES if one.is_phone]),
    )
    for heading, pictures in parts:
        lines += ["", f"## {heading}"]
        for one in pictures:
            folder = FOLDER.relative_to(PAGE.parent).as_posix()
            lines += [
                "",
                f"**{title(one)}**: {one.shows} (`{one.address}`)",
                "",
                f"![{one.shows}]({folder}/{one.name})",
            ]
    return "\n".join(lines) + "\n"


def unseen(pages: set[str]) -> set[str]:
    """Which of these pages, and which views that are drawn, have no picture."""
    drawn = {name for name, kind in KINDS.items() if kind.is_drawn}
    return (pages | drawn) - {one.page for one in PICTURES if not one.view} - {one.view for one in PICTURES}


def small(data: bytes) -> bytes:
    """A picture in few colours, and narrower where that is not enough."""
    whole = Image.open(io.BytesIO(data)).convert("RGB")
    for share, colours in SMALLER:
        size = (round(whole.width * share), round(whole.height * share))
        shown = whole if share == 1 else whole.resize(size, Image.Resampling.LANCZOS)
        out = io.BytesIO()
        # what is rare keeps its colour
        few = shown.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            break
    return out.getvalue()


def taken(browser: Browser, server: str) -> Iterator[tuple[Picture, bytes]]:
    """Each picture; what stands at one address is taken in one visit."""
    key = attrgetter("is_phone", "address")
    tabs = {is_phone: Tab(browser.new_page(**form), server) for is_phone, form in ((False, WIDE), (True, PHONE))}
    for tab in tabs.values():
        tab.page.set_default_timeout(PATIENCE)
    for (is_phone, address), pictures in groupby(sorted(PICTURES, key=key), key):
        tab = tabs[is_phone].open(address)
        tab.page.evaluate(SETTLED)
        # what is presented stands in a frame
        for frame in tab.page.frames[1:]:
            frame.wait_for_selector(".main-svg")
        size = tab.page.viewport_size
        # the page as it opens first: a window as high as all of it shows whole charts
        for one in sorted(pictures, key=attrgetter("view")):
            if one.view:
                tab.page.set_viewport_size({**size, "height": tab.page.evaluate(WHOLE)})
                tab.page.evaluate(SETTLED)
            place = tab.page.locator(f".st-key-plot-{one.view}") if one.view else tab.page
            yield one, place.screenshot(animations="disabled")
        tab.page.set_viewport_size(size)


def main(address: str | None = None) -> None:
    """Take all pictures and write the page. address: of a server of the shipped ledger that runs, else one starts."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(written(), encoding="utf-8")
    with ExitStack() as ending:
        if address is None:
            store = ending.enter_context(tempfile.TemporaryDirectory())
            address = ending.enter_context(running(Path(store) / "store")).address
        playwright = ending.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for picture, data in taken(browser, address):
            (FOLDER / picture.name).write_bytes(small(data))
            sys.stdout.write(f"{picture.name}: {(FOLDER / picture.name).stat().st_size}\n")
        browser.close()
    for left in {file.name for file in FOLDER.glob("*.png")} - {one.name for one in PICTURES}:
        (FOLDER / left).unlink()


if __name__ == "__main__":
    main(*sys.argv[1:2])
