"""`python -m geodata`: see `operate.commands`."""

import sys

from geodata.operate.commands import main

if __name__ == "__main__":
    sys.exit(main())
