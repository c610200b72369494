"""The server: warm-up before the first visit, the page's language and look before its first paint."""

import contextlib
import gc
from collections.abc import AsyncIterator

import streamlit as st
from starlette.middleware import Middleware

import queries
from components.document import FirstPaint


@contextlib.asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict]:
    """Build the ledger if it is not there and ask it once; then let the collector pass over all that stays."""
    queries.ask("ledger_summary")
    gc.collect()
    gc.freeze()
    yield {}
    gc.unfreeze()


app = st.App("components/frame.py", lifespan=lifespan, middleware=[Middleware(FirstPaint)])
