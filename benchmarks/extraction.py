"""How fast figures are found, and that the time grows no faster than the text.

    python -m benchmarks.extraction

Rates are documents of about 3,500 characters a CPU second on one core, for ordinary news and
for texts full of figures, beside a plain ``str.split`` of the same texts: the ratio of the
two depends less on the machine than either. Growth is the time for twice the text over the
time for the text, on strings that are made to be slow. The articles are generated, always
the same ones.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

ARTICLE_CHARACTERS = 3_500
ARTICLES = 150
ROUNDS = 3
GROWTH_CHARACTERS = 5_000
GROWTH_LIMIT = 2.6
RATE_TARGETS = {"ordinary": 500, "dense": 300}
FIGURE_SHARES = (0.06, 0.5)  # of the sentences; an ordinary article holds four or five figures

PLACES = ("Gao", "Mopti", "Ménaka", "Djibo", "Diffa", "Tillabéri", "Kidal", "Dori", "Timbuktu", "Ségou")
SPEAKERS = ("the governor", "UNHCR", "a local official", "the Red Cross", "OCHA", "aid workers", "the mayor")
FIGURES = (
    "At least {a} people were killed and {b} injured in {place} on {day} March {year}, {speaker} said.",
    "More than {c},000 people have been displaced from {place} since January, according to {speaker}.",
    "Some {a} houses were destroyed and between {a} and {b}0 families fled towards {place}.",
    "The toll in {place} rose to {b} from {a}, including {d} children, {speaker} said.",
    "{speaker} counted {c},{b} refugees and {c}0,000 internally displaced people in {place} at the end of {year}.",
)
FILLERS = (
    "The road to {place} has been closed for {d} days because of the rain, and prices on the market doubled.",
    "{speaker} said that talks would go on in {place} next week, without giving any details.",
    "Residents described a night of fear, and many shops in {place} did not open in the morning.",
    "The harvest was better than in {year}, when almost nothing grew north of {place}.",
    "Schools will open again once the teachers have come back from {place}, the ministry announced.",
    "In {year} the council spent $3.5 million on wells, 40 percent of its budget, {speaker} recalled.",
)
SLOW_STRINGS: dict[str, str] = {
    "digits": "1",
    "digits and commas": "1,",
    "spaced digits": "1 ",
    "number words": "one hundred and ",
    "triggers": "killed ",
    "figures": "12 people killed, ",
    "sentences": "12 were killed. ",
    "brackets": "(12 ",
    "quotation marks": '" ',
    "broken words": "fami-\nlies ",
    "initials": "A. ",
    "places": "Gao ",
    "dates": "12 March 2020 ",
    "reporters": "UNHCR said ",
    "spaces": " ",
    "line ends": "\n",
    "soft hyphens": "a\u00ad",
    "one word": "a",
}


def make_article(seed: int, figure_share: float) -> str:
    """Return an article in which this share of the sentences holds figures."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    sentences = [f"Report from {draw.choice(PLACES)}\n"]
    while sum(map(len, sentences)) < ARTICLE_CHARACTERS:
        pattern = draw.choice(FIGURES if draw.random() < figure_share else FILLERS)
        sentence = pattern.format(
            a=draw.randint(11, 49),
            b=draw.randint(111, 499),
            c=draw.randint(2, 90),
            d=draw.randint(2, 9),
            day=draw.randint(1, 28),
            year=draw.randint(2012, 2023),
            place=draw.choice(PLACES),
            speaker=draw.choice(SPEAKERS),
        )
        sentences.append(sentence[0].upper() + sentence[1:])
        if draw.random() < 0.3:
            sentences.append("\n")
    return " ".join(sentences)


def measure_rate(work: Callable[[str], object], texts: list[str]) -> float:
    """Return how many texts are worked through in a CPU second, at the best of some rounds."""
    return len(texts) / min(measure_seconds(lambda: [work(text) for text in texts]) for _ in range(ROUNDS))


def measure_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure_growth(work: Callable[[str], object], piece: str) -> float:
    """Return the time for twice the text over the time for the text, the median of some rounds."""
    text = piece * (GROWTH_CHARACTERS // len(piece))
    work(text)
    return median(
        measure_seconds(lambda: work(text * 2)) / max(measure_seconds(lambda: work(text)), 1e-6) for _ in range(ROUNDS)
    )


def measure_import() -> float:
    """Return the seconds that importing the extractor takes in a fresh interpreter."""
    program = "import time; start = time.perf_counter(); import dashboard.extract; print(time.perf_counter() - start)"
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(ROUNDS)]
    return min(float(run.stdout) for run in runs)


def report() -> Iterator[str]:
    """Yield the lines of the report, each as soon as it is measured."""
    from dashboard.extract import find_figures
    from dashboard.model import Document

    def extract(text: str) -> object:
        return find_figures(Document("benchmark", language="en", text=text))

    yield f"import dashboard.extract  {measure_import() * 1000:8.0f} ms"
    yield ""
    yield "articles         figures     a CPU second     target   str.split is faster by"
    for (kind, target), share in zip(RATE_TARGETS.items(), FIGURE_SHARES, strict=True):
        texts = [make_article(seed, share) for seed in range(ARTICLES)]
        found = sum(len(find_figures(Document("benchmark", language="en", text=text))) for text in texts) / len(texts)
        rate, plain = measure_rate(extract, texts), measure_rate(str.split, texts)
        yield f"{kind:<16} {found:7.1f} {rate:16,.0f} {target:10,} {plain / rate:14,.0f} times"
    yield ""
    yield f"time for twice the text ({GROWTH_CHARACTERS:,} characters), at most {GROWTH_LIMIT}"
    for name, piece in SLOW_STRINGS.items():
        growth = measure_growth(extract, piece)
        yield f"{name:<20} {growth:6.2f}{'   too fast a growth' if growth > GROWTH_LIMIT else ''}"


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
