"""Every check of the record. A check is a function of the evidence that returns its problems.

The command `python -m geodata check`, the tests and the sources page run this same list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from geodata.record.checks.fact import (
    check_documents,
    check_errata,
    check_indicators,
    check_quantities,
    check_quotes,
    check_target_values,
    check_years,
)
from geodata.record.checks.form import (
    check_bytes,
    check_keys,
    check_package,
    check_references,
    check_rows,
    check_saved,
    check_values,
)
from geodata.record.checks.place import (
    check_adcodes,
    check_boundaries,
    check_places,
    check_same_counties,
    check_zones,
)
from geodata.record.checks.plan import (
    check_deadlines,
    check_operating,
    check_sections,
    check_titles,
    check_units,
)
from geodata.record.checks.problem import CheckInput, Problem
from geodata.record.reading import more

Check = Callable[[CheckInput], list[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    check_values,
    check_rows,
    check_keys,
    check_references,
    check_saved,
    check_same_counties,
    check_documents,
    check_quotes,
    check_quantities,
    check_target_values,
    check_indicators,
    check_adcodes,
    check_years,
    check_places,
    check_zones,
    check_sections,
    check_titles,
    check_units,
    check_deadlines,
    check_operating,
    check_errata,
    check_bytes,
    check_package,
    check_boundaries,
)

# Where one of these complains, the others could not even compute.
FIRST_CHECKS: Final[tuple[Check, ...]] = (check_values, check_rows, check_keys)

_FORM: Final[tuple[Check, ...]] = (check_bytes, check_package)

# What a running app insists on before it takes new data: everything but the form of the files,
# which somebody who edits at midnight may leave for the morning.
SERVING_CHECKS: Final = tuple(c for c in CHECKS if c not in _FORM)


# The form of a message, whatever values and numbers stand in it: problems of one cause share it.
_VALUES: Final = re.compile(
    r"""(?:(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\d[\d.]*)[,; ]*)+""", re.ASCII
)


def problems(
    found: CheckInput, checks: tuple[Check, ...] = CHECKS, values_first: bool = True
) -> list[Problem]:
    """All problems of all checks, one for each cause, in order of file and row, form last.

    What has the same fault in the same column is one problem, which names the first row and how
    many more. Values and keys are checked first: where a cell is not even of its type or a key
    stands twice, the checks that compute with them are not run (`values_first`). A row of an
    unknown document has no further faults.
    """
    for check in FIRST_CHECKS if values_first else ():
        if said := check(found):
            return _by_cause([(check, problem) for problem in said])
    listed = [
        (check, problem)
        for check in checks
        if check not in FIRST_CHECKS
        for problem in check(found)
    ]
    lost = {
        (problem.file, problem.row)
        for check, problem in listed
        if check is check_references and problem.column == "document_id"
    }
    return _by_cause(
        [
            (check, problem)
            for check, problem in listed
            if check is check_references or (problem.file, problem.row) not in lost
        ]
    )


def _by_cause(listed: list[tuple[Check, Problem]]) -> list[Problem]:
    """The first problem of each cause, with the rows or the files of the others."""
    causes: dict[tuple[str, ...], list[Problem]] = {}
    for check, problem in sorted(listed, key=lambda pair: (pair[0] in _FORM, _place(pair[1]))):
        form = _VALUES.sub("…", problem.message)
        file = "" if check is check_bytes else problem.file
        causes.setdefault((check.__name__, file, problem.column, form), []).append(problem)
    said = []
    for (_, file, *_), same in causes.items():
        if file == "":
            others = [problem.file for problem in same[1:]]
            rest = f" (so are {len(others)} more: {', '.join(others)})" if others else ""
            said.append(replace(same[0], message=same[0].message + rest))
            continue
        rows = list(dict.fromkeys(problem.row for problem in same))
        if len(rows) < len(same):  # several on a row say different things
            said += same
        else:
            said.append(replace(same[0], message=same[0].message + more(rows)))
    return said


def _place(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.row, problem.column
