"""Which content is in hand, so that two identical files are not worked on at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterable

Content = tuple[str, str]  # SHA-256 of the file, and what its result would be made by


class Contents:
    """Thread-safe. Documents are told apart by their ids."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._by: dict[Content, int] = {}
        self._parked: dict[Content, list[int]] = {}
        self._renewed: set[Content] = set()

    def claim(self, content: Content, document: int) -> bool:
        """True: compute it. False: another document has the same content in hand; this one is parked."""
        with self._guard:
            if self._by.setdefault(content, document) == document:
                return True
            self._parked.setdefault(content, []).append(document)
            return False

    def release(self, documents: Iterable[int]) -> list[int]:
        """These are done, their results stored. Returns the documents that were parked behind them."""
        over = set(documents)
        with self._guard:
            contents = [content for content, document in self._by.items() if document in over]
            for content in contents:
                del self._by[content]
                self._renewed.add(content)
            return [document for content in contents for document in self._parked.pop(content, [])]

    def is_renewed(self, content: Content) -> bool:
        """Was it worked on since `try_again`? Then even one who wants it fresh need not do it once more."""
        with self._guard:
            return content in self._renewed

    def try_again(self) -> None:
        with self._guard:
            self._renewed.clear()
