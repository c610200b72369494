"""What the page that carries the app asks for before Streamlit does."""

from components.ui.page_shell import CODE, PARTS, PRELOADED, SCRIPT, _files


def test_every_part_that_pages_are_drawn_with_is_a_file_of_this_streamlit_and_is_asked_for_at_once():
    for name in PARTS:
        (file,) = _files((name,))
        assert (CODE / file).exists()
        assert f'href="./static/js/{file}"'.encode() in PRELOADED
    assert all(file.encode() in SCRIPT for file in _files(PARTS))


def test_a_part_that_another_streamlit_does_not_have_is_not_asked_for():
    assert _files(("NoSuchPart",)) == []
