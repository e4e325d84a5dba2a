"""Characters a second of the engine on one core, beside Duckling, quantulum3 and one plain `re` pass over the same text.

Run by `make bench`; prints tables and writes nothing. Each reader runs in a process of its own, so that its peak of
memory is its own;
seconds are those of the processor, so that other work on the machine adds little.
The engine and its stages get whole narratives; the others, which know no narrative, get its sentences one by one.
"""

import csv
import multiprocessing
import re
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.facts.read import read  # noqa: E402 - the package is found through the line above
from pipeline.mentions.scan import scan  # noqa: E402
from pipeline.narrative.model import Narrative  # noqa: E402
from pipeline.narrative.parse import parse  # noqa: E402

REPEATS = 5
PATIENCE = 20  # seconds that one reading of hostile text may take before it is given up
SIZES = (64_000, 256_000, 1_000_000)
# what is repeated to make hostile text; "prose" stands for the narratives themselves
HOSTILE = {
    "prose": "",
    "digits": "1",
    "numbers": "12 ",
    "opening brackets": "(",
    "numbers in brackets": "(12) ",
    "and": "and ",
    "commas": ",",
    "numbers and commas": "1, ",
    "one of the": "one of the ",
    "in 2019 and": "in 2019 and ",
    "quotes": '"',
    "ten and": "ten and ",
    "amounts": "$1 ",
    "terms": "one year ",
    "ranges": "1 to ",
    "semicolons": "12 victims; ",
    "no victims": "no victims ",
    "one long sentence": "the government identified 12 victims and ",
}

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Source:
    """A narrative to read."""

    narrative_id: str
    iso3: str
    country: str
    report_year: int
    text: str


def sources() -> list[Source]:
    """The seed and the narratives of the agreement sets; each folder names its texts in `sources.csv`."""
    found = []
    for listed in sorted([ROOT / "seeds/sources.csv", *ROOT.glob("tests/agreement/*/sources.csv")]):
        with listed.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                path = listed.parent / (row.get("path") or row.get("file") or "")
                if path.is_file() and path.suffix == ".txt":
                    text = path.read_text(encoding="utf-8")
                    found.append(Source(path.stem, row["iso3"], row.get("country", ""), int(row["report_year"]), text))
    return found


def parsed(source: Source) -> Narrative:
    """The first stage: sections and sentences of a narrative."""
    return parse(source.text, narrative_id=source.narrative_id, iso3=source.iso3, country=source.country, report_year=source.report_year)


def engine() -> Work:
    """Text to facts, as a build does it."""
    texts = sources()
    return lambda: [read(parsed(source)) for source in texts]


def stage_parse() -> Work:
    """Text to sentences."""
    texts = sources()
    return lambda: [parsed(source) for source in texts]


def stage_scan() -> Work:
    """Sentences to typed spans."""
    narratives = [parsed(source) for source in sources()]
    return lambda: [scan(s.text, s.start, iso3=n.iso3, report_year=n.report_year) for n in narratives for s in n.sentences]


def stage_read() -> Work:
    """Sentences to facts; the scan is part of it."""
    narratives = [parsed(source) for source in sources()]
    return lambda: [read(narrative) for narrative in narratives]


def sentences() -> list[str]:
    """Every sentence of the texts."""
    return [sentence.text for source in sources() for sentence in parsed(source).sentences]


def duckling() -> Work:
    """Numerals, money, durations and times of each sentence by Duckling."""
    import duckling as peer  # noqa: PLC0415 - only in its own process

    zones = peer.load_time_zones("/usr/share/zoneinfo")
    locale = peer.default_locale_lang(peer.parse_lang("EN"))
    context = peer.Context(peer.parse_ref_time(zones, "UTC", 1_600_000_000), locale)
    kinds = peer.parse_dimensions(["numeral", "amount-of-money", "duration", "time"])
    texts = sentences()
    return lambda: [peer.parse(text, context, kinds, False) for text in texts]


def quantulum3() -> Work:
    """Quantities of each sentence by quantulum3."""
    from quantulum3 import parser  # noqa: PLC0415 - only in its own process

    texts = sentences()
    return lambda: [parser.parse(text) for text in texts]


def plain_re() -> Work:
    """Digits and number words of each sentence, found by one pattern and not understood."""
    pattern = re.compile(
        r"\d[\d,.]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty"
        r"|seventy|eighty|ninety|hundred|thousand|million)\b",
        re.IGNORECASE,
    )
    texts = sentences()
    return lambda: [pattern.findall(text) for text in texts]


ROWS: dict[str, Callable[[], Work]] = {
    "engine: text to facts": engine,
    "  its stage parse": stage_parse,
    "  its stage scan": stage_scan,
    "  its stages scan and read": stage_read,
    "Duckling": duckling,
    "quantulum3": quantulum3,
    "one re pass": plain_re,
}


def forget() -> None:
    """Empty what the engine keeps of the sentences and words that it has read, so that no reading profits from the one before.

    Caches without a bound hold the vocabulary, which every reading finds loaded.
    """
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith("pipeline.") else ():
            if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] is not None:
                value.cache_clear()


def measure(name: str) -> tuple[float, int] | str:
    """Best seconds of `REPEATS` and the process's peak of memory in MB, or why there is no figure."""
    try:
        work = ROWS[name]()
        work()
    except ImportError as error:
        return f"not installed: {error.name}"
    best = float("inf")
    for _ in range(REPEATS):
        forget()
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def hostile(name: str, size: int) -> float | None:
    """Microseconds per character of reading one hostile text; None where patience ran out."""
    unit = HOSTILE[name] or "\n".join(source.text for source in sources())
    source = Source("hostile", "NLD", "Netherlands", 2020, (unit * (size // len(unit) + 1))[:size])

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    begin = time.process_time()
    try:
        read(parsed(source))
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return (time.process_time() - begin) / size * 1e6


def main() -> None:
    """Print both tables; the name of one hostile text as argument prints its row alone."""
    spawn = multiprocessing.get_context("spawn")
    chosen = sys.argv[1:]
    if not chosen:
        total = sum(len(source.text) for source in sources())
        print(f"{total} characters in {len(sources())} narratives, best of {REPEATS}, one core, Python {sys.version.split()[0]}\n")
        print("| reader | characters a second | peak memory, MB |\n|---|---:|---:|")
        for name in ROWS:
            with spawn.Pool(1) as pool:
                result = pool.apply(measure, (name,))
            print(
                f"| {name} | {result} | |" if isinstance(result, str) else f"| {name} | {total / result[0]:,.0f} | {result[1]} |",
                flush=True,
            )
        print()
    print("Microseconds a character by size of text:\n")
    print(f"| text | {' | '.join(f'{size:,}' for size in SIZES)} |\n|---|{'---:|' * len(SIZES)}")
    for name in chosen or HOSTILE:
        cells = []
        for size in SIZES:
            cost = hostile(name, size)
            cells.append(f"over {PATIENCE} s" if cost is None else f"{cost:.2f}")
            if cost is None:
                break
        print(f"| {name} | {' | '.join(cells + [''] * (len(SIZES) - len(cells)))} |", flush=True)


if __name__ == "__main__":
    main()
