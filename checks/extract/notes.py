"""The notes and reference lists of a raw text, and the markers that call them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from checks.extract.cited import Mark, locates, one_line
from checks.extract.words import words
from checks.runs import holds, odd

_SUPER = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_RAISED_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
_DIGITS = str.maketrans(_RAISED_DIGITS, "0123456789")
_LINE = re.compile(rf"\n([ \t]{{0,4}}(?:\[(\^?\w{{1,12}})\]:?|([0-9]{{1,3}})([.)]?)|([{_SUPER}]{{1,3}}))[ \t]+)(?=[^\s\d|])")
_HEADING = re.compile(
    r"\n[ \t#*_=]*(references?|sources?|(?:foot|end)?notes|works cited|bibliography|citations"
    r"|literature|notes and references)[ \t]*:?[ \t*_=]*(?=\n|$)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[ \t]*(?:[-*\u2022\u25aa]|\[?\^?[0-9]{1,3}[\].)]?:?)[ \t]+(?=\S)")
_MARKUP = re.compile(r"(?:\{\{(?!\s*(?:cite|citation|vcite|harv|sfn))[^{}]*\}\}|</?[a-z][^<>]*>|\{\|[^|]*+|\|[-}]?|\s)++", re.IGNORECASE)
"""A line of a wiki page that lists nothing."""
_CLOSERS = ".,;:!?\u201d\"\u2019')]\u00bb"
_GLUED = re.compile(f'[0-9](?<=[{re.escape(_CLOSERS)}][0-9])[0-9]{{0,2}}(?=[\\s)\\]\u201d"\u2014\u2013]|$)')
_CLOSED = bytes(48 if 48 <= code <= 57 else 46 if chr(code) in _CLOSERS else 32 for code in range(256))
_DIGIT = re.compile(r"\.0")
"""A digit after what closes a word, in a text where all such are the same; the `?` of what is not ASCII closes, too."""
_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u2019'.-](?=[^\\W\\d_]))*[)\\]\u201d\"\u2019'\u00bb]*[.,;:!?]?[\u201d\"\u2019')\\]\u00bb]*$")
_ABBREVIATED = words(
    "vol fig figs art sec chap ch no nos p pp eq tab app cf ref ver version para paras res doc pt ser st col line vs category"
)
_BRACKET = re.compile(r"\[(\^?[0-9]{1,3}(?:\s?[,\u2013-]\s?[0-9]{1,3}){0,8}|\^[\w-]{1,20}|(?:note|nb|fn)\s[0-9]{1,3})\](?![(:])")
_RAISED = re.compile(f"[{_SUPER}]{{1,3}}")
_SUP = re.compile(r"(?:<sup>\s*\[?(?=[0-9]{1,3}\]?\s*</sup>)|(?<![0-9])\^)([0-9]{1,3})(?![\w^])(?:\]?\s*</sup>)?")
_UNITS = frozenset(("m", "km", "cm", "mm", "ft", "mi", "r", "n", "x", "e"))
_SECTIONS = 20
_ADDRESS = re.compile(r"(?:://|www\.)[^\s]*[^\s/_=-]\n\s*[\"\u201c]?[A-Z][a-z]*\s")
"""An address at the end of a line, which no longer goes on where a sentence begins."""
_NEXT = 40
_IBID = re.compile(r"ibid|id\.|op\. cit|loc\. cit", re.IGNORECASE)


class Notes(NamedTuple):
    """Notes by number, reference entries as (start, end), and the regions that hold them, in order."""

    texts: dict[str, str]
    entries: list[tuple[int, int]]
    regions: list[tuple[int, int]]
    calls: list[tuple[str, int, int, int]]
    """What may be a marker: its number, where its word begins, its own span."""

    def within(self, at: int) -> bool:
        found = bisect_right(self.regions, (at, 1 << 60)) - 1
        return found >= 0 and at < self.regions[found][1]


class _Candidate(NamedTuple):
    number: str
    style: str
    start: int
    text: int
    end: int


def notes(raw: str) -> Notes:
    """The notes that fit the markers of a text, and what stands under `References` and the like."""
    sections = _sections(raw)
    candidates = _candidates(raw)
    calls = _calls(raw)
    called = {number for number, _, _, _ in calls}
    texts: dict[str, str] = {}
    regions = list(sections)
    styles: dict[str, int] = {}
    for one in candidates:
        styles[one.style] = styles.get(one.style, 0) + (one.number in called)
    best = max(styles.values(), default=0)
    for one in candidates:
        inside = any(start <= one.start < end for start, end in sections)
        fits = (
            best > 0
            and styles[one.style] == best
            and (one.number in called or str(int(one.number) - 1) in texts if one.number.isdecimal() else True)
        )
        if (fits or inside) and one.number not in texts:
            texts[one.number] = one_line(raw[one.text : one.end])
            regions.append((one.start, one.end))
    entries = [entry for start, end in sections for entry in _entries(raw, start, end)]
    return Notes(_ibid(texts), entries, sorted(regions), calls)


def _candidates(raw: str) -> list[_Candidate]:
    matches = list(_LINE.finditer(raw))
    found = []
    for at, match in enumerate(matches):
        text = match.end()
        if match[3] and not match[4] and raw[text].islower() and not raw.startswith("http", text):
            continue
        stop = matches[at + 1].start() if at + 1 < len(matches) else len(raw)
        end = _note_end(raw, text, stop)
        number = match[2] or match[3] or match[5].translate(_DIGITS)
        style = "[" if match[2] else "^" if match[5] else f"n{match[4]}"
        found.append(_Candidate(number, style, match.start(1), text, end))
    return found


def _note_end(raw: str, start: int, stop: int) -> int:
    """A note ends with its line; a line that ends within a sentence, and in no address, goes on in the next ones."""
    end = raw.find("\n", start, stop)
    end = stop if end < 0 else end
    for _ in range(5):
        line = raw[start:end].rstrip()
        ended = line[-1:] in '.!?\u201d")' or _ADDRESS.search(raw, start, min(end + _NEXT, stop))
        if end >= stop or ended or not raw[end + 1 : end + 200].split("\n", 1)[0].strip():
            break
        after = raw.find("\n", end + 1, stop)
        end = stop if after < 0 else after
    return start + len(raw[start:end].rstrip())


def _begins_line(raw: str, at: int) -> bool:
    if at and not raw[at - 1].isspace():
        return False
    return not raw[raw.rfind("\n", max(0, at - 8), at) + 1 : at].strip() and (at < 8 or "\n" in raw[at - 8 : at])


def _sections(raw: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in list(_HEADING.finditer(raw))[-_SECTIONS:]:
        start = match.end() + 1
        after = re.compile(r"\n(?:#|==|[ \t]*\n[ \t]*\n[ \t]*\n)").search(raw, start)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], match.start())
        found.append((start, after.start() if after else len(raw)))
    return [(start, end) for start, end in found if end > start]


def _entries(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The entries of a list: its items when it has bullets or numbers, else its lines."""
    lines = []
    for match in re.compile(r"[^\n]+").finditer(raw, start, end):
        if raw[match.start()] in "{<|" and _MARKUP.fullmatch(raw, *match.span()):
            continue
        bullet = _ITEM.match(raw, match.start(), match.end())
        lines.append((bullet.end() if bullet else match.start(), match.end(), bullet is not None))
    marked = sum(item for _, _, item in lines) * 2 > len(lines)
    found: list[tuple[int, int]] = []
    for text, stop, item in lines:
        if marked and not item and found:
            found[-1] = (found[-1][0], stop)
        elif raw[text:stop].strip():
            bare = raw[text:stop]
            found.append((text + len(bare) - len(bare.lstrip()), stop - len(bare) + len(bare.rstrip())))
    return found


def _ibid(texts: dict[str, str]) -> dict[str, str]:
    previous = ""
    for number, text in texts.items():
        if _IBID.match(text) and previous:
            texts[number] = f"{text} [{previous}]"
        else:
            previous = text
    return texts


def _glued_word(raw: str, at: int) -> int:
    """Where the word begins that a digit is glued to, 1 more; 0 when it is not glued to a word and its punctuation."""
    if at == 0 or raw[at - 1] not in _CLOSERS:
        return 0
    match = _WORD.search(raw, max(0, at - 40), at)
    if match is None or (match.start() and (raw[match.start() - 1].isdigit() or raw[match.start() - 1] in "/@=.:&_")):
        return 0
    word = match[0].strip(_CLOSERS)
    if word.lower() in _ABBREVIATED or (len(word) < 3 and not word.isupper()):
        return 0
    return match.start() + 1


def _calls(raw: str) -> list[tuple[str, int, int, int]]:
    found: list[tuple[str, int, int, int]] = []
    closed = raw.encode("ascii", "replace").translate(_CLOSED).decode("ascii")
    for place in _DIGIT.finditer(closed):
        match = _GLUED.match(raw, place.end() - 1)
        if match and (word := _glued_word(raw, match.start())):
            found.append((match[0], word - 1, *match.span()))
    for match in _BRACKET.finditer(raw):
        if not _begins_line(raw, match.start()):
            found.append((match[1], match.start(), *match.span()))
    raised = list(_RAISED.finditer(raw)) if _RAISED.search(odd(raw)) else []
    for match in raised + (list(_SUP.finditer(raw)) if holds(raw, "<sup", "^") else []):
        before = raw[max(0, match.start() - 3) : match.start()].rsplit(" ", maxsplit=1)[-1].lower()
        area = before.lstrip("0123456789") in _UNITS and match[0] in "\u00b2\u00b3"
        if before.strip() and not area and not _begins_line(raw, match.start()):
            number = match[1] if match.lastindex else match[0].translate(_DIGITS)
            found.append((number, match.start(), *match.span()))
    return sorted(found, key=lambda call: call[2])


def markers(raw: str, known: Notes) -> list[Mark]:
    """Every note marker of a text, with the note that it calls."""
    known_calls = [call for call in known.calls if not known.within(call[2])]
    found = [_mark(known, *call, 1.0 if call[1] == call[2] or call[0] in known.texts else 0.4) for call in known_calls]
    called = {one for number in {call[0] for call in known_calls} for one in _numbers(number)}
    return found + _orphans(raw, known, called)


def _numbers(marker: str) -> list[str]:
    return re.findall(r"[0-9]{1,3}", marker.translate(_DIGITS))


def _mark(known: Notes, number: str, start: int, left: int, right: int, confidence: float) -> Mark:
    numbers = [number] if number in known.texts or number.isdecimal() else _numbers(number) or [number]
    texts = [known.texts[one] for one in numbers if one in known.texts]
    if not texts and len(known.entries) >= int(numbers[0] if numbers[0].isdecimal() else 10**6) > 0:
        texts = ["\0" + numbers[0]]
    target = "; ".join(texts)
    return Mark(start, right, left, right, "footnote", target, bool(target) and locates(target), confidence)


def _orphans(raw: str, known: Notes, called: set[str]) -> list[Mark]:
    """Notes without a marker: a digit glued to a word itself, or to a year (`20153`)."""
    found = []
    for number in [number for number in known.texts if number.isdecimal() and number not in called][:99]:
        pattern = re.compile(rf"(?:[^\W\d_A-Z]{{4}}|(?<!\d)(?:19|20)[0-9]{{2}}[.,;]?){number}(?![\w-])")
        for match in pattern.finditer(raw):
            start = (
                max(raw.rfind(" ", max(0, match.start() - 40), match.start()), raw.rfind("\n", max(0, match.start() - 40), match.start()))
                + 1
            )
            if not known.within(match.start()):
                found.append(_mark(known, number, start, match.end() - len(number), match.end(), 0.6))
                break
    return found
