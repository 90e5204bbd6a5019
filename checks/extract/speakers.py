"""Who speaks: the noun phrase before or after a verb of saying, and what kind of source it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from checks.extract.phrases import CLOSERS, MOST, Token, head, is_named, last_name, last_phrase, printed, tokens
from checks.extract.words import (
    ARTICLES,
    BEING,
    BODIES,
    BREAKS,
    CLASSES,
    LEADING,
    PAPERS,
    PREPOSITIONS,
    STOPS,
    TIMES,
    TITLES,
    TRAILING,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterator

_HARD = ("\u201c", "\u201d", '"', "; ", ": ", "\u2014", "\n")
_SPELLED = re.compile(r"(?:\w\.)+,?")
_PRONOUNS = {**dict.fromkeys(("he", "she", "they", "it"), "pronoun"), **dict.fromkeys(("we", "i", "our"), "first-party")}
_NEAR, _REACH = 110, 260


class Speaker(NamedTuple):
    """A speaker found in the text. `kind`: named, unnamed, first-party, pronoun, passive or none (no subject)."""

    start: int
    end: int
    name: str
    kind: str
    confidence: float


def before(text: str, start: int, verb: int) -> Speaker:
    """The subject of a verb: the noun phrase that ends right before it, no further back than `start`."""
    near = max(start, verb - _NEAR)
    cut = near
    for closer in _HARD:
        if (at := text.rfind(closer, cut, verb - 1)) >= 0 and at + len(closer) > cut:
            cut = at + len(closer)
    comma = text.rfind(", ", cut, verb - 2)
    words = list(tokens(text, comma + 2 if comma >= 0 else cut, verb))
    passive = False
    while words and _trails(words[-1]):
        passive = passive or words[-1][3] in BEING
        words.pop()
    if passive:
        return Speaker(verb, verb, "", "passive", 0.5)
    if words and words[-1][2].endswith(",") and len(words[-1][2]) > 1:
        return _apposition(text, list(tokens(text, max(start, verb - _REACH), words[-1][1])), verb)
    if words and words[-1][3] == "who":
        words.pop()
    elif not words and comma >= 0:
        return _apposition(text, list(tokens(text, max(start, verb - _REACH), comma + 1)), verb)
    phrase = last_phrase(words)
    if phrase and len(words) > len(phrase) + 1 and words[-len(phrase) - 1][3] == "who":
        phrase = last_phrase(words[: -len(phrase) - 1]) or phrase
    return (phrase and _resolve(text, phrase)) or Speaker(verb, verb, "", "none", 0.5 if not phrase else 0.2)


def _trails(token: Token) -> bool:
    return token[3] in TRAILING or token[3] in BEING or (token[3].endswith("ly") and token[2].islower())


def after(text: str, start: int, end: int) -> Speaker | None:
    """The noun phrase that begins at `start`; `the former director of the CIA, Michael Morell` is Michael Morell."""
    phrase: list[Token] = []
    stop = min(end, start + _REACH)
    for token in tokens(text, start, stop):
        word, low = token[2], token[3]
        if word in CLOSERS or low in STOPS or low in ("he", "she", "they") or (low in BREAKS and phrase) or len(phrase) == MOST:
            break
        phrase.append(token)
        if word[-1] in ",;:" or (word[-1] == "." and low not in TITLES and not _SPELLED.fullmatch(word)):
            break
    if not phrase:
        return None
    found = _resolve(text, phrase)
    if found and phrase[-1][2].endswith(",") and found.name[:1].islower():
        name = [*_run(text, phrase[-1][1], stop)]
        if len(name) > 1:
            return Speaker(found.start, name[-1][1], printed(text, name), "named", 0.9)
    return found


def _run(text: str, start: int, stop: int) -> Iterator[Token]:
    for token in tokens(text, start, min(stop, start + 60)):
        if not is_named(token):
            return
        yield token
        if token[2][-1] in ",;:." and token[3] not in TITLES:
            return


def _apposition(text: str, words: list[Token], verb: int) -> Speaker:
    """`Rob Geist Pinfold, a scholar at King's College, emphasized`: the phrase before the first of the commas that belong together."""
    best: Speaker | None = None
    ends = [at for at, token in enumerate(words[:-1]) if token[2].endswith(",") or token[2] in "\u2013\u2014"]
    for at in reversed(ends[-4:]):
        if words[at + 1][2][0].isupper() and words[at + 1][3] not in ARTICLES:
            break
        found = _resolve(text, last_phrase([*words[:at], _uncomma(words[at])]))
        if found and found.confidence > 0.8 and found.kind == "named":
            best = found._replace(confidence=0.8)
        elif found and best is None and found.confidence > 0.5 and found.kind in ("named", "unnamed"):
            best = found._replace(confidence=0.7)
    if best is None and words and words[-1][2].endswith(","):
        found = _resolve(text, last_phrase([*words[:-1], _uncomma(words[-1])]))
        best = found and (found._replace(confidence=0.5) if found.kind == "named" else None)
    return best or Speaker(verb, verb, "", "none", 0.3)


def _uncomma(token: Token) -> Token:
    word = token[2].rstrip(",")
    return token[0], token[0] + len(word), word or "-", token[3]


def _resolve(text: str, phrase: list[Token]) -> Speaker | None:
    if not phrase:
        return None
    start, end = phrase[0][0], phrase[-1][1]
    if len(phrase) > 1 and phrase[0][2][-1] == "/" and phrase[0][3][:-1].isdigit():
        phrase = phrase[1:]
    while len(phrase) > 1 and (phrase[0][3] in LEADING or (phrase[0][3] in PREPOSITIONS and phrase[1][3] in TIMES)):
        phrase = phrase[1 + (phrase[0][3] in PREPOSITIONS) :] or phrase[-1:]
    first = phrase[0][3]
    if first in ("no", "none", "nobody", "nothing"):
        return None
    if first in _PRONOUNS and (len(phrase) == 1 or _PRONOUNS[first] == "first-party"):
        return Speaker(phrase[0][0], end, first, _PRONOUNS[first], 0.7)
    if first in PREPOSITIONS:
        name = last_name(phrase[1:])
        last = name and name[-1][1] == end
        return Speaker(name[0][0], end, printed(text, name), "named", 0.6) if last else None
    return _headed(text, start, phrase)


def _headed(text: str, start: int, phrase: list[Token]) -> Speaker:
    """`Reports from consulting firms`, `the director of Human Rights Watch`, or what the head alone names."""
    core = head(phrase)
    rest = phrase[len(core) :]
    if core[-1][3] in PAPERS and len(rest) > 1 and rest[0][3] in ("by", "from", "of"):
        inner = _resolve(text, rest[1:])
        if inner and inner.confidence > 0.5:
            return inner._replace(start=start)
    if rest and rest[0][3] == "of" and core[-1][3] in BODIES | CLASSES and not is_named(core[-1]):
        place = [token for token in rest[1:6] if token[3] not in ARTICLES]
        run = [token for at, token in enumerate(place) if all(is_named(other) for other in place[: at + 1])]
        if run:
            whole = text[core[0][0] : run[-1][1]].rstrip(".,;:")
            return Speaker(start, core[0][0] + len(whole), whole, "named" if core[-1][3] in BODIES else "unnamed", 0.8)
    return _classify(text, start, core)


def _classify(text: str, start: int, core: list[Token]) -> Speaker:
    word, low = core[-1][2], core[-1][3]
    edge = ",;:" if low in TITLES or "." in word[:-1] else ".,;:"
    end = core[-1][0] + len(word.rstrip(edge).removesuffix("'s").removesuffix("\u2019s"))
    name = last_name(core)
    whole = text[core[0][0] : end].lstrip("([").removesuffix("]")
    if low in CLASSES and not (len(name) > 1 and name[-1] is core[-1] and is_named(core[-1])):
        return Speaker(start, end, whole, "unnamed", 0.9)
    if low in PAPERS:
        owner = name and name[-1][2].endswith(("'s", "\u2019s"))
        if owner and len(core) == len(name) + 1:
            return Speaker(start, end, printed(text, name)[:-2], "named", 0.8)
        initial = (
            len(name) == 1 and name[0] is core[0] and text[max(start - 1, 0) : start] in ("", "\n", " ") and not name[0][2][1:2].isupper()
        )
        known = (name and not (initial and text[max(start - 2, 0) : start].strip("\n ") in ("", ".", "!", "?"))) or text[
            start:end
        ].lower().startswith(("the ", "official "))
        return Speaker(start, end, whole, "named" if known and not (low.endswith("s") and initial) else "unnamed", 0.8)
    if is_named(core[-1]) and name:
        return Speaker(start, end, text[name[0][0] : end].lstrip("(["), "named", 0.9)
    if low in BODIES:
        return Speaker(start, end, whole, "named", 0.8 if name else 0.7)
    return Speaker(start, end, whole, "named" if name else "unnamed", 0.3)
