"""The card of a zone or city: what it is, and its list as in the plan's outline."""

from __future__ import annotations

import csv

import pytest

from geodata.config import ROOT
from geodata.record.filters import Filters
from geodata.record.record import Record
from geodata.record.selection import select
from geodata.views.anchor_card import anchor_card


def ids(said: dict) -> list[str]:
    return [item["id"] for c in said["chapters"] for s in c["sections"] for item in s["items"]]


def test_a_zone_of_the_tiny_record(small: Record) -> None:
    assert anchor_card(select(small), "qibu", "zh") == {
        "id": "qibu",
        "name": "起步区",
        "form": "zone",
        "kind": "功能区",
        "count": "未指明县的事项：1 项",
        "extent": "范围：天桥区与济阳区各一部分（来源：测试）",
        "place": "标记所在：管委会；来源：测试（官方或开放数据）",
        "empty": "",
        "chapters": [
            {
                "title": "五 科创平台",
                "sections": [
                    {
                        "title": "",
                        "items": [
                            {
                                "id": "jinan_qibu-003",
                                "name": "科创平台",
                                "kind": "科创平台",
                                "icon": "rd_platform-county",
                                "sector": "other",
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_under_filters_it_counts_within_and_without(small: Record) -> None:
    none = anchor_card(select(small, Filters(year=2025)), "qibu", "en")
    assert none["count"] == "Without a county: 0 within the filters, 1 in all"
    assert none["empty"] == "Nothing without a county passes the filters here."
    assert none["chapters"] == []
    assert none["kind"] == "Functional zone"


@pytest.mark.parametrize("filters", [Filters(), Filters(sector=("energy",)), Filters(year=2025)])
def test_every_anchor_lists_what_passes_there_once(filters: Filters, record: Record) -> None:
    selection = select(record, filters)
    for anchor in set(record.projects.anchor) - {""}:
        own = selection.rows[selection.rows.anchor == anchor]
        said = ids(anchor_card(selection, anchor, "zh"))
        assert sorted(said) == sorted(own.drop_duplicates("thing").project_id)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_keeps_the_order_and_the_titles_of_the_outline(
    language: str, record: Record
) -> None:
    rows = record.projects.set_index("project_id")
    outline = record.chapters.set_index(["document_id", "section"])
    for anchor in set(record.projects.anchor) - {""}:
        said = anchor_card(select(record), anchor, language)
        places = [outline.position[rows.document_id[i], rows.section[i]] for i in ids(said)]
        assert places == sorted(places)
        titles = [c["title"] for c in said["chapters"]]
        assert len(titles) == len(set(titles))
        for chapter in said["chapters"]:
            for section in chapter["sections"]:
                row = rows.loc[section["items"][0]["id"]]
                printed = outline[f"title_{language}"][row.document_id, row.section]
                shown = section["title"] or chapter["title"]
                assert printed in shown
                assert row.section in shown


def test_a_city_has_no_extent_of_its_own(record: Record) -> None:
    said = anchor_card(select(record), "dezhou", "zh")
    assert (said["form"], said["kind"], said["extent"]) == ("city", "全市", "")
    assert said["place"].startswith("标记所在：")


def test_what_is_only_leaned_on_is_counted_apart_and_says_so(record: Record) -> None:
    """Counted again from the tables: what has no county, by the zone or city it stands at."""
    with (ROOT / "data" / "projects.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    done = {
        r["same_as"] or r["project_id"] for r in rows if r["role"] not in ("support", "mention")
    }
    there: dict[str, set[str]] = {}
    for row in rows:
        if not row["adcodes"]:
            anchor = row["zone"] or row["document_id"]
            there.setdefault(anchor, set()).add(row["same_as"] or row["project_id"])
    assert any(things - done for things in there.values())
    for anchor, things in there.items():
        said = anchor_card(select(record), anchor, "zh")
        quiet = len(things - done)
        more = f"，另有依托支持或仅提及的 {quiet} 项" if quiet else ""
        assert said["count"] == f"未指明县的事项：{len(things) - quiet} 项{more}"
        items = [item for c in said["chapters"] for s in c["sections"] for item in s["items"]]
        marked = {i["id"] for i in items if i["kind"].endswith((" · 依托支持", " · 仅提及"))}
        assert marked == things - done
