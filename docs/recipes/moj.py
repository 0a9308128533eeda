"""Make a topo model of annotated Kubernetes namespaces: `python moj.py namespaces.yaml > topo.yaml`."""

import re
import sys

import yaml

PREFIX = "cloud-platform.justice.gov.uk/"  # of the labels and annotations; put your own here
REPOSITORY = re.compile(r"https://([^/\s,]+/[^/\s,]+/[^/\s,]+?)(?:\.git)?(?=[/\s,]|$)")


def convert(namespaces):
    """The model as plain mappings and lists, ready for YAML."""
    model = {"topo": 1, "organization": {"name": "Ministry of Justice"}}
    model |= {"groups": {}, "teams": {}, "services": {}}
    said_of = {}  # team → what is said of each of its namespaces
    for namespace in namespaces:
        said = read_said(namespace["metadata"])
        names = [name.strip() for name in said.get("team-name", "").split(",") if name.strip()]
        for name in names:
            model["teams"].setdefault(make_id(name), {} if name == make_id(name) else {"name": name})
            said_of.setdefault(make_id(name), []).append(said)
        if "business-unit" in said:
            model["groups"][make_id(said["business-unit"])] = {"name": said["business-unit"]}
        model["services"][namespace["metadata"]["name"]] = make_service(
            said, [make_id(name) for name in names]
        )
    for team, of_namespaces in said_of.items():
        model["teams"][team] |= find_common(of_namespaces)
    return {section: content for section, content in model.items() if content}


def find_namespaces(documents):
    """The namespaces of a file: one a document, or all of them in a List, as kubectl writes it."""
    for document in documents:
        for each in document.get("items", [document]) if document else []:
            if each.get("kind") == "Namespace":
                yield each


def read_said(metadata):
    """Labels and annotations with our prefix, without it; what is empty says nothing."""
    both = {**(metadata.get("labels") or {}), **(metadata.get("annotations") or {})}
    said = {key.removeprefix(PREFIX): value for key, value in both.items() if key.startswith(PREFIX)}
    return {key: value.strip() for key, value in said.items() if value and value.strip()}


def make_service(said, teams):
    """A namespace: the first team named is accountable, further ones are asked; without any it is unowned."""
    service = {"description": said["application"]} if "application" in said else {}
    if teams:
        service["owner"] = teams[0]
    if teams[1:]:
        service["consulted"] = teams[1:]
    repositories = REPOSITORY.findall(said.get("source-code", ""))
    if len(repositories) == 1:
        service["repo"] = repositories[0]
    elif repositories:
        service["links"] = [{"title": each, "url": f"https://{each}"} for each in repositories]
    if "environment-name" in said:
        service["tags"] = [make_id(said["environment-name"])]
    return service


def find_common(of_namespaces):
    """The business unit and the channel of a team, where all of its namespaces say the same."""
    units = {said.get("business-unit") for said in of_namespaces}
    channels = {said.get("slack-channel", "").removeprefix("#") for said in of_namespaces}
    common = {"group": make_id(*units)} if len(units) == 1 and None not in units else {}
    if len(channels) == 1 and "" not in channels:
        common["contacts"] = {"slack": "#" + channels.pop()}
    return common


def make_id(text):
    """A text as an id: lower case, and hyphens for what an id may not hold."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    with open(sys.argv[1], encoding="utf-8") as file:
        model = convert(find_namespaces(yaml.safe_load_all(file)))
    yaml.safe_dump(model, sys.stdout, sort_keys=False, allow_unicode=True, width=100)
