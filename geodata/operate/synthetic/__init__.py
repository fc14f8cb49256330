"""Synthetic records for benchmarks and tests: invented items over real counties."""

from geodata.operate.synthetic.record import SEED, Counties, write

__all__ = ["SEED", "Counties", "write"]
