"""What did the room guess, and what is it?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revealed:
    """What was guessed beside what is: votes by team, and the teams with the highest number."""

    question: str
    votes: tuple[tuple[str, int], ...]
    leading: tuple[str, ...]
    amount: float | None

    def say(self) -> str:
        """In two lines."""
        voted = ", ".join(f"{team} {count}" for team, count in self.votes) or "nobody guessed"
        if self.amount is None:
            return f"{self.question}\nguessed: {voted}\nnot assessed"
        return f"{self.question}\nguessed: {voted}\nmeasured: {', '.join(self.leading)} ({self.amount:g})"
