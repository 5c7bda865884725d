"""How long a briefing card takes: the first one of a process, and the next ones.

    python benchmarks/export.py

Targets: the first chart within 3 seconds, a card as PNG or PDF within 2 seconds. Each cold
time is that of a process of its own, imports included; each warm time is the median of
five.
"""

import subprocess
import sys
from statistics import median
from time import perf_counter

TARGETS_SECONDS = {"cold": 3.0, "warm": 2.0}
FORMS = ("svg", "png", "pdf")


def render(form: str) -> None:
    """Render one card of four figures."""
    import altair as alt

    from dashboard.export import card

    rows = [{"reporter": name, "people": people} for name, people in (("A", 400), ("B", 456), ("C", 520), ("D", 610))]
    chart = alt.Chart(alt.Data(values=rows)).mark_point().encode(alt.X("people:Q"), alt.Y("reporter:N"))
    sources = [f"ᵃ Reporter {name}, “Report”, 4 January 2020" for name in "ABCD"]
    made = card.Card("400 to 610 people killed", "Mali, 2019", chart, sources, None, "Revision 1", "Four dots.")
    {"svg": card.render_svg, "png": card.render_png, "pdf": card.render_pdf}[form](made)


def time_once(form: str) -> float:
    """Return the seconds that rendering takes now."""
    start = perf_counter()
    render(form)
    return perf_counter() - start


def time_cold(form: str) -> float:
    """Return the seconds that rendering takes in a fresh process."""
    done = subprocess.run([sys.executable, __file__, form], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    """Print one line a form and return 1 if a target is missed."""
    if len(sys.argv) > 1:
        print(time_once(sys.argv[1]))
        return 0
    missed = False
    print("form   cold s   warm s")
    for form in FORMS:
        cold = time_cold(form)
        render(form)
        warm = median(time_once(form) for _ in range(5))
        missed |= cold > TARGETS_SECONDS["cold"] or warm > TARGETS_SECONDS["warm"]
        print(f"{form}  {cold:7.2f}  {warm:7.2f}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
