"""Columns that several tables share, each declared once: same name, same meaning, same unit."""

from collections.abc import Mapping

from pipeline.tables.field import Field
from pipeline.tables.table import ForeignKey
from pipeline.vocabulary.load import load


def codes(name: str) -> Mapping[str, str]:
    """Code to label, in codebook order, of one closed list in `vocabulary/codes.yaml`."""
    found: Mapping[str, str] = load("codes")[name]
    return found


ROW_ID = Field(
    "row_id", "text", "Key of the row: <narrative_id>:<table>:<char_start>-<char_end>, with :2, :3 ... for further rows at one address."
)
NARRATIVE_ID = Field(
    "narrative_id", "text", "Country and report year of the narrative, as in DNK-2023.", pattern=r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
)
SECTION = Field("section", "code", "Section of the narrative in which the row's quote stands.", codes=codes("section"))
SENTENCE_ID = Field("sentence_id", "text", "Sentence in which the row's quote stands (where it opens, if it spans several).")
CHAR_START = Field("char_start", "integer", "First character of the quote in texts/<narrative_id>.txt.", unit="Unicode code points from 0")
CHAR_END = Field("char_end", "integer", "Character after the last one of the quote.", unit="Unicode code points from 0")
QUOTE = Field("quote", "text", "The wording that states the row: exactly text[char_start:char_end].")
RULE = Field("rule", "text", "Name of the rule that made the row.")

# Address of a fact, in the order in which every fact table opens and closes.
OPENING = (ROW_ID, NARRATIVE_ID, SECTION, SENTENCE_ID)
CLOSING = (CHAR_START, CHAR_END, QUOTE, RULE)

TERRITORY = Field(
    "territory", "text", "Country or territory that the row is about, ISO 3166-1 alpha-3 (XKX for Kosovo).", pattern=r"[A-Z]{3}"
)
PRECISION = Field("precision", "code", "How exact the printed figure is.", "There is no figure.", codes=codes("precision"))
PERIOD_START = Field("period_start", "date", "First day of the row's period.", "The text gives no period, or one without a beginning.")
PERIOD_END = Field("period_end", "date", "Last day of the row's period.", "The text gives no period, or one without an end.")
TEXT = Field("text", "text", "The wording as printed: exactly text[char_start:char_end].")

# Where the address of a fact points.
FACT_KEYS = (
    ForeignKey(("narrative_id",), "narratives", ("narrative_id",)),
    ForeignKey(("sentence_id",), "sentences", ("sentence_id",)),
)
