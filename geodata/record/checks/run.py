"""Every check of the record. A check is a function of the evidence that returns its problems.

The command `python -m geodata check`, the tests and the sources page run this same list.
"""

from __future__ import annotations

from collections.abc import Callable
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

Check = Callable[[CheckInput], list[Problem]]

CHECKS: Final[tuple[Check, ...]] = (
    check_values,
    check_keys,
    check_references,
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

# What a running app insists on before it takes new data: everything but the form of the files,
# which somebody who edits at midnight may leave for the morning.
SERVING_CHECKS: Final = tuple(c for c in CHECKS if c not in (check_bytes, check_package))


def problems(found: CheckInput, checks: tuple[Check, ...] = CHECKS) -> list[Problem]:
    """All problems of all checks, in order of file and row.

    Values are checked first: where a cell is not even of its type, the checks that compute with
    it are not run.
    """
    first = check_values(found)
    if first:
        return first
    said = [problem for check in checks if check is not check_values for problem in check(found)]
    return sorted(said, key=lambda p: (p.file, p.row, p.column))
