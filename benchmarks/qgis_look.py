"""A GeoPackage as QGIS itself opens it: its layers, styles and labels, and a picture of them.

    apt-get install python3-qgis
    /usr/bin/python3 benchmarks/qgis_look.py items.gpkg picture.png

`items.gpkg` is a download of the app, or `geodata.open().select().save("items.gpkg")`. It fails
where a layer with geometry opens without its own style, without labels of its columns, or where
QGIS reports an error as it draws.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

SIDE_PX = 1600
DEFAULT = "singleSymbol"  # what QGIS draws a layer with that has no style


def opened(file: str) -> list[QgsVectorLayer]:
    """The layers of `file` in its order, as QGIS opens them."""
    whole = QgsVectorLayer(file, "file", "ogr")
    names = [part.split("!!::!!")[1] for part in whole.dataProvider().subLayers()]
    return [QgsVectorLayer(f"{file}|layername={name}", name, "ogr") for name in names]


def problems(layer: QgsVectorLayer) -> list[str]:
    """What is missing of a layer with geometry."""
    fields = range(1, layer.fields().count())
    aliases = [layer.attributeAlias(n) for n in fields]
    said = [] if layer.isValid() else [f"{layer.name()}: not valid"]
    if layer.renderer().type() == DEFAULT:
        said.append(f"{layer.name()}: no style")
    if not all(aliases):
        said.append(f"{layer.name()}: columns without a label")
    return said


def drawn(layers: list[QgsVectorLayer], picture: str) -> list[str]:
    """Draw `layers`, the first on top, into `picture`; what QGIS reports as it does."""
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[-1].crs())
    settings.setOutputSize(QSize(SIDE_PX, SIDE_PX))
    settings.setBackgroundColor(QColor("white"))
    extent = layers[-1].extent()
    extent.scale(1.03)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(picture)
    return [error.message for error in job.errors()]


def main(file: str, picture: str) -> None:
    """Say what each layer is and draw them; the process ends with 1 where anything is missing."""
    app = QgsApplication([], False)
    app.initQgis()
    layers = [layer for layer in opened(file) if layer.isSpatial()]
    missing = [problem for layer in layers for problem in problems(layer)]
    for layer in layers:
        renderer, crs = layer.renderer().type(), layer.crs().authid()
        print(f"{layer.name()}: {layer.featureCount()} features, {crs}, {renderer}")
    missing += drawn(layers, picture)
    print("\n".join(missing) or f"every layer has its style and labels; drawn into {picture}")
    sys.stdout.flush()
    os._exit(bool(missing))  # QGIS does not survive being taken down by Python


if __name__ == "__main__":
    main(*sys.argv[1:])
