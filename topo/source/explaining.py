"""What do a YAML parser's complaints mean to the one who wrote the file?

libyaml says what it expected by its own grammar. Most of the time one of a dozen slips is behind it: each
is told here by the complaint and the line it is about. What is none of them keeps the parser's words.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from topo.source.problem import Problem
from topo.source.traps import find_trap
from topo.text import printable

Place = tuple[int, int]
"""Line and column, both from 0."""

# Where YAML ends a line; lines are numbered by it, whatever else calls itself a line end.
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONFLICT = re.compile("(?:<{7}|={7}|>{7})(?=[ \r\n]|$)")
_GLUED = re.compile(r"[ ]*(?:- )*(?P<key>[\w.-]+):(?=\S)(?!//)")
_LEAD = re.compile(r"[ ]*(?:[-?] +)*")
_FORBIDDEN = re.compile("[^\t\n\r\x85 -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS = "the keys of one mapping start in one column"
_CLOSERS = {"[": "]", "{": "}"}


class Spot(NamedTuple):
    """A place with its number of characters from the start of the text."""

    place: Place
    offset: int


@dataclass(frozen=True)
class Complaint:
    """What the parser said, where, and where what it was reading began; `opened`: the innermost bracket."""

    text: str
    said: str
    context: str
    spot: Spot
    began: Spot | None
    opened: Place | None
    is_at_end: bool

    @property
    def at(self) -> Place:
        """Where the parser stopped."""
        return self.spot.place

    @cached_property
    def line(self) -> str:
        """The line that the complaint points at."""
        return line_around(self.text, self.spot.offset)

    @cached_property
    def line_above(self) -> str:
        """The line before that one."""
        start = _start_of_line(self.text, self.spot.offset)
        return line_around(self.text, start - 1) if start else ""

    @property
    def sign(self) -> str:
        """The character that the complaint points at."""
        return self.text[self.spot.offset : self.spot.offset + 1]

    @cached_property
    def opener(self) -> str:
        """The innermost open bracket; "" where it is none."""
        if self.opened is None:
            return ""
        line, column = self.opened
        sign = line_of(self.text, line)[column : column + 1]
        return sign if sign in _CLOSERS else ""

    @property
    def is_first_on_line(self) -> bool:
        """Whether nothing but indentation (and dashes of lists) stands in front of it."""
        return not self.line[: self.at[1]].strip(" -")


def line_of(text: str, number: int) -> str:
    """Line `number` (from 0) of a text; "" where there is none."""
    start = 0
    for end in LINE_END.finditer(text):
        if number == 0:
            return text[start : end.start()]
        number, start = number - 1, end.end()
    return text[start:] if number == 0 else ""


def line_around(text: str, index: int) -> str:
    """The line that character number `index` is part of."""
    end = LINE_END.search(text, index)
    return text[_start_of_line(text, index) : end.start() if end else None]


def _start_of_line(text: str, index: int) -> int:
    return max(text.rfind(end, 0, index) for end in "\n\r\x85\u2028\u2029") + 1


def _count_lines(text: str, start: int, end: int) -> int:
    return sum(1 for _ in LINE_END.finditer(text, start, end))


def explain_syntax(error: yaml.YAMLError, text: str, opened: Place | None = None) -> Problem:
    """The problem that a parser's error is; `opened` is where the innermost open bracket stands."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _explain_character(error, text)
    spot = _spot(error.problem_mark or error.context_mark) or Spot((0, 0), 0)
    is_at_end = not text[spot.offset :].strip()
    complaint = Complaint(
        text,
        error.problem or error.context or str(error),
        error.context or "",
        _pull_back(spot, text) if is_at_end else spot,
        _spot(error.context_mark),
        opened,
        is_at_end,
    )
    return _find_conflict(complaint) or _find_slip(complaint)


def _spot(mark: Any) -> Spot | None:
    return None if mark is None else Spot((mark.line, mark.column), mark.index)


def _explain_character(error: yaml.YAMLError, text: str) -> Problem:
    # libyaml gives no position for a character that YAML forbids.
    found = _FORBIDDEN.search(text)
    if found is None:
        return _problem((0, 0), str(error), None)
    start = _start_of_line(text, found.start())
    message = f"the character U+{ord(found[0]):04X} cannot be printed, and YAML does not allow it"
    hint = 'remove it, or write it as an escape in double quotes: "\\x07"'
    return _problem((_count_lines(text, 0, start), found.start() - start), message, hint, "this character")


def _pull_back(spot: Spot, text: str) -> Spot:
    """The end of what was written: a parser sees the end on a line of its own."""
    end = len(text[: spot.offset].rstrip())
    line = spot.place[0] - _count_lines(text, end, spot.offset)
    return Spot((min(line, _count_lines(text, 0, end)), end - _start_of_line(text, end)), end)


def _problem(
    at: Place,
    message: str,
    hint: str | None,
    label: str = "here",
    *,
    width: int = 1,
    other: Place | None = None,
    other_label: str = "",
) -> Problem:
    said = printable(f"not valid YAML: {message}", limit=300)
    remedy = None if hint is None else printable(hint, limit=300)
    return Problem("SYN001", *at, said, label, remedy, max(1, width), other, other_label)


def _find_conflict(complaint: Complaint) -> Problem | None:
    """The mark of a merge conflict nearest to the complaint, in front of it or on its line."""
    text, end = complaint.text, complaint.spot.offset + 8
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return None
    start = max(text.rfind(f"\n{mark}", 0, end) for mark in ("<<<<<<<", "=======", ">>>>>>>")) + 1
    if not _CONFLICT.match(text, start):
        return None
    line = complaint.at[0] - _count_lines(text, start, complaint.spot.offset)
    return _problem(
        (line, 0),
        "a merge conflict is not resolved",
        "keep one of the two sides, and take the marks out",
        width=7,
    )


def _find_slip(complaint: Complaint) -> Problem:
    if "quoted scalar" in complaint.context:
        return _explain_quote(complaint)
    is_elsewhere = any(said in complaint.said for said in ("mapping values", "':'", "directive"))
    trap = find_trap(complaint.line, complaint.at[1], at_sign=not is_elsewhere)
    if trap is not None:
        return _problem((complaint.at[0], trap.column), trap.message, trap.hint, width=trap.width)
    for said, explain in _SLIPS.items():
        if said in complaint.said:
            return explain(complaint)
    return _explain_other(complaint)


def _explain_quote(complaint: Complaint) -> Problem:
    began, index = complaint.began or complaint.spot
    quote = complaint.text[index : index + 1]
    if "end of stream" in complaint.said or "document indicator" in complaint.said:
        inside = "is written twice" if quote == "'" else 'is written `\\"`'
        hint = f"close the text with `{quote}`; one that belongs to it {inside}"
        return _problem(began, f"this `{quote}` is never closed", hint, "opened here")
    escape = complaint.line[complaint.at[1] :][:2]
    message = (
        f"`{escape}` begins no escape that YAML knows"
        if "unknown" in complaint.said
        else "this escape is not complete"
    )
    return _problem(
        complaint.at,
        message,
        "in double quotes `\\` begins an escape: write `\\\\`, or use single quotes",
        width=2,
    )


def _explain_colon(complaint: Complaint) -> Problem:
    """A `: ` where none can be: inside a value, or behind a line that a value above goes on in."""
    lead = complaint.line[: complaint.at[1]]
    if ": " in lead or not lead.strip(" -"):
        return _problem(
            complaint.at,
            "a `: ` inside a value starts a new mapping",
            "quote the value, or check the indentation",
        )
    start = len(lead) - len(lead[_lead(lead) :])
    key = lead[start:].rstrip()
    glued = _GLUED.match(complaint.line_above)
    hint = (
        f"put a space behind `{glued['key']}:` in the line above"
        if glued
        else f"check the indentation: {_COLUMNS}"
    )
    message = f"`{key}` is no key here: the value above goes on in this line"
    return _problem((complaint.at[0], start), message, hint, width=len(key))


def _explain_missing_colon(complaint: Complaint) -> Problem:
    at, index = complaint.began or complaint.spot
    line = line_around(complaint.text, index)
    word = line[at[1] :].rstrip()
    glued = _GLUED.match(line)
    if glued:
        hint = f"put a space behind `{glued['key']}:`"
    elif re.match(r"-\w", word):
        hint = "put a space behind the `-`"
    else:
        hint = "a key is followed by `: `; text over several lines is quoted or starts with `|`"
    return _problem(at, "this line is no `key: value`", hint, width=len(word))


def _explain_list(complaint: Complaint) -> Problem:
    return _problem(
        complaint.at,
        "a list cannot begin on the line of its key",
        "put each `- ` on a line of its own below the key, or write `[a, b]`; quote a `-` that is a value",
        "this `-`",
    )


def _explain_question(complaint: Complaint) -> Problem:
    return _problem(complaint.at, "a `? ` starts a key, and none can start here", "quote the value")


def _explain_bracket(complaint: Complaint) -> Problem:
    """A list or mapping in brackets that is not closed, or whose items nothing separates."""
    began, index = complaint.began or complaint.spot
    opener = complaint.text[index : index + 1]
    closer = _CLOSERS.get(opener, "]")
    if complaint.is_at_end:
        return _never_closed(began, opener)
    if complaint.at[0] > began[0] and _indent(complaint.line) <= _indent(line_around(complaint.text, index)):
        problem = _never_closed(began, opener)
        return problem._replace(other=complaint.at, other_label="here something else begins")
    if complaint.sign in "]}" and complaint.sign:
        message = f"this `{complaint.sign}` does not close the `{opener}`"
    else:
        message = f"a `,` or the closing `{closer}` is missing in front of this"
    hint = f"close the `{opener}`, put a comma between its items, or quote the value"
    return _problem(complaint.at, message, hint, other=began, other_label=f"the `{opener}`")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _never_closed(began: Place, opener: str) -> Problem:
    return _problem(
        began,
        f"this `{opener}` is never closed",
        f"close it with `{_CLOSERS.get(opener, ']')}`",
        "opened here",
    )


def _explain_content(complaint: Complaint) -> Problem:
    """Something stands where a value should."""
    opener = complaint.opener
    if complaint.is_at_end and complaint.opened is not None and opener:
        return _never_closed(complaint.opened, opener)
    sign = complaint.sign
    if complaint.is_at_end or not sign:
        return _problem(complaint.at, "the file ends where a value should be", "write it")
    if opener and sign in ",]}":
        message = f"a value is missing in front of this `{sign}`"
        return _problem(complaint.at, message, "write it, or take the comma out")
    return _problem(complaint.at, f"a value cannot start with `{sign}`", "quote it")


def _explain_key(complaint: Complaint) -> Problem:
    """Something stands where the next key (or item, or document) should."""
    if complaint.sign in "]}" and complaint.sign:
        return _problem(complaint.at, f"this `{complaint.sign}` closes nothing", "take it out, or open it")
    if complaint.is_at_end:
        return _problem(
            complaint.at, "the file ends in the middle", "write the rest, or take out what it began"
        )
    if not complaint.is_first_on_line:
        return _explain_rest(complaint)
    above = complaint.began.place if complaint.began else None
    if "'-'" in complaint.said:
        message = "this line is neither an item of the list above nor a key beside it"
        hint = "begin it with `- `, or check the indentation"
    elif above is not None and complaint.at[1] > above[1]:
        message, hint = "the indentation of this line fits none above it", f"check it: {_COLUMNS}"
    else:
        message = "this line stands further left than the file began"
        hint = f"check the indentation: {_COLUMNS}; `---` begins another document"
        above = None
    return _problem(
        complaint.at, message, hint, other=above, other_label="what it is part of" if above else ""
    )


def _explain_rest(complaint: Complaint) -> Problem:
    lead = complaint.line[: complaint.at[1]].rstrip()
    hint = "quote the value as a whole"
    if lead.endswith("'"):
        hint = "quote the value as a whole; inside single quotes a `'` is written twice: 'it''s'"
    elif lead.endswith('"'):
        hint = 'quote the value as a whole; inside double quotes a `"` is written `\\"`'
    rest = complaint.line[complaint.at[1] :].rstrip()
    return _problem(complaint.at, "the value ended in front of this", hint, "the rest", width=len(rest))


def _explain_other(complaint: Complaint) -> Problem:
    said = (
        f"{complaint.said} ({complaint.context})"
        if complaint.context != complaint.said and complaint.context
        else complaint.said
    )
    hint = None
    if complaint.line.startswith("%") or "directive" in said:
        hint = "a line that starts with `%` speaks to YAML itself: take it out, or quote it"
    elif "tag" in said:
        hint = "a value that starts with `!` is a tag: quote it"
    elif "block scalar" in said:
        hint = "behind `|` or `>` the line ends, and the text is indented with spaces below it"
    return _problem(complaint.at, said, hint)


def _lead(line: str) -> int:
    found = _LEAD.match(line)
    return found.end() if found else 0


_SLIPS = {
    "mapping values are not allowed": _explain_colon,
    "could not find expected ':'": _explain_missing_colon,
    "block sequence entries are not allowed": _explain_list,
    "mapping keys are not allowed": _explain_question,
    "expected ',' or": _explain_bracket,
    "expected node content": _explain_content,
    "expected key": _explain_key,
    "expected '-' indicator": _explain_key,
    "<block end>": _explain_key,
    "expected <document start>": _explain_key,
    "expected '<document start>'": _explain_key,
}
"""What a complaint holds, and how it is explained; libyaml's words first, then those of pure Python."""
