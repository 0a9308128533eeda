"""How is the difference of two texts shown, so that `patch` and `git apply` take it?"""

import difflib


def render_patch(before: str, after: str, shown: str) -> str:
    r"""The unified difference of a file, "" where there is none. Lines end with a line feed alone.

    >>> print(render_patch("a: 1\nb: 2\n", "a: 1\nb: 3\n", "topo.yaml"), end="")
    --- a/topo.yaml
    +++ b/topo.yaml
    @@ -1,2 +1,2 @@
     a: 1
    -b: 2
    +b: 3
    """
    lines = difflib.unified_diff(_split(before), _split(after), f"a/{shown}", f"b/{shown}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _split(text: str) -> list[str]:
    *ended, rest = text.split("\n")
    lines = [f"{line}\n" for line in ended]
    return [*lines, rest] if rest else lines
