"""The table `narratives`: what a narrative says as a whole, and where its text came from."""

from collections.abc import Sequence
from hashlib import sha256

import pyarrow as pa

from pipeline.normalize.period import reporting_period
from pipeline.tables.entry import Entry
from pipeline.tables.field import Field, Row
from pipeline.tables.fields import NARRATIVE_ID, codes
from pipeline.tables.table import Table

_EFFORTS = {
    f"{scope}_effort": Field(f"{scope}_effort", "code", f"Direction of {what} efforts.", "The text states no trend.", codes=codes("effort"))
    for scope, what in {
        "overall": "the government's overall",
        "prosecution": "law enforcement",
        "protection": "victim protection",
        "prevention": "prevention",
    }.items()
}

TABLE = Table(
    "narratives",
    "Country narratives",
    "One row per country narrative and report year.",
    (
        NARRATIVE_ID,
        Field("iso3", "text", "Country, ISO 3166-1 alpha-3 (XKX for Kosovo; ISO 3166-3 for countries that are gone).", pattern=r"[A-Z]{3}"),
        Field("country", "text", "Short name of the country in English."),
        Field("header", "text", "Header line as printed.", "The text has no header."),
        Field("report_year", "integer", "Year of the TIP Report.", unit="year"),
        Field(
            "tier",
            "code",
            "Tier in which the report places the country.",
            "Neither the header nor the text states a tier.",
            codes=codes("tier"),
        ),
        Field("tier_change", "code", "Change since the report before, as stated.", "No change is stated.", codes=codes("tier_change")),
        Field("watch_list_years", "integer", "Consecutive years on the Tier 2 Watch List.", "None is stated.", unit="years"),
        Field("waiver", "boolean", "Whether a waiver from an otherwise required downgrade was granted."),
        Field(
            "meets_minimum_standards",
            "code",
            "The text's judgement on the minimum standards for the elimination of trafficking.",
            "The text holds no such judgement.",
            codes=codes("meets_minimum_standards"),
        ),
        *_EFFORTS.values(),
        Field("n_recommendations", "integer", "Items in the list of recommendations; advice in prose counts none.", unit="recommendations"),
        Field("reporting_period_start", "date", "1 April of the year before the report (22 U.S.C. 7107(b))."),
        Field("reporting_period_end", "date", "31 March of the report's year."),
        Field("source_url", "text", "Where the source was retrieved.", "The manifest gives none."),
        Field("source_sha256", "text", "SHA-256 of the source's raw bytes.", pattern=r"[0-9a-f]{64}"),
        Field("text_sha256", "text", "SHA-256 of texts/<narrative_id>.txt (UTF-8).", pattern=r"[0-9a-f]{64}"),
        Field("reader", "text", "Name and version of what made the text from the source."),
        Field("n_characters", "integer", "Length of the text.", unit="Unicode code points"),
        Field("n_sentences", "integer", "Number of sentences.", unit="sentences"),
    ),
    ("narrative_id",),
)


def _row(entry: Entry) -> Row:
    narrative = entry.reading.narrative
    period = reporting_period(narrative.report_year)
    return {
        "narrative_id": narrative.narrative_id,
        "iso3": narrative.iso3,
        "country": narrative.country,
        "header": narrative.header,
        "report_year": narrative.report_year,
        "tier": narrative.tier,
        "tier_change": narrative.tier_change,
        "watch_list_years": narrative.watch_list_years,
        "waiver": narrative.waiver,
        "meets_minimum_standards": narrative.meets_minimum_standards,
        "overall_effort": narrative.overall_effort,
        "prosecution_effort": narrative.prosecution_effort,
        "protection_effort": narrative.protection_effort,
        "prevention_effort": narrative.prevention_effort,
        "n_recommendations": len(narrative.recommendations),
        "reporting_period_start": period.start,
        "reporting_period_end": period.end,
        "source_url": entry.source_url,
        "source_sha256": entry.source_sha256,
        "text_sha256": sha256(narrative.text.encode()).hexdigest(),
        "reader": entry.reader,
        "n_characters": len(narrative.text),
        "n_sentences": len(narrative.sentences),
    }


def build(entries: Sequence[Entry]) -> pa.Table:
    """One row per entry, in the order given (the catalog sorts by narrative_id)."""
    return TABLE.assemble(_row(entry) for entry in entries)
