"""Ten thousand links that nobody would write: each is a view, and says what it does not know."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import parse_qs, quote

from fixture.hostile import texts
from fixture.small import write_small
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.atlas.classes import county_classes
from geodata.language.vocabulary import KINDS, SECTORS
from geodata.record.facets import facet_counts
from geodata.record.filters import TEXT_LIMIT, Filters, from_query, to_query
from geodata.record.record import Record, read_record
from geodata.record.selection import select
from geodata.views.link import PARAMETERS, link

EXAMPLES, LINKS_EACH, PARTS_MOST = 100, 100, 6


@cache
def small() -> Record:
    return read_record(write_small(Path(mkdtemp())))


GOOD = (
    *(sector.id for sector in SECTORS),
    *(kind.id for kind in KINDS[:6]),
    "dezhou",
    "371426",
    "2025",
    "in",
    "item",
    "site",
    "en",
    "dark",
    "dezhou-001",
    "风电",
)
ODD = (
    "２０２５",
    "²",
    "-1",
    "1e9",
    "null",
    "[]",
    "0" * 400,
    ",,,",
    "%",
    "%zz",
    "%ff%fe",
    "%00",
    "+",
)

names = st.sampled_from(PARAMETERS) | texts.map(quote)
values = (
    st.sampled_from(GOOD)
    | st.sampled_from(ODD)
    | st.lists(st.sampled_from(GOOD), max_size=5).map(",".join)
    | texts.map(quote)
    | texts.map(lambda text: text.replace("&", ""))
)
parts = st.tuples(names, st.sampled_from(["=", "", "==", "[]="]), values).map("".join)
pools = st.lists(parts | texts, min_size=4, max_size=24)


def parameters(said: str) -> dict[str, str]:
    """Parameters of a query string, read as Streamlit reads them; the last of a name counts."""
    found = parse_qs(said, keep_blank_values=True)
    return {name: values[-1] for name, values in found.items()}


@cache
def items() -> frozenset[str]:
    return frozenset(small().projects.project_id)


@cache
def counties() -> frozenset[str]:
    return frozenset(small().counties.index)


@cache
def assert_shown(filters: Filters) -> None:
    """What a link may filter by has a link again, and a page to show; many links say the same."""
    again, stale = from_query(to_query(filters), small())
    assert stale == []
    assert to_query(again) == to_query(filters)
    selection = select(small(), filters)
    assert len(selection.mask) == len(small().projects)
    assert len(county_classes(selection)) == len(small().counties)
    assert len(facet_counts(selection).sector) <= len(SECTORS)


@settings(max_examples=EXAMPLES)
@given(pools, st.integers(0, 2**32))
def test_every_link_is_a_view(pool: list[str], seed: int) -> None:
    """The parts of links are drawn anew for each hundred links, which put them together."""
    chance = random.Random(seed)
    for _ in range(LINKS_EACH):
        query = parameters("&".join(chance.choices(pool, k=chance.randint(1, PARTS_MOST))))
        view = link(small(), query)
        assert view.language in ("zh", "en")
        assert view.theme in ("light", "dark")
        for chosen, there in (
            (view.item, items()),
            (view.county, counties()),
            (view.other, counties()),
        ):
            assert chosen == "" or chosen in there
        assert len(view.filters.text) <= TEXT_LIMIT
        assert all(len(ignored.value) <= TEXT_LIMIT for ignored in view.ignored)
        assert_shown(view.filters)
        json.dumps([i.value for i in view.ignored], ensure_ascii=False).encode("utf-8")


def test_a_link_of_a_megabyte() -> None:
    counties = [str(number) for number in range(100_000, 240_000)]
    filters, ignored = from_query({"county": ",".join(counties)}, small())
    assert len(filters.county) + len(ignored) == len(counties)
