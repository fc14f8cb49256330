"""The options of the filters: listed once for the browser, counted at every change."""

from __future__ import annotations

from geodata.catalogue import Catalogue
from geodata.select import Facets
from geodata.vocabulary import KINDS, PRECISIONS, SECTORS, YEAR_BASES, Term

# Value as in a URL, label in Chinese and in English, value of the option it narrows ('' for none).
Option = tuple[str, str, str, str]


def options(record: Catalogue) -> dict[str, list[Option]]:
    """Every option of every group of filters. Kinds that the record never names are left out."""
    named = set(record.coded("kind").labels)
    counties = record.county_names.loc[record.covered]
    return {
        "sector": _terms(SECTORS),
        "kind": [(k.id, k.zh, k.en, k.sector) for k in KINDS if k.id in named],
        "city": [
            (str(d.document_id), str(d.city_zh), str(d.city_en), "")
            for d in record.documents.itertuples()
        ],
        "county": [
            (str(c.Index), str(c.county_zh), str(c.county_en), str(c.document_id))
            for c in counties.itertuples()
        ],
        "year": [(year, year, year, "") for year in record.coded("target_year").labels],
        "basis": _terms(YEAR_BASES),
        "precision": _terms(PRECISIONS),
    }


def _terms(terms: tuple[Term, ...]) -> list[Option]:
    return [(t.id, t.zh, t.en, "") for t in terms]


def counts(listed: dict[str, list[Option]], facets: Facets) -> dict[str, list[int]]:
    """How many things each of the `listed` options would leave, in their order."""
    said = {}
    for group, group_options in listed.items():
        counted: dict[str, int] = getattr(facets, group)
        said[group] = [counted.get(option[0], 0) for option in group_options]
    return said
