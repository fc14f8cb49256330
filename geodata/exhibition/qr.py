"""The public address of a view, and its QR code."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from urllib.parse import urlencode

import numpy as np
import segno


def address(base: str, view: Mapping[str, str]) -> str:
    """The public link of a view: URL parameters, with `page` as the path."""
    parameters = {key: value for key, value in view.items() if value and key != "page"}
    query = f"?{urlencode(parameters, safe=',')}" if parameters else ""
    return f"{base.rstrip('/')}/{view.get('page', '')}{query}"


def qr_code(text: str) -> str:
    """A QR code (error correction M) as `size:bits`: modules row by row, packed, in base64."""
    matrix = np.array([list(row) for row in segno.make(text, error="m", micro=False).matrix])
    packed = np.packbits(matrix.astype(np.uint8)).tobytes()
    return f"{len(matrix)}:{base64.b64encode(packed).decode('ascii')}"
