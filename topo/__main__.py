"""`python -m topo` is `topo`."""

from topo.cli import main

if __name__ == "__main__":
    main()
