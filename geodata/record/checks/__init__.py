"""The checks of the record: `problems` of a `CheckInput`, which `check_input` reads.

`run` has the list, `form`, `fact` and `place` the checks, `problem` what they read and return.
"""

from geodata.record.checks.problem import CheckInput, Problem, check_input
from geodata.record.checks.run import CHECKS, FIRST_CHECKS, SERVING_CHECKS, problems

__all__ = [
    "CHECKS",
    "FIRST_CHECKS",
    "SERVING_CHECKS",
    "CheckInput",
    "Problem",
    "check_input",
    "problems",
]
