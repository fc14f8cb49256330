"""The search box: time and bytes of each key press, over a whole country or the real record.

    .venv/bin/python benchmarks/suggestions.py [--items N]

Types names drawn from the record letter by letter, in characters, pinyin, initials and English, as
a visitor without a browser on loopback: from sending the text until the answer has arrived. With
`--items 0` over the real record, else over N synthetic items on every county. Ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from app_processes import Served, served  # noqa: E402
from streamlit_protocol import Visitor  # noqa: E402

from geodata.config import configuration  # noqa: E402
from geodata.language.spelling import readings  # noqa: E402
from geodata.language.vocabulary import KINDS  # noqa: E402
from geodata.operate import synthetic  # noqa: E402
from geodata.record.record import Record, read_record  # noqa: E402

NAMES = 40
LETTERS = 12  # of a name that are typed
FIRST_VISIT_LIMIT_S = 600.0  # it reads the record


def spelled(name: str, initials: bool) -> str:
    """A name in pinyin, each character in its commonest reading."""
    said = [(readings(c) or [[c]])[0][0] for c in name]
    return "".join(syllable[:1] if initials else syllable for syllable in said)


def texts(record: Record, chance: random.Random) -> dict[str, list[str]]:
    """What stands in the box at each key press, by how the names are typed."""
    names = record.county_names
    pairs = list(zip(names.county_zh, names.county_en, strict=True))
    pairs += [(kind.zh, kind.en) for kind in KINDS]
    items = record.projects.sample(NAMES, random_state=chance.randrange(2**32))
    drawn = chance.sample(pairs, NAMES // 2) + list(zip(items.name_zh, items.name_en, strict=True))
    forms = {
        "characters": [str(zh) for zh, _ in drawn],
        "pinyin": [spelled(str(zh), initials=False) for zh, _ in drawn],
        "initials": [spelled(str(zh), initials=True) for zh, _ in drawn],
        "English": [str(en) for _, en in drawn],
    }
    return {
        form: [name[:n].strip() for name in said for n in range(1, min(len(name), LETTERS) + 1)]
        for form, said in forms.items()
    }


async def typed(app: Served, asked: dict[str, list[str]]) -> None:
    """Type everything and print what each form took."""
    visitor = Visitor(app.origin, patience_s=FIRST_VISIT_LIMIT_S)
    await visitor.open()
    await visitor.suggestions("x")
    for form, said in asked.items():
        times, sizes, before = [], [], app.cpu_s()
        for text in said:
            received = visitor.received_bytes
            started = time.perf_counter()
            await visitor.suggestions(text)
            times.append((time.perf_counter() - started) * 1000)
            sizes.append(visitor.received_bytes - received)
        cpu_ms = (app.cpu_s() - before) * 1000 / len(said)
        late = statistics.quantiles(times, n=20)[-1]
        print(
            f"{form:<12} median {statistics.median(times):6.1f} ms   95 % within {late:6.1f} ms   "
            f"max {max(times):6.1f} ms   CPU {cpu_ms:5.1f} ms   "
            f"median {statistics.median(sizes):5.0f} B   max {max(sizes)} B   n {len(said)}"
        )
    await visitor.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=synthetic.SEED)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if wanted.items:
            print(synthetic.write(Path(folder), "all", wanted.items, wanted.seed)[-1])
            os.environ["FENGTU_CONFIG"] = str(Path(folder) / "fengtu.toml")
        asked = texts(read_record(configuration()), random.Random(wanted.seed))
        with served(1, Path(folder)) as app:
            asyncio.run(typed(app, asked))
            print(f"server memory, one session   {app.rss_mb():.0f} MB")


if __name__ == "__main__":
    main()
