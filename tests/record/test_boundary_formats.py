"""Formats, layers, encodings and coordinate systems of boundary files: the right map of each."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from fixture import own_files
from fixture.own_files import frame, refusal, right_map, table, written

from geodata.record.boundaries import BoundaryError, county_polygons


@pytest.mark.parametrize("name", ["own.geojson", "own.gpkg", "own.shp", "own.kml", "own.fgb"])
def test_formats(name: str, tmp_path: Path) -> None:
    right_map(written(frame(), tmp_path / name))


def test_a_folder_of_shapefiles_and_one_in_an_archive(tmp_path: Path) -> None:
    folder = tmp_path / "界线"
    folder.mkdir()
    features = frame()
    for city in own_files.CITIES:
        written(features[features.adcode.str.startswith(city)], folder / f"{city}.shp")
    right_map(folder)
    with zipfile.ZipFile(tmp_path / "own.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    right_map(tmp_path / "own.zip")
    with zipfile.ZipFile(tmp_path / "deep.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"界线/{file.name}")
    assert "unpack it and name the .shp" in refusal(tmp_path / "deep.zip")


def test_a_geopackage_with_the_cities_first(tmp_path: Path) -> None:
    file, features = tmp_path / "own.gpkg", frame()
    cities = features.dissolve(features.adcode.str[:4] + "00").reset_index(names="code")
    written(cities.drop(columns=["adcode"]), file, layer="市界")
    written(features, file, layer="县界", append=True)
    points = features.set_geometry(features.representative_point())
    written(points, file, layer="注记", append=True)
    pyogrio.write_dataframe(
        pd.DataFrame({"adcode": features.adcode}), file, layer="表", append=True
    )
    right_map(file)


def test_layers_that_show_a_county_alike_or_differently(tmp_path: Path) -> None:
    file = written(frame(), tmp_path / "own.gpkg", layer="县界")
    written(frame().iloc[:3], file, layer="县界副本", append=True)
    right_map(file)
    moved = frame().iloc[:1]
    moved = moved.set_geometry(moved.translate(0.01, 0))
    written(moved, file, layer="县界2015", append=True)
    said = refusal(file)
    assert said == (
        "370102 历下区: the layers 县界 and 县界2015 show it differently; leave one of them in the "
        "file"
    )


def test_kml_with_a_folder_for_each_city_and_heights(tmp_path: Path) -> None:
    file, features = tmp_path / "own.kml", frame()
    features = features.set_geometry(shapely.force_3d(features.geometry.to_numpy(), 12.5))
    for city in own_files.CITIES:
        own = features[features.adcode.str.startswith(city)]
        written(own, file, layer=city, append=file.exists())
    assert len(pyogrio.list_layers(file)) == 2
    right_map(file)


def test_kml_that_has_names_only(tmp_path: Path) -> None:
    """Counties are known by their names where they also lie in their place."""
    features = frame().drop(columns="adcode").rename(columns={"name": "Name"})
    got = right_map(written(features, tmp_path / "own.kml"))
    assert got.attrs["notes"] == ["counties known by their names, as there are no codes"]
    features.loc[[0, 1], "Name"] = features.loc[[1, 0], "Name"].to_numpy()
    said = refusal(written(features, tmp_path / "exchanged.kml"))
    assert "370102 历下区 and 370103 市中区 lie in each other's place" in said


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8", "GB18030"])
@pytest.mark.parametrize("cpg", ["right", "missing", "wrong"])
def test_a_shapefile_in_any_encoding(encoding: str, cpg: str, tmp_path: Path) -> None:
    features = frame().rename(columns={"adcode": "代码", "name": "名称"})
    file = written(features, tmp_path / "own.shp", encoding=encoding)
    if cpg != "right":
        (tmp_path / "own.cpg").unlink()
    if cpg == "wrong":
        (tmp_path / "own.cpg").write_text("GBK" if encoding == "UTF-8" else "UTF-8")
    right_map(file)
    # The names were read as Chinese: an exchange is seen.
    features.loc[[0, 1], "名称"] = features.loc[[1, 0], "名称"].to_numpy()
    written(features, file, encoding=encoding)
    if cpg != "right":
        (tmp_path / "own.cpg").unlink()
    assert "370102 is called 市中区 and 370103 历下区" in refusal(file)


def test_a_text_cut_off_in_the_middle_of_a_character(tmp_path: Path) -> None:
    """A field of a shapefile holds 254 bytes, which is no multiple of three."""
    features = frame().assign(说明="济南市所辖" * 20)
    right_map(written(features, tmp_path / "own.shp", encoding="UTF-8"))


@pytest.mark.parametrize("crs", [4326, 4490, 4548, 4527, 3857, 32650, 4498])
def test_declared_systems(crs: int, tmp_path: Path) -> None:
    got = right_map(written(frame().to_crs(crs), tmp_path / "own.shp"))
    assert got.attrs["notes"] == []


@pytest.mark.parametrize(
    ("crs", "said"),
    [
        (4490, "longitude and latitude"),
        (4548, "CGCS2000 / 3-degree Gauss-Kruger CM 117E (EPSG:4548)"),
        (4549, "CGCS2000 / 3-degree Gauss-Kruger CM 120E (EPSG:4549)"),
        (4527, "CGCS2000 / 3-degree Gauss-Kruger zone 39 (EPSG:4527)"),
        (4498, "CGCS2000 / Gauss-Kruger zone 20 (EPSG:4498)"),
        (3857, "WGS 84 / Pseudo-Mercator (EPSG:3857)"),
        (32650, "WGS 84 / UTM zone 50N (EPSG:32650)"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_a_missing_prj(crs: int, said: str, swapped: bool, tmp_path: Path) -> None:
    features = frame().to_crs(crs)
    if swapped:
        features = exchanged(features)
    file = written(features, tmp_path / "own.shp")
    (tmp_path / "own.prj").unlink()
    (note,) = right_map(file).attrs["notes"]
    if crs == 4490 and swapped:
        said = "latitude and longitude"
    assert said in note
    assert ("axes exchanged" in note) == swapped


@pytest.mark.parametrize("crs", [4326, 4490, 4548, 4527])
def test_exchanged_axes_in_spite_of_what_is_declared(crs: int, tmp_path: Path) -> None:
    file = written(exchanged(frame().to_crs(crs)), tmp_path / "own.gpkg")
    assert "axes exchanged" in right_map(file).attrs["notes"][0]


def test_a_zone_before_the_easting_or_not_in_spite_of_what_is_declared(tmp_path: Path) -> None:
    plain, zoned = frame().to_crs(4548), frame().to_crs(4527)
    right_map(written(plain.set_crs(4527, allow_override=True), tmp_path / "plain.shp"))
    right_map(written(zoned.set_crs(4548, allow_override=True), tmp_path / "zoned.shp"))


def test_geojson_in_metres(tmp_path: Path) -> None:
    """GeoJSON without `crs` is degrees by the standard; older programs write metres too."""
    metres = frame().to_crs(4527).set_crs(4326, allow_override=True)
    file = written(metres, tmp_path / "own.geojson")
    assert "EPSG:4527" in right_map(file).attrs["notes"][0]


@pytest.mark.parametrize(("inside", "declared"), [(4548, 4549), (4527, 4528), (3857, 4548)])
def test_another_system_than_is_declared(inside: int, declared: int, tmp_path: Path) -> None:
    features = frame().to_crs(inside).set_crs(declared, allow_override=True)
    said = refusal(written(features, tmp_path / "own.shp"))
    assert said.startswith("it says that its coordinates are in ")
    assert f"(EPSG:{inside}); correct its .prj" in said


@pytest.mark.parametrize("crs", [4610, 4214, 2384])
def test_old_datums(crs: int, tmp_path: Path) -> None:
    features = frame().set_crs(4610, allow_override=True).to_crs(crs) if crs == 2384 else frame()
    said = refusal(written(features.set_crs(crs, allow_override=True), tmp_path / "own.shp"))
    assert "which no public formula converts exactly; ask for the file in CGCS2000" in said


def test_a_local_system_of_a_city(tmp_path: Path) -> None:
    features = frame().to_crs(4548).translate(-300_000, -4_000_000)
    file = written(frame().set_geometry(features), tmp_path / "own.shp")
    (tmp_path / "own.prj").unlink()
    assert "is not known; add the .prj" in refusal(file)


def test_counties_whose_place_is_not_known(tmp_path: Path) -> None:
    """Those of another province: only what leaves no choice is read."""
    other = table().iloc[:2].assign(adcode=["440103", "440104"]).set_index("adcode", drop=False)
    features = frame().iloc[:2].assign(adcode=["440103", "440104"], name=["荔湾区", "越秀区"])
    other = other.assign(county_zh=["荔湾区", "越秀区"], prefecture_adcode="440100")

    def read(features: gpd.GeoDataFrame, declared: bool) -> list[str]:
        file = written(features, tmp_path / "own.shp")
        if not declared:
            (tmp_path / "own.prj").unlink()
        return county_polygons(file, other).attrs["notes"]

    assert read(features.to_crs(4548), True) == []
    assert "EPSG:4527" in read(features.to_crs(4527), False)[0]
    assert "axes exchanged" in read(exchanged(features), False)[0]
    with pytest.raises(BoundaryError, match=r"is not known; add the \.prj"):
        read(features.to_crs(4548), False)


def exchanged(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    shapes = shapely.transform(features.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    return features.set_geometry(gpd.GeoSeries(shapes, index=features.index, crs=features.crs))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("own.geojson", b"{"),
        ("own.geojson", b""),
        ("own.geojson", b'{"type":"FeatureCollection","features":[]}'),
        ("own.gpkg", b"SQLite format 3\0"),
        ("own.shp", b"\0\0\x27\x0a"),
        ("own.kml", b"<kml>"),
        ("own.txt", "行政区划".encode("gbk")),
        ("own.csv", b"adcode,name\n370102,x\n"),
    ],
)
def test_files_that_are_none(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    said = refusal(file)
    ways = ("export it again", "export the county layer again", "copy all files of the shapefile")
    assert any(way in said for way in ways)


@pytest.mark.parametrize("name", ["own.geojson", "own.gpkg", "own.kml", "own.fgb"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_files_that_are_cut_off(name: str, share: float, tmp_path: Path) -> None:
    file = written(frame(), tmp_path / name)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BoundaryError):
        county_polygons(file, table())


def test_a_shapefile_that_is_cut_off_or_lacks_a_part(tmp_path: Path) -> None:
    file = written(frame(), tmp_path / "own.shp")
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    assert ": its feature has no geometry; " in refusal(file)
    shutil.copy(file, tmp_path / "lone.shp")
    assert refusal(tmp_path / "lone.shp").startswith("lone.shx is missing beside it; copy all")
    shutil.copy(tmp_path / "own.shx", tmp_path / "lone.shx")
    assert "found no field" in refusal(tmp_path / "lone.shp")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.shp").startswith("it is not there; ")


@pytest.mark.parametrize("value", [np.inf, 1e300, -1e9])
def test_coordinates_that_are_no_place(value: float, tmp_path: Path) -> None:
    shape = own_files.with_shape(
        own_files.LIXIA, lambda s: shapely.transform(s, lambda xy: np.full_like(xy, value))
    )
    said = refusal(written(shape, tmp_path / "own.gpkg"))
    assert said.startswith("370102 历下区: its outline has coordinates that are no place; ")


@pytest.mark.parametrize("value", [100.0, 5e6])
def test_a_vertex_that_is_no_place(value: float, tmp_path: Path) -> None:
    def thrown(points: np.ndarray) -> np.ndarray:
        points = points.copy()
        points[5, 1] = value
        return points

    shape = own_files.with_shape(own_files.LIXIA, lambda s: shapely.transform(s, thrown))
    said = refusal(written(shape, tmp_path / "own.shp"))
    assert said.startswith("370102 历下区: its outline has coordinates that are no place; ")
