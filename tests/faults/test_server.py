"""The running app over plain sockets: who may ask, what is served, who may vanish."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fixture import wire
from fixture.hostile import CELLS
from fixture.serving import running

from geodata.atlas.layers import MapLayers
from geodata.config import STATIC, WEB
from geodata.files import SCRATCH
from geodata.operate.doctor import HEALTH

ELSEWHERE = "http://elsewhere.example"
SECRETS = (b"project_id,", b"[server]", b"[build-system]", b"root:", b"st.set_page_config")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the real record. An exception in its log fails the last test that uses it."""
    with running(tmp_path_factory.mktemp("server") / "app.log") as url:
        yield url


def healthy(site: str) -> bool:
    status, said = wire.answer(site, wire.request(HEALTH))
    return status == 200 and said.endswith(b"\r\n\r\nok")


def test_health(site: str) -> None:
    assert healthy(site)


def test_it_listens_on_loopback_only(site: str) -> None:
    """Every listening socket of that port, as the kernel lists them."""
    port = f":{urlsplit(site).port:04X}"
    table = Path("/proc/net")
    if not table.exists():
        pytest.skip("the kernel of this system lists no sockets under /proc/net")
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in (table / name).read_text(encoding="ascii").splitlines()[1:]
    ]
    listening = [fields[1] for fields in lines if fields[1].endswith(port) and fields[3] == "0A"]
    assert listening == [f"0100007F{port}"]


PATHS = (
    "../data/projects.csv",
    "../../data/projects.csv",
    "..%2fdata%2fprojects.csv",
    "%2e%2e/data/projects.csv",
    "%2e%2e%2f%2e%2e%2fdata/projects.csv",
    "..%252fdata%252fprojects.csv",
    "%252e%252e%252fdata/projects.csv",
    "..\\data\\projects.csv",
    "..%5cdata%5cprojects.csv",
    "%c0%ae%c0%ae/data/projects.csv",
    "..%c0%afdata/projects.csv",
    "....//data/projects.csv",
    "..;/data/projects.csv",
    ".%00./data/projects.csv",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "../../../../../../etc/passwd",
    "../.streamlit/config.toml",
    "../pyproject.toml",
    "../app.py",
    "",
    ".",
    "..",
    f"engine-{version('pydeck')}",
    f"engine-{version('pydeck')}/",
    f"engine-{version('pydeck')}/../../app.py",
    "%",
    "%zz",
)


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_no_path_leads_out_of_static(site: str, path: str) -> None:
    status, said = wire.answer(site, wire.request(f"/app/static/{path}"))
    assert status in (400, 403, 404)
    assert not any(secret in said for secret in SECRETS)


@pytest.mark.parametrize("path", ["/data/projects.csv", "/app.py", "/../app.py", "/.git/config"])
def test_no_file_of_the_project_is_served(site: str, path: str) -> None:
    """Streamlit answers unknown paths with its page; the file it never reads."""
    _, said = wire.answer(site, wire.request(path))
    assert not any(secret in said for secret in (*SECRETS, b"[core]"))


def test_static_holds_what_the_page_needs_and_no_more(site: str, layers: MapLayers) -> None:
    """Every folder is of a known kind, and our scripts ask for every file of a record."""
    assert healthy(site)
    scripts = "".join(f.read_text(encoding="utf-8") for f in WEB.glob("*.js"))
    files = set(layers.files())
    asked = {name for name in files if re.split(r"-(?:light|dark)\.|\.json", name)[0] in scripts}
    assert asked == files
    folders = [f for f in STATIC.iterdir() if f.name[:5] not in (".gitk", SCRATCH)]
    kinds = [re.fullmatch(r"(engine|exhibit|record|web)-[0-9a-f.]+", f.name) for f in folders]
    assert all(kinds)
    assert {kind[1] for kind in kinds if kind} >= {"engine", "record", "web"}
    served = {f.name for folder in folders for f in folder.iterdir()}
    assert {Path(name).suffix for name in served} <= {".js", ".css", ".json", ".svg"}


@pytest.mark.parametrize("origin", [ELSEWHERE, "null", "http://127.0.0.1.elsewhere.example"])
def test_other_sites_may_not_talk_to_it(site: str, origin: str) -> None:
    """CORS and the websocket: the origin must be the app's own."""
    assert wire.handshake(site, origin) == 403
    for path in (HEALTH, "/_stcore/host-config"):
        _, said = wire.answer(site, wire.request(path, f"Origin: {origin}"))
        assert b"access-control-allow-origin" not in said.lower()


def test_its_own_page_may(site: str) -> None:
    assert wire.handshake(site, site) == 101


def test_nothing_is_uploaded_without_a_token(site: str) -> None:
    status, _ = wire.answer(
        site, wire.request("/_stcore/upload_file/a/b", "Content-Length: 0", method="PUT")
    )
    assert status == 403


def test_visitors_that_vanish(site: str) -> None:
    """Half a download, half a request, half a handshake, garbage: the next one is served."""
    download = wire.request(f"/app/static/engine-{version('pydeck')}/deck.js")
    for said in (
        download,
        download[:40],
        wire.upgrade(site, site),
        wire.upgrade(site, site) + b"\xff" * 200,
        wire.upgrade(site, site) + b"\x82\xfe\xff\xff" + bytes(9),
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\r\n" * 50,
        b"GET / HTTP/9.9\r\n\r\n",
        wire.request("/", "X-Long: " + "x" * 100_000),
    ):
        with wire.connected(site) as visitor:
            visitor.sendall(said)
            if said == download:
                assert visitor.recv(1000)
            wire.vanish(visitor)
    assert healthy(site)
    assert wire.handshake(site, site) == 101


def test_malformed_links_over_the_wire(site: str) -> None:
    """No link is answered with an error of the server."""
    chance = random.Random(20261121)
    alphabet = [*"/?&=%#;+.,:@!'\"<>{}[]\\|^~ ", "%00", "%ff", "%2e", "\t", "德", "🏭", *"abz019"]
    for number in range(300):
        link = "".join(chance.choices(alphabet, k=chance.randrange(1, 60)))
        if number < len(CELLS):
            link = f"?q={CELLS[number]}"
        status, _ = wire.answer(site, wire.request(f"/{link}"))
        assert status < 500, link
    assert healthy(site)
