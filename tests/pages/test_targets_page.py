"""目标测算 as it is visited: drafts of the address, what is wrong with them, and drafts that are kept."""

from components.views import kept_drafts
from data.people import Person
from tests.pages.test_frame_of_pages import markup


def typed(app):
    return next(field for field in app.text_input if (field.key or "").startswith("draft-typed"))


def test_a_draft_is_typed_into_the_address_and_taken_out_of_it_again(visit):
    app = visit("targets", indicator="unemployment_insured")
    typed(app).set_value("2,78").run()
    assert app.query_params["drafts"] == "unemployment_insured:278"
    assert "低于已达到的 291.51 万人" in markup(app)
    typed(app).set_value("").run()
    assert "drafts" not in app.query_params


def test_what_is_no_number_is_said_and_changes_nothing(visit):
    app = visit("targets", indicator="unemployment_insured", drafts="unemployment_insured:320")
    typed(app).set_value("<b>很多</b>").run()
    assert not app.exception
    assert "&lt;b&gt;很多&lt;/b&gt;”读不成一个数" in markup(app)
    assert app.query_params["drafts"] == "unemployment_insured:320"


def test_hostile_drafts_in_the_address_are_answered_in_words(visit):
    for drafts in ("<script>:1", "unemployment_insured:1e99", ",,,::,", "a" * 7000, "new_urban_jobs:１７０"):
        app = visit("targets", drafts=drafts)
        assert not app.exception, drafts
        assert "<script>" not in markup(app)


def test_kept_drafts_are_chosen_into_the_address(visit):
    editor = Person("陈", "editor")
    made = kept_drafts.keep("讨论稿", "qingdao", {"unemployment_insured": 320.0}, "", by=editor)
    app = visit("targets", indicator="unemployment_insured")
    chooser = next(box for box in app.selectbox if (box.key or "").startswith("drafts-kept"))
    chooser.select_index(0).run()
    assert app.query_params["drafts"] == "unemployment_insured:320"
    kept_drafts.drop(made, made.version, by=editor)
