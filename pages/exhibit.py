"""The exhibition: a tour that runs by itself, and a map for fingers."""

from components import shell
from components.exhibit import exhibit

shell.framed()
exhibit(shell.frame())
