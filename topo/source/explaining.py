"""What do a YAML parser's complaints mean to the one who wrote the file?

libyaml says what it expected by its own grammar. Most of the time one of a dozen slips is behind it: each
is told here by the complaint and the line it is about. What is none of them keeps the parser's words.
"""

import re
from dataclasses import dataclass, replace

import yaml

from topo.source.problem import Problem
from topo.source.traps import find_trap
from topo.text import printable

Place = tuple[int, int]
"""Line and column, both from 0."""

# Where YAML ends a line; lines are numbered by it, whatever else calls itself a line end.
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONFLICT = re.compile("^(?:<{7}|={7}|>{7})(?= |$)", re.MULTILINE)
_GLUED = re.compile(r"[ ]*(?:- )*(?P<key>[\w.-]+):(?=\S)(?!//)")
_LEAD = re.compile(r"[ ]*(?:[-?] +)*")
_FORBIDDEN = re.compile("[^\t\n\r\x85 -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS = "the keys of one mapping start in one column"
_CLOSERS = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser said, where, and where what it was reading began; `opened`: the innermost bracket."""

    text: str
    said: str
    context: str
    at: Place
    context_at: Place | None
    opened: Place | None
    is_at_end: bool

    @property
    def line(self) -> str:
        """The line that the complaint points at."""
        return line_of(self.text, self.at[0])

    @property
    def sign(self) -> str:
        """The character that the complaint points at."""
        return self.line[self.at[1] : self.at[1] + 1]

    @property
    def opener(self) -> str:
        """The innermost open bracket; "" where it is none."""
        line, column = self.opened or (0, 0)
        sign = line_of(self.text, line)[column : column + 1] if self.opened else ""
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


def explain_syntax(error: yaml.YAMLError, text: str, opened: Place | None = None) -> Problem:
    """The problem that a parser's error is; `opened` is where the innermost open bracket stands."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _explain_character(error, text)
    mark = error.problem_mark or error.context_mark
    began = error.context_mark
    complaint = Complaint(
        text,
        error.problem or error.context or str(error),
        error.context or "",
        (mark.line, mark.column) if mark else (0, 0),
        (began.line, began.column) if began else None,
        opened,
        is_at_end=mark is not None and not text[mark.index :].strip(),
    )
    return _inside(_find_conflict(complaint) or _find_slip(complaint), text)


def _explain_character(error: yaml.YAMLError, text: str) -> Problem:
    # libyaml gives no position for a character that YAML forbids.
    found = _FORBIDDEN.search(text)
    if found is None:
        return _problem((0, 0), str(error), None)
    before = list(LINE_END.finditer(text, 0, found.start()))
    at = (len(before), found.start() - (before[-1].end() if before else 0))
    message = f"the character U+{ord(found[0]):04X} cannot be printed, and YAML does not allow it"
    return _problem(
        at, message, 'remove it, or write it as an escape in double quotes: "\\x07"', "this character"
    )


def _inside(problem: Problem, text: str) -> Problem:
    """The problem at a place that is in the text: parsers number a line behind the last one."""
    lines = LINE_END.split(text)
    if problem.line < len(lines) and (lines[problem.line] or problem.line < len(lines) - 1):
        return replace(problem, column=min(problem.column, len(lines[problem.line])))
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), 0)
    return replace(problem, line=last, column=len(lines[last].rstrip()), width=1)


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
    last = None
    for found in _CONFLICT.finditer(complaint.text):
        line = len(LINE_END.findall(complaint.text, 0, found.start()))
        if line > complaint.at[0]:
            break
        last = (line, 0), found[0]
    if last is None or not any(sign in complaint.text for sign in ("<<<<<<< ", ">>>>>>> ")):
        return None
    return _problem(
        last[0],
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
    began = complaint.context_at or complaint.at
    quote = line_of(complaint.text, began[0])[began[1] : began[1] + 1]
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
    above = line_of(complaint.text, complaint.at[0] - 1) if complaint.at[0] else ""
    glued = _GLUED.match(above)
    hint = (
        f"put a space behind `{glued['key']}:` in the line above"
        if glued
        else f"check the indentation: {_COLUMNS}"
    )
    message = f"`{key}` is no key here: the value above goes on in this line"
    return _problem((complaint.at[0], start), message, hint, width=len(key))


def _explain_missing_colon(complaint: Complaint) -> Problem:
    at = complaint.context_at or complaint.at
    line = line_of(complaint.text, at[0])
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
    began = complaint.context_at or complaint.opened or complaint.at
    opener = complaint.opener or line_of(complaint.text, began[0])[began[1] : began[1] + 1]
    closer = _CLOSERS.get(opener, "]")
    if complaint.is_at_end:
        return _never_closed(began, opener)
    if complaint.at[0] > began[0] and _indent(complaint, complaint.at) <= _indent(complaint, began):
        problem = _never_closed(began, opener)
        return replace(problem, other=complaint.at, other_label="here something else begins")
    if complaint.sign in "]}" and complaint.sign:
        message = f"this `{complaint.sign}` does not close the `{opener}`"
    else:
        message = f"a `,` or the closing `{closer}` is missing in front of this"
    hint = f"close the `{opener}`, put a comma between its items, or quote the value"
    return _problem(complaint.at, message, hint, other=began, other_label=f"the `{opener}`")


def _indent(complaint: Complaint, place: Place) -> int:
    line = line_of(complaint.text, place[0])
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
    if not complaint.is_first_on_line:
        return _explain_rest(complaint)
    above = complaint.context_at
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
