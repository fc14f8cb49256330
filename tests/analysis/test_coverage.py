"""Coverage, distance, joins, density, sentences: by hand on squares, then by brute force."""

from __future__ import annotations

import itertools
import math
import warnings
from dataclasses import fields, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from esda.join_counts import Join_Counts
from fixture.squares import (
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    census_table,
    county_table,
    documents_table,
    project_rows,
    squares,
    squares_at,
)
from libpysal.graph import Graph
from scipy import stats

from geodata.analysis import clustering as clustering_module
from geodata.analysis.clustering import JoinCount, clustering
from geodata.analysis.coverage import (
    Complement,
    city_titles,
    complements,
    matrix,
    may_lie_in,
    naming,
    sector_matrix,
)
from geodata.analysis.density import density, plan_density, poisson_interval
from geodata.analysis.distances import distance_ranges
from geodata.analysis.findings import findings
from geodata.analysis.neighbours import adjacent
from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID
from geodata.record.boundaries import EQUAL_AREA, GEOGRAPHIC
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select


@pytest.fixture(scope="module")
def grid(small: Record) -> Record:
    return squares(small)


# Coverage


def test_counts_by_hand(grid: Record) -> None:
    counts = matrix(select(grid)).counts
    named = {
        (code, kind): int(counts.loc[code, kind])
        for code in counts.index
        for kind in counts.columns
        if counts.loc[code, kind]
    }
    assert named == {
        (A, "wind_farm"): 2,
        (A, "railway"): 1,
        (B, "railway"): 1,
        (B, "storage_station"): 1,
        (E, "waterway"): 1,
    }


def test_the_four_kinds_of_empty(grid: Record) -> None:
    status = matrix(select(grid)).status
    whole = dict.fromkeys((A, B, C, D, G), "not_named")
    assert status.wind_farm.to_dict() == whole | {A: "named", E: "partly", F: "no_plan"}
    assert status.waterway.to_dict() == whole | {E: "named", F: "no_plan"}
    assert status.city_pilot.to_dict() == {
        **dict.fromkeys((A, B, C, D, G), "not_applicable"),
        E: "partly",
        F: "no_plan",
    }


def test_things_without_a_county(grid: Record) -> None:
    wide = matrix(select(grid)).wide
    assert wide.loc["one"][wide.loc["one"] > 0].to_dict() == {
        "wind_farm": 1,
        "city_pilot": 1,
    }
    assert wide.loc["two"].sum() == 0


def test_by_sector(grid: Record) -> None:
    said = sector_matrix(select(grid))
    assert said.counts.energy.to_dict() == {A: 2, B: 1, C: 0, D: 0, E: 0, F: 0, G: 0}
    assert said.counts.transport.to_dict() == {A: 1, B: 1, C: 0, D: 0, E: 1, F: 0, G: 0}
    assert said.status.energy.to_dict() == {
        **dict.fromkeys((A, B), "named"),
        **dict.fromkeys((C, D, G), "not_named"),
        E: "partly",
        F: "no_plan",
    }


def test_a_filter_narrows_the_counts_not_the_reasons(grid: Record) -> None:
    said = matrix(select(grid, Filters(year=2030)))
    assert said.counts.loc[A, "wind_farm"] == 1
    assert said.status.loc[A, "wind_farm"] == "named"
    none = matrix(select(grid, Filters(year=2024)))
    assert none.counts.to_numpy().sum() == none.wide.to_numpy().sum() == 0
    assert set(none.status.city_pilot[[A, B]]) == {"not_applicable"}


def test_what_a_selection_leaves_out_has_a_status_of_its_own(grid: Record) -> None:
    """The wind farms of A are due in 2025 and 2035, its railway in 2030."""
    late = matrix(select(grid, Filters(year=2025)))
    whole = dict.fromkeys((A, B, C, D, G), "not_named") | {E: "partly", F: "no_plan"}
    assert late.status.railway.to_dict() == whole | {A: "outside", B: "outside"}
    assert late.status.wind_farm.to_dict() == whole | {A: "named"}
    assert late.status.waterway.to_dict() == whole | {E: "outside"}
    # Counties that were not chosen are outside whatever they name, but without a plan no plan.
    some = matrix(select(grid, Filters(county=(A, C))))
    assert some.status.wind_farm.to_dict() == {
        **dict.fromkeys((B, D, E, G), "outside"),
        A: "named",
        C: "not_named",
        F: "no_plan",
    }
    assert some.status.city_pilot[[A, B]].tolist() == ["not_applicable", "outside"]
    kind = matrix(select(grid).narrowed(kind="railway"))
    assert kind.status.wind_farm[[A, B]].tolist() == ["outside", "not_named"]
    sector = sector_matrix(select(grid, Filters(year=2025)))
    assert sector.status.transport.to_dict() == whole | dict.fromkeys((A, B, E), "outside")


def test_a_title_in_a_county_is_no_city_title(grid: Record) -> None:
    assert city_titles(grid) == (("one", "city_pilot"),)
    placed = grid.projects.copy()
    placed.loc[placed.kind == "city_pilot", "adcodes"] = C
    assert city_titles(replace(grid, projects=placed)) == ()
    other = grid.projects.assign(name_zh="示范县")
    assert city_titles(replace(grid, projects=other)) == ()


def test_the_record_by_brute_force(record: Record) -> None:
    said = matrix(select(record))
    things: dict[tuple[str, str], set[str]] = {}
    nowhere: dict[tuple[str, str], set[str]] = {}
    for row in record.projects.itertuples():
        for code in filter(None, str(row.adcodes).split(";")):
            things.setdefault((code, str(row.kind)), set()).add(str(row.thing))
        if not row.adcodes:
            nowhere.setdefault((str(row.document_id), str(row.kind)), set()).add(str(row.thing))
    for code in record.county_names.index:
        for kind in KIND_BY_ID:
            assert said.counts.loc[code, kind] == len(things.get((code, kind), ()))
            if (code, kind) not in things:
                assert said.status.loc[code, kind] in (
                    {"full": {"not_named", "not_applicable"}, "partial": {"partly"}}.get(
                        record.coverage(code), {"no_plan"}
                    )
                )
    for (document, kind), found in nowhere.items():
        assert said.wide.loc[document, kind] == len(found)
    assert city_titles(record) == (("dezhou", "city_pilot"),)


def test_sectors_are_sums_of_kinds(record: Record) -> None:
    kinds, sectors = matrix(select(record)), sector_matrix(select(record))
    for sector in SECTOR_BY_ID:
        own = [kind for kind in KIND_BY_ID if KIND_BY_ID[kind].sector == sector]
        assert (kinds.counts[own].sum(axis=1) == sectors.counts[sector]).all()


def test_complements(grid: Record) -> None:
    beside = adjacent(grid)
    assert naming(select(grid), "wind_farm") == {A: ("one-001", "one-006")}
    assert complements(select(grid), "wind_farm", "storage_station", beside) == (
        Complement(A, ("one-001", "one-006"), B, ("one-003",)),
    )
    assert complements(select(grid), "waterway", "railway", beside) == (
        Complement(E, ("two-001",), B, ("one-005",)),
    )
    assert complements(select(grid), "waterway", "wind_farm", beside) == ()


# Distance: squares of 10 km, so every end is a corner or a side.


def test_distances_to_a_county(grid: Record) -> None:
    said = distance_ranges(select(grid), "wind_farm")
    assert (said.places, said.wide) == (1, 1)
    assert said.ranges.reset_index().to_numpy().tolist() == [
        [B, "not_named", 0, math.ceil(math.hypot(20, 10)), A],
        [C, "not_named", 10, math.ceil(math.hypot(30, 10)), A],
        [G, "not_named", 40, math.ceil(math.hypot(60, 10)), A],
        [D, "not_named", 0, math.ceil(math.hypot(10, 20)), A],
        [E, "partly", 0, math.ceil(math.hypot(20, 20)), A],
    ]


def test_distances_to_a_point(grid: Record) -> None:
    # The storage station is at (15, 5) km, within 0.6 km, which counts as 1.
    said = distance_ranges(select(grid), "storage_station")
    assert said.ranges.reset_index().to_numpy().tolist() == [
        [A, "not_named", 5 - 1, math.ceil(math.hypot(15, 5) + 1), B],
        [C, "not_named", 5 - 1, math.ceil(math.hypot(15, 5) + 1), B],
        [G, "not_named", 35 - 1, math.ceil(math.hypot(45, 5) + 1), B],
        [D, "not_named", math.floor(math.hypot(5, 5) - 1), math.ceil(math.hypot(15, 15) + 1), B],
        [E, "partly", 5 - 1, math.ceil(math.hypot(5, 15) + 1), B],
    ]


def test_the_nearest_of_several_places(grid: Record) -> None:
    # The railway is in A and B: from C the nearest and the least far is B, from E both are near.
    said = distance_ranges(select(grid), "railway").ranges
    assert said.loc[C].tolist() == ["not_named", 0, 23, B]
    assert said.loc[E].tolist() == ["partly", 0, 23, f"{A};{B}"]
    assert said.loc[G].tolist() == ["not_named", 30, math.ceil(math.hypot(50, 10)), B]


def test_no_place_no_distance(grid: Record) -> None:
    said = distance_ranges(select(grid), "city_pilot")
    assert (said.places, said.wide, len(said.ranges)) == (0, 1, 0)
    assert len(distance_ranges(select(grid), "hydrogen").ranges) == 0


def test_a_held_back_point_is_not_used(grid: Record) -> None:
    hidden = grid.projects.copy()
    hidden.loc[hidden.kind == "storage_station", "precision"] = "county"
    said = distance_ranges(select(replace(grid, projects=hidden)), "storage_station").ranges
    assert said.loc[A].tolist() == ["not_named", 0, 23, B]


@pytest.mark.parametrize("kind", ["wind_farm", "coal_power_chp", "wetland", "railway", "hydrogen"])
def test_real_distances_by_brute_force(record: Record, kind: str) -> None:
    metres = record.counties.geometry.to_crs(EQUAL_AREA)
    rows = record.projects[(record.projects.kind == kind) & (record.projects.adcodes != "")]
    places = []
    for _, mentions in rows.groupby("thing"):
        known = mentions[mentions.precision.isin(["site", "township"])]
        for row in known.itertuples():
            point = gpd.GeoSeries([shapely.Point(row.lon, row.lat)], crs=GEOGRAPHIC)
            radius = math.ceil(float(row.uncertainty_km)) * 1000
            places.append((point.to_crs(EQUAL_AREA)[0], radius))
        if known.empty:
            places += [(metres[c], 0) for c in str(mentions.adcodes.iloc[0]).split(";")]
    own = set(";".join(rows.adcodes).split(";"))
    covered = record.county_names.index[record.county_names.coverage != "none"]
    said = distance_ranges(select(record), kind).ranges
    assert set(said.index) == set(covered) - own
    for code in said.index:
        near = min(max(0, metres[code].distance(p) - r) for p, r in places)
        corners = shapely.get_coordinates(metres[code])
        far = min(
            max(
                np.hypot(*(corners[:, None] - shapely.get_coordinates(p)[None]).transpose(2, 0, 1))
                .max()
                .tolist(),
                0,
            )
            + r
            for p, r in places
        )
        assert said.nearest_km[code] == math.floor(round(near) / 1000)
        assert said.farthest_km[code] == math.ceil(round(far) / 1000)
        assert said.nearest_km[code] < said.farthest_km[code]


# Join counts: a 6 × 6 grid of two plans, side by side.


def chequer(small: Record, named: set[tuple[int, int]], size: int = 6) -> Record:
    """A grid of `size` × `size` counties; plan `one` covers the left half, `two` the right."""
    places = {f"2{y:02d}{x:03d}": (x, y) for x in range(size) for y in range(size)}
    owner = {code: ("full", "one" if x < size // 2 else "two") for code, (x, _) in places.items()}
    lines = [
        f"{owner[code][1]}-{i:03d}||wind_farm|{code}||2030|plan|county"
        for i, (code, at) in enumerate(sorted(places.items()))
        if at in named
    ]
    return replace(
        small,
        documents=documents_table(["one", "two"]),
        projects=project_rows("\n".join(lines)),
        county_names=county_table(sorted(places), owner),
        counties=squares_at(places),
        census=census_table(dict.fromkeys(places, 100_000)),
    )


def join_count(record: Record, kind: str, **options: int) -> JoinCount:
    """The test of one kind, with None where there is no number."""
    row = clustering(select(record), **options).loc[kind]
    said = {field.name: row[field.name] for field in fields(JoinCount)}
    return JoinCount(**{name: None if pd.isna(value) else value for name, value in said.items()})


BLOCK = {(x, y) for x in (0, 1) for y in (0, 1, 2)}


def test_a_block_of_six(small: Record) -> None:
    said = join_count(chequer(small, BLOCK), "wind_farm", permutations=99_999)
    # 60 joins in the grid; in a block of 2 × 3 there are 7.
    assert (said.counties, said.present, said.joins, said.bb) == (36, 6, 60, 7)
    assert said.expected_anywhere == pytest.approx(60 * 6 * 5 / (36 * 35))
    # All six are in plan one: of its 18 counties (3 × 6, 27 joins) 6 are named.
    assert said.expected_within_plans == pytest.approx(27 * 6 * 5 / (18 * 17))
    # No six counties have more joins: 40 such blocks in the grid, 13 in one plan.
    assert said.p_anywhere == pytest.approx(40 / math.comb(36, 6), abs=6e-5)
    assert said.p_within_plans == pytest.approx(13 / math.comb(18, 6), abs=3e-4)
    assert said.refused("zh") == said.refused("en") == ""


def test_a_plan_that_names_more_is_no_cluster(small: Record) -> None:
    half = {(x, y) for x in range(3) for y in range(6)}
    said = join_count(chequer(small, half), "wind_farm")
    assert said.p_anywhere == 1 / 1000
    assert said.p_within_plans == 1.0


def test_like_esda(small: Record) -> None:
    grid = chequer(small, BLOCK | {(4, 4)})
    said = join_count(grid, "wind_farm", permutations=9_999)
    y = (matrix(select(grid)).counts.wind_farm.loc[grid.counties.index] > 0).astype(int).to_numpy()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.random.seed(7)
        theirs = Join_Counts(y, Graph.build_contiguity(grid.counties, rook=True), permutations=999)
    assert said.bb == theirs.bb
    assert said.joins == theirs.J
    assert said.expected_anywhere == pytest.approx(theirs.mean_bb, abs=0.1)
    assert said.p_anywhere == pytest.approx(theirs.p_sim_bb, abs=0.02)


def test_by_every_arrangement(small: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering_module, "FEWEST_COUNTIES", 1)
    monkeypatch.setattr(clustering_module, "FEWEST_PRESENT", 1)
    named = {(0, 0), (0, 1), (1, 1), (2, 2), (3, 2)}
    grid = chequer(small, named, size=4)
    said = join_count(grid, "wind_farm", permutations=19_999)
    cells = [(x, y) for x in range(4) for y in range(4)]

    def pairs(chosen: set[tuple[int, int]]) -> int:
        return sum(((x + 1, y) in chosen) + ((x, y + 1) in chosen) for x, y in chosen)

    assert said.bb == pairs(named) == 3
    anywhere = [pairs(set(c)) for c in itertools.combinations(cells, 5)]
    left, right = [c for c in cells if c[0] < 2], [c for c in cells if c[0] >= 2]
    within = [
        pairs({*a, *b})
        for a in itertools.combinations(left, 3)
        for b in itertools.combinations(right, 2)
    ]
    assert said.expected_anywhere == pytest.approx(np.mean(anywhere))
    assert said.expected_within_plans == pytest.approx(np.mean(within))
    assert said.p_anywhere == pytest.approx(np.mean(np.array(anywhere) >= 3), abs=0.015)
    assert said.p_within_plans == pytest.approx(np.mean(np.array(within) >= 3), abs=0.015)


def test_the_seed_decides(small: Record) -> None:
    first, again = chequer(small, BLOCK), chequer(small, BLOCK)
    assert join_count(first, "wind_farm", seed=1) == join_count(again, "wind_farm", seed=1)


def test_floors(grid: Record, small: Record) -> None:
    few = join_count(grid, "wind_farm")
    assert (few.counties, few.bb, few.p_within_plans) == (5, None, None)
    assert "5个，少于30个" in few.refused("zh")
    assert "5; below 30" in few.refused("en")
    rare = join_count(chequer(small, {(0, 0), (0, 1), (1, 0), (3, 3)}), "wind_farm")
    assert (rare.counties, rare.present, rare.bb) == (36, 4, None)
    assert "4个，少于5个" in rare.refused("zh")
    assert join_count(chequer(small, {(i, i) for i in range(5)}), "wind_farm").bb == 0


def test_adjusted_for_the_kinds_tested(record: Record) -> None:
    said = clustering(select(record))
    assert list(said.index) == list(KIND_BY_ID)
    tested = said[said.refused_zh == ""]
    assert (tested.present >= 5).all()
    assert (said.counties == (record.county_names.coverage == "full").sum()).all()
    for name in ("anywhere", "within_plans"):
        p = tested[f"p_{name}"].to_numpy(dtype=float)
        # Benjamini and Hochberg by hand: q(i) = min over j >= i of p(j) n / j.
        rank = np.argsort(p, kind="stable")
        scaled = p[rank] * len(p) / np.arange(1, len(p) + 1)
        q = np.empty(len(p))
        q[rank] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1)
        assert tested[f"q_{name}"].to_numpy(dtype=float) == pytest.approx(q)
    assert said.loc[said.refused_zh != "", "q_within_plans"].isna().all()
    alone = join_count(record, "chem_park")
    assert said.p_within_plans["chem_park"] == alone.p_within_plans


# Density


def test_poisson_intervals() -> None:
    low, high = poisson_interval(np.array([0, 1, 10]))
    # Garwood's table.
    assert low == pytest.approx([0, 0.0253, 4.795], abs=1e-3)
    assert high == pytest.approx([3.689, 5.572, 18.390], abs=1e-3)
    # What an exact interval means: the observed count has a tail of 2.5 % at either end.
    assert stats.poisson.sf(9, low[2]) == pytest.approx(0.025)
    assert stats.poisson.cdf(10, high[2]) == pytest.approx(0.025)


def test_density_by_hand(grid: Record) -> None:
    said = density(select(grid), "wind_farm")
    assert list(said.index) == [A, B, C, G, D]
    assert said["count"].tolist() == [2, 0, 0, 0, 0]
    assert said.per_100_km2.tolist() == pytest.approx([2, 0, 0, 0, 0], rel=1e-6)
    assert said.per_100k_people.tolist() == pytest.approx([2, 0, 0, 0, 0])
    assert said.loc[B, "per_100_km2_high"] == pytest.approx(3.6889, abs=1e-3)
    assert said.loc[B, "per_100k_people_high"] == pytest.approx(3.6889 / 2, abs=1e-3)
    assert said.few.all()


def test_density_of_a_plan(grid: Record) -> None:
    said = plan_density(select(grid), "wind_farm")
    # A's two and the one without a county; five counties of 100 km², 1.7 million people.
    assert list(said.index) == ["one"]
    row = said.loc["one"]
    assert (row["count"], row.population_2020) == (3, 1_700_000)
    assert row.per_100_km2 == pytest.approx(3 / 5, rel=1e-6)
    assert row.per_100k_people == pytest.approx(3 / 17)
    assert plan_density(select(grid), "railway").loc["one", "count"] == 1


def test_density_without_a_census(grid: Record) -> None:
    part = replace(grid, census=grid.census.drop(C))
    assert density(select(part), "wind_farm").per_100k_people.isna().tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert pd.isna(plan_density(select(part), "wind_farm").loc["one", "per_100k_people"])


# Sentences


def test_sentences_by_hand(grid: Record) -> None:
    said = {f.topic: f for f in findings(select(grid), "wind_farm", "zh")}
    assert set(said) == {"named", "not_named", "partly", "distance", "clustering", "density"}
    assert said["named"].text == "所读方案共在1个县区列名2项“风电场”：县00。"
    assert said["not_named"].text == (
        "市one方案全部覆盖的5个县区中，4个没有列名“风电场”：县01、县02、县05、县10。"
        "另有1项只指明全市或全区，可能在其中。"
    )
    assert said["not_named"].falsifier.startswith("如果专栏1在其中列名了“风电场”")
    assert said["not_named"].adcodes == (B, C, G, D)
    assert "县11只有一部分" in said["partly"].text
    assert "4个县区中，2个可能紧邻列名地" in said["distance"].text
    assert "县05离列名地最远，40至61公里" in said["distance"].text
    assert "少于30个" in said["clustering"].text
    assert "0.6（95%区间0.12至1.8）" in said["density"].text


def test_a_thing_of_a_zone_is_in_no_county_beyond_it(grid: Record) -> None:
    """What is named for a zone in A alone, which names the kind, is in none of the others."""
    near = replace(grid, zones=grid.zones.assign(adcodes=A))
    assert may_lie_in(select(grid), "wind_farm", [B, C]) == 1
    assert may_lie_in(select(near), "wind_farm", [B, C]) == 0
    said = {f.topic: f for f in findings(select(near), "wind_farm", "zh")}
    assert "可能在其中" not in said["not_named"].text
    assert "可能在其中" not in said["distance"].text


def test_sentences_begin_with_the_filters(grid: Record) -> None:
    early = select(grid, Filters(year=2025))
    said = {f.topic: f for f in findings(early, "wind_farm", "zh")}
    scope = "在“目标年：2025年及以前”的事项中，"
    assert all(f.text.startswith(scope) and f.text.count(scope) == 1 for f in said.values())
    assert said["named"].text == scope + "所读方案共在1个县区列名1项“风电场”：县00。"
    assert said["named"].falsifier == (
        "如果所引原句指的不是符合筛选的“风电场”，或不在这些县区，此结论即改变。"
    )
    # The one without a county is due in 2030, so it could be in none of them.
    assert said["not_named"].text == (
        scope + "市one方案全部覆盖的5个县区中，4个没有列名“风电场”：县01、县02、县05、县10。"
    )
    assert "0.2（95%区间0.0051至1.1）" in said["density"].text
    (named, *_) = findings(early, "wind_farm", "en")
    assert named.said("en") == (
        "Among items with “Target year: 2025 or earlier”: “Wind farm” is named here by the plans "
        "read: County 00 (counties: 1, items: 1). This would change if a clause cited meant "
        "something other than “Wind farm” within these filters, or another county."
    )
    assert not any("在“" in f.text for f in findings(select(grid), "wind_farm", "zh"))


def test_sentences_speak_of_the_chosen_counties_only(grid: Record) -> None:
    said = {f.topic: f for f in findings(select(grid, Filters(county=(A, B))), "wind_farm", "zh")}
    assert set(said) == {"named", "not_named", "distance", "clustering"}
    assert said["not_named"].text == (
        "在“县区：县00、县01”的事项中，筛选所及、市one方案全部覆盖的2个县区中，"
        "1个没有列名“风电场”：县01。"
    )
    assert said["not_named"].adcodes == said["distance"].adcodes == (B,)
    # A density of the whole city would be of items that were not asked for.
    assert plan_density(select(grid, Filters(county=(A, B))), "wind_farm").empty
    assert list(density(select(grid, Filters(county=(A, B))), "wind_farm").index) == [A, B]
    assert list(
        distance_ranges(select(grid, Filters(county=(A, B))), "wind_farm").ranges.index
    ) == [B]


def test_a_kind_nobody_names(grid: Record) -> None:
    said = findings(select(grid), "ccus", "en")
    assert [f.topic for f in said] == ["named", "not_named", "partly", "clustering"]
    assert "named in no county" in said[0].text
    assert "none of the 5 counties" in said[1].text
    assert "any section" in said[1].falsifier


def test_a_city_title(grid: Record) -> None:
    topics = [f.topic for f in findings(select(grid), "city_pilot", "en")]
    assert "city_title" in topics
    assert "not_named" not in topics


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_has_findings(record: Record, language: str) -> None:
    for kind in KIND_BY_ID:
        said = findings(select(record), kind, "zh" if language == "zh" else "en")
        assert {f.topic for f in said} >= {"named", "clustering"}
        for finding in said:
            assert finding.text
            assert finding.falsifier
            assert "{" not in finding.text + finding.falsifier
            for word in ("shortfall", "gap", "缺口", "落后", "nan"):
                assert word not in finding.text + finding.falsifier


def test_filters_reach_the_sentences(record: Record) -> None:
    named = findings(select(record, Filters(city=("heze",))), "wind_farm", "zh")[0]
    assert named.project_ids == ("heze-011", "heze-012")
