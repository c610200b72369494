from components.bar import look
from components.choices import choice_row, choose_one, is_phone
from components.screen import show_counts, show_directions, show_question, show_section, show_view
from components.views import overview, regions, with_all

show_question("overview")
show_counts(overview.counts(), overview.span_of_years())
show_section("section.go")
show_directions("periods", "commitments", "evidence")
show_section("section.coverage")
with choice_row():
    region_id = choose_one("region", with_all(regions()))
show_view(overview.view(region_id, look=look(), is_narrow=is_phone()))
