"""The ledger: each thing once, bounds kept, nothing without a figure counted as zero."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from fixture.squares import squares

from geodata.analysis.comparison import COMPARISON_COLUMNS, comparison
from geodata.analysis.ledger import INDICATOR_KINDS, LedgerError, ledger
from geodata.analysis.ledger import ledgers as all_ledgers
from geodata.analysis.ledger_findings import ledger_finding
from geodata.analysis.operating import besides
from geodata.language.vocabulary import KIND_BY_ID, QUIET_ROLES
from geodata.record.record import Record


def targets_table(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Targets of (id, document, indicator, comparator, value, year, scope)."""
    columns = ["target_id", "document_id", "indicator", "comparator", "value_std", "year"]
    frame = pd.DataFrame(rows, columns=[*columns, "scope_zh"])
    frame["indicator_zh"] = frame["indicator_en"] = frame.indicator
    frame["scope_en"] = frame.scope_zh
    frame["phase"] = ["near" if pd.isna(year) else "" for year in frame.year]
    frame["year"] = frame.year.astype("Int64")
    return frame.assign(unit_std="MW", baseline_year=None)


def operates(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Operating figures of (document, indicator, fuel, MW, part of, concerns)."""
    columns = ["document_id", "indicator", "fuel_zh", "capacity_mw", "part_of", "concerns"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["fuel_en"] = frame.indicator.str.removesuffix("_capacity").str.capitalize()
    return frame.assign(as_of="2025-01", scope_zh="全市", source="某来源")


@pytest.fixture(scope="module")
def grid(small: Record) -> Record:
    """The squares with three targets; 100 MW of wind operate in the area of plan `one`."""
    operating = operates(("one", "wind_capacity", "风电", 100.0, "", ""))
    return replace(
        squares(small),
        operating=operating,
        targets=targets_table(
            ("one-t001", "one", "wind_capacity", ">=", 500.0, 2030, "全市"),
            ("one-t002", "one", "wind_capacity", "=", 900.0, 2035, "全市"),
            ("one-t003", "one", "storage_capacity", "~", 40.0, 2030, "全市"),
            ("one-t004", "one", "demand_response_capacity", "=", 80.0, 2030, "全市"),
        ),
    )


def test_wind_by_hand(grid: Record) -> None:
    said = ledger(grid, "one", "wind_capacity", 2030)
    assert (said.target_mw, said.comparator, said.target_id) == (500.0, ">=", "one-t001")
    assert said.operating is not None
    assert (said.operating.capacity_mw, said.operating.source) == (100.0, "某来源")
    # The thing one-001 has its figure in its second mention, its year in the first.
    assert [(n.thing, n.project_id, n.capacity_mw, n.year, n.mentions) for n in said.named] == [
        ("one-001", "one-002", 50.0, 2025, ("one-001", "one-002")),
        ("one-004", "one-004", 70.0, 2030, ("one-004",)),
    ]
    assert [n.project_id for n in said.later] == ["one-006"]
    assert said.unquantified == ()
    assert (said.named_mw, said.not_named_mw, said.not_named_most_mw) == (120.0, 280.0, 380.0)
    assert not said.exceeded


def test_the_last_year_counts_everything(grid: Record) -> None:
    said = ledger(grid, "one", "wind_capacity")
    assert (said.year, said.named_mw, said.not_named_mw) == (2035, 150.0, 650.0)
    assert said.later == ()


def test_without_a_figure_is_not_zero(grid: Record) -> None:
    said = ledger(grid, "one", "storage_capacity")
    assert [(n.project_id, n.capacity_mw) for n in said.unquantified] == [("one-003", None)]
    assert (said.named, said.named_mw, said.operating) == ((), 0.0, None)
    assert not said.computable


def test_a_figure_that_is_lacking_makes_the_rest_unknown(grid: Record) -> None:
    """An addition needs no operating figure, but every thing named needs one of its own."""
    targets = targets_table(("one-t001", "one", "pv_capacity_added", ">=", 500.0, 2030, "全市"))
    projects = grid.projects.assign(kind="pv_project")
    without = ledger(replace(grid, projects=projects, targets=targets), "one", "pv_capacity_added")
    assert without.unquantified
    assert not without.computable
    known = replace(grid, projects=projects.assign(capacity_mw=10.0), targets=targets)
    assert ledger(known, "one", "pv_capacity_added").computable


@pytest.mark.parametrize(
    ("target", "least", "most", "exceeded"),
    [(250.0, 30.0, 130.0, False), (219.0, 0.0, 99.0, False), (119.0, 0.0, 0.0, True)],
)
def test_never_below_nothing(
    grid: Record, target: float, least: float, most: float, exceeded: bool
) -> None:
    """100 MW operate and 120 are named: the same, perhaps, so only above 120 is it passed."""
    targets = grid.targets.assign(value_std=target)
    said = ledger(replace(grid, targets=targets), "one", "wind_capacity", 2030)
    assert (said.not_named_mw, said.not_named_most_mw, said.exceeded) == (least, most, exceeded)


@pytest.mark.parametrize("role", QUIET_ROLES)
def test_what_the_plan_leans_on_or_mentions_is_no_capacity(grid: Record, role: str) -> None:
    projects = grid.projects.copy()
    projects.loc[projects.project_id.isin(["one-002", "one-004"]), "role"] = role
    said = ledger(replace(grid, projects=projects), "one", "wind_capacity", 2030)
    # Of one-001 a mention without a figure is left, of one-004 nothing.
    assert (said.named, said.named_mw) == ((), 0.0)
    assert [(n.thing, n.mentions) for n in said.unquantified] == [("one-001", ("one-001",))]


def test_single_fuels_are_a_part_of_the_target(grid: Record) -> None:
    operating = operates(
        ("one", "wind_capacity", "风电", 280.0, "renewable_capacity", ""),
        ("one", "bioenergy_capacity", "生物质发电", 37.0, "renewable_capacity;x", ""),
        ("one", "coal_power_capacity", "煤电", 999.0, "", ""),
        ("two", "wind_capacity", "风电", 5.0, "renewable_capacity", ""),
    )
    targets = targets_table(("one-t001", "one", "renewable_capacity", ">=", 900.0, 2030, "全市"))
    part = replace(grid, operating=operating, targets=targets)
    said = ledger(part, "one", "renewable_capacity")
    assert said.operating is None
    assert [p.capacity_mw for p in said.parts] == [280.0, 37.0]
    assert said.operating_least_mw == 317.0
    assert not said.computable
    text = ledger_finding(part, said, "zh").text
    assert "在运只查到其中的风电28万千瓦（某来源）、生物质发电3.7万千瓦（某来源）；" in text
    assert text.endswith("；因此未列名的规模不能计算。")
    text = ledger_finding(part, said, "en").text
    assert "only a part can be cited: wind 280 MW (某来源), bioenergy 37 MW (某来源);" in text


def test_a_phase_instead_of_a_year(grid: Record) -> None:
    targets = targets_table(
        ("one-t001", "one", "wind_capacity", "=", 500.0, 2030, "全市"),
        ("one-t002", "one", "wind_capacity", "=", 900.0, None, "全市"),
    )
    projects = grid.projects.assign(phase="near")
    projects.loc[projects.project_id == "one-006", "phase"] = "long"
    both = replace(grid, projects=projects, targets=targets)
    assert ledger(both, "one", "wind_capacity").target_id == "one-t001"
    _, near = all_ledgers(both)
    assert (near.year, near.phase) == (None, "near")
    assert ([n.project_id for n in near.named], [n.project_id for n in near.later]) == (
        ["one-002", "one-004"],
        ["one-006"],
    )
    assert ledger_finding(both, near, "zh").text.startswith("市one：近期，wind_capacity90万千瓦（")
    assert ledger_finding(both, near, "en").text.startswith(
        "one: wind_capacity, 900 MW, Near term (全市);"
    )
    said = comparison(replace(both, targets=targets.assign(document_id=["one", "two"])))
    assert said[["document_id", "phase"]].to_numpy().tolist() == [["one", ""], ["two", "near"]]


def test_every_operating_figure_stands_beside_its_targets(record: Record) -> None:
    found = besides(record)
    assert len(found) == len(record.operating)
    units = record.targets.set_index("target_id").unit_std
    for entry in found:
        assert set(units[[*entry.whole, *entry.part]]) <= {"MW"}
        assert "MW" not in set(units[list(entry.concerned)])
        for target_id in (*entry.whole, *entry.part, *entry.concerned):
            assert target_id.startswith(entry.operating.document_id)
    (wind,) = [e for e in found if e.operating.capacity_mw == 280.0]
    assert (wind.whole, wind.part) == ((), ("heze-t003",))
    renewable = ledger(record, "heze", "renewable_capacity")
    assert [(p.fuel_zh, p.capacity_mw) for p in renewable.parts] == [
        ("生物质发电", 237.0),
        ("陆上风电", 280.0),
    ]


def test_an_increment_does_not_meet_what_operates(grid: Record) -> None:
    operating = grid.operating.assign(indicator="pv_capacity_added")
    targets = targets_table(("one-t001", "one", "pv_capacity_added", ">=", 500.0, 2030, "全市"))
    said = ledger(replace(grid, operating=operating, targets=targets), "one", "pv_capacity_added")
    assert said.operating is None
    assert said.not_named_mw == 500.0


def test_new_storage_leaves_pumped_storage_out(grid: Record) -> None:
    projects = grid.projects.assign(kind="pumped_storage")
    for scope, expected in (("全市", 4), ("全市（新型储能）", 0)):
        targets = targets_table(("one-t001", "one", "storage_capacity", ">=", 500.0, 2030, scope))
        said = ledger(replace(grid, projects=projects, targets=targets), "one", "storage_capacity")
        things = {n.thing for n in (*said.named, *said.unquantified)}
        assert len(things) == (expected + 1 if expected else 0)


def test_distributed_pv_must_say_so(grid: Record) -> None:
    projects = grid.projects.assign(kind="pv_project")
    projects.loc[1, "quote_zh"] = "建设分布式光伏"
    targets = targets_table(("one-t001", "one", "pv_distributed_capacity", "=", 500.0, 2030, ""))
    said = ledger(
        replace(grid, projects=projects, targets=targets), "one", "pv_distributed_capacity"
    )
    assert [(n.thing, n.mentions) for n in said.named] == [("one-001", ("one-001", "one-002"))]


def test_all_of_them(grid: Record) -> None:
    assert [entry.target_id for entry in all_ledgers(grid)] == ["one-t001", "one-t002", "one-t003"]


def test_what_has_no_ledger(grid: Record) -> None:
    with pytest.raises(LedgerError, match="do not add up"):
        ledger(grid, "one", "demand_response_capacity")
    with pytest.raises(LedgerError, match="two holds no target wind_capacity"):
        ledger(grid, "two", "wind_capacity")
    with pytest.raises(LedgerError, match="for 2031"):
        ledger(grid, "one", "wind_capacity", 2031)


def test_as_sentences(grid: Record) -> None:
    wind = ledger_finding(grid, ledger(grid, "one", "wind_capacity", 2030), "zh")
    assert wind.text == (
        "市one：到2030年，wind_capacity至少50万千瓦（全市）；在运10万千瓦（某来源）；"
        "列名且写明规模的2项，共12万千瓦；另有1项的目标年（含按规划期末计的）晚于此，不计入；"
        "未列名至少28至38万千瓦（列名的可能已在运，全部重复则为后一数）。"
    )
    assert wind.project_ids == ("one-002", "one-004", "one-006")
    storage = ledger_finding(grid, ledger(grid, "one", "storage_capacity"), "en")
    assert storage.text == (
        "one: storage_capacity, about 40 MW by 2030 (全市); no source that can be cited gives what "
        "operates; none named with a figure; named without a figure: 1; so what is not named "
        "cannot be computed."
    )


def test_dezhou_wind(record: Record) -> None:
    said = ledger(record, "dezhou", "wind_capacity")
    assert (said.target_mw, said.comparator, said.year) == (3_700.0, "=", 2030)
    assert said.operating is not None
    assert (said.operating.capacity_mw, said.operating.as_of) == (1_792.0, "2025-01")
    assert "Global Wind Power Tracker" in said.operating.source
    assert [(n.project_id, n.capacity_mw) for n in said.named] == [
        ("dezhou-009", 100.0),
        ("dezhou-010", 100.0),
        ("dezhou-011", 50.0),
        ("dezhou-012", 50.0),
    ]
    assert (said.named_mw, said.unquantified, said.later) == (300.0, (), ())
    assert (said.not_named_mw, said.not_named_most_mw) == (1_608.0, 1_908.0)
    text = ledger_finding(record, said, "en").text
    for number in ("3,700 MW", "1,792 MW", "300 MW", "1,608 to 1,908 MW"):
        assert number in text
    text = ledger_finding(record, said, "zh").text
    for number in ("370万千瓦", "179.2万千瓦", "30万千瓦", "160.8至190.8万千瓦"):
        assert number in text
    assert "shortfall" not in text


def test_every_addend_is_a_row_of_the_document(record: Record) -> None:
    rows = record.projects.set_index("project_id")
    for entry in all_ledgers(record):
        things = [*entry.named, *entry.unquantified, *entry.later]
        assert len({n.thing for n in things}) == len(things)
        for named in things:
            assert rows.document_id[named.project_id] == entry.document_id
            assert named.kind in INDICATOR_KINDS[entry.indicator].kinds
            assert not set(rows.role[list(named.mentions)]) & set(QUIET_ROLES)
        assert entry.not_named_mw >= 0


def test_the_measures_name_real_kinds() -> None:
    assert {k for m in INDICATOR_KINDS.values() for k in m.kinds} <= set(KIND_BY_ID)


def test_every_capacity_target_is_known(record: Record) -> None:
    power = record.targets[record.targets.unit_std == "MW"]
    assert set(power.indicator) - set(INDICATOR_KINDS) == {"demand_response_capacity"}


def test_comparison_by_hand(grid: Record) -> None:
    targets = pd.concat(
        [
            grid.targets,
            targets_table(
                ("two-t001", "two", "storage_capacity", "<=", 7.0, 2035, "区"),
                ("two-t002", "two", "storage_capacity", "=", 5.0, 2025, "区"),
            ),
        ],
        ignore_index=True,
    )
    said = comparison(replace(grid, targets=targets))
    assert tuple(said.columns) == COMPARISON_COLUMNS
    # One plan promises wind for two years.
    assert said.indicator.tolist() == ["storage_capacity"] * 3 + ["wind_capacity"] * 2
    said = said[said.indicator == "storage_capacity"]
    assert said[
        ["document_id", "city_zh", "year", "value_std", "target_id"]
    ].to_numpy().tolist() == [
        ["one", "市one", 2030, 40.0, "one-t003"],
        ["two", "市two", 2025, 5.0, "two-t002"],
        ["two", "市two", 2035, 7.0, "two-t001"],
    ]


def test_comparison_of_the_record(record: Record) -> None:
    promised: dict[str, set[str]] = {}
    for row in record.targets.itertuples():
        promised.setdefault(str(row.indicator), set()).add(str(row.document_id))
    years = record.targets.groupby("indicator").year.nunique()
    shared = {i for i, by in promised.items() if len(by) > 1 or years[i] > 1}
    said = comparison(record)
    assert set(said.indicator) == shared
    assert set(said.target_id) == set(
        record.targets.target_id[record.targets.indicator.isin(shared)]
    )
    assert (said.groupby("indicator").unit_std.nunique() == 1).all()


def test_no_operating_figure_for_part_of_a_city(record: Record) -> None:
    partial = record.documents.index[record.documents.coverage == "partial"]
    assert not record.operating.document_id.isin(partial).any()
