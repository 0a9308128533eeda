"""Which rules are there? One explicit table; nothing registers itself."""

from importlib import import_module

from topo.findings import Address
from topo.model.organisation import Organisation
from topo.rules.rule import CheckFunction, Rule

_E, _W, _I = "error", "warning", "info"


def _rule(code: str, slug: str, default: str, finds: str, *needs: str) -> Rule:
    module = f"topo.rules.{code.lower()}_{slug.replace('-', '_')}"
    return Rule(code, slug, default, finds, module, needs)


RULES: tuple[Rule, ...] = (
    _rule("SYN001", "invalid-yaml", _E, "text that is not YAML, or a file that cannot be read"),
    _rule("SYN002", "duplicate-key", _E, "a key that stands twice in one mapping"),
    _rule("SYN003", "unknown-key", _E, "a key that the language does not have, or not there"),
    _rule("SYN004", "wrong-value", _E, "a value that its key does not take"),
    _rule("SYN005", "missing-key", _E, "a key that is needed and missing"),
    _rule("SYN006", "bad-id", _E, "an id with characters that ids do not have"),
    _rule("SYN007", "too-deep", _E, "nesting beyond any model"),
    _rule("SYN008", "alias-bomb", _E, "aliases that stand for too much, or for themselves"),
    _rule("SYN009", "not-utf8", _E, "a file that is not UTF-8"),
    _rule("REF001", "unknown-reference", _E, "a reference that names nothing"),
    _rule("REF002", "duplicate-id", _E, "an id that is defined twice"),
    _rule("REF003", "self-reference", _E, "a thing that is its own parent, part or dependency"),
    _rule("REF004", "parent-cycle", _E, "groups, domains or deployables that contain each other"),
    _rule("REF005", "reference-to-retired", _W, "something live that leans on a retired service", "services"),
    _rule("OWN001", "unowned-service", _E, "a service without an owner", "services"),
    _rule("OWN002", "owner-is-not-a-team", _E, "a person or a group as owner"),
    _rule("OWN003", "owner-is-empty", _E, "an owner that says it has nobody"),
    _rule("OWN004", "unowned-domain", _E, "a domain that no team answers for", "domains"),
    _rule("OWN005", "shared-domain", _W, "a domain whose services sit with several teams", "domains"),
    _rule(
        "OWN006", "capability-without-provider", _E, "a capability without provider", "tissue.capabilities"
    ),
    _rule("OWN007", "guardrail-without-owner", _E, "a guardrail without an owner", "tissue.guardrails"),
    _rule("OWN008", "data-product-without-owner", _E, "a data product without an owner", "tissue.data"),
    _rule("OWN009", "coverage-below-limit", _E, "an owned share below the limit that is set", "services"),
    _rule("OWN010", "unowned-path", _E, "files of a repository that nobody's paths cover", "tree"),
    _rule(
        "OWN011",
        "knowledge-held-by-one",
        _W,
        "a core domain or a tier-1 service that one person knows",
        "people.knows",
    ),
    _rule("OWN012", "implied-team", _I, "groups that a source names and nobody defines"),
    _rule("OWN013", "two-claims", _E, "claims of ownership that disagree"),
    _rule("OWN014", "nearly-a-service", _I, "`owns:` of an id that is nearly a service's"),
    _rule("ORG001", "team-size", _W, "a team that is too small or too large", "teams"),
    _rule("ORG002", "span-of-control", _I, "a manager of too many people or teams", "teams.manager"),
    _rule("ORG003", "split-person", _W, "a person in too many teams", "teams.members"),
    _rule("ORG004", "team-owns-nothing", _W, "a team with nothing to own", "teams.type", "services"),
    _rule(
        "ORG005",
        "incomplete-cell",
        _W,
        "a stream-aligned team that lacks a skill or role that it needs",
        "teams.type",
    ),
    _rule("ORG006", "few-stream-aligned", _I, "too few teams that are stream-aligned", "teams.type"),
    _rule("ORG007", "many-hats", _I, "a person in too many roles", "people.roles"),
    _rule("ORG008", "stretched-steward", _I, "a steward of too many teams", "teams.stewards"),
    _rule("ORG009", "head-count-disagrees", _W, "a team that says two numbers of people", "teams"),
    _rule("DEP001", "team-cycle", _W, "teams that wait on each other in a ring", "services.depends_on"),
    _rule("DEP002", "fan-out", _W, "a team that waits on too many teams", "services.depends_on"),
    _rule(
        "DEP003",
        "fan-in",
        _W,
        "a team that too many teams wait on",
        "services.depends_on",
        "teams.type",
    ),
    _rule(
        "DEP004",
        "blocked-team",
        _W,
        "a team that too many teams block",
        "services.depends_on",
    ),
    _rule(
        "DEP005",
        "shared-code-across-teams",
        _W,
        "code or a release that several teams share",
        "services.depends_on",
    ),
    _rule(
        "DEP006",
        "tier-inversion",
        _W,
        "a tier-1 service that calls one of a lower tier",
        "services.depends_on",
        "services.tier",
    ),
    _rule(
        "COM001",
        "undeclared-interaction",
        _W,
        "teams that have to coordinate and have not said how",
        "interactions",
    ),
    _rule(
        "COM002", "unused-interaction", _I, "a collaboration with nothing to collaborate on", "interactions"
    ),
    _rule("COM003", "mode-mismatch", _W, "a service that is had by shared code or releases", "interactions"),
    _rule("COM004", "many-collaborations", _W, "a team in too many collaborations at once", "interactions"),
    _rule(
        "COM005",
        "collaboration-without-end",
        _W,
        "a collaboration without end, past it, or too long",
        "interactions",
    ),
    _rule("COG001", "domain-overload", _W, "a team that carries more domains than fit", "domains.complexity"),
    _rule("COG002", "friction", _I, "a team that many things wear down", "teams"),
    _rule(
        "TIS001",
        "guardrail-not-machine-readable",
        _W,
        "a guardrail in prose, or without `policy`",
        "tissue.guardrails",
    ),
    _rule("TIS002", "manual-gate", _W, "a gate that a team waits at", "tissue.guardrails"),
    _rule("TIS003", "unearned-autonomy", _E, "a declared track mode above the earned one", "teams.tracks"),
    _rule("TIS004", "orphan-tissue", _I, "a guardrail, capability or forum that serves nobody", "tissue"),
    _rule("TIS005", "undecided", _W, "a decision decided by nobody, or by two", "decisions"),
    _rule("TIS006", "data-without-contract", _W, "a data product without a contract", "tissue.data"),
    _rule(
        "TIS007",
        "unrelieved-toil",
        _I,
        "a stream-aligned team with areas that no capability relieves",
        "tissue.capabilities",
    ),
    _rule("ACC001", "no-outcome", _W, "a stream-aligned team without a business outcome", "teams.outcomes"),
    _rule("ACC002", "output-as-outcome", _W, "an outcome that counts output, not results", "teams.outcomes"),
    _rule("ACC003", "project-funded", _I, "a product that is funded by the project", "products"),
    _rule("ACC004", "off-the-map", _I, "a domain that no product holds", "products", "domains"),
    _rule("STW001", "nobody-stewards", _W, "ways of working that nobody looks after", "teams.stewards"),
    _rule("FLO001", "hot-pool", _W, "people whom the streams keep busy from 80 % on", "streams"),
    _rule("FLO002", "little-mismatch", _W, "observed work, throughput and time that disagree", "streams"),
    _rule("FLO003", "mostly-waiting", _I, "a stream of whose time less than 15 % is work", "streams"),
    _rule("FLO004", "breaks-under-ai", _W, "a stage that saturates when coding gets faster", "streams"),
    _rule("FLO005", "no-such-role", _W, "a stage that asks for a role that nobody has", "streams"),
    _rule("WAI001", "stale-waiver", _W, "waivers and baseline entries that hide nothing"),
    _rule("WAI002", "expired-waiver", _E, "a waiver whose last day has passed"),
    _rule("WAI003", "not-a-waiver", _W, "a waiver without a reason or a last day"),
)

BY_CODE = {rule.code: rule for rule in RULES}

PLANNED = frozenset(
    f"{family}{number:03d}" for family, numbers in (("DRF", range(1, 4)),) for number in numbers
)
"""Codes of the language whose measures this version does not have yet: a model may set them; they sleep."""

_NOT_RUN = frozenset({"SYN", "REF002", "WAI", "POL"})

POLICY = "POL"
"""What the codes of the user's own rules begin with."""
_POLICIES = "policies"


def known_codes() -> frozenset[str]:
    """The codes of every rule of the language."""
    return PLANNED | BY_CODE.keys()


def is_code(code: str, organisation: Organisation | None = None) -> bool:
    """Whether a rule of the language has, or will have, this code, or a policy of the organisation.

    A policy that could not be read has its code, too.
    """
    if code in BY_CODE or code in PLANNED:
        return True
    if organisation is None or not code.startswith(POLICY):
        return False
    facts = organisation.facts
    places = (Address.of(_POLICIES), Address.of(_POLICIES, code))
    is_unread = code in facts.perhaps_defined or not facts.unreadable.isdisjoint(places)
    return is_unread or code in organisation.policies


def load_check(rule: Rule) -> CheckFunction | None:
    """The function that runs a rule.

    None for what the reading finds, for the rules about waivers and for policies: each has its own room.
    """
    if rule.family in _NOT_RUN or rule.code in _NOT_RUN:
        return None
    assert rule.module is not None
    found: CheckFunction = import_module(rule.module).check
    return found


def load_page(rule: Rule) -> str:
    """A rule's page: the docstring of its module."""
    assert rule.module is not None
    return (import_module(rule.module).__doc__ or "").strip()
