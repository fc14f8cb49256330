"""How a component's script reaches the browser: a loader of a few bytes, the module by URL.

Streamlit sends a component's script with every rerun. Ours is a loader; the module itself comes
once from static/, in a folder whose name is its hash.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodata.publish import Assets

_LOADER = """
const modules = (globalThis.fengtuModules ??= new Map());
export default function (component) {
  const url = new URL(component.data.module, location.origin).href;
  const host = component.parentElement;
  host.ftLatest = component;
  const run = (module) => {
    if (host.ftLatest === component) host.ftStop = module.default(component);
  };
  const known = modules.get(url);
  if (known) run(known);
  else import(url).then((module) => { modules.set(url, module); run(module); });
  return () => host.ftStop?.();
}
"""


def component(name: str) -> Any:
    """The component whose script is components/web/`name`.js, drawn in the page's own styles."""
    return st.components.v2.component(f"fengtu_{name}", js=_LOADER, isolate_styles=False)


def static_url(folder: str) -> str:
    """URL path of a folder below static/, whatever path the app is served under."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{'/' + base if base else ''}/app/static/{folder}"


def module_url(assets: Assets, name: str) -> str:
    """URL path of a script of ours."""
    return f"{static_url(assets.web)}/{name}.js"
