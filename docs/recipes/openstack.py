"""Make a topo model of OpenStack's projects.yaml: `python openstack.py projects.yaml > topo.yaml`."""

import re
import sys

import yaml

NOBODY = "APPOINTMENT NEEDED"  # what the file says where a project has no leader


def convert(projects):
    """The model as plain mappings and lists, ready for YAML."""
    model = {"topo": 1, "organization": {"name": "OpenStack"}, "people": {}, "teams": {}, "services": {}}
    for name, project in projects.items():
        id = make_id(name)
        leader = project.get("ptl")
        team = make_team(name, id, project)
        if leader and leader["name"] != NOBODY:
            person = make_id(leader.get("irc") or leader["name"])
            model["people"][person] = {"name": leader["name"], "roles": ["project-team-lead"]}
            team["manager"] = person
        model["teams"][id] = team
        for deliverable, content in (project.get("deliverables") or {}).items():
            model["services"][deliverable] = make_service(content, id)
    return {section: content for section, content in model.items() if content}


def make_team(name, id, project):
    """A project team with what it is for and where it is reached."""
    team = {} if name == id else {"name": name}
    if project.get("service"):
        team["description"] = " ".join(project["service"].split())
    team["objective"] = " ".join(project["mission"].split())
    team["contacts"] = {"irc": f"#{project['irc-channel']}"}
    team["links"] = [{"title": "Home page", "url": project["url"]}]
    return team


def make_service(deliverable, owner):
    """A deliverable: one repository is its `repo`, several are links."""
    service = {"owner": owner}
    if "deprecated" in deliverable or deliverable.get("release-management") == "deprecated":
        service["lifecycle"] = "deprecated"
    repositories = deliverable["repos"]
    if len(repositories) == 1:
        service["repo"] = f"opendev.org/{repositories[0]}"
    else:
        service["links"] = [{"title": each, "url": f"https://opendev.org/{each}"} for each in repositories]
    return service


def make_id(text):
    """A text as an id: lower case, and hyphens for what an id may not hold."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    with open(sys.argv[1], encoding="utf-8") as file:
        model = convert(yaml.safe_load(file))
    yaml.safe_dump(model, sys.stdout, sort_keys=False, allow_unicode=True, width=100)
