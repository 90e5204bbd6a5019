"""The HTML site in a real browser: filters, contradictions, documents, the keyboard, a phone, and hostile documents that do nothing.

Skipped where there is no Chromium with its driver, unless CLAIM_CHECKS_BROWSER=required (`nox -s browser`).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if os.environ.get("CLAIM_CHECKS_BROWSER") != "required":
    pytest.importorskip("selenium", reason="selenium is not installed: pip install --group browser")
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    if not (CHROMIUM and DRIVER):
        pytest.skip("no browser: apt-get install chromium chromium-driver", allow_module_level=True)

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from checks.engine.check import Options, check
from checks.files import write_folder
from checks.finding import Finding, Location
from checks.reports.site.build import render
from checks.reports.site.index import Index
from checks.run import Run
from tests.test_site import HOSTILE, ROOT, hostile, run_of

SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = CHROMIUM or "chromium"
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options, Service(DRIVER or "chromedriver"))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def run() -> Run:
    return check([ROOT / "datasets" / "syria"], Options(material=True, fast=True))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    folder = tmp_path_factory.mktemp("site") / "syria"
    write_folder(folder, render(run))
    return folder


@pytest.fixture(autouse=True)
def quiet(browser: Chrome) -> Iterator[None]:
    """Nothing may be asked of a network, and nothing may complain."""
    browser.get_log("performance")
    browser.get_log("browser")
    browser.set_window_size(1280, 900)
    yield
    asked = [entry["message"] for entry in browser.get_log("performance") if '"Network.requestWillBeSent"' in entry["message"]]
    assert not [message for message in asked if '"url":"http' in message or '"url":"ws' in message]
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def go(browser: Chrome, page: Path, anchor: str = "") -> None:
    browser.get("about:blank")
    browser.get(page.as_uri() + anchor)


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def shown(browser: Chrome, selector: str) -> list[WebElement]:
    return [element for element in browser.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def wait_for(browser: Chrome, count: str) -> None:
    WebDriverWait(browser, 20).until(lambda _: find(browser, "#count").text == count)


def choose(browser: Chrome, **values: str) -> None:
    for name, value in values.items():
        Select(find(browser, f"select[name={name}]")).select_by_visible_text(value)


def overflow(browser: Chrome) -> int:
    return int(browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_filters_narrow_the_findings_and_stand_in_the_address(browser: Chrome, site: Path, run: Run) -> None:
    go(browser, site / "findings.html")
    whole = len(browser.find_elements(By.CSS_SELECTOR, ".rows li"))
    wait_for(browser, f"{whole} findings")
    facts = [(row.finding.code, row.finding.level) for row in Index(run).findings]
    choose(browser, check="XDC005")
    wait_for(browser, f"{sum(code == 'XDC005' for code, _ in facts)} findings")
    choose(browser, level="error")
    wait_for(browser, "1 finding")
    assert [row.text.split(" is told")[0] for row in shown(browser, ".rows li")] == ["manner of palmyra-retake-2016"]
    assert browser.current_url.endswith("#check=XDC005&level=error")
    find(browser, "#filter button[type=reset]").click()
    wait_for(browser, f"{whole} findings")
    choose(browser, doc="orton", side="source", certainty="possible", state="open")
    expected = [
        one for one in run.open if one.certainty == "possible" and one.side == "source" and any("000_" in at.path for at in one.locations)
    ]
    wait_for(browser, f"{len(expected)} findings")
    assert all("possible" in row.text and "orton" in row.text for row in shown(browser, ".rows li"))


def test_search_finds_words_and_an_address_is_a_search(browser: Chrome, site: Path) -> None:
    go(browser, site / "findings.html")
    find(browser, "input[name=q]").send_keys("third EIGHT")
    wait_for(browser, "1 finding")
    go(browser, site / "findings.html", "#level=error&q=contradiction")
    wait_for(browser, "0 findings")
    go(browser, site / "findings.html", "#doc=nowhere&level=error")
    assert find(browser, "select[name=doc]").get_attribute("value") == ""
    assert int(find(browser, "#count").text.split()[0]) > 50


def test_a_contradiction_opens_from_the_overview_with_its_words_side_by_side(browser: Chrome, site: Path) -> None:
    go(browser, site / "index.html")
    find(browser, ".card a[href*=XDC001]").click()
    article = find(browser, "article:target")
    quotes = article.find_elements(By.CSS_SELECTOR, ".quote")
    assert "80 Syrian soldiers" in quotes[0].text
    assert "sixty-or-so" in quotes[1].text
    assert quotes[0].rect["y"] == quotes[1].rect["y"]
    assert "at least 80, the other at most 66" in article.text
    find(browser, "a[href$='checks/XDC001.html']").click()
    assert find(browser, "h1").text == "XDC001 value contradiction"


def test_a_finding_leads_into_the_document_and_back(browser: Chrome, site: Path) -> None:
    go(browser, site / "findings" / "NUM004.html")
    find(browser, ".quote figcaption a").click()
    assert browser.current_url.endswith("documents/orton.html#c-orton.a-third")
    mark = find(browser, "a[id='c-orton.a-third'] ~ mark")
    assert "a third of" in mark.text
    assert 0 <= browser.execute_script("return arguments[0].getBoundingClientRect().top", mark) < 900
    assert "lit" in find(browser, "mark.lit").get_attribute("class")
    note = find(browser, "aside a[href*='NUM004']")
    note.click()
    assert "findings/NUM004.html#f-" in browser.current_url


def test_highlights_can_be_switched_off(browser: Chrome, site: Path) -> None:
    go(browser, site / "documents" / "orton.html")
    mark = find(browser, ".words mark.none")
    coloured = mark.value_of_css_property("background-color")
    find(browser, "#show-none").click()
    assert mark.value_of_css_property("background-color") == "rgba(0, 0, 0, 0)" != coloured


def test_the_keyboard_reaches_everything(browser: Chrome, site: Path) -> None:
    go(browser, site / "index.html")
    find(browser, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Skip to the content"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    seen = []
    for _ in range(80):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        active = browser.switch_to.active_element
        seen.append(active.tag_name)
        if active.tag_name == "a" and active.find_elements(By.CSS_SELECTOR, "[aria-label]"):
            break
    assert active.find_elements(By.CSS_SELECTOR, "[aria-label]"), "a mark in a picture takes the focus"
    tip = find(browser, "#tip")
    assert tip.is_displayed()
    assert tip.text == active.find_element(By.CSS_SELECTOR, "[aria-label]").get_attribute("aria-label")
    active.send_keys(Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda _: "/documents/" in browser.current_url)


@pytest.mark.parametrize(
    "page", ["index.html", "findings.html", "documents/pierret.html", "findings/XDC001.html", "checks/NUM004.html", "checks.html"]
)
def test_pages_fit_a_phone_and_a_desk(page: str, browser: Chrome, site: Path) -> None:
    for width in (390, 1280):
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
        )
        go(browser, site / page)
        assert overflow(browser) <= 0, (page, width)
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


CONTRAST = """
const parse = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const back = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3]) return colour;
  }
  return [255, 255, 255];
};
const bad = new Set();
for (const element of document.querySelectorAll("main *, header *, footer *")) {
  const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!words || element.closest("svg") || !element.checkVisibility()) continue;
  const style = getComputedStyle(element);
  const [a, b] = [light(parse(style.color)), light(back(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) bad.add(`${element.tagName}.${element.className} ${style.color} on ${back(element)}`);
}
return [...bad];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_by_day_and_by_night(scheme: str, browser: Chrome, site: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    for page in ("index.html", "findings.html", "documents/orton.html", "findings/XDC001.html", "checks/NUM004.html"):
        go(browser, site / page)
        assert browser.execute_script(CONTRAST) == [], page
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_everything_can_be_read_without_javascript(browser: Chrome, site: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    go(browser, site / "findings.html")
    rows = len(shown(browser, ".rows li"))
    hidden = not find(browser, "#filter").is_displayed()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert hidden
    assert rows > 600


def test_hostile_documents_do_nothing(browser: Chrome, tmp_path: Path) -> None:
    place = Location("text", "example/d1.txt", 1, 1, 1, 9, 0, len(HOSTILE), HOSTILE, "c1")
    finding = Finding(
        "example", "XDC001", "value-contradiction", "error", "definite", "source", HOSTILE, HOSTILE, ("c1", "c3"), "ff", (place,)
    )
    run: Run = run_of(hostile(), findings=(finding,))
    pages = render(run)
    write_folder(tmp_path / "hostile", pages)
    for name in pages:
        go(browser, tmp_path / "hostile" / name)
        assert browser.title != "taken"
        assert browser.execute_script("return document.querySelectorAll('main script, main img, [onerror], [onmouseover]').length") == 0
        for link in browser.find_elements(By.CSS_SELECTOR, "main a"):
            assert not (link.get_dom_attribute("href") or "").lower().startswith(("javascript", "data"))
