"""Which words that other tools have for a coupling mean which `via`?

A word that is not here says nothing.
"""

import re

_WORDS = {
    "sync": "sync synchronous http https rest grpc graphql soap rpc call calls request tcp",
    "async": "async asynchronous event events message messages messaging queue topic publish subscribe "
    "pubsub kafka amqp mqtt jms",
    "data": "data database db dataset table sql jdbc storage file files",
    "shared-code": "shared-code library lib code package import",
    "release": "release deploy deployment deployable",
}
_VIA = {word: via for via, words in _WORDS.items() for word in words.split()}


def find_via(word: str) -> str | None:
    """How two services are coupled, by a word for it; None where it says nothing.

    >>> find_via("gRPC"), find_via("Kafka"), find_via("shared code"), find_via("depends on")
    ('sync', 'async', 'shared-code', None)
    """
    return _VIA.get(re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-"))
