"""Arguments in, bytes and an exit code out; one file per command."""


def main() -> None:
    """Run the command line; ends the process."""
    from topo.cli.app import run

    run()
