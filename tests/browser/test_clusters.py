"""The Clusters page: descriptive is dashed, tested is solid, and testing is something one asks for."""

from playwright.sync_api import expect

from tests.browser.reader import Reader

A_MINUTE = 60_000


def open_tab(reader: Reader) -> None:
    reader.page.get_by_role("tab", name="Clusters", exact=True).click()
    reader.page.get_by_text("Tests against chance").wait_for()


def test_nothing_is_tested_until_asked_and_then_the_three_findings_are_there(reader: Reader):
    reader.open()
    open_tab(reader)
    assert reader.page.get_by_text("Near repeats (Knox)").count() == 0
    reader.choose("Replications", "99")
    reader.quiet()

    reader.page.get_by_role("button", name="Test against chance").click()

    reader.page.get_by_text("Near repeats (Knox)").wait_for(timeout=A_MINUTE)
    panel = reader.page.get_by_role("tabpanel", name="Clusters")
    expect(panel).to_contain_text("Permutation scan")
    expect(panel).to_contain_text("Hot spots of provinces")


def test_a_test_under_way_says_how_far_it_is_and_can_be_stopped(reader: Reader):
    reader.open()
    open_tab(reader)
    reader.choose("Replications", "9999")
    reader.choose("Longest window", "180")
    reader.page.get_by_role("button", name="Test against chance").click()
    reader.page.get_by_text("of the replications").wait_for()

    reader.page.get_by_role("button", name="Stop").click()

    reader.complaint("The scan was stopped after").wait_for()
    assert reader.page.get_by_role("button", name="Test against chance").count() == 1


def test_other_settings_ask_again(reader: Reader):
    reader.open()
    open_tab(reader)
    reader.choose("Widest circle", "10")
    reader.page.get_by_text("Not tested yet with these incidents and settings").wait_for()


def test_wider_limits_find_more_clusters_at_once(reader: Reader):
    reader.open("layers=groups,incidents_nexus")
    open_tab(reader)
    before = reader.frame.locator("path.leaflet-interactive").count()
    reader.choose("Within [days]", "90")
    reader.frame.wait_for_function(f"document.querySelectorAll('path.leaflet-interactive').length > {before}")


def test_what_was_chosen_stays_when_another_tab_is_opened(reader: Reader):
    reader.open("layers=groups,incidents_nexus")
    open_tab(reader)
    reader.choose("Within [days]", "90")
    reader.quiet()
    wide = reader.frame.locator("path.leaflet-interactive").count()
    reader.page.get_by_role("tab", name="Responses", exact=True).click()
    reader.quiet()
    assert reader.frame.locator("path.leaflet-interactive").count() == wide
    open_tab(reader)
    box = reader.page.get_by_test_id("stSelectbox").filter(has_text="Within [days]")
    expect(box.locator("input")).to_have_value("90")


def test_a_click_on_a_cluster_opens_its_card(reader: Reader):
    reader.open("layers=groups,incidents_nexus")
    outlines = reader.frame.locator("path.leaflet-interactive")
    assert outlines.count() > 0
    outlines.first.dispatch_event("click")
    reader.heading("Cluster C-").wait_for()
    assert "Not a test against chance" in reader.page.locator(".pw-card").first.inner_text()


def test_a_link_to_a_cluster_opens_it_and_the_map_goes_there(reader: Reader):
    reader.open("selected=cluster:C-INC-039")
    reader.heading("Cluster C-INC-039").wait_for()
    assert "selection" in reader.drawn()


def test_a_link_to_a_cluster_that_is_gone_selects_nothing(reader: Reader):
    reader.open("selected=cluster:C-NOBODY")
    reader.page.get_by_text("Nothing selected").wait_for()
