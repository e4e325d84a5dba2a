"""What the dataset is called, is about and may be used for: the one place from which README, citation and metadata take it."""

from pipeline.source import site

NAME = "tipdata"
TITLE = "TIP Report country narratives as tables"
DESCRIPTION = (
    "The numbers of the country narratives of the U.S. Department of State's Trafficking in Persons Reports as tables: investigations, "
    "prosecutions, convictions, victims, money, penalties, each value with its sentence, period, unit and status."
)
KEYWORDS = ("human trafficking", "trafficking in persons", "TIP Report", "law enforcement statistics", "victim identification")
AUTHORS = "The tipdata contributors"
PUBLISHER = site.PUBLISHER
# The narratives are works of the United States government (17 U.S.C. 105); facts read from them are no one's.
LICENCE_NAME = "other-pd"
LICENCE_TITLE = site.LICENCE
LICENCE_URL = "https://www.usa.gov/government-works"
