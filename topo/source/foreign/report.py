"""What could not be used of a foreign file, and where does it stand?"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from topo.findings import Address, Finding, Position, Related, Severity
from topo.source.foreign.estate import Skipped
from topo.source.positions import Documents
from topo.text import count, did_you_mean, printable

_LONGEST = 500
_MOST_SUGGESTED = 50


class Report:
    """Gathers findings, what was skipped, and what is only counted."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._findings: list[Finding] = []
        self._skipped: list[Skipped] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._suggested = 0
        self._words: dict[str, set[str]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the places."""
        return tuple(
            sorted(self._findings, key=lambda each: (*_order(each.position), each.code, each.address))
        )

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was skipped, in the order of the places."""
        return tuple(sorted(self._skipped, key=lambda each: (*_order(each.position), each.reason)))

    @property
    def notes(self) -> tuple[str, ...]:
        """The counts in words: `7 templates skipped`."""
        counted = [f"{count(number, *_forms(noun))} {said}" for (said, noun), number in self._counts.items()]
        listed = [f"{said}: {', '.join(sorted(words))}" for said, words in self._words.items()]
        return tuple(printable(line, limit=_LONGEST) for line in (*sorted(counted), *sorted(listed)))

    def skip(self, at: int, reason: str, *, width: int = 1) -> None:
        """Something that is not used: where, and why."""
        self._skipped.append(
            Skipped(self.documents.position(at, width=width), printable(reason, limit=_LONGEST))
        )

    def tally(self, noun: str, said: str) -> None:
        """Count one more `noun` of which `said` holds; an irregular plural follows after a `|`."""
        self._counts[said, noun] += 1

    def list_word(self, said: str, word: str) -> None:
        """Remember a word of the file to be listed after `said`."""
        self._words.setdefault(said, set()).add(f"`{word}`")

    def suggest(self, word: str, candidates: Callable[[], Iterable[str]]) -> str | None:
        """What `word` may have meant; only for the first ones, as each takes a look at every candidate."""
        self._suggested += 1
        return did_you_mean(word, candidates()) if self._suggested <= _MOST_SUGGESTED else None

    def warn(
        self, code: str, address: Address, at: int, message: str, hint: str | None = None, *, width: int = 1
    ) -> None:
        """Something that is wrong and that the rest of the file can do without."""
        self.take(self._make(code, Severity.WARNING, address, message, hint, self._place(at, width)))

    def fail(
        self,
        code: str,
        address: Address,
        at: int,
        message: str,
        hint: str | None = None,
        *,
        width: int = 1,
        label: str = "",
        related: tuple[Related, ...] = (),
    ) -> None:
        """Something that keeps an entity, or a file, from being read."""
        finding = self._make(code, Severity.ERROR, address, message, hint, self._place(at, width))
        self.take(replace(finding, label=label, related=related))

    def _make(
        self, code: str, severity: Severity, address: Address, message: str, hint: str | None, at: Position
    ) -> Finding:
        text = printable(message, limit=_LONGEST)
        remedy = None if hint is None else printable(hint, limit=_LONGEST)
        return Finding(code, severity, address, text, hint=remedy, position=at)

    def _place(self, at: int, width: int) -> Position:
        return self.documents.position(at, width=max(1, width))

    def take(self, finding: Finding) -> None:
        """Add a finding that knows its position already."""
        self._findings.append(finding)


def _order(position: Position | None) -> tuple[str, int, int]:
    return ("", 0, 0) if position is None else (position.file, position.line, position.column)


def _forms(noun: str) -> tuple[str, str | None]:
    singular, _, plural = noun.partition("|")
    return singular, plural or None
