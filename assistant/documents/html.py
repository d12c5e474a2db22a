"""HTML -> the text a person sees in the browser. No tree is built: depth cannot hurt. Nothing is fetched."""

from __future__ import annotations

import re

from assistant.documents import limits

# Marks put into an email's text for `quoted.py`; `visible_text` takes such characters out of its input first.
QUOTE, UNQUOTE, TRAIL = "\x11", "\x12", "\x13"

_SKIP = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "datalist",
    "head",
    "audio",
    "video",
    "canvas",
    "map",
}
_BLOCK = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "form",
    "fieldset",
    "legend",
    "address",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "caption",
    "center",
    "figure",
    "figcaption",
    "details",
    "summary",
    "body",
    "hr",
    "option",
}
_CELLS = {"td", "th"}
_UNSEEN_INPUTS = {"hidden", "password", "checkbox", "radio", "image", "file", "range", "color"}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)", re.I
)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_SIMPLE_SELECTOR = re.compile(r"^(?:[a-z]+)?([.#][\w-]+)$", re.I)
_ATTRIBUTION = re.compile(
    r"(wrote|writes|schrieb|écrit|escribió|scritto|napisał\(?a?\)?|schreef)\b[^\n]{0,80}:\s*\Z", re.I
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_MEDIA = re.compile(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.I)


class _Target:
    """Receives the parser's events (lxml's target interface)."""

    def __init__(self, hidden_names: frozenset[str], mail: bool) -> None:
        self._hidden_names = hidden_names
        self._mail = mail
        self._out: list[str] = []
        self._size = 0
        self._skip = 0
        self._title = 0
        self._pre = 0
        self._gap = ""  # white space owed before the next word: " ", "\t", "\n" or "\n\n"
        self._open: list[str] = []  # marks to write where open elements end
        self.full = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        mark = ""
        if self._skip or self.full:
            self._skip += 1
            if tag == "title" and not self._mail and self._skip == 2:
                self._title = 1
            return
        style = attributes.get("style", "")
        if (
            tag in _SKIP
            or "hidden" in attributes
            or (style and _HIDDEN.search(style))
            or self._by_rule(attributes)
        ):
            self._skip = 1
            return
        if tag == "br":
            self._gap = "\n" if self._gap in ("", " ", "\t") else self._gap + "\n"
        elif tag == "input":
            if attributes.get("type", "text").lower() not in _UNSEEN_INPUTS:
                self._word(f" {attributes.get('value', '')} ")
            elif attributes.get("type", "").lower() in ("checkbox", "radio") and "checked" in attributes:
                self._word(" [x] ")
        elif tag == "option" and "selected" not in attributes:
            self._skip = 1
            return
        elif tag in _BLOCK:
            self._block(tag)
        if tag == "pre":
            self._pre += 1
        if self._mail:
            mark = self._quoting(tag, attributes)
        self._open.append(mark)

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
            self._title = 0
            return
        if self._open and (mark := self._open.pop()):
            self._gap = ""
            self._out.append("\n" + mark + "\n")
        if tag == "pre" and self._pre:
            self._pre -= 1
        if tag in _CELLS:
            self._gap = "\t"
        elif tag == "tr":
            self._gap = "\n"
        elif tag in _BLOCK:
            self._block(tag)

    def data(self, text: str) -> None:
        if self._title:
            self._word(text)
            self._gap = "\n"
        elif not self._skip:
            if self._pre:
                self._put(text)
            else:
                self._word(text)

    def comment(self, text: str) -> None: ...

    def close(self) -> str:
        return "".join(self._out)

    def _block(self, tag: str) -> None:
        if self._gap != "\t" or tag == "table":
            wanted = "\n\n" if tag == "p" and self._gap != "\t" else "\n"
            self._gap = max(self._gap if "\n" in self._gap else "", wanted, key=len)

    def _word(self, text: str) -> None:
        words = text.split()
        if not words:
            if text and not self._gap:
                self._gap = " "
            return
        if text[0].isspace() and not self._gap:
            self._gap = " "
        self._put(" ".join(words))
        if text[-1].isspace():
            self._gap = " "

    def _put(self, text: str) -> None:
        if self._gap and self._out:
            self._out.append(self._gap)
        self._gap = ""
        self._out.append(text)
        self._size += len(text)
        self.full = self._size > limits.CHARACTERS

    def _by_rule(self, attributes: dict[str, str]) -> bool:
        if not self._hidden_names:
            return False
        names = ["." + name for name in attributes.get("class", "").split()] + [
            "#" + attributes.get("id", "")
        ]
        return any(name in self._hidden_names for name in names)

    def _quoting(self, tag: str, attributes: dict[str, str]) -> str:
        """Writes the mark that a quotation begins here; returns the mark for its end, if any."""
        classes, identity = attributes.get("class", ""), attributes.get("id", "")
        if (
            identity in ("divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container")
            or "OutlookMessageHeader" in classes
        ):
            self._mark(TRAIL)
        elif (
            tag == "blockquote"
            and (
                attributes.get("type", "").lower() == "cite"
                or "quote" in classes
                or "cite" in classes
                or _ATTRIBUTION.search("".join(self._out[-12:])[-400:])
            )
        ) or {"yahoo_quoted", "protonmail_quote"} & set(classes.split()):
            self._mark(QUOTE)
            return UNQUOTE
        return ""

    def _mark(self, mark: str) -> None:
        self._gap = ""
        self._out.append("\n" + mark + "\n")


def visible_text(source: str, mail: bool = False) -> str:
    """The visible text: blocks on lines, cells separated by tabs. With `mail`, quotations are marked."""
    from lxml import etree  # 6 MB that a worker reading PDFs never needs

    target = _Target(_hidden_by_rules(source), mail)
    # `target` makes lxml report events instead of building a tree; huge_tree lifts its limits on depth
    parser = etree.HTMLParser(target=target, encoding="utf-8", recover=True, huge_tree=True, no_network=True)
    clean = _CONTROL.sub("", source).encode("utf-8", "replace")
    for place in range(0, len(clean), 262_144):
        parser.feed(clean[place : place + 262_144])
        if target.full:
            break
    return str(parser.close() if clean else "")


def _hidden_by_rules(source: str) -> frozenset[str]:
    """Classes and ids that the page's own style sheet never shows, whatever the screen."""
    hidden: set[str] = set()
    for sheet in re.findall(r"<style[^>]*>(.{0,200000}?)</style", source[:2_000_000], re.I | re.S):
        for selectors, body in _RULE.findall(
            _MEDIA.sub("", re.sub(r"<!--|-->|/\*.*?\*/", "", sheet, flags=re.S))
        ):
            if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", body, re.I):
                for selector in selectors.split(","):
                    if found := _SIMPLE_SELECTOR.match(selector.strip()):
                        hidden.add(found[1])
    return frozenset(hidden)


def declared_charset(data: bytes) -> str | None:
    """What the page's meta element or its XML declaration says."""
    found = re.search(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:8192], re.I)
    found = found or re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", data[:300])
    return found[1].decode("ascii", "replace") if found else None
