"""The single rules inside the checks, on the tiny record; `said` is how the message begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fixture.copies import edit

from geodata.config import Config
from geodata.record import checks
from geodata.record.checks import fact, place, plan
from geodata.record.checks.problem import check_input
from geodata.record.schema import TABLES
from geodata.record.tables import RecordError

RULES = [
    # check, table, line, column, value, where it complains
    ("check_values", "projects", 2, "name_en", "", "projects.csv:2:name_en"),
    ("check_values", "projects", 2, "name_zh", "王\n庙", "projects.csv:2:name_zh"),
    ("check_values", "projects", 2, "capacity_mw", "5e1", "projects.csv:2:capacity_mw"),
    ("check_values", "projects", 2, "target_year", "2025.5", "projects.csv:2:target_year"),
    ("check_values", "projects", 2, "checked_date", "2026-02-30", "projects.csv:2:checked_date"),
    ("check_values", "projects", 2, "project_id", "Dezhou-1", "projects.csv:2:project_id"),
    ("check_references", "projects", 3, "document_id", "zibo", "projects.csv:3:document_id"),
    ("check_references", "projects", 3, "same_as", "dezhou-004", "projects.csv:3:same_as"),
    ("check_references", "projects", 3, "same_as", "dezhou-002", "projects.csv:3:same_as"),
    ("check_references", "projects", 8, "same_as", "dezhou-002", "projects.csv:8:same_as"),
    ("check_references", "places", 2, "project_id", "dezhou-900", "places.csv:2:project_id"),
    ("check_references", "quote_hashes", 2, "document_id", "z", "quote_hashes.csv:2:document_id"),
    ("check_values", "counties", 2, "adcode", "13010", "counties.csv:2:adcode"),
    ("check_values", "counties", 3, "county_en", "", "counties.csv:3:county_en"),
    ("check_values", "quote_hashes", 2, "sha256", "abc", "quote_hashes.csv:2:sha256"),
    ("check_quotes", "targets", 2, "quote_zh", "没有这一句", "targets.csv:2:quote_zh"),
    ("check_quotes", "errata", 2, "printed_zh", "没有这一词", "errata.csv:2:printed_zh"),
    ("check_quotes", "decisions", 2, "phrase_zh", "没有", "decisions.csv:2:phrase_zh"),
    ("check_quantities", "projects", 2, "capacity_mw", "51", "projects.csv:2:capacity_mw"),
    ("check_quantities", "projects", 2, "length_km", "50", "projects.csv:2:length_km"),
    ("check_quantities", "projects", 3, "area_ha", "133333", "projects.csv:3:area_ha"),
    ("check_quantities", "projects", 2, "quantity_zh", "50000千瓦", "projects.csv:2:quantity_zh"),
    ("check_target_values", "targets", 2, "value", "19", "targets.csv:2:value"),
    ("check_target_values", "targets", 2, "unit", "奇", "targets.csv:2:unit"),
    ("check_target_values", "targets", 3, "unit_std", "GW", "targets.csv:3:value_std"),
    ("check_adcodes", "projects", 2, "adcodes", "370105", "projects.csv:2:adcodes"),
    ("check_adcodes", "projects", 2, "adcodes", "999999", "projects.csv:2:adcodes"),
    ("check_adcodes", "projects", 7, "adcodes", "370115;370105", "projects.csv:7:adcodes"),
    ("check_adcodes", "projects", 7, "adcodes", "", "projects.csv:7:county_basis"),
    ("check_adcodes", "projects", 8, "county_basis", "stated", "projects.csv:8:county_basis"),
    ("check_adcodes", "projects", 9, "county_basis", "stated", "projects.csv:9:county_basis"),
    ("check_adcodes", "projects", 3, "adcodes", "371402", "projects.csv:3:county_basis"),
    ("check_years", "projects", 4, "phase", "", "projects.csv:4:phase"),
    ("check_years", "documents", 2, "horizon_year", "2031", "projects.csv:3:target_year"),
    ("check_places", "places", 2, "lon", "116.407901", "places.csv:2:lon"),
    ("check_places", "places", 2, "lat", "37.42201", "places.csv:2:lon"),
    ("check_places", "places", 2, "project_id", "jinan_qibu-002", "places.csv:2:project_id"),
    ("check_values", "places", 2, "source_grade", "C", "places.csv:2:source_grade"),
    ("check_values", "projects", 2, "role", "", "projects.csv:2:role"),
    ("check_values", "documents", 2, "url", "dezhou.gov.cn", "documents.csv:2:url"),
    ("check_references", "projects", 8, "zone", "nowhere", "projects.csv:8:zone"),
    ("check_same_counties", "projects", 5, "zone", "qibu", "projects.csv:5:zone"),
    ("check_zones", "zones", 2, "adcodes", "", "zones.csv:2:adcodes"),
    ("check_zones", "zones", 2, "adcodes", "370105;999999", "zones.csv:2:adcodes"),
    ("check_zones", "zones", 2, "lat", "39.9", "zones.csv:2:lon"),
    ("check_zones", "projects", 2, "zone", "qibu", "projects.csv:2:zone"),
    ("check_zones", "projects", 8, "zone", "", "projects.csv:8:zone"),
    ("check_sections", "projects", 2, "section", "二（九）", "projects.csv:2:section"),
    ("check_sections", "targets", 2, "section", "三", "targets.csv:2:section"),
    ("check_sections", "chapters", 2, "section", "零", "targets.csv:2:section"),
    ("check_titles", "chapters", 2, "title_zh", "没有这一章", "chapters.csv:2:title_zh"),
    ("check_titles", "units", 2, "printed_zh", "没有这一局", "units.csv:2:printed_zh"),
    (
        "check_units",
        "projects",
        2,
        "responsible_zh",
        "市能源局;局",
        "projects.csv:2:responsible_zh",
    ),
    ("check_units", "projects", 6, "responsible_zh", "市能源局", "projects.csv:6:responsible_zh"),
    ("check_units", "targets", 2, "responsible_zh", "市能源厅", "targets.csv:2:responsible_zh"),
    ("check_units", "units", 2, "unit_zh", "市能源局", "units.csv:3:unit_en"),
    ("check_deadlines", "targets", 2, "year", "", "targets.csv:2:year"),
    ("check_deadlines", "targets", 2, "year", "2029", "targets.csv:2:year_basis"),
    ("check_deadlines", "targets", 2, "year_basis", "phase", "targets.csv:2:year_basis"),
]


@pytest.mark.parametrize(
    ("check", "table", "line", "column", "value", "place"),
    RULES,
    ids=[f"{r[0]}-{r[5]}={r[4]}" for r in RULES],
)
def test_rule(
    small_copy: Config, check: str, table: str, line: int, column: str, value: str, place: str
) -> None:
    edit(small_copy, table, line, column, value)
    function = next(c for c in checks.CHECKS if c.__name__ == check)
    assert place in [f"{p.file}:{p.row}:{p.column}" for p in function(check_input(small_copy))]


def test_a_clause_may_have_120_characters(small_copy: Config) -> None:
    text = "长" * 121
    with (small_copy.plans / "dezhou.txt").open("a", encoding="utf-8") as stream:
        stream.write(text)
    edit(small_copy, "decisions", 2, "phrase_zh", text[:120])
    assert fact.check_quotes(check_input(small_copy)) == []
    edit(small_copy, "decisions", 2, "phrase_zh", text)
    (said,) = fact.check_quotes(check_input(small_copy))
    assert str(said).startswith("decisions.csv:2:phrase_zh: 121 characters; at most 120")


def test_a_page_end_in_a_misprint_is_no_fault(small_copy: Config) -> None:
    edit(small_copy, "errata", 2, "printed_zh", "平原县⏎王庙")
    assert fact.check_quotes(check_input(small_copy)) == []


def test_a_correction_that_fires_no_more(small_copy: Config) -> None:
    """The name was mended: the reading stands there, and what is printed nowhere."""
    assert fact.check_errata(check_input(small_copy)) == []
    edit(small_copy, "errata", 2, "printed_zh", "绿色")
    edit(small_copy, "errata", 2, "read_as_zh", "王庙风电场")
    assert [str(p) for p in fact.check_errata(check_input(small_copy))] == [
        "errata.csv:2:read_as_zh: in a name or clause, where '绿色' is in none; "
        "remove or update this correction"
    ]


def test_a_correction_of_what_is_not_printed(small_copy: Config) -> None:
    edit(small_copy, "errata", 2, "printed_zh", "王庙乡")
    assert [str(p) for p in fact.check_quotes(check_input(small_copy))] == [
        "errata.csv:2:printed_zh: '王庙乡' does not stand in the document dezhou; "
        "remove or update this correction"
    ]


def test_an_erratum_may_state_the_county(small_copy: Config) -> None:
    edit(small_copy, "projects", 9, "county_basis", "stated")
    assert len(place.check_adcodes(check_input(small_copy))) == 1
    edit(small_copy, "errata", 3, "printed_zh", "崔寨街道")
    edit(small_copy, "errata", 3, "read_as_zh", "济阳区崔寨街道")
    assert place.check_adcodes(check_input(small_copy)) == []


def test_a_target_may_have_a_phase_and_no_year(small_copy: Config) -> None:
    edit(small_copy, "targets", 2, "year", "")
    edit(small_copy, "targets", 2, "phase", "long")
    edit(small_copy, "targets", 2, "year_basis", "phase")
    assert plan.check_deadlines(check_input(small_copy)) == []


def test_a_city_with_an_anchor_needs_no_zone(small_copy: Config) -> None:
    """What names no county stands at its city then."""
    edit(small_copy, "projects", 8, "zone", "")
    edit(small_copy, "zones", 2, "zone", "jinan_qibu")
    assert place.check_zones(check_input(small_copy)) == []


def test_without_the_documents_titles_are_not_judged(small_copy: Config) -> None:
    edit(small_copy, "chapters", 2, "title_zh", "没有这一章")
    bare = check_input(replace(small_copy, plans=small_copy.data))
    assert plan.check_titles(bare) == []


def test_a_point_in_another_county_names_it(small_copy: Config) -> None:
    edit(small_copy, "places", 2, "lon", "116.35528")
    edit(small_copy, "places", 2, "lat", "37.42201")
    (said,) = place.check_places(check_input(small_copy))
    assert said.message == "(116.35528, 37.42201) lies in 371402, not in 371426"


def test_bad_cells_stop_the_checks_that_compute(small_copy: Config) -> None:
    edit(small_copy, "targets", 2, "value_std", "viel")
    assert [str(p) for p in checks.problems(check_input(small_copy))] == [
        "targets.csv:2:value_std: 'viel'; it must be a plain number such as 12.5"
    ]


def test_problems_are_in_order_of_file_and_row(small_copy: Config) -> None:
    edit(small_copy, "targets", 2, "value_std", "19")
    edit(small_copy, "projects", 4, "phase", "")
    edit(small_copy, "projects", 2, "capacity_mw", "51")
    said = [
        (p.file, p.row) for p in checks.problems(check_input(small_copy), checks.SERVING_CHECKS)
    ]
    assert said == [("projects.csv", 2), ("projects.csv", 4), ("targets.csv", 2)]


def test_every_unreadable_table_is_named(small_copy: Config) -> None:
    (small_copy.data / "errata.csv").unlink()
    (small_copy.data / "places.csv").write_bytes(b"caf\xe9\n")
    (small_copy.data / "targets.csv").write_text("a,b\n", encoding="utf-8")
    projects = small_copy.data / "projects.csv"
    lines = projects.read_text(encoding="utf-8").splitlines()
    lines[2] += ",one cell too many"
    columns = lines[0].count(",") + 1
    projects.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as error:
        check_input(small_copy)
    said = str(error.value).splitlines()
    assert [s.split(":")[0] for s in said] == [
        "projects.csv",
        "places.csv",
        "targets.csv",
        "errata.csv",
    ]
    assert said[0].startswith(f"projects.csv:3: {columns + 1} cells where {columns} are needed")


def test_the_tiny_record_is_clean(small_config: Config) -> None:
    assert checks.problems(check_input(small_config)) == []
    bare = check_input(replace(small_config, plans=small_config.data))
    assert bare.texts == {}
    assert checks.problems(bare) == []


def test_tables_are_the_files(config: Config) -> None:
    files = {f.name for f in config.data.glob("*.csv")}
    assert files == {t.file for t in TABLES}
