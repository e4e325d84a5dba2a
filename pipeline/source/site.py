"""Who publishes the reports, under which terms, and where they stand."""

PUBLISHER = "U.S. Department of State"
# Works of the United States government are in the public domain (17 U.S.C. 105).
LICENCE = "US government work (public domain)"

# Since 2017; below it a report's index page, and below that the page of each country.
SITE = "https://www.state.gov/reports"


def index_url(site: str, year: int) -> str:
    """The address of the index page of a year's report.

    >>> index_url(SITE, 2023)
    'https://www.state.gov/reports/2023-trafficking-in-persons-report/'
    """
    return f"{site.rstrip('/')}/{year}-trafficking-in-persons-report/"
