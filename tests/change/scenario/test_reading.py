"""Does a scenario file say what it means, and is everything wrong with it told at its place?"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.change.scenario.conftest import Write, say
from topo.change.catalogue import MOVES, read_move
from topo.change.history import Step
from topo.change.scenario.library import Library, LoadedScript
from topo.change.scenario.reading import _show
from topo.change.script import Decided, Phase, Script
from topo.model.base import FrozenDict

SAMPLES = Path(__file__).parents[3] / "samples"
STOCK = read_move({"move-service": {"service": "stock", "to": "payments"}})


def read(write: Write, text: str) -> LoadedScript:
    """A scenario file with this text."""
    return Library(Path()).load(str(write("try.yaml", text)))


def test_a_whole_scenario(write: Write) -> None:
    """Everything that the language knows, and the user's own keys on each level."""
    loaded = read(
        write,
        """
        scenario: split-payments
        why: too much for one team
        assumes: two hires by February
        decided: {on: 2026-12-01, by: architecture, note: after the pilot}
        x-ticket: ORG-7
        corrections:
          - move-service: {service: stock, to: payments}
        phases:
          - name: pilot
            by: 2027-01-15
            x-room: 3
            moves:
              - move-service: {service: stock, to: payments}
                note: first
                evidence: seen in the pilot
                x-by: ana
          - moves:
              - {automate-guardrail: {guardrail: board}, off: true}
          - by: 2027-01-15
        """,
    )
    board = read_move({"automate-guardrail": {"guardrail": "board"}})
    first = Step(STOCK, note="first", evidence="seen in the pilot", extensions=FrozenDict({"x-by": "ana"}))
    assert loaded.script == Script(
        "split-payments",
        why="too much for one team",
        assumes=("two hires by February",),
        decided=Decided(on="2026-12-01", by="architecture", note="after the pilot"),
        corrections=(Step(STOCK, is_correction=True),),
        phases=(
            Phase((first,), "pilot", date(2027, 1, 15), FrozenDict({"x-room": "3"})),
            Phase((Step(board, is_on=False),)),
            Phase(by=date(2027, 1, 15)),
        ),
        extensions=FrozenDict({"x-ticket": "ORG-7"}),
    )


def test_moves_are_one_phase(write: Write) -> None:
    """`moves:` is short for a phase of which nothing else is said; none at all is a scenario too."""
    assert read(
        write, "scenario: a\nmoves:\n  - move-service: {service: stock, to: payments}\n"
    ).script == Script("a", phases=(Phase((Step(STOCK),)),))
    for empty in ("moves: []", "moves:", "phases: ~", ""):
        assert read(write, f"scenario: a\n{empty}\n").script == Script("a")


def test_every_problem_is_told_at_once(write: Write) -> None:
    """What is wrong is marked, and what was probably meant is offered."""
    loaded = read(
        write,
        """\
        scenario: "a b"
        whi: too much
        decided: {on: 2026-13-01}
        corrections: move-service
        moves:
        phases:
          - nam: pilot
            moves:
              - transfr-domain: {domain: settlement, to: ledger}
              - move-service: {service: stock, too: payments}
              - create-team: {id: ledger, type: stream-algned}
              - move-service: {service: stock, to: payments}
                of: true
              - move-service: stock
              - move-service
              - move-service: {service: stock, to: payments}
                rename: {kind: team, from: a, to: b}
              - note: nothing here
              - move-service:
                service: stock
                to: payments
              - set-stage: {stream: s, stage: review, touch: soon}
        """,
    )
    assert loaded.script is None
    assert say(loaded) == [
        '1:11 "a b": SYN004 `scenario`: `a b` is not an id: letters, digits, `.`, `_` and `-`, a letter or '
        "digit first",
        "2:1 whi: SYN003 unknown key `whi` | known here: `assumes`, `corrections`, `decided`, `extends`, "
        "`moves`, `phases`, `scenario`, `why`",
        "3:15 2026-13-01: SYN004 `on`: `2026-13-01` is not a date: month must be in 1..12",
        "4:14 move-service: SYN004 `corrections` takes a list, and this is `move-service` | "
        "write it as a list: `[move-service]`",
        "5:1 moves: SYN004 `moves` is short for a single phase, and here are `phases` too | "
        "make the moves a phase of their own",
        "7:5 nam: SYN003 unknown key `nam` | did you mean `name`?",
        "9:9 transfr-domain: SYN003 there is no move `transfr-domain` | did you mean `transfer-domain`?",
        "10:23 {: SYN005 `move-service` needs `to` | add `to:`",
        "10:40 too: SYN003 unknown key `too` | did you mean `to`?",
        "11:41 stream-algned: SYN004 `type` cannot be `stream-algned`: expected `stream-aligned`, "
        "`platform`, `enabling` or `complicated-subsystem` | did you mean `stream-aligned`?",
        "13:9 of: SYN003 unknown key `of` | did you mean `off`?",
        "14:23 stock: SYN004 `move-service` takes a mapping, and this is `stock` | "
        "write it like `move-service: {service: stock, to: payments}`",
        "15:9 move-service: SYN004 a move is a name with its fields, and this is `move-service` | "
        "write it like `move-service: {service: stock, to: payments}`",
        "17:9 rename: SYN004 an entry is one move, and here are `move-service` and `rename` | "
        "make each an item of its own: put a `- ` in front of it",
        "18:9 n: SYN004 there is no move in this entry | "
        "write it like `move-service: {service: stock, to: payments}`",
        "19:9 move-service: SYN004 `move-service` has no fields, and `service` and `to` stand beside it | "
        "indent them further than `move-service`, or put braces around them",
        "22:54 soon: SYN004 `touch`: `soon` is not a duration: write 30m, 4h, 2d or 1w",
    ]


def test_phases_come_in_the_order_of_their_days(write: Write) -> None:
    """A day before that of an earlier phase is a slip; phases without one say nothing."""
    loaded = read(
        write,
        """\
        scenario: a
        phases:
          - {name: pilot, by: 2027-03-31}
          - {name: rest}
          - {name: pilot, by: 2027-03-31}
          - {by: 2027-03-30}
        """,
    )
    assert say(loaded) == [
        "5:12 pilot: SYN004 there is a phase `pilot` already | call it something else",
        "6:10 2: SYN004 phase 4 is due 2027-03-30, before phase `pilot`, which comes first (2027-03-31) | "
        "put the phases in the order of their days",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 : SYN004 the file holds no scenario | "),
        ("- scenario: a\n", "1:1 -: SYN004 the file holds no scenario | "),
        ("why: so\n", "1:1 w: SYN005 the file needs `scenario` | add `scenario:`"),
        (
            "scenario: a\n---\nscenario: b\n",
            "3:1 s: SYN004 a file holds one scenario, and this is another | ",
        ),
        ("scenario: a\nscenario: b\n", "2:1 scenario: SYN002 the key `scenario` is here twice"),
        ("scenario: a\nwhy: @me\n", "2:6 @me: SYN001 not valid YAML"),
    ],
)
def test_a_file_that_is_no_scenario(write: Write, text: str, said: str) -> None:
    """It says what it is not."""
    [line] = say(read(write, text))
    assert line.startswith(said)


def test_the_shown_form_of_every_move_is_one() -> None:
    """A hint that shows a move shows one that can be read, however short it is."""
    for name in MOVES:
        hint = _show(name)
        if hint is not None:
            shown = hint.removeprefix("write it like `").removesuffix("`")
            with TemporaryDirectory() as folder:
                path = Path(folder) / "a.yaml"
                path.write_text(f"scenario: a\nmoves:\n  - {shown}\n", encoding="utf-8")
                assert Library(path.parent).load(str(path)).findings == (), name


@given(
    st.sampled_from(sorted(SAMPLES.glob("*/scenarios/*.yaml"))),
    st.integers(0, 4000),
    st.integers(0, 60),
    st.text(max_size=12) | st.sampled_from(["[", "{a: ", "- ", "\n", ": ~", "&a ", "*a", '"', "off", "\t"]),
)
def test_a_broken_file_is_explained(path: Path, at: int, cut: int, put: str) -> None:
    """Whatever is cut out or put in, it is a scenario still, or every problem has its place."""
    text = path.read_text(encoding="utf-8")
    at %= len(text)
    with TemporaryDirectory() as folder:
        broken = Path(folder) / "broken.yaml"
        broken.write_text(text[:at] + put + text[at + cut :], encoding="utf-8", errors="replace", newline="")
        loaded = Library(broken.parent).load(str(broken))
    assert (loaded.script is None) == bool(loaded.findings)
    assert all(finding.position is not None and finding.position.line for finding in loaded.findings)
