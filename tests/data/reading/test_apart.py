"""Reading in a process of its own: whatever a file does, there is an answer in words and the server lives."""

import io
import os
import pickle
import time
from pathlib import Path

import pytest
from PIL import Image

from data.reading import apart
from data.reading.apart import Job, read_apart, start
from data.reading.document import Document, Spot
from data.reading.extract import Reading, read
from data.reading.pictures import drawn, page_picture, places
from data.reading.refusal import Unreadable

PLAN = "云山市“十五五”规划\n到2030年，养老床位达到5000张以上，森林覆盖率达到43%。\n"
# long enough that nobody waits for its end
LONG = (PLAN * 40_000).encode()


def until(true) -> None:
    while not true():
        time.sleep(0.01)


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def pdf(width: int = 400, height: int = 300, pages: int = 2) -> bytes:
    out = io.BytesIO()
    blank = Image.new("1", (width, height))
    blank.save(out, "PDF", save_all=True, append_images=[blank] * (pages - 1))
    return out.getvalue()


def test_a_file_read_apart_is_read_as_it_is_here():
    assert read_apart(PLAN.encode(), "a.txt") == read(PLAN.encode(), "a.txt")


@pytest.mark.parametrize(
    ("content", "name", "token"),
    [
        (b"", "a.txt", "empty"),
        (b"x" * 50_000_001, "a.txt", "too_large"),
        (pdf(pages=3), "a.pdf", "scan"),
    ],
)
def test_what_cannot_be_read_is_refused_in_the_same_words(content, name, token):
    job = start(content, name)
    with pytest.raises(Unreadable) as refused:
        job.wait()
    assert (job.state, refused.value.token, job.reading) == ("refused", token, None)


def test_the_pages_are_told():
    job = start(pdf(pages=3), "a.pdf")
    until(lambda: job.state != "reading")
    assert (job.page, job.pages) == (3, 3)


def test_a_job_that_is_cancelled_has_no_process_any_more():
    job = start(LONG, "a.txt")
    until(lambda: job._process is not None)
    process = job._process.pid
    job.cancel()
    assert (job.state, is_there(process)) == ("stopped", False)
    job.cancel()


def test_a_process_that_somebody_ends_is_told_of():
    job = start(LONG, "a.txt")
    until(lambda: job._process is not None)
    os.kill(job._process.pid, 9)
    with pytest.raises(Unreadable) as refused:
        job.wait()
    assert (job.state, refused.value.token) == ("refused", "interrupted")


def test_a_process_that_takes_too_long_is_ended():
    with pytest.raises(Unreadable) as refused:
        Job("read", LONG, ("a.txt", None), 1).wait()
    assert refused.value.token == "too_slow"


def test_a_process_that_wants_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setenv("PLANLEDGER_READING_MEMORY", "400")
    with pytest.raises(Unreadable) as refused:
        start(b"1" * 30_000_000, "a.txt").wait()
    assert refused.value.token == "too_heavy"


def test_an_answer_of_anything_but_a_reading_is_none():
    class Trap:
        def __reduce__(self):
            return os.getcwd, ()

    content = pickle.dumps(("answer", Trap()))
    assert apart._message(io.BytesIO(len(content).to_bytes(8, "big") + content)) is None


def test_a_page_is_a_picture_of_the_width_that_was_asked():
    assert Image.open(io.BytesIO(page_picture(pdf(), 2, 300))).size == (300, 225)


def test_a_page_without_end_has_no_more_pixels_than_others():
    shown = Image.open(io.BytesIO(drawn(pdf(10_000, 10_000), 1, 10_000)))
    assert shown.width * shown.height <= 8_100_000


@pytest.mark.parametrize(("content", "page", "token"), [(pdf(), 3, "no_page"), (b"%PDF-1.7\n", 1, "broken")])
def test_a_page_that_is_not_there_is_refused(content, page, token):
    with pytest.raises(Unreadable) as refused:
        drawn(content, page, 100)
    assert refused.value.token == token


def test_a_figure_stands_where_its_characters_are_in_their_line():
    reading = read(PLAN.encode(), "a.txt")
    text = reading.document.text
    line = text.index("到2030")
    spots = (Spot(line, len(text), 4, (0.0, 0.1, 1.0, 0.2)),)
    held = Reading(Document(text, reading.document.blocks, (), spots), reading.heading, reading.candidates)
    page, left, top, right, bottom = places(b"", held)[0]
    assert (page, top, bottom) == (4, 0.1, 0.2)
    assert 0.3 < left < right < 0.6
    assert places(b"", reading) == {}
