"""The gallery shows every page and every view that is drawn."""

from tests.browser import gallery
from tests.browser.conftest import ROOT


def test_every_page_and_every_view_that_is_drawn_has_its_picture():
    assert gallery.unseen({file.stem for file in (ROOT / "pages").glob("*.py")}) == set()


def test_the_page_of_the_gallery_is_written_of_its_pictures_which_are_there_and_small():
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.written()
    sizes = {file.name: file.stat().st_size for file in gallery.FOLDER.glob("*")}
    assert set(sizes) == {picture.name for picture in gallery.PICTURES}
    assert max(sizes.values()) <= 80_000
