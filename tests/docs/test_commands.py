"""Is every command in the README, the docs and the samples' pages true, with the output shown?

A fenced block `console` holds commands (`$ …`) and exactly what they print, a line `(exit N)` where they do not
exit with 0, and a line `…` for lines left out. The blocks of a page run one after another in a folder of their
own that holds `samples/`.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        ROOT / "README.md",
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("samples/**/README.md"),
        ROOT / "models/README.md",
    ]
)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def find_commands(text: str) -> list[tuple[str, str, int]]:
    """Each command with the output and the exit code that the page shows."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command = f"{command[:-1].rstrip()} {more.strip()}"
            code = re.search(r"^\(exit (\d+)\)\n?\Z", output, re.MULTILINE)
            found.append((command, output[: code.start()] if code else output, int(code[1]) if code else 0))
    return found


def matches(shown: str, printed: str) -> bool:
    """Whether the output is as shown; `…` stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


class Shell:
    """Runs commands in a folder that holds `samples/`, with topo on the path."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "samples", folder / "samples")
        self.folder = folder
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, "PATH": path, "COLUMNS": "100"}

    def run(self, command: str) -> tuple[str, int]:
        """What a command prints on both streams, and its exit code."""
        done = subprocess.run(
            ["bash", "-c", f"({command}) 2>&1"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout, done.returncode


def refill(text: str, shell: Shell) -> str:
    """The page with what its commands print now; a block that leaves lines out is left alone."""

    def fill(match: re.Match[str]) -> str:
        lines = []
        for command, _, _ in find_commands(match[0]):
            output, code = shell.run(command)
            lines += [f"$ {command}\n", output, f"(exit {code})\n" if code else ""]
        return match[0] if "…\n" in match[1].splitlines(keepends=True) else f"```console\n{''.join(lines)}```"

    return _BLOCK.sub(fill, text)


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if _BLOCK.search(page.read_text(encoding="utf-8"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    """Command by command, output and exit code; TOPO_UPDATE_GOLDEN=1 writes them anew."""
    text = page.read_text(encoding="utf-8")
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        (tmp_path / "update").mkdir()
        text = refill(text, Shell(tmp_path / "update"))
        page.write_text(text, encoding="utf-8")
    (tmp_path / "check").mkdir()
    shell = Shell(tmp_path / "check")
    for command, shown, code in find_commands(text):
        printed, exited = shell.run(command)
        assert matches(shown, printed), f"$ {command}\nprinted:\n{printed}\nshown:\n{shown}"
        assert exited == code, command


def test_the_readme_has_commands() -> None:
    """A page that lost its blocks would pass otherwise."""
    assert find_commands((ROOT / "README.md").read_text(encoding="utf-8"))
