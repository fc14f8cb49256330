"""An operator's boundary file from the settings to the page: label, version, commands, doctor."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from click.testing import CliRunner
from fixture.apart import settings
from fixture.own_files import gcj02, written

from geodata.atlas.layers import MapLayers
from geodata.config import ROOT, Config, configuration
from geodata.operate import doctor
from geodata.operate.commands import main
from geodata.record import package
from geodata.record.boundaries import is_shipped
from geodata.record.boundaries.shipped import DIGEST, SHIPPED, _digest
from geodata.record.checks import check_input, problems
from geodata.record.filters import Filters
from geodata.record.record import read_record
from geodata.record.selection import select
from geodata.record.tables import read_tables, signature
from geodata.reports.geopackage import counties
from geodata.reports.provenance import attribution


@pytest.fixture
def own(small_config: Config, tmp_path: Path) -> Config:
    """The tiny record over a file of its five counties and their neighbours."""
    features = gpd.read_file(SHIPPED)
    file = written(features, tmp_path / "own.shp")
    return replace(small_config, boundaries=file, boundary_source="", boundary_source_en="")


def features_of(config: Config) -> gpd.GeoDataFrame:
    return gpd.read_file(config.boundaries)


def test_the_shipped_file_is_known_by_its_content(tmp_path: Path) -> None:
    assert _digest(SHIPPED) == DIGEST, "the boundaries were built anew: renew DIGEST and the words"
    copy = tmp_path / "other-name.json"
    shutil.copy(SHIPPED, copy)
    assert is_shipped(copy)
    copy.write_bytes(SHIPPED.read_bytes().replace(b"\n", b"\r\n"))
    assert is_shipped(copy)  # as git checks it out on Windows
    copy.write_bytes(SHIPPED.read_bytes().replace(b"114.658341", b"114.658342"))
    assert not is_shipped(copy)
    assert not is_shipped(tmp_path / "no.json")
    assert not is_shipped(tmp_path)


@pytest.mark.parametrize(
    ("source", "source_en", "zh", "en"),
    [
        ("", "", "边界：自备边界文件 own.shp", "Boundaries: the operator's own file own.shp"),
        ("省厅 2026", "", "边界：省厅 2026", "Boundaries: 省厅 2026"),
        ("省厅 2026", "Province 2026", "边界：省厅 2026", "Boundaries: Province 2026"),
        ("", "Province 2026", "边界：Province 2026", "Boundaries: Province 2026"),
    ],
)
def test_no_other_file_is_called_tianditu(
    own: Config, source: str, source_en: str, zh: str, en: str
) -> None:
    config = replace(own, boundary_source=source, boundary_source_en=source_en)
    assert attribution(config, "zh") == f"{zh} · 无审图号，仅供内部研究"
    assert attribution(config, "en").startswith(f"{en} · ")
    numbered = replace(config, approval_number="GS(2026)1号")
    assert attribution(numbered, "zh") == f"{zh} · 审图号：GS(2026)1号"


def test_the_settings_claim_nothing_of_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: Config
) -> None:
    file = tmp_path / "fengtu.toml"
    monkeypatch.setenv("FENGTU_CONFIG", str(file))
    file.write_text("", "utf-8")
    assert "天地图行政区划（2025-09 版）" in attribution(configuration(), "zh")
    assert "edition of 2025-09" in attribution(configuration(), "en")
    file.write_text(f'boundaries = "{own.boundaries}"\n', "utf-8")
    assert (
        attribution(configuration(), "zh") == "边界：自备边界文件 own.shp · 无审图号，仅供内部研究"
    )
    file.write_text(f'boundaries = "{ROOT}/data/boundaries/counties.geojson"\n', "utf-8")
    assert "天地图" in attribution(configuration(), "zh")


def test_a_file_put_in_the_place_of_the_shipped_one(copy_of_data: Config) -> None:
    """Neither the label nor the package calls it 天地图."""
    config = replace(copy_of_data, boundary_source="", boundary_source_en="")
    assert "天地图" in attribution(config, "zh")
    assert "fengtu/boundaries/counties.geojson" in names_in_the_package(config)
    features = features_of(config)
    features["name"] = features.name + " "
    config.boundaries.unlink()
    written(features, config.boundaries)
    assert attribution(config, "zh").startswith("边界：自备边界文件 counties.geojson · ")
    assert "fengtu/boundaries/counties.geojson" not in names_in_the_package(config)


def names_in_the_package(config: Config) -> list[str]:
    return zipfile.ZipFile(BytesIO(package.zip_bytes(config.data))).namelist()


@pytest.mark.parametrize("part", [".shp", ".shx", ".dbf", ".prj", ".cpg"])
def test_every_part_of_a_shapefile_is_watched(own: Config, part: str) -> None:
    before = signature(own)
    file = own.boundaries.with_suffix(part)
    file.write_bytes(file.read_bytes() + b" ")
    changed = signature(own)
    assert changed != before
    file.unlink()
    assert signature(own) not in (before, changed)


def test_a_part_that_comes_later_and_what_is_no_part(own: Config) -> None:
    before = signature(own)
    (own.boundaries.parent / "ownership.dbf").write_bytes(b"")
    (own.boundaries.parent / "other.shp").write_bytes(b"")
    assert signature(own) == before
    own.boundaries.with_suffix(".qix").write_bytes(b"")
    assert signature(own) != before


def test_a_folder_of_boundaries_is_watched(own: Config) -> None:
    folder = replace(own, boundaries=own.boundaries.parent)
    before = signature(folder)
    own.boundaries.with_suffix(".dbf").write_bytes(b"")
    assert signature(folder) != before


def test_the_version_follows_codes_and_outlines(own: Config) -> None:
    features = features_of(own)
    first = read_record(own).version
    assert read_record(own).version == first
    shapes = features.geometry.to_numpy().copy()
    shapes[0] = shapely.segmentize(shapes[0], 0.01)
    for changed in (features.iloc[::-1], features.set_geometry(shapes, crs=4326)):
        written(changed, own.boundaries)
        assert read_record(own).version != first
    # The same two outlines in the same order, with each other's codes.
    tables = [read_tables(own) for _ in range(2)]
    counties = gpd.read_file(SHIPPED).set_index("adcode", drop=False)[["adcode", "geometry"]]
    codes = ["370115", "370105", *counties.index[2:]]
    exchanged = counties.assign(adcode=codes).set_index("adcode", drop=False)
    tables[0].__dict__["counties"], tables[1].__dict__["counties"] = counties, exchanged
    assert tables[0].version != tables[1].version


def test_the_app_follows_the_attributes_alone(own: Config) -> None:
    """The case of a changed .dbf: the geometry stays, the codes do not."""
    assert said_of_boundaries(own) == []
    before = signature(own)
    features = features_of(own)
    codes = features.adcode.replace({"370105": "370115", "370115": "370105"})
    beside = own.boundaries.parent / "beside"
    beside.mkdir()
    changed = written(features.assign(adcode=codes).drop(columns="name"), beside / "own.shp")
    shutil.copy(changed.with_suffix(".dbf"), own.boundaries.with_suffix(".dbf"))
    assert signature(own) != before
    (sentence,) = said_of_boundaries(own)
    assert sentence == (
        "370105 天桥区 and 370115 济阳区 lie in each other's place: their codes are exchanged; "
        "correct the file; if the county itself has changed, renew the boundaries that come with "
        "Fengtu (python -m geodata build)"
    )


def said_of_boundaries(config: Config) -> list[str]:
    every = problems(check_input(config))
    return [p.message for p in every if p.file == config.boundaries.name]


def test_one_cause_is_said_once(own: Config) -> None:
    """Nothing is said of points and zones that only lie elsewhere because the boundaries do."""
    features = features_of(own)
    written(features.set_geometry(features.geometry.map(gcj02).set_crs(4326)), own.boundaries)
    (sentence,) = said_of_boundaries(own)
    assert sentence.startswith("all 5 counties lie ")
    assert "as GCJ-02 shifts them" in sentence
    files = {problem.file for problem in problems(check_input(own))}
    assert not files & {"places.csv", "zones.csv"}


@pytest.mark.parametrize("content", [b"", b"{", b'{"type":"FeatureCollection","features":[]}'])
def test_broken_lines_around_the_counties(small_copy: Config, content: bytes) -> None:
    folder = small_copy.data / "boundaries"
    folder.mkdir()
    (folder / "context.geojson").write_bytes(content)
    said = [str(p) for p in problems(check_input(small_copy)) if p.file == "context.geojson"]
    assert len(said) == 1
    assert said[0].startswith("context.geojson:1:geometry: it cannot be read (")
    assert said[0].endswith("; run python -m geodata build")


@pytest.mark.parametrize("command", [["check"], ["stats"], ["exhibit", "--out", "x.html"]])
def test_commands_end_in_the_sentence(
    own: Config, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(own, tmp_path / "fengtu.toml")))
    monkeypatch.chdir(tmp_path)
    written(features_of(own).iloc[1:], own.boundaries)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "130102 长安区: no polygon with this adcode; add it, or use" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "x.html").exists()


def test_doctor_says_what_was_read_and_what_is_wrong(
    own: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGTU_CONFIG", str(settings(own, tmp_path / "fengtu.toml")))
    features = features_of(own)
    written(features.to_crs(4548), own.boundaries)
    own.boundaries.with_suffix(".prj").unlink()

    def boundaries() -> doctor.Outcome:
        every = doctor.Doctor(1, tmp_path / "static").findings()
        return next(found for found in every if found.label == "boundaries")

    said = boundaries()
    assert said.fault == ""
    assert said.value.startswith("自备边界文件 own.shp; ")
    assert said.value.endswith("; read as CGCS2000 / 3-degree Gauss-Kruger CM 117E (EPSG:4548)")
    written(features.iloc[1:], own.boundaries)
    assert boundaries().fault.startswith("own.shp: 130102 长安区: no polygon with this adcode")
    lines, well = doctor.report(1, tmp_path / "static")
    text = " ".join(lines)
    assert not well
    assert text.count("130102 长安区") == 1


def test_what_check_accepts_the_map_can_draw(own: Config) -> None:
    """With heights, in metres, and heavy: the page's files are plain JSON, the export is exact."""
    features = features_of(own)
    dense = shapely.segmentize(features.geometry.to_numpy(), 0.0005)
    features = features.set_geometry(gpd.GeoSeries(shapely.force_3d(dense, 1), crs=4326))
    file = written(features.to_crs(4527), own.boundaries.with_suffix(".gpkg"))
    config = replace(own, boundaries=file)
    assert said_of_boundaries(config) == []
    record = read_record(config)
    layers = MapLayers(record, config)
    drawn = json.loads(layers.files()["counties.json"], parse_constant=None)
    assert len(drawn["features"]) == 5
    light = shapely.get_num_coordinates(record.counties.geometry.to_numpy()).sum()
    assert light <= 5_000
    exact = shapely.get_num_coordinates(record.file_counties.geometry.to_numpy()).sum()
    assert exact > 10_000
    exported = counties(select(record, Filters()), layers, "zh")
    assert shapely.get_num_coordinates(exported.geometry.to_numpy()).sum() == exact


def test_nothing_is_compared_where_the_reference_was_changed(
    own: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edited shipped file is no reference; everything else is still checked."""
    from geodata.record.boundaries import shipped

    monkeypatch.setattr(shipped, "DIGEST", "0" * 64)
    shipped.reference.cache_clear()
    try:
        assert len(shipped.reference()) == 0
        assert read_record(own).counties.shape[0] == 5
        written(features_of(own).iloc[1:], own.boundaries)
        assert said_of_boundaries(own)[0].startswith("130102 长安区")
    finally:
        shipped.reference.cache_clear()


@pytest.mark.parametrize(
    ("fault", "sentence"), [("folder", "it cannot be read"), ("loop", "it is not there")]
)
def test_a_path_that_leads_to_no_file(own: Config, fault: str, sentence: str) -> None:
    own.boundaries.unlink()
    if fault == "folder":
        own.boundaries.mkdir()
    else:
        own.boundaries.symlink_to(own.boundaries.name)
    (said,) = said_of_boundaries(own)
    assert said.startswith(sentence)
