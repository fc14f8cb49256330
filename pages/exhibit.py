"""The exhibition: a tour that runs by itself, and a map for fingers."""

from components import frame
from components.exhibition import exhibit

exhibit(frame.opened())
