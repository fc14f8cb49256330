"""What can be computed from the record: coverage, distances, clustering, density, the ledger.

Each module defines one quantity, says when it is refused, and `findings` puts it into sentences.
"""
