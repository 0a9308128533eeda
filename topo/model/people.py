"""Who is there, in which groups, and where do they work?"""

from typing import Annotated

from pydantic import Field

from topo.model.base import Entity, Reference, Text, Texts
from topo.model.quantity import Hours


class Group(Entity):
    """A product group or department; groups are a tree by `parent`."""

    parent: Annotated[Text, Reference("group")] | None = Field(
        default=None, description="The group that this one belongs to.", examples=["commerce"]
    )
    lead: Annotated[Text, Reference("person")] | None = Field(
        default=None, description="The person who leads it.", examples=["ana"]
    )


class Person(Entity):
    """A person; people are optional, everything works with head counts."""

    roles: Texts = Field(default=(), description="What they do.", examples=[["engineer", "tech-lead"]])
    skills: Texts = Field(default=(), description="What they can do.", examples=[["python", "payments"]])
    knows: tuple[Annotated[Text, Reference("domain", "service")], ...] = Field(
        default=(),
        description="Domains (with their services) and services that they could carry alone.",
        examples=[["payments"]],
    )


class Site(Entity):
    """A place where people work."""

    zone: Text | None = Field(default=None, description="Its time zone.", examples=["Europe/Berlin"])
    hours: Hours | None = Field(
        default=None, description="Its office hours, 9-17 unless said.", examples=["10-18"]
    )
