"""Which comments does a YAML text have, and which of them are waivers?

What is a comment is decided by the scanner's tokens: a `#` inside a quoted or a block scalar is none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import yaml
from yaml.tokens import ScalarToken

from topo.source.scanning import scan_tokens, split_byte_order_mark

# The line ends of YAML 1.1, as the scanner counts them.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile("#[^\n\r\x85\u2028\u2029]*")
_BLOCK_HEADER = re.compile("[|>][-+0-9]*[ \t]*(?=#)")

_ADDRESSED = re.compile(r"(?<!\S)#+[ \t]*[Tt]opo[ \t]*(?P<colon>:?)[ \t]*(?P<word>[A-Za-z]+)(?![\w.-])[ \t]*")
_CODES = re.compile(r"\[(?P<codes>[^\]]*)\]")
_BARE_CODE = re.compile(r"[(:=]?[ \t]*(?P<code>[A-Za-z]{2,4}-?[0-9]{1,4})\b")
_CODE = re.compile(r"[A-Z]{3}[0-9]{3}\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

# What other tools call a waiver: who writes one of these to topo meant `allow`.
_OTHER_WORDS = re.compile(
    r"(?:accept(ed)?|allow(s|ed)|alow|disabled?|except|exclude|exempt|ignored?|nolint|noqa|skip|suppress(ed)?|waive[dr]?)\Z"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; `line` and `column` count from 1, as in a Position.

    `text` begins with the `#` and has no white space at its end. `is_alone` says that nothing but white
    space stands in front of it.
    """

    line: int
    column: int
    text: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class WaiverComment:
    """A comment that accepts findings, or was meant to.

    `line` and `column` count from 1, `end_column` is exclusive. `covers_line` is the line whose findings
    are meant: the comment's own where it trails, else the first one below that is no comment. `problem`
    says why it waives nothing, as the end of a sentence; it is None exactly where codes, date and reason
    are all there.
    """

    line: int
    column: int
    end_column: int
    codes: tuple[str, ...]
    until: date | None
    reason: str | None
    covers_line: int
    problem: str | None


def find_comments(text: str) -> tuple[Comment, ...]:
    """Every comment of `text`, in order; of a text that cannot be scanned, those before the error."""
    if "#" not in text:
        return ()
    _, text = split_byte_order_mark(text)
    offsets = list(_find_offsets(text))
    if not offsets:
        return ()
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    return tuple(_comment_at(text, offset, starts) for offset in offsets)


def _find_offsets(text: str) -> Iterator[int]:
    """Where the comments begin: what stands between two tokens is white space and comments."""
    at = 0
    try:
        for token in scan_tokens(text):
            start, end = token.start_mark.index, token.end_mark.index
            if start > at:
                yield from _offsets_between(text, at, start)
            if type(token) is ScalarToken and token.style in ("|", ">"):
                header = _BLOCK_HEADER.match(text, start, end)
                if header:
                    yield header.end()
            at = max(at, end)
    except yaml.MarkedYAMLError as error:
        marks = [mark.index for mark in (error.context_mark, error.problem_mark) if mark is not None]
        yield from _offsets_between(text, at, min(marks, default=at))
        return
    except (yaml.YAMLError, UnicodeEncodeError):
        return
    yield from _offsets_between(text, at, len(text))


def _offsets_between(text: str, start: int, end: int) -> Iterator[int]:
    if text.find("#", start, end) >= 0:
        for comment in _COMMENT.finditer(text, start, end):
            yield comment.start()


def _comment_at(text: str, offset: int, starts: Sequence[int]) -> Comment:
    line = bisect_right(starts, offset)
    start = starts[line - 1]
    said = _COMMENT.match(text, offset)
    assert said is not None
    return Comment(line, offset - start + 1, said[0].rstrip(), not text[start:offset].strip(" \t"))


def find_waiver_comments(text: str) -> tuple[WaiverComment, ...]:
    """Every `# topo: allow[CODE] until DATE: REASON` of `text`, and what was meant to be one.

    Quick for a text that has none: without `topo` in a comment nothing is scanned.
    """
    if not _may_waive(text):
        return ()
    comments = find_comments(text)
    covers: dict[int, int] = {}
    for comment in reversed(comments):
        covers[comment.line] = (
            covers.get(comment.line + 1, comment.line + 1) if comment.is_alone else comment.line
        )
    found = (_read_waiver(comment, covers[comment.line]) for comment in comments)
    return tuple(waiver for waiver in found if waiver is not None)


def _may_waive(text: str) -> bool:
    if "#" not in text or not ("topo" in text or "Topo" in text):
        return False
    return any("opo" in line.partition("#")[2] for line in text.splitlines())


def _read_waiver(comment: Comment, covers_line: int) -> WaiverComment | None:
    addressed = next((each for each in _ADDRESSED.finditer(comment.text) if _is_meant(each)), None)
    if addressed is None:
        return None
    codes, rest, problems = _read_codes(addressed)
    until, reason, missing = _read_term(rest) if rest is not None else (None, None, [])
    problems += missing
    return WaiverComment(
        comment.line,
        comment.column + addressed.start(),
        comment.column + len(comment.text),
        codes,
        until,
        reason,
        covers_line,
        _joined(problems),
    )


def _is_meant(addressed: re.Match[str]) -> bool:
    """Whether somebody meant a waiver: prose, and a line of the model commented out, is none."""
    rest = addressed.string[addressed.end() :]
    word = addressed["word"].lower()
    listed = _CODES.match(rest)
    if listed and any(_BARE_CODE.match(code.strip()) for code in listed["codes"].split(",")):
        return True
    if word == "allow" and addressed["colon"]:
        return not rest or rest.startswith(("[", "(")) or _BARE_CODE.match(rest) is not None
    return _OTHER_WORDS.match(word) is not None and bool(listed or _BARE_CODE.match(rest))


def _read_codes(addressed: re.Match[str]) -> tuple[tuple[str, ...], str | None, list[str]]:
    """The codes, what follows them (None where that cannot be told), and what is wrong."""
    rest = addressed.string[addressed.end() :]
    problems = []
    if not addressed["colon"]:
        problems.append("`topo` lacks its colon")
    if addressed["word"].lower() != "allow":
        problems.append(f"the word is `allow`, not `{addressed['word']}`")
    listed = _CODES.match(rest)
    if listed is None:
        bare = _BARE_CODE.match(rest)
        if rest.startswith("["):
            problems.append("its bracket is not closed")
        else:
            problems.append("its codes do not stand in brackets" if bare else "it names no code")
        return ((bare["code"],) if bare else ()), None, problems
    codes = tuple(code for each in listed["codes"].split(",") if (code := each.strip()))
    if not codes:
        problems.append("it names no code")
    problems += [f"`{code}` is no code of a rule" for code in codes if not _CODE.match(code)]
    return codes, rest[listed.end() :], problems


def _read_term(rest: str) -> tuple[date | None, str | None, list[str]]:
    """Date, reason and what is wrong with them, of what follows the codes."""
    term, _, reason = rest.partition(":")
    word, *written = term.split() or [""]
    is_until = word.lower() == "until"
    if is_until and len(written) > 1 and _DAY.match(written[0]):
        until, wrong = _read_day(written[0])
        return until, None, [*wrong, "no colon stands in front of its reason"]
    until, wrong = _read_day(" ".join(written) if is_until else "")
    if word and not is_until:
        return until, None, [*wrong, "no colon stands in front of its reason"]
    reason = reason.strip()
    return until, reason or None, wrong if reason else [*wrong, "it has no reason"]


def _read_day(written: str) -> tuple[date | None, list[str]]:
    if not written:
        return None, ["it has no date (`until 2027-03-31`)"]
    if not _DAY.match(written):
        return None, [f"`{written}` is no date like 2027-03-31"]
    try:
        return date.fromisoformat(written), []
    except ValueError:
        return None, [f"`{written}` is no day of the calendar"]


def _joined(problems: list[str]) -> str | None:
    *others, last = problems or [""]
    return f"{', '.join(others)} and {last}" if others else last or None
