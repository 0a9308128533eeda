"""Files of a repository that nobody's paths cover.

## What it finds
Where a source names a `tree` (a checkout, or a list of its files): each topmost folder or file in which no
file is covered by an owner's line or a service's `paths`, the one with the most files first.

## Why it matters
A change in such a file asks nobody for a review, and its failure calls nobody.

## Example
```text
# topo.yaml
sources: [{codeowners: .github/CODEOWNERS, tree: .}]

# .github/CODEOWNERS, in a repository that has a folder tools/ too
/services/cart/  @northwind/checkout
```

## Instead
```text
# .github/CODEOWNERS
/services/cart/  @northwind/checkout
/tools/          @northwind/platform
```

## Options
`tree:` of a source says which files there are; without one the rule sleeps. A baseline holds the number of
files of each gap: it fails when a gap has grown.

## Source
Counting, by the rules of the host that reads the file; grade A.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Severity
from topo.model.evidence import PathCoverage
from topo.rules.context import Context
from topo.rules.naming import quoted
from topo.text import count

_WHOLE = ("", ".", "/")


def check(context: Context) -> Iterator[Finding]:
    """A finding for each gap, the heaviest first."""
    for paths in context.organisation.facts.paths:
        for gap, files in sorted(paths.gaps.items(), key=lambda item: (-item[1], item[0])):
            yield _finding(paths, gap, files)


def _finding(paths: PathCoverage, gap: str, files: int) -> Finding:
    where = "the whole tree" if gap in _WHOLE else quoted(gap)
    verb = "is" if files == 1 else "are"
    return Finding(
        "OWN010",
        Severity.ERROR,
        Address.of("tree", paths.source, gap or "."),
        f"{where}: {count(files, 'file')} of {paths.files:,} {verb} covered by nobody's paths",
        label="nobody's",
        hint="add a line for it to CODEOWNERS, or `paths:` to the service that it belongs to",
        evidence={"files": files, "of": paths.files},
        measured="files",
    )
