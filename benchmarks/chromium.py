"""Chromium of the system, drawing without a graphics card, as the browser tests start it."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def launched(play: Playwright, *more: str) -> Browser:
    """A running browser, with `more` arguments. Without Chromium the program ends and says so."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt-get install chromium fonts-noto-cjk")
    return play.chromium.launch(executable_path=chromium, args=[*_ARGUMENTS, *more])
