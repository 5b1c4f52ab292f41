"""The tour is offered once, is walked step by step, and leaves the map alone."""

from tests.browser.reader import MAP, Reader

REMEMBER = f'window.kept = document.querySelector("{MAP}")'
SAME = f'window.kept === document.querySelector("{MAP}")'


def test_the_tour_is_walked_without_building_the_map_anew(reader: Reader):
    reader.open()
    reader.look_at(37.5, 69.9, zoom=9)
    reader.page.evaluate(REMEMBER)
    before = reader.looks_at()
    reader.page.get_by_role("button", name="Take the tour").click()
    reader.page.get_by_role("status").filter(has_text="1 of 6").wait_for()
    reader.page.get_by_role("button", name="Next", exact=True).click()
    reader.page.get_by_role("status").filter(has_text="2 of 6").wait_for()
    reader.page.get_by_role("button", name="Close", exact=True).click()
    reader.quiet()
    assert reader.page.locator(".st-key-tour p").count() == 0
    assert reader.page.evaluate(SAME)
    assert reader.looks_at() == before


def test_a_second_visit_is_not_offered_it_but_has_the_button(reader: Reader):
    reader.open()
    reader.page.get_by_role("button", name="Not now").wait_for()
    reader.open()
    assert reader.page.get_by_role("button", name="Not now").count() == 0
    reader.page.get_by_role("button", name="Tour", exact=False).first.click()
    reader.page.get_by_role("status").filter(has_text="1 of 6").wait_for()
