"""The app and Chromium: pages that must not complain, and must not ask any other machine."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fixture.driving import Faults
from fixture.needed import need
from fixture.serving import running
from playwright.sync_api import Browser, Page, expect, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_WAIT_MS = 60_000  # a server may start beside other work, and draw without a graphics card
expect.set_options(timeout=_WAIT_MS / 2)

Server = Callable[..., str]
Visitor = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system, drawing without a graphics card."""
    chromium = shutil.which("chromium")
    need(chromium, "Chromium is missing: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(_ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Starts the app, `server()` or `server(config_file)`; returns its URL; ends it afterwards."""
    with contextlib.ExitStack() as stack:

        def start(config: Path | None = None) -> str:
            number = len(list(tmp_path.glob("app-*.log")))
            return stack.enter_context(running(tmp_path / f"app-{number}.log", config))

        yield start


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the app with the real record, for all tests that do not change it."""
    with running(tmp_path_factory.mktemp("site") / "app.log") as url:
        yield url


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Makes pages of new visitors; takes options of a browser context, such as `viewport`."""
    contexts, faults = [], Faults()

    def arrive(**options: Any) -> Page:
        settings = {
            "locale": "zh-CN",
            "device_scale_factor": 1,
            "reduced_motion": "reduce",
            "viewport": {"width": 1280, "height": 800},
        }
        context = browser.new_context(**(settings | options))
        context.set_default_timeout(_WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        faults.watch(page)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert faults.console == []
    assert faults.errors == []
    assert faults.outside == []


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The page of one visitor."""
    return visitor()
