"""What a document is, as its heading says it and a person corrects it: title, region, years, issuer."""

import html
from dataclasses import replace

import streamlit as st

from components.language.words import say
from components.ui.notice import as_text
from components.views import plan_reading
from components.views.plan_reading import About, Review

NEW = "new"


def choose_about(review: Review) -> Review:
    """Draw the fields that describe the document of a review; return the review as they have it now."""
    about = review.draft.about
    faults = plan_reading.faults_of(about)
    # whether figures of the ledger are replaced is asked in sight, not among what was read of the heading
    supersedes, change_kind = _choose_version(review)
    with st.expander(as_text(plan_reading.about_words(about)), expanded=bool(faults), key=f"about-{review.key}"):
        for line in faults:
            st.html(f"<p class='pl-doubt'>✕ {html.escape(line)}</p>")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            title = _text("title_zh", about, review, width=400)
            short = _text("short_zh", about, review, width=190)
            kind = _one("kind", plan_reading.kinds(), about.kind, review, width=150)
            region = _choose_region(about, review)
            period = _choose_years(about, review)
            issuer = _text("issuer", about, review, width=240)
            number = _text("document_number", about, review, width=210)
            issued_on = _text("issued_on", about, review, width=130)
            with st.popover(say("about.more"), width="content"):
                url = _text("url", about, review, width=320)
                licence = _text("licence", about, review, width=320)
                note = _text("note", about, review, width=320)
    made = replace(
        about,
        title_zh=title,
        short_zh=short,
        kind=kind,
        issuer=issuer,
        document_number=number,
        issued_on=issued_on,
        url=url,
        licence=licence,
        note=note,
        **region,
        **period,
    )
    return plan_reading.with_about(review, made, supersedes, change_kind)


def _text(name: str, about: About, review: Review, width: int) -> str:
    return st.text_input(
        say(f"about.{name}"), value=getattr(about, name), key=f"about-{name}-{review.key}", width=width
    ).strip()


def _one(name: str, options: dict[str, str], chosen: str, review: Review, width: int) -> str:
    return (
        st.selectbox(
            say(f"about.{name}"),
            list(options),
            index=list(options).index(chosen) if chosen in options else None,
            format_func=lambda key: options[key],
            placeholder=say("choice.search_list"),
            key=f"about-{name}-{review.key}",
            width=width,
        )
        or ""
    )


def _choose_region(about: About, review: Review) -> dict[str, str]:
    """A region of the ledger, or one that it has not yet."""
    known = plan_reading.regions_of_plans()
    chosen = about.region_id if about.region_id in known else NEW if about.region_zh else ""
    region = _one("region", {**known, NEW: say("about.new_region")}, chosen, review, width=200)
    if region != NEW:
        return {"region_id": region, "region_zh": "", "region_en": "", "region_level": "", "region_parent": ""}
    name = _text("region_zh", about, review, width=140)
    level = _one("region_level", plan_reading.levels(), about.region_level, review, width=120)
    parent = _one("region_parent", known, about.region_parent, review, width=160)
    region_id = about.region_id if about.region_id not in known else ""
    return {"region_id": region_id, "region_zh": name, "region_level": level, "region_parent": parent}


def _choose_years(about: About, review: Review) -> dict[str, str]:
    """For which years it plans; which period of the ledger that is, follows from them."""
    first = _text("year_from", about, review, width=80)
    last = _text("year_to", about, review, width=80)
    is_as_it_was = (first, last) == (about.year_from, about.year_to)
    return {"period_id": about.period_id if is_as_it_was else "", "year_from": first, "year_to": last}


def _choose_version(review: Review) -> tuple[str, str]:
    """Whether it is a later printing of a document of the ledger, whose figures it then replaces, and as what."""
    known = review.known
    if known is None or known.kind != "version":
        return "", ""
    options = plan_reading.kinds_of_change()
    held = plan_reading.change_kind(review)
    kind = _one("version", {"": say("about.no_version"), **options}, held, review, width=320)
    return (known.document_id, kind) if kind else ("", "")
