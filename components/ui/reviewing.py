"""The review component: left the page, right what was read; a script of its own, without a build step.

Its files are served beside Streamlit's own, so that the policy of the Guard needs no exception for it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.runtime import Runtime

FOLDER = Path(__file__).with_name("review")
PACKAGE, NAME = "planledger", "review"
KEY = "review"


def _mount() -> Callable[..., Any]:
    """The component, known to the server that runs."""
    name = f"{PACKAGE}.{NAME}"
    if not Runtime.exists():
        return component(name)
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        manifest = ComponentManifest(PACKAGE, "1", [ComponentConfig(NAME, FOLDER.name)])
        manager.register_from_manifest(manifest, FOLDER.parent)
    return component(name, js="review.js", css="review.css")


def show_review(data: Mapping[str, Any], take: Callable[[Mapping[str, Any]], None]) -> None:
    """Draw the review of what `data` says (components.views.plan_reading.payload); take: is given each bundle of what
    was decided: its number, decisions, candidates for which an indicator is asked, where the reader stands.
    """

    def taken() -> None:
        bundle = st.session_state[KEY].get("decided")
        if bundle:
            take(bundle)

    _mount()(key=KEY, data=dict(data), on_decided_change=taken)
