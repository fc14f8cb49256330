"""The chart of the targets page, as plain data; the browser draws it with its own font."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from geodata.analysis.comparison import comparison
from geodata.atlas.palette import PALETTES, Theme
from geodata.atlas.symbols import sector_colours
from geodata.language.deadline import dated, deadline, year_of
from geodata.language.units import shown
from geodata.language.vocabulary import Language
from geodata.record.derived import kept_with_record
from geodata.record.record import Record

_FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Noto Sans, sans-serif"
_BAND = "M-1.3,-0.35H1.3V0.35H-1.3Z"
# Comparator: its shape and its sign. Bounds are open and point where the value may lie; "about" is
# a band, whose width says nothing, for the plans give none.
_MARKS = {
    "=": ("circle", ""),
    ">=": ("triangle-right", "≥ "),
    "<=": ("triangle-left", "≤ "),
    "~": (_BAND, "≈ "),
}


@kept_with_record
def comparison_chart(
    record: Record, indicator: str, language: Language, theme: Theme
) -> dict[str, Any]:
    """A dot plot of one indicator of `comparison` as Vega-Lite: plain data.

    Cities down, value across, years beside, phases after them. Filled dots are exact, open
    triangles bounds, bands "about". Altair takes 80 ms to put it together, so it is kept.
    """
    targets = comparison(record)
    targets = targets[targets.indicator == indicator]
    zh = language == "zh"
    ink, grid = PALETTES[theme].ink, PALETTES[theme].line
    values, units = zip(
        *(
            shown(float(value), unit, language)
            for value, unit in zip(targets.value_std, targets.unit_std, strict=True)
        ),
        strict=True,
    )
    due = {
        dated(year_of(year), phase): deadline(year_of(year), phase, language)
        for year, phase in zip(targets.year, targets.phase, strict=True)
    }
    rows = pd.DataFrame(
        {
            "city": targets.city_zh if zh else targets.city_en,
            "value": values,
            "year": [
                deadline(year_of(year), phase, language)
                for year, phase in zip(targets.year, targets.phase, strict=True)
            ],
            "mark": targets.comparator.tolist(),
            "label": [
                _MARKS[c][1] + f"{v:,.10g}" for c, v in zip(targets.comparator, values, strict=True)
            ],
        }
    )
    colour = sector_colours(theme)["transport"]
    base = alt.Chart(rows).encode(
        x=alt.X("value:Q", title=units[0], scale=alt.Scale(zero=True)),
        y=alt.Y("city:N", title=None, sort=None),
    )
    shapes = [shape for shape, _ in _MARKS.values()]
    points = base.mark_point(size=170, strokeWidth=2.5, stroke=colour).encode(
        shape=alt.Shape("mark:N", legend=None, scale=alt.Scale(domain=[*_MARKS], range=shapes)),
        fill=alt.condition(
            alt.FieldOneOfPredicate("mark", ["=", "~"]), alt.value(colour), alt.value("transparent")
        ),
        fillOpacity=alt.condition(alt.datum.mark == "~", alt.value(0.35), alt.value(1)),
        strokeOpacity=alt.condition(alt.datum.mark == "~", alt.value(0), alt.value(1)),
    )
    text = base.mark_text(dy=-15, fontSize=13, color=ink).encode(text="label:N")
    chart: alt.FacetChart = (
        alt.layer(points, text)
        .properties(width=240, height=38 * rows.city.nunique() + 20)
        .facet(column=alt.Column("year:O", title=None, sort=[due[n] for n in sorted(due)]))
        .configure(font=_FONT, background="transparent", aria=False)
        .configure_axis(
            labelColor=ink, titleColor=ink, gridColor=grid, domainColor=grid, labelFontSize=13
        )
        .configure_header(labelColor=ink, labelFontSize=15)
        .configure_legend(labelColor=ink, labelFontSize=13)
        .configure_view(stroke=grid)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec
