"""One place or actor spelled in two ways within one document.

Only recorded spellings (entities.name and aliases) of one entity are compared, never two entities: they must have the same
consonants, articles aside, and both stand in the text. Who searches for one spelling does not find the other. Quiet are
synonyms (Tadmor), abbreviations, differences of case, hyphen or apostrophe only, and a name within a longer one.

Fires (al-Tanf and al-Tanaf; Deir ez-Zor and Deir Ezzor):

    texts
      | document_id | text |
      | d1          | They held al-Tanf. From al-Tanf to al-Tanaf, then Deir ez-Zor, Deir ez-Zor again and Deir Ezzor. |

    entities
      | entity_id | kind  | name         | aliases    |
    ! | tanf      | place | al-Tanf      | al-Tanaf   |
    ! | dayr      | place | Deir ez-Zor  | Deir Ezzor |

    claims
      | claim_id | document_id | place | quote          |
      | a        | d1          | tanf  | They held al-Tanf |
      | b        | d1          | dayr  | then Deir ez-Zor  |

Quiet (each document keeps to its own spelling):

    texts
      | document_id | text                 |
      | d1          | They held al-Tanf.   |
      | d2          | They held al-Tanaf.  |

    entities
      | entity_id | kind  | name    | aliases  |
      | tanf      | place | al-Tanf | al-Tanaf |

    claims
      | claim_id | document_id | place | quote              |
      | a        | d1          | tanf  | They held al-Tanf  |
      | b        | d2          | tanf  | They held al-Tanaf |

Quiet (a synonym, an abbreviation, a hyphen, a capital, and a name within a name):

    texts
      | document_id | text |
      | d1          | Palmyra, or Tadmor: IS, or ISIS. Al Bukamal is al-Bukamal. Tanf lies at al-Tanf, in greater Tanf. |

    entities
      | entity_id | kind  | name       | aliases    |
      | palmyra   | place | Palmyra    | Tadmor     |
      | is        | actor | IS         | ISIS;ISIL  |
      | bukamal   | place | al-Bukamal | Al Bukamal |
      | tanf      | place | al-Tanf    | Tanf       |

    claims
      | claim_id | document_id | place   | actor | quote                      |
      | a        | d1          | palmyra | is    | Palmyra, or Tadmor         |
      | b        | d1          | bukamal |       | Al Bukamal is al-Bukamal   |
      | c        | d1          | tanf    |       | Tanf lies at al-Tanf       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.lazy import pl
from checks.rule import rule

if TYPE_CHECKING:
    from polars import Expr, LazyFrame

_ARTICLES = r"\b(?:the|al|el|ul|an|ar|as|ash|at|ath|ad|az|ez|es|esh|er|en|et)\b ?"


@rule(
    "XDC010",
    level="note",
    side="source",
    by="document_id",
    through=("document_id", "status", "event_id", "place", "actor", "category"),
    authority="UNGEGN, Technical reference manual for the standardization of geographical names, 2007: one spelling for one name",
    message="{document_id} spells {entity_id} both '{usual}' ({usual_times} times) and '{rare}' ({rare_times} times)",
    help="nothing to mend when both are recorded as aliases; search for both spellings, and quote each as it is printed",
)
def name_variance(figures: LazyFrame, entities: LazyFrame, texts: LazyFrame) -> LazyFrame:
    names = entities.select("entity_id", spelling=pl.concat_str("name", "aliases", separator=";", ignore_nulls=True).str.split(";"))
    names = names.explode("spelling").with_columns(pl.col("spelling").str.strip_chars()).filter(pl.col("spelling").str.contains(r"\p{Ll}"))
    key = _letters(pl.col("spelling"))
    spelled = names.with_columns(key=key, bare=key.str.replace(r"^the ", "").str.replace(r"^(?:al|el) ", "")).with_columns(
        skeleton=_single(pl.col("key").str.replace_all(_ARTICLES, "")).str.replace_all(r"[aeiouy ]", "").str.replace_all(r"h$", "")
    )  # fmt: skip
    several = pl.col("bare").n_unique().over("entity_id", "skeleton") > 1
    spelled = spelled.filter((pl.col("skeleton").str.len_chars() > 1) & several).unique(["entity_id", "spelling"])
    named = spelled.select("entity_id").unique()
    columns = ("place_at", "actor", "category")
    pairs = pl.concat(
        [
            figures.select("document_id", entity_id=pl.col(column).str.split(";"))
            .explode("entity_id")
            .join(named, on="entity_id", how="semi")
            for column in columns
        ]
    )
    words = r"(?-u:\b)" + pl.col("spelling").str.escape_regex().str.replace_all(" ", r"\s+", literal=True) + r"(?-u:\b)"
    held = spelled.join(pairs.unique(), on="entity_id").join(texts.select("document_id", "text"), on="document_id")
    found = held.sort("spelling").with_columns(
        times=pl.col("text").str.count_matches(words), at=pl.col("text").str.find(words)
    )  # fmt: skip
    per = ["document_id", "entity_id", "skeleton"]
    counted = found.sort("times", "at", "spelling", descending=[True, False, False], nulls_last=True)
    groups = counted.group_by([*per, "bare"], maintain_order=True).agg(pl.col("spelling", "at", "text").first(), pl.col("times").sum())
    groups = groups.filter(pl.col("times") > 0).sort("times", "at", descending=[True, False])
    both = groups.group_by(per, maintain_order=True).agg(
        usual=pl.col("spelling").first(), usual_times=pl.col("times").first(), rare=pl.col("spelling").last(),
        rare_times=pl.col("times").last(), at=pl.col("at").last(), text=pl.col("text").last(), variants=pl.len(),
    )  # fmt: skip
    start = pl.col("text").cast(pl.Binary).bin.slice(0, pl.col("at")).cast(pl.String).str.len_chars().cast(pl.Int64)
    differ = pl.col("variants") > 1
    return both.select(
        *per, "usual", "rare", "usual_times", "rare_times", table=pl.lit("entities"), row="entity_id",
        key=pl.concat_str(*per, separator=":"), claims=pl.lit([], dtype=pl.List(pl.String)),
        start=pl.when(differ).then(start), end=pl.when(differ).then(start + pl.col("rare").str.len_chars()),
        verdict=pl.when(differ).then(pl.lit("definite")).otherwise(pl.lit("ok")),
    )  # fmt: skip


def _letters(name: Expr) -> Expr:
    """Without case, apostrophes and diacritics; a hyphen is a blank."""
    plain = name.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase().str.replace_all(r"['’‘ʿʾ`]", "")
    return plain.str.replace_all(r"[-‐-―\s]+", " ")


def _single(skeleton: Expr) -> Expr:
    """Doubled consonants once: regular expressions here know no back reference."""
    for letter in "bcdfghjklmnpqrstvwxz":
        skeleton = skeleton.str.replace_all(f"{letter}{{2,}}", letter)
    return skeleton
