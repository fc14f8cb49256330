"""How QGIS shows the layers of a GeoPackage: the marks and classes of the map, as QML.

QML is what QGIS keeps in the table `layer_styles` of a GeoPackage and applies by itself as a layer
is opened. Only the parts that differ from its defaults are written. Properties stand there twice,
as `Option` and as `prop`: versions before 3.22 read the latter only.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from geodata.atlas.palette import LIGHT
from geodata.atlas.symbols import mark_svg
from geodata.language.text import word
from geodata.language.vocabulary import PRECISIONS, SECTORS, Language
from geodata.reports.safe_text import legal

# Sizes in millimetres.
_MARK_MM: Final = {False: "5.2", True: "4.4"}
_SQUARE_MM: Final = "6.4"
_EXPRESSION: Final = "3"  # the type of a property that is an expression
Properties = Mapping[str, str]


def points_qml(points: pd.DataFrame, aliases: Properties, language: Language) -> str:
    """Marks by sector and by how well the place is known, each with the symbol of its kind.

    `points` has `sector_id`, `kind_id`, `precision_id` and `quiet` (0 or 1): only what occurs has a
    rule.
    """
    style = _Style(aliases)
    labels = {term.id: term.label(language) for term in PRECISIONS}
    for sector in SECTORS:
        own = points[points.sector_id == sector.id]
        parent = style.rule(sector.label(language), f"\"sector_id\" = '{sector.id}'")
        for precision in labels:
            for quiet in (False, True):
                kinds = sorted(
                    own.kind_id[
                        (own.precision_id == precision) & (own.quiet == int(quiet))
                    ].unique()
                )
                if not kinds:
                    continue
                label = labels[precision]
                if quiet:
                    label = word("report_paler", language, role=label)
                wanted = f'"precision_id" = \'{precision}\' AND "quiet" = {int(quiet)}'
                symbol = style.symbol("marker", _mark(kinds, precision, quiet))
                style.rule(label, wanted, symbol, parent)
        if not len(parent):
            style.rules.remove(parent)
    return style.text()


def _mark(kinds: Iterable[str], precision: str, quiet: bool) -> Element:
    """A picture for each of `kinds`, chosen by `kind_id`; that of the first in the legend."""
    pictures = {kind: _embedded(mark_svg(kind, precision, quiet)) for kind in kinds}
    cases = " ".join(f"WHEN \"kind_id\" = '{kind}' THEN '{p}'" for kind, p in pictures.items())
    first = next(iter(pictures.values()))
    layer = _layer("SvgMarker", {"name": first, "size": _MARK_MM[quiet], "size_unit": "MM"})
    layer.append(_following("name", f"CASE {cases} END"))
    return layer


def _embedded(svg: str) -> str:
    return "base64:" + base64.b64encode(svg.encode()).decode()


def zones_qml(aliases: Properties, language: Language) -> str:
    """A square with the number of things at each zone and city where anything stands."""
    style = _Style(aliases)
    square = {
        "name": "square",
        "color": _rgba(LIGHT.panel),
        "outline_color": _rgba(LIGHT.ink),
        "outline_width": "0.5",
        "size": _SQUARE_MM,
        "size_unit": "MM",
    }
    symbol = style.symbol("marker", _layer("SimpleMarker", square))
    style.rule(word("qgis_squares", language), '"items" > 0', symbol)
    style.label('if("items" > 0, "items", NULL)', "7.5", LIGHT.ink, over_point=True)
    return style.text()


def nothing_qml(aliases: Properties) -> str:
    """Nothing drawn: what is counted at the squares of another layer."""
    style = _Style(aliases)
    style.renderer.clear()
    style.renderer.set("type", "nullSymbol")
    return style.text()


def counties_qml(bounds: tuple[int, ...], aliases: Properties, language: Language) -> str:
    """Counties in the classes of the map by what is named there, and the four kinds of empty.

    `bounds` are the lower bounds of the classes. Covered and nothing named is plain, partly covered
    is hatched above its class, no plan read is dotted, outside the selection is an outline.
    """
    style = _Style(aliases)
    line = {"outline_color": _rgba(LIGHT.county_line), "outline_width": "0.2"}
    asked, named = '"items" IS NOT NULL', '("items" - "items_quiet")'
    ends = [*(bound - 1 for bound in bounds[1:]), None]
    label = word("qgis_not_named", language)
    fill = _layer("SimpleFill", {"color": _rgba(LIGHT.classes[0])} | line)
    style.rule(label, f"{named} = 0", style.symbol("fill", fill))
    for low, high, colour in zip(bounds, ends, LIGHT.classes[1:], strict=True):
        fill = _layer("SimpleFill", {"color": _rgba(colour)} | line)
        said = f"≥ {low}" if high is None else f"{low}–{high}"
        wanted = f"{named} >= {low}" + ("" if high is None else f" AND {named} <= {high}")
        label = word("qgis_items", language, count=said)
        style.rule(label, wanted, style.symbol("fill", fill))
    hatch = _layer("LinePatternFill", {"angle": "45", "distance": "2", "distance_unit": "MM"})
    stroke = {"line_color": _rgba(LIGHT.hatch), "line_width": "0.3"}
    hatch.append(_symbol("line", "@hatch@0", _layer("SimpleLine", stroke)))
    wanted = f"\"coverage_id\" = 'partial' AND {asked}"
    style.rule(word("qgis_partly", language), wanted, style.symbol("fill", hatch))
    ground = _layer("SimpleFill", {"color": _rgba(LIGHT.no_plan)} | line)
    spacing = {"distance_x": "2.4", "distance_y": "2.4", "displacement_x": "1.2"}
    dots = _layer("PointPatternFill", spacing)
    dot = {"name": "circle", "color": _rgba(LIGHT.dim), "outline_style": "no", "size": "0.5"}
    dots.append(_symbol("marker", "@dots@0", _layer("SimpleMarker", dot)))
    style.rule(
        word("qgis_no_plan", language),
        "\"coverage_id\" = 'none'",
        style.symbol("fill", ground, dots),
    )
    outline = _layer("SimpleFill", {"style": "no"} | line)
    wanted = '"items" IS NULL AND "coverage_id" <> \'none\''
    style.rule(word("qgis_outside", language), wanted, style.symbol("fill", outline))
    name = "county_zh" if language == "zh" else "county_en"
    style.label(f'"{name}"', "7", LIGHT.label)
    return style.text()


class _Style:
    """A style as it grows: its rules, their symbols, labels, names of the columns."""

    def __init__(self, aliases: Properties) -> None:
        self._root = Element("qgis", version="3.22.0", styleCategories="AllStyleCategories")
        self.renderer = SubElement(self._root, "renderer-v2", type="RuleRenderer")
        self.rules = SubElement(self.renderer, "rules", key="root")
        self._symbols = SubElement(self.renderer, "symbols")
        named = SubElement(self._root, "aliases")
        for index, (field, name) in enumerate(aliases.items()):
            SubElement(named, "alias", index=str(index), field=field, name=name)

    def symbol(self, kind: str, *layers: Element) -> str:
        """Add a symbol of `layers`, the lowest first; its name."""
        name = str(len(self._symbols))
        self._symbols.append(_symbol(kind, name, *layers))
        return name

    def rule(
        self, label: str, wanted: str, symbol: str | None = None, parent: Element | None = None
    ) -> Element:
        """Add a rule for the features that `wanted` holds for; without a `symbol` it is a group."""
        within = self.rules if parent is None else parent
        key = f"{within.get('key')}-{len(within)}"
        rule = SubElement(within, "rule", key=key, label=legal(label), filter=wanted)
        if symbol is not None:
            rule.set("symbol", symbol)
        return rule

    def label(self, expression: str, size: str, colour: str, over_point: bool = False) -> None:
        """Label each feature with `expression`, in points, with a halo."""
        self._root.set("labelsEnabled", "1")
        labels = SubElement(self._root, "labeling", type="simple")
        settings = SubElement(labels, "settings")
        said = {
            "fieldName": expression,
            "isExpression": "1",
            "fontSize": size,
            "fontSizeUnit": "Point",
            "textColor": _rgba(colour),
        }
        if over_point:
            said |= {"namedStyle": "Bold", "fontWeight": "75"}
        text = SubElement(settings, "text-style", said)
        halo = {"bufferDraw": "1", "bufferSize": "0.7", "bufferColor": _rgba(LIGHT.halo)}
        SubElement(text, "text-buffer", halo)
        # Over its point, or over a point inside its polygon.
        where = {"placement": "1", "quadOffset": "4", "centroidInside": "1"}
        SubElement(settings, "placement", where)
        SubElement(settings, "rendering", {"obstacle": "0", "displayAll": str(int(over_point))})

    def text(self) -> str:
        """The style as QML."""
        return tostring(self._root, encoding="unicode")


def _symbol(kind: str, name: str, *layers: Element) -> Element:
    symbol = Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1")
    symbol.extend(layers)
    return symbol


def _layer(kind: str, properties: Properties) -> Element:
    layer = Element("layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = SubElement(layer, "Option", type="Map")
    for name, value in properties.items():
        SubElement(options, "Option", name=name, type="QString", value=value)
    for name, value in properties.items():
        SubElement(layer, "prop", k=name, v=value)
    return layer


def _following(name: str, expression: str) -> Element:
    """The property `name` of a symbol layer follows `expression`, feature by feature."""
    found = Element("data_defined_properties")
    whole = SubElement(found, "Option", type="Map")
    SubElement(whole, "Option", name="name", type="QString", value="")
    every = SubElement(whole, "Option", name="properties", type="Map")
    one = SubElement(every, "Option", name=name, type="Map")
    SubElement(one, "Option", name="active", type="bool", value="true")
    SubElement(one, "Option", name="expression", type="QString", value=expression)
    SubElement(one, "Option", name="type", type="int", value=_EXPRESSION)
    SubElement(whole, "Option", name="type", type="QString", value="collection")
    return found


def _rgba(colour: str) -> str:
    """#RRGGBB as QGIS writes it."""
    return ",".join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5)) + ",255"
