from hand_made import entry

from pipeline.normalize.period import calendar_year
from pipeline.tables.catalog import build_tables


def two_reports(later_value):
    """The 2022 report gives the investigations of 2021; so does the 2023 report, as a comparison."""
    earlier, later = entry(year=2022, investigated=15), entry(year=2023, investigated=later_value)
    for count in later.reading.counts:
        if count.indicator == "investigations":
            count.period = calendar_year(2021)
    return build_tables([earlier, later])


def test_figures_that_differ_are_paired_with_both_addresses():
    tables = two_reports(14)
    ids = {row["row_id"] for row in tables["counts"].to_pylist()}

    found = tables["revisions"].to_pylist()

    assert [(row["exploitation"], row["earlier_value"], row["later_value"]) for row in found] == [("all", 15, 14), ("labor", 11, 10)]
    assert all(row["earlier_row_id"] in ids and row["later_row_id"] in ids for row in found)
    assert {(row["earlier_report_year"], row["later_report_year"]) for row in found} == {(2022, 2023)}


def test_figures_that_agree_are_not_listed():
    assert two_reports(15)["revisions"].num_rows == 0


def test_other_countries_are_not_compared():
    assert build_tables([entry(year=2022, investigated=15), entry("AFG", year=2022, investigated=10)])["revisions"].num_rows == 0
