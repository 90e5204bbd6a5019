"""The same words of one speaker, quoted with a changed word.

Where two quotations of one utterance share at least four of five words around a gap, what stands in the gap must be the same: "Assad
would then negotiate" is not "Assad might then negotiate". Articles, prepositions and forms of "to be" may differ, so may the spelling of
a name or a word, contractions, and numbers in words or digits. Brackets, ellipses and translations change words openly and are quiet, and
so is a speaker who says both himself ("make the Iranians pay, make the Russians pay"), so within one document nothing is compared.

Fires (would here, might there):

    claims
      | claim_id | document_id | event_id | measure   | asserted_by | quote |
    ! | a | d1 | audio    | utterance | kerry       | we could probably manage that Assad would then negotiate       |
    ! | b | d2 | audio    | utterance | kerry       | we could probably manage that Assad might then negotiate. But he got help. |

Fires (a "not" that is lost):

    claims
      | claim_id | document_id | event_id | measure   | asserted_by | quote |
    ! | a | d1 | speech   | utterance | minister    | the army will not enter the town before winter  |
    ! | b | d2 | speech   | utterance | minister    | the army will enter the town before winter      |

Quiet (brackets, an ellipsis, an article, a name spelled otherwise):

    claims
      | claim_id | document_id | event_id | measure   | asserted_by | quote |
      | a | d1 | audio    | utterance | kerry       | we knew that it was growing, we were watching and Daesh was growing |
      | b | d2 | audio    | utterance | kerry       | we knew that it was growing ... and [ISIL] was growing |
      | c | d1 | speech   | utterance | silo        | so the force could move on towards Deir al-Zor in the east     |
      | d | d2 | speech   | utterance | silo        | so that force could move on towards Deir ez-Zor in the east    |

Quiet (another speech; parallel clauses of one sentence):

    claims
      | claim_id | document_id | event_id | measure   | asserted_by | quote |
      | a | d1 | speech-a | utterance | morell      | we need to make the Iranians pay a price in Syria |
      | b | d2 | speech-b | utterance | morell      | we need to make the Russians pay a price in Syria |
      | c | d1 | speech-c | utterance | morell      | we need to make the Iranians pay a price, we need to make the Russians pay a price |
      | d | d2 | speech-c | utterance | morell      | we need to make the Russians pay a price |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule
from checks.spelling import expanded, one_spelling

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_WORD = r"\[[^\]]*\]|\([^)]*\)|…|[\p{L}\p{N}](?:['’\-\p{L}\p{N}]*[\p{L}\p{N}])?"
_LIGHT = (
    r"\b(?:a|an|the|this|that|these|those|and|or|of|to|in|on|at|by|for|from|with|as|is|are|was|were|be|been|being|has|have|had|al|el|ez"
    r"|our|their|its|it)\b"
)


@rule(
    "XDC007",
    level="warning",
    side="source",
    by="event_id",
    authority="The Associated Press Stylebook: never alter quotations, even to correct minor grammatical errors or word usage",
    message="{voice} is quoted in two ways: '… {before} [{words}] {after} …' ({places})",
    help="compare both with the recording or transcript; cite the one that has the words, and keep the other as printed",
)
def quote_variance(figures: LazyFrame) -> LazyFrame:
    said = figures.filter((pl.col("measure") == "utterance") & pl.all_horizontal(pl.col("event_id", "asserted_by").is_not_null()))
    said = said.filter(~pl.col("note").str.contains("(?i)transl").fill_null(False) & (pl.len().over("event_id", "asserted_by") > 1))
    shared = _gaps(said).filter(pl.struct("event_id", "voice", "left", *(f"c{i}" for i in range(5))).hash().is_duplicated())
    short = pl.col("left") == 2
    shared = shared.with_columns(
        before=pl.when(short).then(_joined(0, 2)).otherwise(_joined(0, 3)),
        after=pl.when(short).then(_joined(2, 5)).otherwise(_joined(3, 5)),
    )  # fmt: skip
    real = pl.concat_str("before", "after", separator=" ")
    whole = (real.str.count_matches("^", literal=True) < 2) & ~real.str.contains("…", literal=True)
    shared = shared.filter(whole & ~pl.col("filler").str.contains(r"[\[(…^]"))
    core = one_spelling(pl.col("filler").str.to_lowercase().str.replace_all(_LIGHT, "").str.replace_all(r"[^\p{L}\p{N}]", ""))
    skeleton = core.str.replace_all("[aeiouy]", "").str.replace_all("zz", "z", literal=True)
    shared = shared.with_columns(core=core, skeleton=skeleton, name=pl.col("filler").str.contains(r"\p{Lu}"))
    key = ["event_id", "voice", "before", "after"]
    per_claim = shared.unique([*key, "claim_id", "core"]).filter(pl.len().over([*key, "claim_id"]) == 1)
    gaps = per_claim.sort("claim_id").group_by(key, maintain_order=True).agg(
        claims="claim_id", documents=pl.col("document_id").n_unique(),
        cores=pl.when(pl.col("name").any()).then(pl.col("skeleton").n_unique()).otherwise(pl.col("core").n_unique()),
        words=pl.col("filler").replace("", "no word").unique(maintain_order=True).str.join(" | "),
        places=pl.format("{} in {}", "claim_id", "document_id").str.join("; "), size=pl.col("filler").str.len_chars().sum(),
    ).filter(pl.col("claims").list.len() > 1)  # fmt: skip
    best = gaps.with_columns(differs=pl.col("cores") > 1).sort("differs", "size", "before", descending=[True, False, False])
    verdict = pl.when(pl.col("differs") & (pl.col("documents") > 1)).then(pl.lit("definite")).otherwise(pl.lit("ok"))
    return best.unique(["event_id", "voice", "claims"], keep="first", maintain_order=True).with_columns(verdict=verdict)


def _gaps(said: LazyFrame) -> LazyFrame:
    """Five words around every gap of none, one or two: two or three of them to its left, and what stands in the gap."""
    dots = expanded(pl.col("quote").str.replace_all(r"\.\s?\.\s?\.", "…"))
    said = said.select("claim_id", "document_id", "event_id", voice="asserted_by", word=dots.str.extract_all(_WORD))
    pads = pl.lit(["^", "^", "^"])
    words = said.with_columns(word=pl.concat_list(pads, "word", pads)).explode("word")
    plain = pl.col("word").str.to_lowercase().str.replace_all(r"[\[\]()'’\-]", "")
    near = {f"w{i}": pl.col("plain").shift(-i) for i in range(-3, 5)}
    raw = {f"r{i}": pl.col("word").shift(-i) for i in range(2)}
    words = words.with_columns(plain=plain).with_columns(**near, **raw)
    frames = []
    for gap in (0, 1, 2):
        filler = pl.concat_str(pl.lit(""), *(f"r{i}" for i in range(gap)), separator=" ").str.strip_chars()
        for left in (2, 3):
            context = [f"w{i}" for i in range(-left, 0)] + [f"w{i}" for i in range(gap, gap + 5 - left)]
            whole = pl.sum_horizontal((pl.col(name) == "^").fill_null(True).cast(pl.Int8) for name in context) < 2
            five = {f"c{i}": pl.col(name) for i, name in enumerate(context)}
            held = words.filter(whole).with_columns(filler=filler, left=pl.lit(left), **five)
            frames.append(held.select("claim_id", "document_id", "event_id", "voice", "filler", "left", *five))
    return pl.concat(frames)


def _joined(first: int, last: int) -> Expr:
    return pl.concat_str([f"c{i}" for i in range(first, last)], separator=" ")
