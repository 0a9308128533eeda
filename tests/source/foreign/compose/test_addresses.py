"""Which hosts does the value of a variable name?"""

from __future__ import annotations

import pytest

from topo.source.foreign.compose.addresses import Host, find_hosts, guess_services
from topo.source.foreign.compose.images import is_infrastructure
from topo.source.foreign.compose.interpolation import interpolate, mark_unknown


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A=cart:8080", ["cart"]),
        ("A=cart:8080/health", ["cart"]),
        ("A=http://cart", ["cart"]),
        ("A=jdbc:postgresql://db:5432/x?user=y", ["db"]),
        ("A=mongodb://u:p@a:27017,b:27017/x", ["a", "b"]),
        ("A=http://a:9200,http://b", ["a", "b"]),
        ("A=amqp://guest:guest@mq/", ["mq"]),
        ("A=u:p@tcp(db:3306)/x?parseTime=true", ["db"]),
        ("A=Server=tcp:sql,1433;Database=x;User Id=sa", ["sql"]),
        ("A=Host=db;Username=x;Password=a:1234@", ["db"]),
        ("A=host=db port=5432 dbname=x", ["db"]),
        ("A=1@kafka:9093", ["kafka"]),
        ("KAFKA_BOOTSTRAP_SERVERS=a:9092, b:9092", ["a", "b"]),
        ("DB_HOST=db", ["db"]),
        ("DB_HOST_1=db", ["db"]),
        ("spring.redis.host=cache", ["cache"]),
        ("ES_HOSTS=a,b", ["a", "b"]),
        ("A=db", []),
        ("A=12:30", ["12"]),
        ("A=[::1]:80", []),
        ("A=http://[::1]:80/", []),
        ("A=INSIDE://:9092,OUTSIDE://:9093", []),
        ("A=/var/run/docker.sock", []),
    ],
)
def test_how_addresses_are_written(said: str, expected: list[str]) -> None:
    """In the ways of the common drivers; who calls whom in them is for the project to find out."""
    key, _, value = said.partition("=")
    assert [host.name for host in find_hosts(key, value)] == expected


def test_an_address_whose_variable_is_unknown() -> None:
    """The variable stands for the address, where it is called as one."""
    assert list(find_hosts("A", interpolate("http://${CART_HOST}:${PORT}/x", {}))) == [
        Host("CART_HOST", True)
    ]
    assert list(find_hosts("CART_URL", mark_unknown("THAT"))) == [Host("CART_URL", True)]
    assert list(find_hosts("A", interpolate("${TAG}:${PORT}", {}))) == []
    assert list(find_hosts("A", "stock:" + mark_unknown("PORT"))) == [Host("stock")]


def test_what_a_variable_may_be_the_address_of() -> None:
    """What is left without the words for an address; nothing is left of some."""
    assert guess_services("CART_ADDR") == guess_services("cartHost") == ("cart",)
    assert guess_services("BOOTSTRAP_SERVERS") == guess_services("HOST") == ()


@pytest.mark.parametrize(
    ("image", "service", "is_built", "expected"),
    [
        ("postgres", "db", False, True),
        ("docker.io/library/postgres:16-alpine@sha256:00", "db", False, True),
        ("registry:5000/redis", "cache", False, True),
        ("acme/redis-sync:1", "sync", False, False),
        ("acme/postgres", "db", True, False),
        ("acme/x", "RabbitMQ", True, True),
        (None, "mongodb", False, True),
        (None, "web", False, False),
        ("", "web", False, False),
    ],
)
def test_what_is_infrastructure(image: str | None, service: str, is_built: bool, expected: bool) -> None:
    """Software that others make, by the image's own name; what is built here only by its service's name."""
    assert is_infrastructure(image, service, is_built=is_built) is expected
