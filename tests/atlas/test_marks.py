"""Marks: inside their county, apart from each other, always in the same place."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.atlas.layers import MapLayers
from geodata.atlas.marks import label_points, placed_marks
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.record import Record
from geodata.record.roles import quiet_rows


def metres(frame: pd.DataFrame) -> np.ndarray:
    """Coordinates of marks in metres of EQUAL_AREA, shape (n, 2)."""
    points = gpd.GeoSeries.from_xy(frame.lon, frame.lat, crs=GEOGRAPHIC).to_crs(EQUAL_AREA)
    return shapely.get_coordinates(points.values)


def test_marks_of_the_tiny_record(small: Record) -> None:
    marks = placed_marks(small.projects, small.counties, small.zones)
    assert marks[["thing", "adcode", "precision"]].to_numpy().tolist() == [
        ["dezhou-001", "371426", "site"],
        ["dezhou-002", "371426", "county"],
        ["dezhou-003", "371426", "county"],
        ["jinan_qibu-001", "370105", "county"],
        ["jinan_qibu-002", "370105", "counties"],
        ["jinan_qibu-002", "370115", "counties"],
        ["jinan_qibu-003", "qibu", "zone"],
        ["jinan_qibu-004", "370115", "township"],
    ]
    points = marks[marks.pitch_m == 0].set_index("thing")
    assert points[["lon", "lat"]].to_dict("index") == {
        "dezhou-001": {"lon": 116.4079, "lat": 37.13727},
        "jinan_qibu-003": {"lon": 117.06783, "lat": 37.01325},
        "jinan_qibu-004": {"lon": 117.06783, "lat": 37.01325},
    }
    assert set(marks["stack"]) == {0}
    assert marks.radius_m.tolist() == [0, 0, 0, 0, 0, 0, 0, 5000]


def test_a_held_back_point_is_not_shown(small_layers: MapLayers) -> None:
    mark = small_layers.marks.set_index("thing").loc["dezhou-003"]
    assert mark.pitch_m > 0
    assert (mark.lon, mark.lat) != (116.45, 37.15)


def test_marks_at_one_point_stand_side_by_side(small: Record) -> None:
    rows = small.projects.copy()
    rows.loc[1, ["precision", "lon", "lat"]] = ["site", 116.4079, 37.13727]
    marks = placed_marks(rows, small.counties, small.zones).set_index("thing")
    assert marks["stack"].loc[["dezhou-001", "dezhou-002"]].tolist() == [-0.5, 0.5]


def test_every_mark_is_inside_its_county(layers: MapLayers) -> None:
    marks = layers.marks[~layers.marks.precision.isin(["zone", "city"])]
    points = shapely.points(marks.lon, marks.lat)
    shapes = layers.record.counties.geometry.loc[marks.adcode]
    outside = marks[~shapely.covers(shapes.to_numpy(), points)]
    assert outside[["thing", "adcode"]].to_numpy().tolist() == []


def test_known_points_stand_where_they_are(layers: MapLayers) -> None:
    rows = layers.record.projects
    known = rows[rows.precision.isin(["site", "township"])].drop_duplicates("thing")
    marks = layers.marks.set_index("thing").loc[known.thing]
    assert (marks.pitch_m == 0).all()
    assert marks.lon.tolist() == known.lon.tolist()
    assert marks.lat.tolist() == known.lat.tolist()


def test_marks_of_a_county_keep_their_distance(layers: MapLayers) -> None:
    close = []
    county = layers.marks[layers.marks.precision.isin(["county", "counties"])]
    for adcode, group in county.groupby("adcode"):
        assert group.pitch_m.nunique() == 1
        places = metres(group)
        gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
        np.fill_diagonal(gaps, np.inf)
        if gaps.min() < 0.9 * group.pitch_m.iloc[0]:
            close.append((adcode, gaps.min()))
    assert close == []


def test_marks_of_a_county_leave_known_points_free(layers: MapLayers) -> None:
    close = []
    for adcode, group in layers.marks.groupby("adcode"):
        known = group[group.precision.isin(["site", "township"])]
        block = group[group.precision.isin(["county", "counties"])]
        if len(known) and len(block):
            gaps = np.hypot(*(metres(block)[:, None] - metres(known)[None]).transpose(2, 0, 1))
            if gaps.min() < 0.9 * block.pitch_m.iloc[0]:
                close.append((adcode, gaps.min()))
    assert close == []


def test_marks_of_a_kind_stand_together(small_layers: MapLayers) -> None:
    """In reading order: from the north, then from the west, kinds as in the vocabulary."""
    marks = small_layers.marks
    block = marks[(marks.adcode == "371426") & (marks.precision == "county")]
    read = block.sort_values(["lat", "lon"], ascending=[False, True])
    assert read.kind.tolist() == ["pv_project", "substation"]


def test_the_same_record_gives_the_same_marks(layers: MapLayers) -> None:
    again = MapLayers(layers.record, layers.config).marks
    pd.testing.assert_frame_equal(layers.marks, again)


def test_the_order_of_rows_does_not_matter(small: Record) -> None:
    straight = placed_marks(small.projects, small.counties, small.zones)
    turned = placed_marks(small.projects.iloc[::-1], small.counties, small.zones)
    columns = ["thing", "adcode", "lon", "lat"]
    pd.testing.assert_frame_equal(straight[columns], turned[columns])


def test_one_mark_for_a_thing_and_county(record: Record, layers: MapLayers) -> None:
    marks = placed_marks(record.projects, record.counties, record.zones)
    order = list(zip(marks.thing, marks.adcode, strict=True))
    assert order == sorted(set(order))
    assert sorted(zip(layers.marks.thing, layers.marks.adcode, strict=True)) == order


def test_things_without_a_county_stand_at_their_anchor(layers: MapLayers) -> None:
    rows = layers.record.projects
    anchored = layers.marks[layers.marks.precision.isin(["zone", "city"])]
    named = rows[rows.anchor != ""].drop_duplicates("thing").set_index("thing").anchor
    assert dict(zip(anchored.thing, anchored.adcode, strict=True)) == named.to_dict()
    zones = layers.record.zones.loc[anchored.adcode]
    assert anchored.lon.tolist() == zones.lon.tolist()
    assert anchored.lat.tolist() == zones.lat.tolist()
    assert not anchored[["pitch_m", "radius_m", "stack"]].to_numpy().any()


def test_every_thing_has_a_mark(layers: MapLayers) -> None:
    assert set(layers.marks.thing) == set(layers.record.projects.thing)


def test_a_thing_is_quiet_if_no_mention_of_it_wants_anything_done(small: Record) -> None:
    """The hydrogen is only supported; the wind farm is mentioned once and built once."""
    quiet = small.projects.project_id[quiet_rows(small)]
    assert quiet.tolist() == ["jinan_qibu-004"]


def test_a_record_without_county_level_items(small: Record) -> None:
    known = small.projects[small.projects.precision.isin(["site", "township"])]
    marks = placed_marks(known, small.counties, small.zones)
    assert marks.thing.tolist() == ["dezhou-001", "jinan_qibu-004"]


def test_a_county_too_small_for_its_marks_is_an_error(small: Record) -> None:
    tiny = small.counties.copy()
    centres = tiny.representative_point().to_crs(EQUAL_AREA)
    tiny.geometry = centres.buffer(50).to_crs(GEOGRAPHIC)
    with pytest.raises(ValueError, match=r"^\d{6}: no room for \d marks$"):
        placed_marks(small.projects[small.projects.precision != "site"], tiny, small.zones)


def test_label_points_are_deep_inside(record: Record) -> None:
    labels = label_points(record.counties)
    assert list(labels.index) == list(record.counties.index)
    inner = record.counties.geometry.to_crs(EQUAL_AREA).buffer(-500).to_crs(GEOGRAPHIC)
    assert inner.covers(labels).all()
