"""Static files: same bytes, same folder; whole or not at all."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geodata.atlas.layers import MapLayers
from geodata.config import WEB
from geodata.operate import publish


def listing(static: Path) -> dict[str, set[str]]:
    return {f.name: {g.name for g in f.iterdir()} for f in static.iterdir()}


def test_only_the_expected_files(small_layers: MapLayers, tmp_path: Path) -> None:
    assets = publish.publish(small_layers, tmp_path)
    assert listing(tmp_path) == {
        assets.engine: {"deck.js"},
        assets.web: {f.name for f in WEB.iterdir() if f.suffix in (".js", ".css")},
        assets.record: {
            "counties.json",
            "lines.json",
            "marks.json",
            "options.json",
            "marks-light.svg",
            "marks-dark.svg",
        },
    }
    for name, content in small_layers.files().items():
        assert (tmp_path / assets.record / name).read_bytes() == content


def test_the_same_bytes_have_the_same_names(
    small_layers: MapLayers, layers: MapLayers, tmp_path: Path
) -> None:
    first = publish.publish(small_layers, tmp_path / "a")
    again = publish.publish(MapLayers(small_layers.record, small_layers.config), tmp_path / "b")
    other = publish.publish(layers, tmp_path / "b")
    assert again == first
    assert (other.web, other.engine) == (first.web, first.engine)
    assert other.record != first.record


def test_publishing_at_the_same_time(small_layers: MapLayers, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        assets = set(pool.map(lambda _: publish.publish(small_layers, tmp_path), range(4)))
    assert len(assets) == 1
    said = listing(tmp_path)
    (only,) = assets
    assert set(said) == {only.engine, only.web, only.record}
    assert len(said[only.record]) == 6


def test_another_process_was_first(
    small_layers: MapLayers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rival finishes every folder just as ours begins to write it."""
    expected = publish.publish(small_layers, tmp_path / "rival")
    ours = tmp_path / "ours"
    real = tempfile.mkdtemp

    def late(prefix: str, dir: Path) -> str:
        scratch = real(prefix=prefix, dir=dir)
        for folder in (tmp_path / "rival").iterdir():
            target = ours / folder.name
            if not target.exists():
                target.mkdir()
                for file in folder.iterdir():
                    (target / file.name).write_bytes(file.read_bytes())
        return scratch

    monkeypatch.setattr(publish.tempfile, "mkdtemp", late)
    assert publish.publish(small_layers, ours) == expected
    assert listing(ours) == listing(tmp_path / "rival")


def test_nothing_is_left_of_a_failure(
    small_layers: MapLayers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(publish.PublishError, match="No space left"):
        publish.publish(small_layers, tmp_path)
    assert listing(tmp_path) == {}
