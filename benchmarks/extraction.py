"""How fast figures are found, in how much memory, and that the time grows no faster than the text.

    python -m benchmarks.extraction

Rates are documents of about 3,500 characters a CPU second on one core, for ordinary news and
for texts full of figures. Beside them stand a plain ``str.split`` and, where the ``benchmark``
extra is installed, quantulum3, which only finds numbers with their units: all three read the
same texts in the same run, so that their ratios depend less on the machine than any rate.
Peak memory is that of the bulk form in a process of its own, for some documents and for four
times as many. Growth is the time for twice the text over the time for the text, on strings
that are made to be slow. The articles are generated, always the same ones.
"""

import json
import os
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ARTICLE_CHARACTERS = 3_500
ARTICLES = 150
ROUNDS = 5
SLOW_ARTICLES = 5  # quantulum3 reads no more than a few a second
RIVAL = "quantulum3"
RIVAL_TARGET = 3  # times as fast
DOCUMENTS = 250
STRETCH_CHARACTERS = 1_000
STRETCHES = 5
LONG_CHARACTERS = 500_000
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
OPENING = "12 people were killed, "
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
    "nested brackets": "(",
    "brackets in brackets": "(12 [3 (",
    "hyphens": "-",
    "bars": "|",
    "rows of a table": "Gao | 12\n",
    "tables": "Region | Killed\nGao | 12\n",
    "items of a list": "Killed in Mali\n- Gao 12\n",
    "words with hyphens": "twelve-",
    "numbers with hyphens": "12-",
    "apostrophes": "'",
    "words with apostrophes": "l'",
    "mixed number words": "two million 3 hundred thousand and a half dozen ",
    "fractions": "half a ",
    "and": "and ",
    "people and": "12 men and women and ",
    "names": "Of The And ",
    "long names": "Republic of the ",
    "including": "12 killed, including ",
    "of the": "80 of the 120 ",
    "since": "since the ",
    "weekdays": "last Monday, ",
    "labels": "killed: 12 | ",
    "accents": "é",
    "articles": "a ",
    "a man": "a man was killed and another ",
}
WITHOUT_BLANKS = ("a", "1,", "12-", "(12", "killed,12", "l'", "é.")


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
    """Return how many texts are worked through in a CPU second, the median of some rounds."""
    return len(texts) / median(measure_seconds(lambda: [work(text) for text in texts]) for _ in range(ROUNDS))


def measure_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def make_slow(piece: str, characters: int = STRETCH_CHARACTERS) -> str:
    """Return a figure and behind it nothing but a piece again and again: without a figure nothing is read."""
    return OPENING + piece * (characters // len(piece))


def measure_growth(work: Callable[[str], object], text: str, rounds: int = ROUNDS) -> float:
    """Return the time for twice the text over the time for the text, the median of some rounds."""
    work(text)
    return median(
        measure_seconds(lambda: work(text * 2)) / max(measure_seconds(lambda: work(text)), 1e-6) for _ in range(rounds)
    )


def measure_peak(documents: int) -> float:
    """Return the most memory, in megabytes, that the bulk form takes for so many documents."""
    with TemporaryDirectory() as folder:
        lines = Path(folder, "in.jsonl")
        with lines.open("w", encoding="utf-8") as file:
            for seed in range(documents):
                file.write(json.dumps({"id": seed, "text": make_article(seed, FIGURE_SHARES[0])}) + "\n")
        command = [sys.executable, "-m", "dashboard", "extract", "--documents", lines, "--output", Path(folder, "out")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the bulk form ended with {process.returncode}")
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def load_rival() -> Callable[[str], object] | None:
    """Return the reading function of quantulum3, ``None`` if it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for a classifier of units, which has no part in finding numbers
            from quantulum3 import parser
    except ImportError:
        return None
    parse: Callable[[str], object] = parser.parse
    return parse


def measure_import() -> float:
    """Return the seconds that importing the extractor takes in a fresh interpreter."""
    program = "import time; start = time.perf_counter(); import dashboard.extract; print(time.perf_counter() - start)"
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(ROUNDS)]
    return min(float(run.stdout) for run in runs)


def extract(text: str) -> object:
    """Find the figures of an English text."""
    from dashboard.extract import find_figures
    from dashboard.model import Document

    return find_figures(Document("benchmark", language="en", text=text))


def report() -> Iterator[str]:
    """Yield the lines of the report, each as soon as it is measured."""
    yield f"import dashboard.extract  {measure_import() * 1000:8.0f} ms"
    yield ""
    yield from report_rates()
    yield ""
    yield "peak memory of the bulk form"
    for documents in (DOCUMENTS, 4 * DOCUMENTS):
        yield f"{documents:>5,} documents {measure_peak(documents):8.0f} MB"
    yield ""
    yield f"time for twice the text ({STRETCHES * STRETCH_CHARACTERS:,} characters), at most {GROWTH_LIMIT}"
    for name, piece in SLOW_STRINGS.items():
        yield growth_line(name, measure_growth(extract, make_slow(piece) * STRETCHES))
    yield f"the same for texts without a blank ({LONG_CHARACTERS:,} characters)"
    for piece in WITHOUT_BLANKS:
        yield growth_line(f"{piece} …", measure_growth(extract, piece * (LONG_CHARACTERS // len(piece)), rounds=1))


def report_rates() -> Iterator[str]:
    """Yield the rates on each kind of article, and how many times as long others take for the same megabyte."""
    rival = load_rival()
    yield "articles         figures     a CPU second     target   str.split is faster by"
    texts_by_kind = {
        kind: [make_article(seed, share) for seed in range(ARTICLES)]
        for kind, share in zip(RATE_TARGETS, FIGURE_SHARES, strict=True)
    }
    for kind, texts in texts_by_kind.items():
        found = sum(len(extract(text)) for text in texts) / len(texts)  # type: ignore[arg-type]
        rate, plain = measure_rate(extract, texts), measure_rate(str.split, texts)
        yield f"{kind:<16} {found:7.1f} {rate:16,.0f} {RATE_TARGETS[kind]:10,} {plain / rate:14,.0f} times"
    yield ""
    if rival is None:
        yield f'{RIVAL} is not installed, so it is not measured: pip install -c constraints.txt -e ".[benchmark]"'
        return
    yield f"CPU seconds a megabyte    humdash   {RIVAL} {metadata.version(RIVAL)}      ratio     target"
    for kind, texts in texts_by_kind.items():
        few = texts[:SLOW_ARTICLES]
        megabytes = sum(len(text.encode()) for text in few) / 1e6
        own, other = (len(few) / measure_rate(work, few) / megabytes for work in (extract, rival))
        yield f"{kind:<22} {own:10.2f} {other:19.2f} {other / own:10.0f} {RIVAL_TARGET:10}"


def growth_line(name: str, growth: float) -> str:
    """Return a line of the report on growth; it says so if the growth is too fast."""
    return f"{name:<22} {growth:6.2f}{'   too fast a growth' if growth > GROWTH_LIMIT else ''}"


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
