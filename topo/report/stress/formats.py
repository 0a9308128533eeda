"""Which formats can a stress test be written in?"""

from topo.advise.stress_test import StressTest

FORMATS = ("text", "json", "markdown")


def render_stress(
    test: StressTest, format: str, *, reading: str = "all", color: bool = False, width: int = 100
) -> str:
    """The stress in one of `FORMATS`; `reading` is one of demand, push, capped and all."""
    if format == "json":
        from topo.report.stress.json import render_json

        return render_json(test, reading)
    if format == "markdown":
        from topo.report.stress.markdown import render_markdown

        return render_markdown(test, reading)
    from topo.report.stress.text import render_text

    return render_text(test, reading, color=color, width=width)
