"""读一份规划: a document comes in, is read, reviewed beside its page, and taken into the ledger."""

import html
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.language.words import say
from components.ui import address
from components.ui.about_plan import choose_about
from components.ui.address import spoken
from components.ui.changed import show_changes
from components.ui.notice import as_text, show_notice
from components.ui.reviewing import show_review
from components.ui.rights import here, may_edit, show_why_not
from components.ui.show import show_note
from components.ui.table import show_small_table
from components.views import plan_reading
from components.views.maintenance import NotDone
from components.views.plan_reading import Review, Task

# what is read now; what is reviewed; what it would change, or why it cannot come in; what the last one changed
TASK, REVIEW, PREPARED, REFUSED, TAKEN = "plan-task", "plan-review", "plan-prepared", "plan-refused", "plan-taken"
# what could not be kept, for another window has kept it too
STALE = "plan-stale"
# how many documents came in; why the last could not be read
PASTED, UNREAD = "plan-pasted", "plan-unread"


def show_reading() -> None:
    """Draw the way from a document to its goals in the ledger; for who may not write, why not."""
    if not may_edit():
        show_why_not()
        return
    _show_taken()
    if (task := st.session_state.get(TASK)) is not None:
        _show_task(task)
    elif (review := st.session_state.get(REVIEW)) is not None:
        _show_review(review)
    else:
        _show_start()


def _show_start() -> None:
    """Where a document is dropped or pasted, and the reviews that are not done."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="plan-in"):
        number = st.session_state.get(PASTED, 0)
        # of any kind: what cannot be read is told by the reader, with what to do instead
        st.file_uploader(say("reading.drop"), key=f"plan-file-{number}", on_change=_take_file, args=(number,))
        with st.popover(say("reading.paste"), width="content", key="plan-paste"):
            st.text_area(say("reading.paste_here"), key=f"plan-text-{number}", height=240)
            st.button(say("reading.read_pasted"), key="plan-read-pasted", on_click=_take_pasted, args=(number,))
    for line in st.session_state.get(UNREAD, ()):
        st.html(f"<p class='pl-doubt'>✕ {html.escape(line)}</p>")
    show_note(say("reading.what"))
    drafts = plan_reading.drafts(here())
    if drafts:
        st.html(f"<h3 class='pl-step'>{html.escape(say('reading.drafts'))}</h3>")
    for draft in drafts:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"draft-{draft.draft_id}"):
            told = plan_reading.told(draft)
            st.html(f"<p class='pl-import'><b>{html.escape(draft.name)}</b><small>{html.escape(told)}</small></p>")
            key = draft.draft_id
            st.button(say("reading.go_on"), key=f"go-on-{key}", on_click=_go_on, args=(key,))
            with st.popover(say("reading.leave"), type="tertiary", key=f"leave-{key}"):
                show_note(say("reading.leave_what"))
                st.button(say("reading.leave_now"), key=f"leave-now-{key}", on_click=_remove, args=(key,))


def _read(content: bytes, name: str) -> None:
    st.session_state.pop(UNREAD, None)
    st.session_state[TASK] = plan_reading.start(content, name)


@spoken
def _take_file(number: int) -> None:
    file = st.session_state.get(f"plan-file-{number}")
    if file is not None:
        _read(file.getvalue(), file.name)
        st.session_state[PASTED] = number + 1


@spoken
def _take_pasted(number: int) -> None:
    if text := st.session_state.get(f"plan-text-{number}", "").strip():
        _read(text.encode(), say("reading.pasted_name"))
        st.session_state[PASTED] = number + 1


@spoken
def _go_on(draft_id: str) -> None:
    _put_aside()
    try:
        st.session_state[TASK] = plan_reading.resume(draft_id)
    except NotDone as refusal:
        _tell(refusal)


@spoken
def _remove(draft_id: str) -> None:
    try:
        plan_reading.remove(draft_id, by=here())
    except NotDone as refusal:
        _tell(refusal)


@st.fragment(run_every=0.4)
def _show_task(task: Task) -> None:
    """How far the reading is, with the way to end it; when it is done, the page is drawn anew."""
    if task.job.state == "reading":
        share, said = plan_reading.progress(task)
        st.progress(share, as_text(said))
        st.button(say("reading.cancel"), key="plan-cancel", on_click=_cancel, args=(task,))
        return
    st.session_state.pop(TASK, None)
    try:
        st.session_state[REVIEW] = plan_reading.review(task, by=here())
    except NotDone as refusal:
        # it says what to do: it stays until another document comes in
        st.session_state[UNREAD] = [say("reading.unread", name=task.name, line=line) for line in refusal.lines]
    st.rerun()


def _cancel(task: Task) -> None:
    task.job.cancel()
    st.session_state.pop(TASK, None)


def _show_review(review: Review) -> None:
    """The document, what is read of it, and its way into the ledger."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="plan-head"):
        st.html(f"<p class='pl-takeaway'>{html.escape(plan_reading.summary(review))}</p>")
        st.button(say("reading.put_aside"), key="plan-aside", on_click=_put_aside)
    if (lines := st.session_state.get(STALE)) is not None:
        for line in lines:
            st.html(f"<p class='pl-caution'>{html.escape(line)}</p>")
        st.button(say("reading.newest"), key="plan-newest", on_click=_go_on, args=(review.key,))
    for line in plan_reading.cautions(review):
        st.html(f"<p class='pl-caution'>{html.escape(line)}</p>")
    described = choose_about(review)
    if described.stamp != review.stamp:
        review = _keep(described)
    _show_differences(review)
    made = st.session_state.get(PREPARED)
    is_prepared = made is not None and made[0] == review.stamp
    show_review(plan_reading.payload(review) | {"prepared": is_prepared}, _take_bundle)
    show_note(say("reading.keys"))
    with st.container(key="plan-way-in"):
        _show_way_in(review)


def _show_differences(review: Review) -> None:
    """What a later printing has otherwise than the document of the ledger."""
    rows = plan_reading.differences(review)
    if rows:
        with st.expander(say("reading.differences", count=len(rows))):
            show_small_table(rows, {name: say(f"reading.difference_{name}") for name in rows[0]})


def _put_aside() -> None:
    for name in (REVIEW, PREPARED, REFUSED, STALE):
        st.session_state.pop(name, None)


@spoken
def _take_bundle(bundle: Mapping[str, Any]) -> None:
    """Take what was decided; what was going to be taken in is another now."""
    review = st.session_state.get(REVIEW)
    if review is None or bundle.get("review") != review.key:
        return
    st.session_state.pop(PREPARED, None)
    _keep(plan_reading.decided(review, bundle))


def _keep(review: Review) -> Review:
    """Keep where the review stands, in the store too."""
    try:
        review = plan_reading.kept(review, by=here())
        st.session_state.pop(STALE, None)
    except NotDone as refusal:
        # the notice is seen wherever one stands in the table, the line stays
        _tell(refusal)
        st.session_state[STALE] = refusal.lines
    st.session_state[REVIEW] = review
    return review


def _show_way_in(review: Review) -> None:
    """What stands against it, what it would change, and the button that takes it in."""
    count, left = plan_reading.counts(review)
    if not count:
        show_note(say("reading.nothing_accepted"))
        return
    against = plan_reading.stands_against(review)
    stamp, refused = st.session_state.get(REFUSED, (None, ()))
    for line in (*plan_reading.objections_of_document(against), *(refused if stamp == review.stamp else ())):
        st.html(f"<p class='pl-doubt'>✕ {html.escape(line)}</p>")
    made = st.session_state.get(PREPARED)
    if made is None or made[0] != review.stamp:
        if against:
            show_note(say("reading.standing", count=len(against)))
        elif left:
            show_note(say("reading.left", count=left))
        st.button(
            say("reading.preview", count=count),
            key="plan-preview",
            type="primary",
            disabled=bool(against),
            on_click=_prepare,
            args=(review,),
        )
        return
    coming = len(made[1].facts)
    st.html(f"<h3 class='pl-step'>{html.escape(say('reading.will_change', count=coming))}</h3>")
    if coming < count:
        show_note(say("reading.same", count=count - coming))
    # over the changes, which may be many: what is to be pressed stands where the reader is
    st.button(
        say("reading.take_in", count=coming), key="plan-take-in", type="primary", on_click=_take_in, args=(review,)
    )
    show_changes(made[1].changes)


@spoken
def _prepare(review: Review) -> None:
    try:
        st.session_state[PREPARED] = (review.stamp, plan_reading.prepared(review, by=here()))
    except NotDone as refusal:
        st.session_state[REFUSED] = (review.stamp, refusal.lines)


@spoken
def _take_in(review: Review) -> None:
    try:
        taken = plan_reading.taken_in(review, by=here())
    except NotDone as refusal:
        st.session_state.pop(PREPARED, None)
        st.session_state[REFUSED] = (review.stamp, refusal.lines)
        return
    _put_aside()
    st.session_state[TAKEN] = (taken, plan_reading.ways(review, taken), review.draft.about.title_zh)


def _tell(refusal: NotDone) -> None:
    for line in refusal.lines[:5]:
        show_notice(line)


def _show_taken() -> None:
    """What the last plan changed, with the ways to see it, until it is closed."""
    held = st.session_state.get(TAKEN)
    if held is None:
        return
    taken, ways, name = held
    with st.container(border=True, key="plan-taken"):
        said = say("reading.taken", count=len(taken.facts), name=name)
        st.html(f"<p class='pl-takeaway'>{html.escape(said)}</p>")
        links = "".join(
            f"<a data-way='' href='{address.way(page, address.shared(**chosen))}'>{html.escape(name)}</a>"
            for name, page, chosen in ways
        )
        st.html(f"<p class='pl-chips'>{links}</p>")
        with st.expander(say("reading.changed", count=len(taken.changes))):
            show_changes(taken.changes)
        st.button(say("maintenance.close"), key="plan-close", on_click=lambda: st.session_state.pop(TAKEN))
