"""topo completion."""

import click

from topo.cli.options import example, write_out


@click.command(
    "completion",
    short_help="Print the shell completion script.",
    epilog=example(
        'eval "$(topo completion bash)"\ntopo completion fish > ~/.config/fish/completions/topo.fish'
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that completes topo's commands and options in SHELL."""
    from click.shell_completion import get_completion_class

    from topo.cli.app import topo

    completion = get_completion_class(shell)
    assert completion is not None
    write_out(completion(topo, {}, "topo", "_TOPO_COMPLETE").source())
