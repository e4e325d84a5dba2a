"""PDFs made for tests: one or two columns, running heads, page numbers, lines broken as a printer breaks them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fpdf import FPDF

WIDTH, HEIGHT = 612, 792  # US letter, in points
MARGIN, TOP, BOTTOM = 54, 72, 722
LEADING = 12
SIZE = 10


@dataclass
class Printer:
    """Sets paragraphs line by line. `head` and `foot` stand on every page; they may hold {page} and {country}, and | parts them.

    A paragraph in capitals or with a tier is set as a heading: alone, and never hyphenated.
    """

    columns: int = 2
    gap: int = 20
    head: str = ""
    foot: str = ""
    hyphenate: bool = False
    justify: bool = False
    country: str = ""
    tab: str = ""
    headings: tuple[str, ...] = ()
    pdf: FPDF = field(init=False)
    column: int = 0
    y: float = TOP

    def __post_init__(self) -> None:
        self.pdf = FPDF(format=(WIDTH, HEIGHT), unit="pt")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_font("Times", size=SIZE)
        self.pdf.core_fonts_encoding = "cp1252"  # typographic quotes and dashes

    @property
    def width(self) -> float:
        return (WIDTH - 2 * MARGIN - self.gap * (self.columns - 1)) / self.columns

    def page(self) -> None:
        self.pdf.add_page()
        self.column, self.y = 0, TOP
        number = self.pdf.page
        for text, y in ((self.head, 36), (self.foot, HEIGHT - 30)):
            for place, piece in enumerate(text.format(page=number, country=self.country).split("|")):
                self.pdf.text(MARGIN if place == 0 else WIDTH - MARGIN - 30, y, piece)
        if self.tab:
            with self.pdf.rotation(90, WIDTH - 20, 400):
                self.pdf.text(WIDTH - 20, 400, self.tab)

    def line(self, text: str, indent: float = 0, *, full: bool = False) -> None:
        if self.pdf.page == 0:
            self.page()
        if self.y > BOTTOM:
            self.column += 1
            self.y = TOP
            if self.column == self.columns:
                self.page()
        x = MARGIN + self.column * (self.width + self.gap) + indent
        words = text.split(" ") if full and self.justify else [text]
        room = self.width - indent - sum(self.pdf.get_string_width(word) for word in words)
        for word in words:
            self.pdf.text(x, self.y, word)
            x += self.pdf.get_string_width(word) + room / max(1, len(words) - 1)
        self.y += LEADING

    def paragraph(self, text: str) -> None:
        """One paragraph; the first line of an item stands out, an empty line follows all but items."""
        item = text.startswith("- ")
        lines = list(self._broken(text, 10 if item else 0))
        for number, line in enumerate(lines):
            self.line(line, 10 if item and number else 0, full=number < len(lines) - 1)
        self.y += 0 if item else LEADING * 0.7

    def _broken(self, text: str, hang: float) -> Iterator[str]:
        heading = text.isupper() or text in self.headings
        line = ""
        for word in text.split():
            tried = f"{line} {word}".strip()
            if self.pdf.get_string_width(tried) <= self.width - hang:
                line = tried
                continue
            half = len(word) // 2
            first = f"{line} {word[:half]}-".strip()
            if (
                self.hyphenate
                and not heading
                and len(word) > 7
                and word.isalpha()
                and self.pdf.get_string_width(first) <= self.width - hang
            ):
                yield first
                line = word[half:]
            else:
                yield line
                line = word
        yield line

    def bytes(self) -> bytes:
        return bytes(self.pdf.output())


def as_printed(paragraphs: Sequence[str]) -> str:
    """The text that a reader makes of paragraphs: items line by line, an empty line between all else."""
    text = ""
    for number, paragraph in enumerate(paragraphs):
        items = number > 0 and paragraph.startswith("- ") and paragraphs[number - 1].startswith("- ")
        text += ("\n" if items else "\n\n") * bool(text) + paragraph
    return text


def narrative(header: str, name: str, year: int, seed: int, long: int = 1) -> list[str]:
    """A narrative of our own wording; `seed` varies its numbers, `long` repeats its longest paragraph with other numbers."""
    judgement = (
        f"The Government of {name} does not fully meet the minimum standards for the elimination of trafficking but is making significant "
        "efforts to do so. These efforts included investigating more cases and identifying more victims."
    )
    investigations = [
        f"In {year - 1}, {'the ' * (place % 3 == 1)}authorities investigated {10 + seed + 97 * place} trafficking cases, compared with "
        f"{7 + seed} cases in {year - 2}. Courts convicted {3 + place} traffickers, and the government trained {100 + seed} officials. The "
        "authorities reported investigating official complicity. Victims received restitution, and prosecutors sought adequate penalties "
        "for traffickers."
        for place in range(long)
    ]
    victims = (
        f"The government maintained protection efforts. Authorities identified {20 + seed} victims, including {5 + seed} children, and "
        "referred them to services. The government allocated $1.2 million for the assistance of victims."
    )
    return [
        header,
        judgement,
        "PRIORITIZED RECOMMENDATIONS:",
        "- Investigate and prosecute trafficking crimes and convict traffickers with adequate penalties, which involve prison terms.",
        "- Train law enforcement officials, prosecutors, and judges.",
        "- Identify victims.",
        "PROSECUTION",
        "The government increased law enforcement efforts.",
        *investigations,
        "PROTECTION",
        victims,
        "PREVENTION",
        "The government increased prevention efforts. The ministry conducted awareness campaigns and trained officials.",
        "TRAFFICKING PROFILE:",
        f"As reported over the past five years, traffickers exploit domestic and foreign victims in {name}.",
    ]


def printed(paragraphs: Iterable[str], **settings) -> bytes:
    printer = Printer(**settings)
    for paragraph in paragraphs:
        printer.paragraph(paragraph)
    return printer.bytes()
