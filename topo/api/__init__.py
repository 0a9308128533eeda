"""The door that front ends and scripts use: load a model, check it, ask who owns what.

>>> from topo import api
>>> model = api.load("samples/northwind")          # doctest: +SKIP
>>> api.check(model).result.findings               # doctest: +SKIP
()
"""

from topo.api.baselines import prune_baseline, write_baseline
from topo.api.checking import BASELINE, Checked, check, make_places, position_of, read_baseline, render_check
from topo.api.files import (
    SOURCE_KEYS,
    find_stale_schemas,
    format_model,
    freeze_sources,
    init_from,
    init_sample,
    init_starter,
    read_schema,
    write_file,
    write_new_files,
)
from topo.api.flow import mri, render_mri, render_stress, simulate, stress, write_levers
from topo.api.loading import find_syntax_errors, is_empty, load
from topo.api.measuring import (
    analyze,
    analyze_thing,
    explain,
    export_json,
    find_id,
    list_things,
    measure,
    measure_ownership,
    read_export_schema,
    who,
)
from topo.api.pictures import draw_picture, make_picture, write_picture
from topo.api.rules import find_rule, find_rules, read_rule_page
from topo.api.scenarios import (
    challenge,
    compare_scenarios,
    diff,
    find_scenario_warnings,
    load_scenario,
    load_scenarios,
    make_standing,
    measure_holding,
    narrow_script,
    plan_edits,
    render_problems,
    start_scenario,
    try_script,
    write_plan,
    write_scenario,
)

__all__ = [
    "BASELINE",
    "SOURCE_KEYS",
    "Checked",
    "analyze",
    "analyze_thing",
    "challenge",
    "check",
    "compare_scenarios",
    "diff",
    "draw_picture",
    "explain",
    "export_json",
    "find_id",
    "find_rule",
    "find_rules",
    "find_scenario_warnings",
    "find_stale_schemas",
    "find_syntax_errors",
    "format_model",
    "freeze_sources",
    "init_from",
    "init_sample",
    "init_starter",
    "is_empty",
    "list_things",
    "load",
    "load_scenario",
    "load_scenarios",
    "make_picture",
    "make_places",
    "make_standing",
    "measure",
    "measure_holding",
    "measure_ownership",
    "mri",
    "narrow_script",
    "plan_edits",
    "position_of",
    "prune_baseline",
    "read_baseline",
    "read_export_schema",
    "read_rule_page",
    "read_schema",
    "render_check",
    "render_mri",
    "render_problems",
    "render_stress",
    "simulate",
    "start_scenario",
    "stress",
    "try_script",
    "who",
    "write_baseline",
    "write_file",
    "write_levers",
    "write_new_files",
    "write_picture",
    "write_plan",
    "write_scenario",
]
