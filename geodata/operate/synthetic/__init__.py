"""Synthetic records for benchmarks and tests: invented items over real counties."""

from geodata.operate.synthetic.record import SEED, write

__all__ = ["SEED", "write"]
