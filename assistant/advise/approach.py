"""What a firm may do, in the order that decides between equals."""

from __future__ import annotations

from enum import StrEnum


class Approach(StrEnum):
    PROMPTING = "prompting"
    DISTILLATION = "distillation"
    VENDOR_DISTILLED = "vendor_distilled"
    RAG = "rag"
    FINE_TUNING = "fine_tuning"
    NO_AI_YET = "no_ai_yet"
