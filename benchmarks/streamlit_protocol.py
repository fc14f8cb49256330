"""A visitor without a browser: Streamlit 1.67's websocket protocol, as its page speaks it.

Follows the bundled front end: health and host configuration first (they set the XSRF cookie), the
token as second subprotocol, messages of 10 KB and more kept by hash and answered for, the query
string that the app writes sent back, a component's event as a JSON trigger. A component's data is
packed by `components/bridge.py`; the options of its filters come by URL, once for each record.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import urllib.request
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

FIRST_REQUESTS = ("", "_stcore/health", "_stcore/host-config")
XSRF_COOKIE = "_streamlit_xsrf"
ANSWER_LIMIT_S = 60.0
FILTERS = "fengtu_filters"
SUGGESTIONS = "fengtu_suggestions"
GROUPS = ("sector", "city", "basis", "precision")

Options = dict[str, list[list[str]]]
_options: dict[str, Options] = {}


class VisitError(Exception):
    """Something that a visitor would have seen go wrong."""


@dataclass
class _Kept:
    """A large message that the page keeps, and when it was last of use."""

    message: ForwardMsg
    run: int


@dataclass
class Visitor:
    """One browser tab: its cookies, its socket, what stands on its page."""

    origin: str
    path: str = ""
    query: str = ""
    patience_s: float = ANSWER_LIMIT_S
    cookies: dict[str, str] = field(default_factory=dict)
    received_bytes: int = 0
    components: dict[str, tuple[str, Any]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    _socket: ClientConnection | None = None
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _fresh: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _runs: int = 0
    _age_limit: int = 2
    _part: bool = False  # whether a fragment of the page runs alone

    async def open(self) -> None:
        """Load the page and wait until it is whole."""
        await asyncio.to_thread(self._first_requests)
        address = self.origin.replace("http", "ws", 1) + "/_stcore/stream"
        token = self.cookies.get(XSRF_COOKIE, "PLACEHOLDER_AUTH_TOKEN")
        self._socket = await connect(
            address,
            subprotocols=[Subprotocol("streamlit"), Subprotocol(token)],
            origin=Origin(self.origin),
            additional_headers={"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())},
            max_size=None,
            open_timeout=ANSWER_LIMIT_S,
        )
        await self._rerun(page_name=self.path)

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    @property
    def has_filters(self) -> bool:
        """Whether the page has the sidebar."""
        return FILTERS in self.components

    async def change_filter(self, chance: random.Random) -> None:
        """One event of the sidebar, drawn from what it offers; VisitError if nothing came of it."""
        widget, before = self.components[FILTERS]
        offered = await asyncio.to_thread(self._options, before["record"])
        await self.trigger(widget, filter_event(before, offered, chance))
        after = self.components[FILTERS][1]
        if _state(after) == _state(before):
            raise VisitError("a filter change without effect")

    async def suggestions(self, typed: str) -> dict[str, Any]:
        """What the search box is answered for a text; VisitError if nothing came."""
        event = {"type": "suggest", "text": typed, "seen": None}
        await self.trigger(self.components[FILTERS][0], event)
        answer: dict[str, Any] = self.components[SUGGESTIONS][1]
        if answer["typed"] != typed:
            raise VisitError(f"no suggestions for {typed!r}")
        return answer

    async def change_page(self, path: str) -> None:
        """Open another page by the navigation, which drops the query as the browser does."""
        self.query = ""
        await self._rerun(page_script_hash=self.pages[path])
        if self.page != self.pages[path]:
            raise VisitError(f"another page than /{path}")

    def _first_requests(self) -> None:
        """What the browser asks before it opens the socket; keeps the cookies that come."""
        parts = urlsplit(self.origin)
        connection = http.client.HTTPConnection(parts.netloc, timeout=ANSWER_LIMIT_S)
        try:
            for path in (self.path, *FIRST_REQUESTS[1:]):
                sent = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
                connection.request("GET", f"/{path}", headers={"Cookie": sent} if sent else {})
                answer = connection.getresponse()
                self.received_bytes += len(answer.read())
                if answer.status != http.HTTPStatus.OK:
                    raise VisitError(f"/{path} answered {answer.status}")
                for header in answer.headers.get_all("Set-Cookie") or ():
                    self.cookies |= {k: m.value for k, m in SimpleCookie(header).items()}
        finally:
            connection.close()

    def _options(self, record: str) -> Options:
        """The options of the filters of `record`; one download for all visitors."""
        url = f"{self.origin}{record}/options.json"
        if url not in _options:
            with urllib.request.urlopen(url, timeout=ANSWER_LIMIT_S) as answer:
                _options[url] = json.load(answer)
        return _options[url]

    async def trigger(self, widgets: str | Iterable[str], event: Any) -> None:
        """What setTriggerValue("event", …) of a component sends; of several, in one message."""
        await self.send(widgets, event)
        await self.answered()

    async def send(self, widgets: str | Iterable[str], event: Any) -> None:
        """As `trigger`, but nobody waits for the answer."""
        states = WidgetStates()
        for widget in [widgets] if isinstance(widgets, str) else widgets:
            state = states.widgets.add()
            state.id = f"$$STREAMLIT_INTERNAL_KEY_{widget}__events"
            state.json_trigger_value = json.dumps([{"event": "event", "value": event}])
        await self._ask(page_script_hash=self.page, states=states)

    async def _rerun(self, page_script_hash: str = "", page_name: str = "") -> None:
        """Ask for one run of the script and read until it is finished."""
        await self._ask(page_script_hash, page_name)
        await self.answered()

    async def _ask(
        self, page_script_hash: str = "", page_name: str = "", states: WidgetStates | None = None
    ) -> None:
        assert self._socket is not None
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = page_script_hash
        rerun.page_name = page_name
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.timezone = "Asia/Shanghai"
        rerun.context_info.timezone_offset = -480
        rerun.context_info.locale = "zh-CN"
        rerun.context_info.url = f"{self.origin}/{self.path}"
        rerun.context_info.color_scheme = "light"
        if states is not None:
            rerun.widget_states.CopyFrom(states)
        await self._socket.send(asked.SerializeToString())

    async def answered(self) -> None:
        """Read until a run of the script is finished."""
        assert self._socket is not None
        async with asyncio.timeout(self.patience_s):
            while not self._read(await self._socket.recv(), self._fresh):
                pass
        fresh = dict(self._fresh)
        self.components = self.components | fresh if self._part else fresh

    async def begun(self, component: str) -> None:
        """Read until a run of the script has sent a component."""
        assert self._socket is not None
        self._fresh.clear()
        async with asyncio.timeout(self.patience_s):
            while component not in self._fresh:
                self._read(await self._socket.recv(), self._fresh)

    def _read(self, data: str | bytes, fresh: dict[str, tuple[str, Any]]) -> bool:
        """Take in one message; whether it ended the run."""
        if isinstance(data, str):
            raise VisitError("a text message")
        self.received_bytes += len(data)
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            kept = self._kept.get(message.ref_hash)
            if kept is None:
                raise VisitError("a reference to a message that the page no longer has")
            kept.run = self._runs
            message, kind = kept.message, "delta"
        elif message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message, self._runs)
        match kind:
            case "new_session":
                self.page = message.new_session.page_script_hash
                self._age_limit = message.new_session.config.max_cached_message_age
                self._part = bool(message.metadata.run.fragment_ids)
                fresh.clear()
            case "navigation":
                self.pages = {p.url_pathname: p.page_script_hash for p in _pages(message)}
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "page_not_found":
                raise VisitError(f"page not found: {message.page_not_found.page_name}")
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                _take(message.delta.new_element, fresh)
            case "script_finished":
                return self._finished(message.script_finished)
        return False

    def _finished(self, status: int) -> bool:
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise VisitError("the script does not compile")
        if status == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            return True
        if status != ForwardMsg.FINISHED_SUCCESSFULLY:
            return False  # the app asked for another run
        self._runs += 1
        self._kept = {
            key: kept
            for key, kept in self._kept.items()
            if self._runs - kept.run <= self._age_limit
        }
        return True


def _pages(message: ForwardMsg) -> list[Any]:
    """The pages of the navigation; the default page is the one at ''."""
    pages = list(message.navigation.app_pages)
    for page in pages:
        if page.is_default:
            page.url_pathname = ""
    return pages


def _take(element: Element, fresh: dict[str, tuple[str, Any]]) -> None:
    """Note a component's widget and data; VisitError for anything that reports a failure."""
    match element.WhichOneof("type"):
        case "exception":
            raise VisitError(f"exception on the page: {element.exception.message[:200]}")
        case "alert" if element.alert.format == element.alert.ERROR:
            raise VisitError(f"error on the page: {element.alert.body[:200]}")
        case "bidi_component":
            component = element.bidi_component
            fresh[component.component_name] = (component.id, _unpacked(component.bytes))


def _unpacked(data: bytes) -> dict[str, Any]:
    """What `components.bridge.packed` packed, without the bits."""
    text = zlib.decompress(data.partition(b"\n")[2]).partition(b"\n")[0]
    unpacked: dict[str, Any] = json.loads(text)
    return unpacked


def _state(data: dict[str, Any]) -> tuple[Any, ...]:
    return data["chosen"], data["year"], data["due"], data["text"]


def filter_event(data: dict[str, Any], listed: Options, chance: random.Random) -> dict[str, Any]:
    """An event that the sidebar with `data` and the options `listed` can send, with an effect.

    Mostly a tick of a sector, city, year basis or precision that would leave something; sometimes
    the year, or everything cleared.
    """
    draw = chance.random()
    if data["active"] and draw < 0.2:
        return {"type": "clear"}
    years = [option[0] for option in listed["year"] if option[0] != data["year"]]
    if years and draw < 0.4:
        return {"type": "year", "value": chance.choice(years)}
    offered = [
        (group, option[0], option[0] in data["chosen"].get(group, ()))
        for group in GROUPS
        for option, count in zip(listed[group], data["counts"][group], strict=True)
        if count or option[0] in data["chosen"].get(group, ())
    ]
    group, value, chosen = chance.choice(offered)
    return {"type": "toggle", "group": group, "value": value, "on": not chosen}
