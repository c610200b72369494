"""The main script: page config, language, look, navigation; last, the page. Nothing is drawn after it."""

import logging
import sys
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from components.language import words  # noqa: E402
from components.language.words import say  # noqa: E402
from components.look.theme import LOOKS  # noqa: E402
from components.ui import address, bar  # noqa: E402
from components.ui.controls import notice_stale  # noqa: E402
from components.ui.notice import show_away, show_failure  # noqa: E402
from components.views.catalogue import one_ledger  # noqa: E402
from components.views.registry import FORMER_CHOICES  # noqa: E402

address.rename(FORMER_CHOICES)
address.speak()
pages = {
    name: st.Page(
        HERE.parent / "pages" / f"{name}.py",
        title=say(f"page.{name}"),
        url_path=None if name == "overview" else name,
        default=name == "overview",
    )
    for name in address.PAGES
}
page = st.navigation(list(pages.values()), position="hidden")
st.set_page_config(page_title=f"{page.title} · {say('app.name')}", layout="wide", initial_sidebar_state="collapsed")
bar.show_bar(pages, page)
notice_stale("lang", words.LANGUAGES)
notice_stale("look", LOOKS)
show_away()
try:
    with one_ledger():
        page.run()
except Exception as error:
    # neither words of the machine nor of the ledger for whoever brought them in: those stand in the log
    logging.getLogger("planledger").exception("page %s", page.url_path)
    show_failure(error)
