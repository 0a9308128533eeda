# What an organisation wants to be told in CI, over the document of `topo export json`.
# docs/recipes/conftest.md says how it is run. Written to be read and changed.
package main

import rego.v1

least_coverage := 0.9

# Every measure of this name. What could not be assessed has null for its amount: ask `is_number` before
# you compare, for in Rego null is less than any number.
measured(of, name) := [each | some each in input.measures; each.of == of; each.measure == name]

deny contains message if {
	some thing in input.ownership
	thing.kind in {"service", "module"}
	thing.state == "unowned"
	thing.tier == 1
	message := sprintf("%s: nobody answers for what is mission-critical", [thing.address])
}

deny contains message if {
	some each in measured("organisation", "ownership_coverage")
	is_number(each.amount)
	each.amount < least_coverage
	message := sprintf(
		"%d %% of the services are owned, and the least is %d %%",
		[round(each.amount * 100), round(least_coverage * 100)],
	)
}

# Rules of thumb warn: the fit of domains is of grade D.
warn contains message if {
	some each in measured("team", "domain_fit")
	each.verdict == "over"
	message := sprintf("%s: carries more domains than it has room for", [each.address])
}

warn contains message if {
	some pair in input.pairs
	pair.required
	pair.hidden
	message := sprintf("%s and %s must talk, and have not said how", pair.teams)
}

warn contains message if {
	some ring in input.cycles
	message := concat(" ", [concat(", ", ring.teams), "wait on each other"])
}

# A measure that was asked for and cannot be assessed is worth a word too.
warn contains message if {
	some each in measured("organisation", "congruence")
	not is_number(each.amount)
	message := concat(": ", ["congruence is not assessed", concat("; ", each.missing)])
}
