"""The chart of a narrative's money."""

from base64 import b64decode
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from pipeline.assets.money_chart import ChartedSum, chart_markdown, money_chart

SVG = "{http://www.w3.org/2000/svg}"
GRANT = ChartedSum(
    "hotline", "government", "A & B <NGO>", Decimal(300000), "EUR", Decimal(368100), "annual", date(2021, 1, 1), date(2023, 12, 31)
)
FINE = ChartedSum("statutory_fine_maximum", "trafficker", None, Decimal(5000), "EUR", None, "one_off", None, None)


def test_each_sum_has_a_line_with_its_words_and_its_payers_colour():
    root = ET.fromstring(money_chart("FIN-2021", [FINE, GRANT]))  # noqa: S314 - our own drawing
    words = [node.text for node in root.iter(f"{SVG}text")]
    assert "hotline → A & B <NGO>" in words
    assert "$368,100 a year" in words
    assert {"no dates", "5,000 EUR", "government", "trafficker"} <= set(words)
    assert words.index("hotline → A & B <NGO>") < words.index("statutory fine maximum")


def test_a_longer_period_has_a_longer_bar():
    short = ChartedSum("hotline", "ngo", None, Decimal(1), "USD", Decimal(1), "total", date(2021, 1, 1), date(2021, 12, 31))
    root = ET.fromstring(money_chart("FIN-2021", [GRANT, short]))  # noqa: S314 - our own drawing
    widths = {
        node.get("fill"): float(node.get("width"))
        for node in root.iter(f"{SVG}rect")
        if node.get("height") == "13" and not node.get("opacity")
    }
    assert 2.9 < widths["#0072B2"] / widths["#E69F00"] < 3.1


def test_no_sum_gives_a_picture_that_says_so():
    assert "No sum is printed" in money_chart("FIN-2021", [])


def test_the_markdown_holds_the_picture_itself():
    svg = money_chart("FIN-2021", [GRANT])
    data = chart_markdown(svg, "money of FIN-2021").split("base64,")[1].rstrip(")")
    assert b64decode(data).decode("utf-8") == svg
