"""Controls whose state is the address: each sets its widget from it before drawing and writes back on change."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext

import streamlit as st

from components.language.words import say
from components.model.choice import Choice
from components.ui import address
from components.ui.notice import as_text, show_notice
from components.ui.screen import is_phone
from components.views.choices import CONTROLS, words_of

# between the ids of a choice of several
SEPARATOR = ","


def choice_row():
    """The one row in which a page's controls stand; what does not fit wraps."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="choices")


def more_choices():
    """The place of the second-rank controls: the same row, or on a phone behind one button."""
    return st.popover(say("choice.more"), width="content") if is_phone() else nullcontext()


def _key(name: str, label: str) -> str:
    return f"choose-{name}-{label}"


def _bind(name: str, label: str, value, default: str, drops: Sequence[str] = (), drawn: object = None) -> dict:
    """Set the widget from the address and give it the key and callback that write it back.

    drawn: what makes another widget under the same key (its form and options), which is set anew.
    """
    key = _key(name, label)
    if st.session_state.get(key) != value or st.session_state.get(f"drawn-{key}") != drawn:
        st.session_state[key] = value
    st.session_state[f"drawn-{key}"] = drawn

    def write_back() -> None:
        chosen = st.session_state[key]
        if isinstance(chosen, bool):
            chosen = "yes" if chosen else None
        address.write(name, chosen if isinstance(chosen, str | None) else SEPARATOR.join(chosen), default)
        for dropped in drops:
            address.write(dropped, None, "")

    return {"key": key, "on_change": write_back}


def notice_stale(name: str, allowed: Iterable[str]) -> None:
    """Say it in passing where the address holds a value of this choice that is not to be had."""
    if address.is_stale(name, allowed):
        value = st.query_params[name][: address.LONGEST]
        show_notice(say("notice.stale_choice", name=say(f"choice.{name}"), value=value))


def _default_key(name: str) -> str:
    return f"default-{name}"


def _read(name: str, options: Mapping[str, str], default: str) -> str:
    # choose_reset asks for it: a copied link names choices that may be the defaults
    st.session_state[_default_key(name)] = default
    notice_stale(name, options)
    return address.read(name, options, default)


def chosen_one(name: str, options: Mapping[str, str]) -> str:
    """The id that choose_one of the same will return, for what stands above it."""
    return address.read(name, options, next(iter(options)))


def choose_one(
    name: str,
    options: Mapping[str, str],
    default: str | None = None,
    drops: Sequence[str] = (),
    is_low: bool = False,
) -> str:
    """Draw a segmented control for a short choice (id → label) and return the chosen id.

    drops: choices that mean nothing under another one and leave the address with it. is_low: its label is for those
    who do not see it alone, where a figure needs the height.
    """
    default = next(iter(options)) if default is None else default
    label = say(f"choice.{name}")
    value = _read(name, options, default)
    if len(options) == 1:
        return value
    st.segmented_control(
        label,
        list(options),
        required=True,
        # a list shows its options letter by letter by itself, these are Markdown
        format_func=lambda option: as_text(options[option]),
        label_visibility="collapsed" if is_low else "visible",
        **_bind(name, label, value, default, drops, ("buttons", *options)),
    )
    return value


def choose_from_list(
    name: str,
    options: Mapping[str, str],
    default: str | None = None,
    width: int | str = "stretch",
    drops: Sequence[str] = (),
) -> str:
    """Draw a searchable list for a long choice (id → label) and return the chosen id. width: pixels, or stretch.

    drops: choices that mean nothing under another one and leave the address with it.
    """
    default = next(iter(options)) if default is None else default
    label = say(f"choice.{name}")
    value = _read(name, options, default)
    st.selectbox(
        label,
        list(options),
        format_func=options.get,
        placeholder=say("choice.search_list"),
        width=width,
        **_bind(name, label, value, default, drops, ("list", *options)),
    )
    return value


def choose_many(name: str, options: Mapping[str, str], preset: Sequence[str], width: int | str = "stretch") -> str:
    """Draw a list of which several may be chosen (id → label) and return the chosen ids, with commas between.

    preset: those that are chosen where the address chooses none.
    """
    label, default = say(f"choice.{name}"), SEPARATOR.join(preset)
    st.session_state[_default_key(name)] = default
    asked = [one for one in address.read_list(name).split(SEPARATOR) if one]
    chosen = [one for one in dict.fromkeys(asked) if one in options]
    if len(chosen) < len(asked):
        missing = next(one for one in asked if one not in options)
        show_notice(say("notice.stale_choice", name=label, value=missing[: address.LONGEST]))
    chosen = chosen or list(preset)
    st.multiselect(
        label,
        list(options),
        format_func=options.get,
        placeholder=say("choice.search_list"),
        width=width,
        **_bind(name, label, chosen, default, drawn=("many", *options)),
    )
    return SEPARATOR.join(chosen)


def _choose(choice: Choice, chosen: Mapping[str, str]) -> str:
    """Draw one control, which knows what is chosen before it, and return the chosen id."""
    if choice.form == "text":
        return choose_text(choice.name, say(choice.hint))
    if choice.form == "switch":
        return "yes" if choose_switch(choice.name) else ""
    options = choice.options(chosen)
    if not options:
        return choice.default or ""
    if choice.form == "many":
        return choose_many(choice.name, options, list(options)[: choice.preset], choice.width)
    if choice.is_silent and len(options) == 1:
        return next(iter(options))
    if choice.form == "buttons" or (choice.form == "any" and len(options) <= choice.few):
        return choose_one(choice.name, options, choice.default, choice.drops)
    return choose_from_list(choice.name, options, choice.default, choice.width, choice.drops)


def choose(page: str, *beside: str) -> dict[str, str]:
    """Draw the controls of a page in its one row, with the way back to the defaults; return choice → chosen id.

    beside: other lists of the page, whose choices are put back with these.
    """
    controls, chosen = CONTROLS[page], {}
    with choice_row():
        for choice in (choice for choice in controls if choice.is_first):
            chosen[choice.name] = _choose(choice, chosen)
        with more_choices():
            for choice in (choice for choice in controls if not choice.is_first):
                chosen[choice.name] = _choose(choice, chosen)
            every = (choice for name in (page, *beside) for choice in CONTROLS[name])
            choose_reset(*(choice.name for choice in every if not choice.is_kept))
    st.html(f"<style>@media print {{ .pl-question::after {{ content: {_on_paper(chosen)}; }} }}</style>")
    return chosen


def _on_paper(chosen: Mapping[str, str]) -> str:
    """The choices in words, as a text of a style sheet: on paper they stand under the question, without controls."""
    words = (
        say("book.chosen", label=say(f"choice.{name}"), words=words_of(name, value))
        for name, value in chosen.items()
        if value
    )
    return json.dumps(say("punctuation.join").join(words), ensure_ascii=False).replace("<", "\\3c ")


def choose_text(name: str, hint: str) -> str:
    """Draw a search field and return what is in it, without outer blanks."""
    label = say(f"choice.{name}")
    value = address.read(name, None, "")
    st.text_input(label, placeholder=hint, max_chars=address.LONGEST, **_bind(name, label, value, ""))
    return value.strip()


def choose_switch(name: str) -> bool:
    """Draw a switch, off by default, and return whether it is on."""
    label = say(f"choice.{name}")
    is_on = address.read(name, ("yes",), "") == "yes"
    st.toggle(label, **_bind(name, label, is_on, ""))
    return is_on


def choose_reset(*names: str) -> None:
    """Draw the way back to the defaults, only where one of these choices differs from its own."""
    held = st.query_params.to_dict()
    if any(held[name] != st.session_state.get(_default_key(name)) for name in names if name in held):
        st.button(
            say("choice.reset"),
            on_click=lambda: [st.query_params.pop(name, None) for name in names],
            key="choose-reset",
        )


def show_filters(chosen: Mapping[str, str]) -> None:
    """What narrows the page (choice → words), each with a way to drop it: it may come from another page."""
    if not chosen:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filters"):
        for name, words in chosen.items():
            st.button(
                as_text(say("choice.drop", name=say(f"choice.{name}"), words=words)),
                on_click=address.write,
                args=(name, None, ""),
                key=f"drop-{name}",
                type="tertiary",
            )
