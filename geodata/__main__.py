"""`python -m geodata`: see `operate.commands`."""

from geodata.operate.commands import main

if __name__ == "__main__":
    main()
