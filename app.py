"""The server: warm-up before the first visit, the page's language and look before its first paint."""

import contextlib
import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator

import streamlit as st
from starlette.middleware import Middleware

import components.charts
import components.exports
import queries
from components.ui import answers, login, original_pages, page_shell, presentation
from components.ui.guard import Guard


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, object]]:
    """Build the ledger if it is not there, ask it once, import charts and files; then the collector passes over it.

    As long as the server runs, its files are looked through aside.
    """
    for package in (components.charts, components.exports):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    with queries.watched():
        # a ledger with faults is said on every page, in words
        with contextlib.suppress(queries.LedgerFault):
            queries.ask("ledger_summary")
        gc.collect()
        gc.freeze()
        yield {}
        gc.unfreeze()


app = st.App(
    "components/frame.py",
    lifespan=lifespan,
    routes=[*answers.routes, *presentation.routes, *original_pages.routes, *page_shell.routes, *login.routes],
    # the first is the outermost
    middleware=[Middleware(Guard), Middleware(login.Returning), Middleware(page_shell.FirstPaint)],
)
