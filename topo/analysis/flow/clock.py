"""How does working time become elapsed time?

The clock of flow is working time: a service, and the queue for it, go on while people work. By the calendar
of the model (8 hours a day and 5 days a week unless it says otherwise) a week of working time is seven
elapsed days; what is said as elapsed time (waits, cadence) is elapsed already. Results are elapsed days.
"""

from typing import NamedTuple

from topo.model.quantity import Duration, Rate
from topo.model.settings import Calendar

DAYS = "days"
"""The unit of results: elapsed days, of which a week has seven."""
DAYS_IN_A_WEEK = 7.0
HOURS_IN_A_DAY = 24.0


class Clock(NamedTuple):
    """The hours of work in a day, and the days of work in a week."""

    hours_a_day: float = 8.0
    days_a_week: float = 5.0

    @classmethod
    def of(cls, calendar: Calendar | None) -> "Clock":
        """The clock of a model's calendar."""
        said = calendar or Calendar()
        return cls(said.hours_a_day, said.days_a_week)

    @property
    def hours_a_week(self) -> float:
        """The hours of work in a week."""
        return self.hours_a_day * self.days_a_week

    def count_hours(self, touch: Duration) -> float:
        """Working time in hours of work."""
        return touch.working_hours(day=self.hours_a_day, week=self.days_a_week)

    def elapse(self, hours: float) -> float:
        """The elapsed days in which there are so many hours of work.

        >>> Clock().elapse(40.0)
        7.0
        """
        return hours * DAYS_IN_A_WEEK / self.hours_a_week

    def count_days(self, elapsed: Duration) -> float:
        """Elapsed time in elapsed days."""
        return elapsed.elapsed_hours() / HOURS_IN_A_DAY

    def count_weekly(self, rate: Rate) -> float:
        """A rate as a number in a week; a day is a working day."""
        return rate.per_week(week=self.days_a_week)
