"""Which parts does the problem have, and which products hold them?"""

from typing import Annotated, Literal

from pydantic import Field

from topo.model.base import Entity, Reference, Text, Texts

Classification = Literal["core", "supporting", "generic"]
Complexity = Literal["simple", "complicated", "complex"]
Funding = Literal["product", "project"]


class Domain(Entity):
    """A bounded part of the problem; domains are a tree by `parent`."""

    classification: Classification | None = Field(
        default=None, description="How much it sets the organisation apart.", examples=["core"]
    )
    complexity: Complexity | None = Field(
        default=None, description="How hard it is to carry.", examples=["complicated"]
    )
    parent: Annotated[Text, Reference("domain")] | None = Field(
        default=None, description="The domain that this one is a part of.", examples=["payments"]
    )
    owner: Annotated[Text, Reference("team")] | None = Field(
        default=None,
        description="The team that answers for it; else the one that owns all services in it.",
        examples=["payments"],
    )
    skills: Texts = Field(default=(), description="Skills that it takes.", examples=[["payments"]])


class Product(Entity):
    """A product and the domains that it holds: the product map."""

    group: Annotated[Text, Reference("group")] | None = Field(
        default=None, description="The group that answers for it.", examples=["commerce"]
    )
    domains: tuple[Annotated[Text, Reference("domain")], ...] = Field(
        default=(), description="The domains that it holds.", examples=[["cart", "payments"]]
    )
    funding: Funding | None = Field(
        default=None,
        description="Whether people are funded for the product or for projects.",
        examples=["product"],
    )
