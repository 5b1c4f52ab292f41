"""`python -m tests.screenshots DIR`: pictures of the real dashboard, light and dark, wide and narrow."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, executable
from tests.browser.serve import serve

FRAME = "iframe[title='streamlit_folium.st_folium']"
SIZES = ((1280, 900), (1920, 1080), (390, 844))
SURFACE = "?layers=border,surface,stretches,sites,incidents_type,groups&selected=site:SITE-06"
VIEWS = {"first": "", "incident": "?selected=incident:INC-060", "site": "?selected=site:SITE-23", "surface": SURFACE}


def main(folder: Path) -> None:
    """Writes one picture per view, theme and width."""
    folder.mkdir(parents=True, exist_ok=True)
    with serve() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for name, query in VIEWS.items():
            for theme in ("light", "dark"):
                for size in SIZES:
                    picture(browser, f"{address}/{query}", folder / f"{name}-{theme}-{size[0]}.png", (theme, size))


def picture(browser: Browser, address: str, path: Path, look: tuple[str, tuple[int, int]]) -> None:
    """One picture, taken when the base map is there."""
    theme, (width, height) = look
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    page.goto(address)
    page.frame_locator(FRAME).locator(".panj-mark").first.wait_for(timeout=60_000)
    frame = next(frame for frame in page.frames if "st_folium" in frame.url)
    frame.wait_for_function("window.map_ready === true")
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
