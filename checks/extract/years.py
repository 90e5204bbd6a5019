"""Whether four digits are a year or a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.extract.datescan import Hit
    from checks.extract.datewords import Expression

_COUNTED = re.compile(
    r" (?:people|men|women|children|troops|soldiers|civilians|fighters|dead|killed|wounded|refugees|prisoners|casualties|tanks|"
    r"aircraft|miles?|km|kilometers|"
    r"kilometres|metres|meters|feet|tons|tonnes|pounds|dollars|euros|percent|persons|rounds|guns|others|more|members|votes|hours|"
    r"days|weeks|years|tents|"
    r"vehicles|houses|homes|cases|bodies|deaths|victims|injured|jihadis|militants|rebels|million|billion|hectares|acres|mm|cm|kg|hp|"
    r"rpm|bombs|ships|planes|barrels|square|sq|sqmi|km2|m2|lbs?|ft|yards?|inches|kilos?|kilograms|grams|lit(?:re|er)s?|gallons|"
    r"mph|kph|mw|kw|calories|workers|employees|jobs|students|seats|words|copies|passengers|protesters|residents|villagers|families|"
    r"migrants|patients|firefighters)\b"
)
_NO_YEAR = re.compile(
    r"(?:\b(?:resolution|article|section|no\.?|number|page|pp?\.|highway|route|room|unit|model|boeing|flight|chapter|paragraph|"
    r"version|port|channel|study|"
    r"tel|phone|fax|box|about|nearly|almost|some|over|than|least|roughly|exactly|approximately|another|only|just|killed|windows|"
    r"block|hill|line|form|"
    r"up to|as many as|x|iso|en|din|rfc|isbn|issn|nr|\W#)[. :]*|[a-z0-9]-|[$/=&#+]|[0-9] )$"
)
_YEAR_CONTEXT = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|from|early|late|mid|between|to|during|through|after|before|and|throughout|around|circa|for|"
    r"year|years|spring|summer|autumn|"
    r"fall|winter|began|ended|late-|than|or|ca?\.|into|s|the|dated|released|published|spent|c)[ -]|\(|, )$"
)
_PEOPLE = re.compile(r" (?:israeli|iraqi|afghan|yemeni|american|libyan|[a-z]+ian)s\b")
"""After a number that no word makes a year: `1537 Palestinians were killed`."""
_FIGURE = re.compile(r"\b(?:above|below|over|under|exceeding|between|is|to|and|-|or|range|than)[ -]?$")


def sure_year(low: str, hit: Hit, found: Expression) -> float:
    """How far a bare year can be trusted to be one."""
    part = found.first.part
    if part.month or part.day or part.span > 1 or part.year is None or (found.last and not _COUNTED.match(low, found.end)):
        return 1
    if hit.kind == "era":
        return 0.9
    if _COUNTED.match(low, found.end) or (not part.mod and _NO_YEAR.search(low, max(0, hit.at - 14), hit.at)):
        return 0
    if part.year < 1500 and _FIGURE.search(low, max(0, hit.at - 14), hit.at):
        return 0
    context = part.mod or _YEAR_CONTEXT.search(low, max(0, hit.at - 14), hit.at)
    if not context and _PEOPLE.match(low, found.end):
        return 0
    return (0.95 if context else 0.7) if 1900 <= part.year <= 2050 else (0.8 if context else 0.3)
