"""What the evidence card, the county card and the table say, as plain data."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.atlas.symbols import icon
from geodata.language.text import bracketed, labelled, word
from geodata.language.vocabulary import KIND_BY_ID, SECTOR_BY_ID, Language, term
from geodata.language.years import year_as_written
from geodata.record import quotes
from geodata.record.derived import kept_with_record
from geodata.record.masks import first_rows
from geodata.record.names import county_names, item_name, place_name, quantity_said
from geodata.record.record import Record
from geodata.record.roles import quiet_rows, role_said
from geodata.record.selection import Selection
from geodata.views.units import units_said


def errata_of(row: pd.Series, record: Record) -> pd.DataFrame:
    """Corrections whose printed form stands in the row's name or clause."""
    own = record.errata[record.errata.document_id == row.document_id]
    text = f"{row.name_zh}\n{row.quote_zh}"
    return own[[quotes.bare(p) in text for p in own.printed_zh]]


def errata_said(row: pd.Series, record: Record, language: Language) -> list[str]:
    """A sentence for each of `errata_of`."""
    return [
        word("erratum", language, printed=e.printed_zh, read_as=e.read_as_zh, reason=e.reason_zh)
        for e in errata_of(row, record).itertuples()
    ]


def citation(row: pd.Series, record: Record, language: Language) -> str:
    """Where a clause stands: title with document number, chapter (items have one), section."""
    document = record.documents.loc[row.document_id]
    title, number = f"《{document.title_zh}》", str(document.document_no)
    parts = [title + (bracketed(number, language) if number else "")]
    parts += [str(part) for part in (row.get("chapter_zh", ""), row.section) if part]
    return ("，" if language == "zh" else ", ").join(parts)


def location_text(row: pd.Series, record: Record, language: Language) -> str:
    """One sentence on how well the place is known."""
    if row.precision in ("site", "township"):
        label = term("precision", row.precision, language)
        detail = word(
            "uncertainty",
            language,
            place=row.place_zh,
            km=f"{row.uncertainty_km:g}",
            source=row.source,
        )
        grade = term("source_grade", row.source_grade, language)
        return labelled(label, detail + bracketed(grade, language), language)
    if row.precision in ("county", "counties"):
        held_back = KIND_BY_ID[row.kind].county_only and row.point_precision != ""
        return word("held_back" if held_back else f"{row.precision}_level", language)
    name = place_name(record, row.anchor, language)
    return word(f"{row.precision}_level", language, name=name)


def section_said(document_id: str, section: str, record: Record, language: Language) -> str:
    """A section of a plan with its printed title, as “专栏1-1 光伏发电”."""
    title = section_titles(record, language)[document_id, section]
    return title if title.startswith(section) else f"{section} {title}"


@kept_with_record
def section_titles(record: Record, language: Language) -> dict[tuple[str, str], str]:
    """The title of each section of the plans' outlines, by document and section."""
    outline = record.chapters
    keys = zip(outline.document_id, outline.section, strict=True)
    return dict(zip(keys, outline[f"title_{language}"], strict=True))


def item_card(row: pd.Series, record: Record, language: Language) -> dict[str, Any]:
    """Everything the evidence card shows of one row; labels and texts ready to be set as text."""
    kind = KIND_BY_ID[row.kind]
    sector = SECTOR_BY_ID[kind.sector]
    document = record.documents.loc[row.document_id]
    counties = county_names(row.adcodes, record, language)
    number = record.project_ids.get_loc(row.project_id)
    facts = [
        ("fact_county", counties or word("no_county", language)),
        ("fact_basis", term("county_basis", row.county_basis, language) if counties else ""),
        ("fact_quantity", quantity_said(row, language)),
        (
            "fact_year",
            year_as_written(row.target_year, row.year_basis, row.phase, row.year_from, language),
        ),
        ("fact_phase", term("phase", row.phase, language) if row.phase else ""),
        ("fact_wording", row.wording or word("no_wording", language)),
        ("unit", units_said(row, record, language)),
        ("fact_section", section_said(row.document_id, row.section, record, language)),
        ("fact_precision", location_text(row, record, language)),
        ("fact_note", row.note_zh),
    ]
    thing = record.thing_codes == record.thing_codes[number]
    same = record.projects[thing & (record.project_ids != row.project_id)]
    return {
        "id": row.project_id,
        "thing": row.thing,
        "name": item_name(row, language),
        "name_other": item_name(row, "en" if language == "zh" else "zh"),
        "icon": icon(row.kind, row.precision, bool(quiet_rows(record)[number])),
        "sector": sector.id,
        "label": f"{sector.label(language)} · {kind.label(language)}",
        "role": role_said(row, language),
        "plan": row.document_id,
        "tier": term("tier", row.tier, language),
        "city": str(document.city_zh if language == "zh" else document.city_en),
        "facts": [[word(key, language), str(value)] for key, value in facts if value],
        "quote": row.quote_zh,
        "citation": citation(row, record, language),
        "errata": errata_said(row, record, language),
        "mentions": [
            {"id": m.project_id, "quote": m.quote_zh, "section": m.section}
            for m in same.itertuples()
        ],
        "county": row.adcodes.split(";")[0],
        "anchor": _back_to_anchor(row.anchor, record, language),
    }


def _back_to_anchor(anchor: str, record: Record, language: Language) -> dict[str, str] | None:
    """The zone or city whose list an item without a county is in, and what leads there."""
    if not anchor:
        return None
    name = place_name(record, anchor, language)
    return {"id": anchor, "text": word("show_anchor", language, name=name)}


def listed_item(row: Any, language: Language) -> dict[str, str]:
    """An entry of a card's list, `row` with `quiet`; what is only leaned on says so."""
    kind = KIND_BY_ID[row.kind].label(language)
    role = term("role", row.thing_role, language)
    return {
        "id": row.project_id,
        "name": row.name_zh if language == "zh" else row.name_en,
        "kind": f"{kind} · {role}" if row.quiet else kind,
        "icon": icon(row.kind, row.precision, bool(row.quiet)),
        "sector": row.sector,
    }


def county_card(selection: Selection, adcode: str, language: Language) -> dict[str, Any]:
    """A county with the items that pass, by sector; first whether its plan is whole.

    Under filters the count says how many there are without them.
    """
    record, own = selection.record, selection.narrowed(county=adcode)
    names = record.county_names.loc[adcode]
    coverage = record.coverage(adcode)
    numbers = first_rows(own.mask, record)
    rows = record.projects.iloc[numbers].assign(quiet=quiet_rows(record)[numbers])
    every = own.unfiltered.things
    warning = {"partial": "county_partial", "none": "county_no_plan"}.get(coverage, "")
    empty = ""
    if rows.empty and coverage != "none" and (every or coverage == "full"):
        empty = "county_none_pass" if every else "county_none"
    return {
        "adcode": adcode,
        "name": str(names.county_zh if language == "zh" else names.county_en),
        "city": str(names.prefecture_zh if language == "zh" else names.prefecture_en),
        "warning": word(warning, language) if warning else "",
        "empty": word(empty, language) if empty else "",
        "count": word("county_items", language, counted=own.counted(language)) if every else "",
        "covered": coverage != "none",
        "items": [
            listed_item(row, language)
            for row in rows.sort_values(
                ["sector", "kind", "project_id"],
                key=lambda s: (
                    s.map({k: i for i, k in enumerate(SECTOR_BY_ID)}) if s.name == "sector" else s
                ),
            ).itertuples()
        ],
    }
