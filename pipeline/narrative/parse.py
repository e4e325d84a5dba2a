"""Read one narrative: header, sections, paragraphs, sentences, recommendations, and what it says about tier and efforts.

The text is never altered: sentences and the gaps between them give it back to the character.
"""

from collections.abc import Sequence

from pipeline.narrative.efforts import read_efforts
from pipeline.narrative.header import Header, read_header
from pipeline.narrative.headings import Heading, read_headings
from pipeline.narrative.judgement import read_judgement
from pipeline.narrative.layout import Line, continues, is_boxed, is_furniture, marker_end, page_width, read_lines, source_line_start
from pipeline.narrative.model import Narrative, Section, Sentence
from pipeline.narrative.recommendations import read_recommendations
from pipeline.narrative.sections import Paragraph, Place, assign
from pipeline.narrative.sentences import split, trim
from pipeline.normalize.territory import territory_names


def parse(text: str, *, narrative_id: str, iso3: str, country: str, report_year: int, section: str | None = None) -> Narrative:
    """The narrative that `text` holds.

    Args:
        text: the source text exactly as stored.
        narrative_id: its key, such as DNK-2023.
        iso3: code of the country it is about.
        country: name of that country; may be empty.
        report_year: year of the report.
        section: the section that a fragment comes from; headings inside the fragment still open their own.
    """
    lines = read_lines(text)
    header = read_header(text, lines, iso3, country)
    parts = _read_parts(text, lines, header, iso3)
    places = assign(text, parts, iso3=iso3, report_year=report_year, section=section)
    sentences = _sentences(text, places, narrative_id)
    advice = [place.paragraph for place in places if place.section == "recommendations"]
    headed = any(isinstance(part, Heading) and part.section == "recommendations" for part in parts)
    judgement = read_judgement(sentences, header.tier, iso3)
    efforts = read_efforts(sentences)
    return Narrative(
        narrative_id=narrative_id,
        iso3=iso3,
        country=country,
        report_year=report_year,
        text=text,
        header=text[header.start : header.end] or None,
        tier=judgement.tier,
        tier_change=judgement.tier_change,
        watch_list_years=judgement.watch_list_years,
        waiver=judgement.waiver,
        meets_minimum_standards=judgement.meets_minimum_standards,
        overall_effort=efforts.get("overall"),
        prosecution_effort=efforts.get("prosecution"),
        protection_effort=efforts.get("protection"),
        prevention_effort=efforts.get("prevention"),
        sections=_sections(places),
        sentences=sentences,
        recommendations=read_recommendations(text, advice, headed=headed),
    )


def _read_parts(text: str, lines: Sequence[Line], header: Header, iso3: str) -> list[Heading | Paragraph]:
    """Headings and paragraphs in order, without header, page furniture and source line."""
    width = page_width(lines)
    territories = territory_names(iso3)
    limit = source_line_start(text, lines)
    parts: list[Heading | Paragraph] = []
    open_lines: list[Line] = []

    def close() -> None:
        if open_lines:
            parts.append(_paragraph(text, open_lines[0].start, open_lines[-1].end))
            open_lines.clear()

    for index, printed in enumerate(lines):
        if printed.end <= header.body or printed.start >= limit:
            continue
        line = Line(*trim(text, max(printed.start, header.body), printed.end), printed.blank_before)
        if is_furniture(text, line):
            # inside an unfinished sentence it stays, so that the sentence keeps one span
            following = lines[index + 1] if index + 1 < len(lines) else None
            if open_lines and following and continues(text, open_lines[-1], following, width):
                open_lines.append(Line(line.start, line.end, blank_before=False))
            continue
        headings = read_headings(text, line, territories)
        if not headings:
            carries = open_lines and (continues(text, open_lines[-1], line, width) or _after_furniture(text, open_lines))
            if not carries or (width and marker_end(text, line.start, line.end)):
                close()
            open_lines.append(line)
            continue
        close()
        at = line.start
        for heading in headings:
            if heading.start > at:
                parts.append(_paragraph(text, at, heading.start))
            parts.append(heading)
            at = heading.end
        start, end = trim(text, at, line.end)
        if start < end:
            open_lines.append(Line(start, end, blank_before=False))
    close()
    return parts


def _after_furniture(text: str, open_lines: Sequence[Line]) -> bool:
    return len(open_lines) > 1 and is_furniture(text, open_lines[-1])


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    start, end = trim(text, start, end)
    text_start = marker_end(text, start, end) or start
    return Paragraph(start, text_start, end, split(text, text_start, end), is_boxed(text, text_start, end))


def _sentences(text: str, places: Sequence[Place], narrative_id: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for number, place in enumerate(places, 1):
        for start, end in place.paragraph.sentences:
            count = len(found) + 1
            found.append(
                Sentence(f"{narrative_id}:s{count:04d}", place.section, number, count, start, end, text[start:end], place.paragraph.boxed)
            )
    return tuple(found)


def _sections(places: Sequence[Place]) -> tuple[Section, ...]:
    """Runs of paragraphs of one section, from the list marker or first character of the first to the end of the last."""
    runs: list[Section] = []
    for place in places:
        if not place.paragraph.sentences:
            continue
        end = place.paragraph.sentences[-1][1]
        if runs and not place.opens and runs[-1].name == place.section:
            runs[-1] = Section(place.section, runs[-1].start, end)
        else:
            runs.append(Section(place.section, place.paragraph.start, end))
    return tuple(runs)
