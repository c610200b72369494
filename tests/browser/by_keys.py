"""What axe-core finds on a page, and where the keyboard stops on it."""

from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
STOPS = Path(__file__).with_name("keys.js").read_text(encoding="utf-8")
# a drawing is told by its alternative text and the list of its marks, and its colours are asked of the palette
ASKED = """async () => {
    const found = await axe.run({exclude: [['.main-svg']]}, {
        resultTypes: ['violations'], elementRef: false, rules: {'target-size': {enabled: true}}
    });
    return found.violations.flatMap(one => one.nodes.map(
        node => [one.id, one.impact, node.target.join(' '), node.html]));
}"""
# rule of axe-core → what it finds in Streamlit's own elements that neither a style nor an attribute mends
STREAMLITS = {
    "presentation-role-conflict": ("stFileUploaderDropzone", "minor: a place to drop files on has a name but no role"),
}


def violations(page: Page) -> list[list[str]]:
    """What axe-core holds against a page, of any impact, but for what is Streamlit's own: rule, impact, where, what."""
    page.evaluate(AXE)
    found = page.evaluate(ASKED)
    return [one for one in found if one[0] not in STREAMLITS or STREAMLITS[one[0]][0] not in one[3]]


def stops(page: Page) -> tuple[int, list[list[str]]]:
    """How often Tab stops on a page, and which of the stops cannot be reached or seen: what is wrong, and where."""
    page.keyboard.press("Tab")
    count, faults = page.evaluate(STOPS)
    return count, faults
