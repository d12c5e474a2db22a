"""Text without what nobody sees: controls, direction overrides, broken characters, piled-up accents."""

from __future__ import annotations

import re
import unicodedata

# Never shown, or harmful where shown: controls, bidirectional overrides, zero-width marks (but the two
# joiners that Urdu and Indian scripts need), lone surrogates, non-characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff]"
)
_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MARK_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_TRAILING = re.compile("[ \t]+(?=\n)|[ \t]+\\Z")
_BLANK_LINES = re.compile("\n{4,}")
_BULLETS = {ord(c): "\u2022" for c in "\uf0b7\uf0a7\uf0d8\uf076\uf0fc"}  # Word's symbol fonts


def only_visible(text: str) -> str:
    """The text without anything invisible, with plain line ends and spaces, accents composed."""
    text = _NEW_LINES.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = _SPACES.sub(" ", text).translate(_BULLETS)
        text = _MARK_PILE.sub(r"\1", text)
        text = unicodedata.normalize("NFC", text)
    text = _TRAILING.sub("", text)
    return _BLANK_LINES.sub("\n\n\n", text).strip("\n")
