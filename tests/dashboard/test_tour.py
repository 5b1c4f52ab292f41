"""The tour is offered once and stays out of the way of a link that asks for something."""

from dashboard.tour import STEP_WORDS
from tests.dashboard.conftest import Opened, html

OFFER = "Six short steps"


def test_a_first_visit_is_offered_the_tour(opened: Opened):
    app = opened()
    assert OFFER in html(app)


def test_a_link_that_asks_for_something_opens_without_it(opened: Opened):
    assert OFFER not in html(opened({"selected": "site:SITE-23"}))


def test_a_language_alone_is_still_a_first_visit(opened: Opened):
    app = opened({"language": "zh"})
    assert app.button(key="tour_begin")


def test_the_offer_can_be_dismissed(opened: Opened):
    app = opened().button(key="tour_later").click().run()
    assert OFFER not in html(app)
    assert not app.exception


def test_the_tour_has_a_step_for_each_part_and_ends(opened: Opened):
    app = opened().button(key="tour_open").click().run()
    for title in list(STEP_WORDS)[:-1]:
        assert f"<b>{title}</b>" in html(app)
        app.button(key="tour_next").click().run()
    assert "<b>Lists</b>" in html(app)
    app.button(key="tour_close").click().run()
    assert "<b>Lists</b>" not in html(app)
