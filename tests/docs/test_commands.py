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
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("samples/**/README.md"), ROOT / "models/README.md"])
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
    pattern = "".join(r"(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("page", [page for page in PAGES if _BLOCK.search(page.read_text(encoding="utf-8"))],
                         ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    """Command by command, output and exit code."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "home").mkdir()
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    for command, shown, code in find_commands(page.read_text(encoding="utf-8")):
        done = subprocess.run(
            ["bash", "-c", f"({command}) 2>&1"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert matches(shown, done.stdout), f"$ {command}\nprinted:\n{done.stdout}\nshown:\n{shown}"
        assert done.returncode == code, command


def test_the_readme_has_commands() -> None:
    """A page that lost its blocks would pass otherwise."""
    assert find_commands((ROOT / "README.md").read_text(encoding="utf-8"))
