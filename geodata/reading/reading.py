"""The door of the reader: one file to its tables, with what was set aside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geodata.files import replace_whole
from geodata.reading import rows, source
from geodata.reading.document import FORMS, Document, UnreadableError
from geodata.reading.pdf import Progress
from geodata.reading.places import area_of, guessed_area

FILES: Final = ("projects.csv", "targets.csv", "document.json")
_STEPS: Final = (0.85, 0.6)


@dataclass(frozen=True)
class Reading:
    """What was read of one file: `projects` and `targets` as in the record, with their evidence.

    Beside the columns of the record each row has `page`, `start` and `end` (of the clause in
    `document.text`), `form` (table, box, list or prose) and `confidence` (0 to 1).
    """

    document: Document
    area: str
    projects: pd.DataFrame
    targets: pd.DataFrame

    def summary(self) -> str:
        """One screen: how much was found in which form, how surely, and what was set aside."""
        document = self.document
        out = [
            f"{document.name}: {document.pages} pages, {len(document.text):,} characters; "
            f"{self.area}",
            f"{'':10}{'things':>8}{'sure':>7}{'likely':>8}{'check':>7}{'targets':>9}",
        ]
        for form in FORMS:
            found = self.projects[self.projects.form == form].confidence.astype(float)
            sure, likely = int((found >= _STEPS[0]).sum()), int((found >= _STEPS[1]).sum())
            numbers = int((self.targets.form == form).sum())
            steps = (len(found), sure, likely - sure, len(found) - likely, numbers)
            out.append(form.ljust(10) + "{:8}{:7}{:8}{:7}{:9}".format(*steps))
        placed = int((self.projects.adcodes != "").sum())
        out.append(f"{placed} of {len(self.projects)} things have a county")
        reasons = pd.Series([one.reason for one in document.set_aside], dtype=str).value_counts()
        aside = ", ".join(f"{reason}: {number}" for reason, number in reasons.items())
        out.append(f"set aside: {aside or 'nothing'}")
        return "\n".join(out)

    def written(self, folder: Path) -> list[Path]:
        """The files written into `folder`: projects.csv, targets.csv, document.json."""
        folder.mkdir(parents=True, exist_ok=True)
        content = (
            self.projects.to_csv(index=False, lineterminator="\n"),
            self.targets.to_csv(index=False, lineterminator="\n"),
            json.dumps(_described(self.document), ensure_ascii=False, indent=1),
        )
        paths = [folder / name for name in FILES]
        for path, text in zip(paths, content, strict=True):
            replace_whole(path, text.encode("utf-8"))
        return paths


def read(
    file: str | Path, area: str | Iterable[str] | None = None, progress: Progress | None = None
) -> Reading:
    """What a plan names and promises.

    `area` is a county, a city or a province, or several; left out, the title tells it. Raises
    UnreadableError with one sentence where the file cannot be read or the area is not known.
    """
    path = Path(file)
    document = source.document_of(path, progress)
    titles = [area] if isinstance(area, str) else list(area or ())
    if not titles:
        guess = guessed_area([document.text[:300], path.stem])
        if not guess:
            raise UnreadableError("the title names no place of the gazetteer; give --area")
        titles = [guess]
    covered = area_of(titles)
    projects, targets = rows.tables(document, covered, _identifier(path.stem))
    return Reading(document, covered.title, projects, targets)


def _identifier(stem: str) -> str:
    """An id of letters for a document."""
    return re.sub(r"[^a-z_]+", "_", stem.lower()).strip("_") or "plan"


def _described(document: Document) -> dict[str, Any]:
    """A document as plain data: its text, pages, blocks with their print, what was set aside."""
    return {
        "name": document.name,
        "text": document.text,
        "page_starts": list(document.page_starts),
        "blocks": [
            {
                "kind": block.kind,
                "form": block.form,
                "section": block.section,
                "chapter": block.chapter,
                "page": document.page(block.start),
                "start": block.start,
                "end": block.end,
                "printed": list(document.printed_span(block.start, block.end)),
            }
            for block in document.blocks
        ],
        "set_aside": [
            {"page": one.page, "printed": one.printed, "reason": one.reason}
            for one in document.set_aside
        ],
    }
