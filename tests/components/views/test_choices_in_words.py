"""What files say of what was chosen."""

from components.views.choices import words_of


def test_drafts_are_said_by_the_names_of_their_indicators():
    assert (
        words_of("drafts", "unemployment_insured:320,new_urban_jobs:190")
        == "失业保险参保人数 320、城镇新增就业人数 190"
    )
    assert words_of("drafts", "not_there:1") == "not_there 1"
