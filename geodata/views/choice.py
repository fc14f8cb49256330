"""What becomes of a link when a suggestion of the search box is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID
from geodata.record.filters import TEXT_LIMIT, Filters
from geodata.record.names import unit_names
from geodata.record.record import Record
from geodata.record.selection import Selection, filter_masks

# The filters of each part of a selection, as `filter_masks` names it.
_PARTS: Final = {"what": ("sector", "kind"), "where": ("city", "county")}


@dataclass(frozen=True)
class Choice:
    """What a suggestion asks for.

    The `filters` to come, the `item` or the place (`at`, an adcode or an anchor) whose card opens,
    the `plan` whose page does, and the group of filters that it `sets`; each may be ''.
    """

    filters: Filters
    item: str = ""
    at: str = ""
    plan: str = ""
    sets: str = ""


def choice(group: str, value: str, filters: Filters, record: Record) -> Choice | None:
    """What the suggestion `value` of `group` asks for under `filters`; None for an unknown one.

    It takes the place of what is filtered for in its own part (where, what, who answers), and of
    the text, which stood in the same box; other filters stay. A county that no plan covers cannot
    be filtered for: its card says so. An item takes back the filters that leave it out.
    """
    known = {
        "county": record.counties.index,
        "city": record.documents.index,
        "plan": record.documents.index,
        "zone": record.zones.index,
        "kind": KIND_BY_ID,
        "sector": SECTOR_BY_ID,
        "unit": unit_names(record),
        "item": record.project_ids,
    }
    if group == "text":
        return Choice(replace(filters, text=" ".join(value.split())[:TEXT_LIMIT]), sets="text")
    if value not in known.get(group, ()):
        return None
    filters = replace(filters, text="")
    match group:
        case "county" if record.coverage(value) == "none":
            return Choice(filters, at=value)
        case "county":
            return Choice(replace(filters, city=(), county=(value,)), at=value, sets="county")
        case "city":
            at = value if value in record.zones.index else ""
            return Choice(replace(filters, city=(value,), county=()), at=at, sets="city")
        case "plan":
            return Choice(filters, plan=value)
        case "zone":
            return Choice(filters, at=value)
        case "kind":
            return Choice(replace(filters, sector=(), kind=(value,)), sets="kind")
        case "sector":
            return Choice(replace(filters, sector=(value,), kind=()), sets="sector")
        case "unit":
            return Choice(replace(filters, unit=(value,)), sets="unit")
    return Choice(_letting_in(value, filters, record), item=value)


def _letting_in(project_id: str, filters: Filters, record: Record) -> Filters:
    """`filters` without those that leave out the row."""
    row = record.project_ids.get_loc(project_id)
    for part, mask in filter_masks(Selection(record, filters)).items():
        if not mask[row]:
            filters = filters.without(*_PARTS.get(part, (part,)))
    return filters
