"""What does the room believe before it sees the numbers? The disagreement is the agenda."""

from collections import Counter
from typing import Literal

from topo.tui.carrying import find_amount
from topo.tui.revealed import Revealed
from topo.tui.session import Session

Question = Literal["domain_points", "teams_waiting", "teams_waited_on", "must_talk_with"]
QUESTIONS: tuple[tuple[Question, str], ...] = (
    ("domain_points", "Which team carries most?"),
    ("teams_waiting", "On which team do most others wait?"),
    ("teams_waited_on", "Which team waits on most others?"),
    ("must_talk_with", "Which team must talk to most others?"),
)


def reveal(session: Session, question: Question, guesses: tuple[str, ...]) -> Revealed:
    """What was guessed, and what the measure says of today."""
    measures = session.compared.before
    amounts = {team: find_amount(measures, team, question) for team in sorted(measures.organisation.teams)}
    known = {team: amount for team, amount in amounts.items() if amount is not None}
    highest = max(known.values(), default=None)
    leading = tuple(team for team, amount in known.items() if amount == highest)
    votes = tuple(sorted(Counter(guesses).items(), key=lambda each: (-each[1], each[0])))
    title = next(title for name, title in QUESTIONS if name == question)
    return Revealed(title, votes, leading, highest)
