"""Word lists of attribution: verbs of saying, nouns of sources, and the words that end a noun phrase; and how to scan for them fast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from checks.runs import trie

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
_ZEROS = bytes(48 if 48 <= code <= 57 else 32 for code in range(256))
_RUN = re.compile("00*")
_FLAT = bytes(32 if chr(code) in "\n\t\"(?[/'" else code + 32 if 65 <= code <= 90 else code for code in range(256))


def flat(text: str) -> str:
    """A blank and the text in lower-case ASCII, openers as blanks: what `scanner` reads, a match starting at the word's own offset."""
    return " " + text.encode("ascii", "replace").translate(_FLAT).decode("ascii")


def scanner(triggers: frozenset[str]) -> re.Pattern[str]:
    """A pattern that finds, in a flat text, any of the words after a blank: a trie, so that the scan is fast."""
    return re.compile(" " + trie(triggers, " ") + r"(?![\w-])")


Places = list[int]
Wanted = dict[str, tuple[str, tuple[int, ...]]]
"""A word; the same between blanks, and the lists that its places belong to."""


def spots(low: str, wanted: Wanted) -> tuple[Places, ...]:
    """Where the wanted words stand in a plain text, in order: its letters are split at everything else, the hits then looked up."""
    letters = f" {low.encode('ascii').translate(_LETTERS).decode('ascii')} "
    found: tuple[Places, ...] = ([], [])
    at = 0
    for word, lists in filter(None, map(wanted.get, letters.split())):
        at = letters.find(word, at)
        for one in lists:
            found[one].append(at)
        at += len(word) - 1
    return found


def first_words(*lists: Iterable[str]) -> Wanted:
    """The letters that each entry begins with, as `spots` wants them."""
    firsts = [{re.split("[^a-z]", entry, maxsplit=1)[0] for entry in entries} for entries in lists]
    return {word: (f" {word} ", tuple(at for at, one in enumerate(firsts) if word in one)) for word in sorted(set().union(*firsts))}


def digits(text: str) -> list[int]:
    """Where runs of digits begin: `re` skips to a character faster than to a class of them."""
    zeros = text.encode("ascii", "replace").translate(_ZEROS).decode("ascii")
    return [match.start() for match in _RUN.finditer(zeros)]


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


SAYING: Final = words(
    "said told stated announced confirmed emphasized emphasised stressed insisted explained acknowledged admitted denied alleged "
    "asserted warned "
    "wrote tweeted testified remarked clarified complained disclosed contended conceded argued added apologized apologised pledged vowed "
    "claimed noted reported suggested estimated revealed observed accused predicted cautioned commented recalled replied "
    "confirms "
    "explains insists denies admits warns writes announces argues adds alleges asserts acknowledges emphasizes emphasises stresses "
    "contends tweets accuses says"
)
NOUNISH: Final = words("claims reports notes estimates claim report note estimate caution warn say")
"""Verbs that are also nouns, or plural: only with a complement."""
THINKING: Final = words(
    "believe believes believed agree agrees agreed indicate indicates indicated suggest suggests show shows showed found finds find "
    "reveals reveal "
    "attribute attributes attributed describe describes described continued asked register registers documented documents recorded "
    "counted "
    "corroborated corroborates expect expects expected fear fears feared think thinks maintained declared called calls requested quoted "
    "implied continues asks concluded concludes"
)
"""Verbs that attribute only beside a quotation, before `that`, or after a known kind of source."""
PARTICIPLES: Final = words(
    "saying adding noting claiming stating arguing warning alleging insisting explaining stressing confirming reporting announcing"
)
PHRASES: Final = frozenset(
    ("pointed out", "points out", "point out", "pointing out", "according to", "based on", "citing", "reportedly", "allegedly",
     "supposedly", "purportedly", "alleged", "unconfirmed", "our", "we", "alluded to", "put the toll", "put the number",
     "put the death toll", "put the figure", "puts the figure", "put the total", "puts the total", "per",
     "puts the toll", "puts the number", "puts the death toll", "provided by",
     "published by", "released by", "compiled by", "collected by", "issued by", "obtained by")
)  # fmt: skip
HEDGES: Final = words("reportedly allegedly supposedly purportedly alleged unconfirmed")

MODALITY: Final = {
    **dict.fromkeys(words("denied denies"), "denied"),
    **dict.fromkeys(
        words("alleged alleges allegedly claimed claims claim claiming accused accuses purportedly supposedly alleging"), "alleged"
    ),
    **dict.fromkeys(words("estimated estimates estimate believe believes believed think thinks"), "estimated"),
}

CLASSES: Final = words(
    "expert experts analyst analysts source sources official officials observer observers witness witnesses eyewitness eyewitnesses "
    "resident residents "
    "activist activists commander commanders spokesman spokesmen spokeswoman spokesperson spokespersons spokespeople diplomat diplomats "
    "critic critics "
    "doctor doctors medic medics journalist journalists reporter reporters researcher researchers scholar scholars people many some "
    "others fighter fighters "
    "rebels villagers locals survivors rescuers authorities firms companies consultants investigators monitor monitors historian "
    "historians economist "
    "economists survivor resident relatives lawyers lawyer soldier soldiers militants defector defectors insider insiders aide aides "
    "adviser advisers advisor "
    "advisors negotiator negotiators participant participants representative representatives dissident leaders politicians rumours "
    "rumors "
    "prosecutors dissidents opponents opposition supporters media newspapers outlets specialists scientists engineers "
    "officer officers civilian civilians refugee refugees victim victims man men woman women mother father brother son daughter wife "
    "husband teacher teachers farmer farmers shopkeeper driver drivers nurse nurses student students worker workers colleague colleagues "
    "neighbour neighbours neighbor neighbors lawmaker lawmakers senator senators volunteer volunteers employee employees paramedic "
    "paramedics surgeon surgeons pilot pilots professor professors veteran veterans leader deputy detainee detainees prisoner prisoners "
    "commentator commentators correspondent correspondents specialist scientist consultant investigator politician rescuer villager local"
)
"""Sources without a name: classes of people, and single people left unnamed."""
BODIES: Final = words(
    "ministry government army police military agency coalition administration embassy department command office council committee "
    "company court group "
    "observatory organisation organization network newspaper bureau commission president minister director secretary king governor "
    "mayor ambassador foundation "
    "centre center institute party university federation front union parliament team mission hospital militia forces alliance "
    "association charity"
)
OFFICES: Final = words("president minister director secretary king governor mayor ambassador")
"""Those of them that are one person."""
PAPERS: Final = words(
    "report reports data estimate estimates study studies figures statistics statement statements analysis analyses survey surveys "
    "tally count counts toll "
    "document documents memo records assessment assessments documentation research investigation article poll census database dataset "
    "images video footage "
    "audio testimony testimonies interviews account accounts evidence charges claims observations remarks comments words findings "
    "numbers intelligence "
    "information letter press release bulletin paper papers monitoring opinion view"
)
TITLES: Final = words("mr mrs ms dr prof gen lt col maj capt sgt adm brig sen rep gov rev st jr sr hon brig.-gen maj.-gen lt.-gen")
PREPOSITIONS: Final = words(
    "of for from by in at on with about under against near during over into through within among toward towards to including like"
)
STOPS: Final = words(
    "that which who whom whose but while when as because if although though where whereas after before since until than whether what "
    "how or so then why "
    "it's there this not except plus yet unless lest once"
)
LEADING: Final = words(
    "and but yet so meanwhile both even also later then the a an however still now indeed moreover furthermore additionally instead "
    "thus therefore earlier "
    "separately elsewhere today yesterday recently finally nevertheless first second some many several another other its their his her "
    "these those this"
)
ARTICLES: Final = words("the a an both even and but also")
TRAILING: Final = words(
    "has have had also further later then once again would did does himself herself itself themselves recently earlier previously will "
    "still now could may "
    "might must should just only first never not since too meanwhile however though nonetheless nevertheless therefore thus today "
    "yesterday both all"
)
BEING: Final = words("is are was were be been being gets got")
BREAKS: Final = BEING | words(
    "has have had will would could can may might must should do does did said says told and to into more put being about was least put "
    "who's came went show shows showed shown suggest suggests suggested indicate indicates indicated reveal reveals revealed find finds "
    "found"
)
TIMES: Final = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december"
) | frozenset(map(str, range(1990, 2040)))
