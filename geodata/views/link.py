"""A link: what its URL parameters ask for, and what an event of the sidebar changes in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from geodata.atlas.palette import Theme
from geodata.language.text import bracketed, labelled, word
from geodata.language.vocabulary import KIND_BY_ID, QUIET_ROLES, ROLES, Language
from geodata.record.description import Criterion
from geodata.record.filters import QUERY_PARAMETERS, Due, Filters, Ignored, from_query
from geodata.record.record import Record
from geodata.record.selection import Selection
from geodata.views.items import COLUMNS

PARAMETERS: Final = (
    *QUERY_PARAMETERS,
    "lang",
    "theme",
    "item",
    "at",
    "with",
    "plan",
    "about",
    "partner",
    "level",
    "sort",
)


@dataclass(frozen=True)
class Link:
    """What a link says: filters, language, theme, and what is chosen on the page.

    `at` is a `county` (adcode) or the anchor of a `zone` or city (id of the table of zones).
    """

    filters: Filters
    language: Language
    theme: Theme
    item: str
    county: str
    zone: str
    other: str
    plan: str
    about: str
    partner: str
    level: str
    sort: str
    ignored: tuple[Ignored, ...]

    def selection(self, record: Record) -> Selection:
        """The items of `record` that the link asks for."""
        return Selection(record, self.filters)


def link(record: Record, query: Mapping[str, str]) -> Link:
    """The link that URL parameters ask for; whatever is not known is in `ignored`."""
    filters, ignored = from_query(query, record)

    def known(parameter: str, allowed: Any, name: str) -> str:
        value = query.get(parameter, "")
        if value and value not in allowed:
            ignored.append(Ignored(name, value[:60]))
            return ""
        return value

    item = known("item", record.project_ids, "item_parameter")
    zone = query.get("at", "") if query.get("at") in record.zones.index else ""
    county = "" if zone else known("at", record.counties.index, "county_parameter")
    other = known("with", record.counties.index, "county_parameter")
    plan = known("plan", record.documents.index, "plan_page")
    partner = known("partner", KIND_BY_ID, "choose_partner")
    about = known("about", KIND_BY_ID, "choose_kind")
    level = known("level", ("sector", "kind"), "choose_level")
    sort = known("sort", [f"{sign}{c}" for c in COLUMNS for sign in ("", "-")], "sort")
    language = known("lang", ("en", "zh"), "lang")
    theme = known("theme", ("dark", "light"), "theme")
    return Link(
        filters=filters,
        language="en" if language == "en" else "zh",
        theme="dark" if theme == "dark" else "light",
        item=item,
        county=county,
        zone=zone,
        other=other,
        plan=plan,
        about=about,
        partner=partner,
        level=level,
        sort=sort,
        ignored=tuple(ignored),
    )


# What a plan wants done with a thing, as against what it leans on or mentions.
DOING: Final = tuple(role.id for role in ROLES if role.id not in QUIET_ROLES)

# Groups of filters of which several values may be chosen.
GROUPS: Final = ("sector", "kind", "city", "county", "basis", "precision", "role", "unit")


def changed(filters: Filters, event: Mapping[str, Any]) -> Filters:
    """`filters` after one event of the sidebar or the legend. Unknown events change nothing."""
    match event.get("type"):
        case "toggle":
            group, value = str(event["group"]), str(event["value"])
            if group not in GROUPS:
                return filters
            chosen = [v for v in getattr(filters, group) if v != value]
            after: Any = tuple([*chosen, value] if event["on"] else chosen)
            return replace(filters, **{group: after})
        case "text":
            return replace(filters, text=str(event["value"]).strip())
        case "year":
            value = str(event["value"])
            return replace(filters, year=int(value) if value.isdecimal() else None)
        case "due":
            due: Due = "in" if event["value"] == "in" else "by"
            return replace(filters, due=due)
        case "doing":
            return replace(filters, role=DOING if event["on"] else ())
        case "clear":
            return Filters()
    return filters


def letting_plan_in(filters: Filters, document_id: str, record: Record) -> Filters:
    """`filters` without those on city and county where they leave the whole plan out."""
    if not filters.city and not filters.county:
        return filters
    owner = record.county_names.document_id
    own = any(owner[code] == document_id for code in filters.county)
    return filters if own or document_id in filters.city else filters.without("city", "county")


def _chip(criterion: Criterion, language: Language) -> str:
    """A criterion in few words."""
    horizon = bracketed(word("chip_horizon", language), language) if criterion.horizon else ""
    return labelled(criterion.label, criterion.text + horizon, language)


def chips_of(
    selection: Selection, idle: Iterable[str], language: Language, loose: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The filters in force, one chip a value; those of `idle` groups have no effect, and say so.

    Those of `loose` groups let pass what is of the same sector, and say that.
    """
    notes = dict.fromkeys(loose, "by_sector") | dict.fromkeys(without := set(idle), "no_effect")
    return [
        {
            "group": "text" if c.group == "q" else c.group,
            "value": c.value,
            "label": _chip(c, language),
            "effect": c.group not in without,
            "note": word(notes[c.group], language) if c.group in notes else "",
        }
        for c in selection.criteria(language)
    ]
