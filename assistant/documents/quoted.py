"""An email's text: what its writer said, apart from the older messages below it and from the signature."""

from __future__ import annotations

import re

from assistant.documents.html import QUOTE, TRAIL, UNQUOTE

_FROM = r"(?:From|Von|De|Od|Van|Da)"
_OTHERS = (
    r"(?:Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Attachments|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|"
    r"Wysłano|Data|Do|DW|Temat|Enviado|Para|Asunto|Assunto|Verzonden|Aan|Onderwerp|Inviato|A|Oggetto)"
)
_FROM_LINE = re.compile(rf"^\W{{0,4}}{_FROM}\s?:\W{{0,3}}\s*\S", re.I)
_OTHER_LINE = re.compile(rf"^\W{{0,4}}{_OTHERS}\s?:(?:\W|$)", re.I)
_SEPARATOR = re.compile(
    r"^\W{0,3}(?:[-_=*]{2,}\s*"
    r"(?:original|forwarded|forward|weitergeleitete|ursprüngliche|message transféré|mensaje)"
    r"[^\n]{0,120}|begin forwarded message\s*:?|[-_=*]{3,}\s*forwarded by [^\n]{0,120}|message d'origine|"
    r"[-_=*]{2,}\s*message d.origine\s*[-_=*]*|original message(?: from [^\n]{0,80})?)\W{0,12}$",
    re.I,
)
_WROTE = (
    r"(?:wrote|writes|schrieb(?: [^\n:]{1,80})?|a écrit|escribió|escreveu|ha scritto|napisał(?:\(a\)|a)?|"
    r"schreef[^\n:]{0,80}|a scris)"
)
_ATTRIBUTION = re.compile(
    rf"^\W{{0,3}}(?:On|Am|Le|El|Em|Il|W dniu|Dnia|Op|În)\s.{{4,300}}?{_WROTE}\s?:\s*$", re.I | re.S
)
_SHORT_ATTRIBUTION = re.compile(
    rf"^(?:.{{1,160}}\b{_WROTE}(?: on .{{4,80}})?\s?:|\d{{4}}-\d\d-\d\d.{{0,140}}<[^<>\s]+@[^<>\s]+>\s?:|"
    r".{0,100}<[^<>\s]+@[^<>\s]+>\s?:|(?:Quoting|Citando) .{2,100}:)\s*$",
    re.I,
)
_RULE = re.compile(r"^[\s_\-=*]{5,}$")
_PREFIX = re.compile(r"^(?:\s?>)+ ?|^\s?(?:[A-Z]{1,3}>)+ ?")
_SIGN_OFF = re.compile(
    r"^(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many|good)?\s?(?:regards|wishes|thanks)"
    r"(?: and .{2,20})?|yours (?:sincerely|faithfully|truly|ever)|"
    r"sincerely(?: yours)?|cheers|all the best|thank you|"
    r"thanks again|many thanks|kr|br|rgds)[,.!]?$",
    re.I,
)
_DEVICE = re.compile(r"^(?:sent from (?:my|outlook|mail|yahoo|samsung)|get outlook for|sent via )", re.I)
_DISCLAIMER = re.compile(
    r"(?:this (?:e-?mail|message|communication|transmission)\b.{0,120}"
    r"\b(?:confidential|intended|privileged|addressee)|"
    r"not the intended recipient|confidentiality notice|disclaimer\s*:|please consider the environment|"
    r"registered (?:in|office|number).{0,80}(?:england|wales|scotland|no\.?|number)|"
    r"has been (?:scanned|swept) (?:for|by))",
    re.I,
)


def split_trail(text: str) -> tuple[str, list[str]]:
    """(what the writer said, the older messages below or between it, newest first)."""
    lines = _flatten(text).split("\n")
    said: list[str] = []
    older: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _PREFIX.match(line) and line.lstrip().startswith(">"):
            older.append(_unquoted(line))
            place += 1
            continue
        length = _opening(lines, place)
        if not length:
            said.append(line)
            place += 1
            continue
        while said and (_RULE.match(said[-1]) or not said[-1].strip()):
            said.pop()
        after = place + length
        while after < len(lines) and not lines[after].strip():
            after += 1
        older += [_unquoted(entry) for entry in lines[place:after]]
        place = after
        if place < len(lines) and not lines[place].startswith(">"):
            # the older message follows without marks, so nothing new can come behind it
            older += [_unquoted(entry) for entry in lines[place:]]
            break
    return "\n".join(said).strip("\n"), _messages(older)


def _flatten(text: str) -> str:
    """Marked quotations of HTML become lines that begin with '>', as in plain text."""
    if QUOTE not in text:
        return text
    depth = 0
    out = []
    for line in text.split("\n"):
        if line == QUOTE:
            depth += 1
        elif line == UNQUOTE:
            depth = max(depth - 1, 0)
        elif line or not depth:
            out.append("> " + line if depth else line)
        else:
            out.append(">")
    return "\n".join(out)


def _unquoted(line: str) -> str:
    return _PREFIX.sub("", line)


def _opening(lines: list[str], place: int) -> int:
    """How many lines of an older message's opening stand here; 0 for none."""
    line = lines[place]
    bare = line.strip().strip("*").strip()
    if line == TRAIL or _SEPARATOR.match(bare):
        after = place + 1
        while after < len(lines) and not lines[after].strip():
            after += 1
        return (after - place) + _header_block(lines, after, 1)
    if _FROM_LINE.match(bare):
        return _header_block(lines, place, 2)
    if bare.endswith(":") and _SHORT_ATTRIBUTION.match(bare) and _next_is_quoted(lines, place + 1):
        return 1
    if re.match(r"\W{0,3}(?:On|Am|Le|El|Em|Il|W dniu|Dnia|Op|În)\s", line):
        for length in range(1, 5):
            joined = " ".join(entry.strip() for entry in lines[place : place + length])
            if joined.endswith(":"):
                if re.search(r"\d", joined) and _ATTRIBUTION.match(joined):
                    return length
                break
    return 0


def _header_block(lines: list[str], place: int, least: int) -> int:
    """Lines of a block of From, Sent, To, Subject that starts here, if it has `least` lines besides From."""
    first = lines[place].strip().strip("*") if place < len(lines) else ""
    if not _FROM_LINE.match(first) and (least > 1 or not _OTHER_LINE.match(first)):
        return 0
    length = others = 0
    misses = blanks = 0
    for number, line in enumerate(lines[place : place + 24]):
        bare = line.strip().strip("*")
        if not bare:
            blanks += 1
            if blanks > 1 or (others >= least and not _next_is_header(lines, place + number + 1)):
                break
            continue
        blanks = 0
        if _OTHER_LINE.match(bare) or (number == 0 and _FROM_LINE.match(bare)):
            others += number > 0
            misses = 0
            length = number + 1
        else:
            misses += 1  # a wrapped line of addressees
            if misses > 3 or re.match(r"^(?:dear|hi|hello)\b", bare, re.I):
                break
    return length if others >= least else 0


def _next_is_header(lines: list[str], place: int) -> bool:
    return place < len(lines) and bool(_OTHER_LINE.match(lines[place].strip().strip("*")))


def _next_is_quoted(lines: list[str], place: int) -> bool:
    for line in lines[place : place + 3]:
        if line.strip():
            return line.lstrip().startswith(">")
    return False


def _messages(lines: list[str]) -> list[str]:
    """The trail cut into its messages; at most fifty, the rest stays with the last."""
    messages: list[list[str]] = [[]]
    place = 0
    while place < len(lines):
        length = _opening(lines, place)
        if length:
            if (
                any(line.strip() and line != TRAIL and not _RULE.match(line) for line in messages[-1])
                and len(messages) < 50
            ):
                messages.append([])
            messages[-1] += lines[place : place + length]
            place += length
        else:
            messages[-1].append(lines[place])
            place += 1
    texts = ("\n".join(line for line in message if line != TRAIL).strip("\n") for message in messages)
    return [text for text in texts if text.strip()]


def split_signature(text: str) -> tuple[str, str]:
    """(the message, its signature and legal small print). Joined with a line end they are the text again."""
    lines = text.split("\n")
    cut = len(lines)
    for place, line in enumerate(lines):
        bare = line.strip()
        if line.rstrip("\r") in ("-- ", "--") or _DEVICE.match(bare) or _DISCLAIMER.search(line):
            cut = place
            break
        if _SIGN_OFF.match(bare) and sum(1 for entry in lines[place + 1 :] if entry.strip()) <= 25:
            cut = place
            break
    cut = _before_contact_block(lines, cut)
    return "\n".join(lines[:cut]), "\n".join(lines[cut:])


_CONTACT = re.compile(
    r"^(?:t|tel|telephone|m|mob|mobile|f|fax|e|email|e-mail|w|web|phone|direct|ddi|switchboard)\b\s?[.:|]|"
    r"\bwww\.|https?://|^\S+@\S+\.\w+$|^\+?[\d() ]{9,}$|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[\w.'’()-]+){0,4}")


def _before_contact_block(lines: list[str], cut: int) -> int:
    """Where the message ends if a name and an address close it without a word of greeting, as programs put it."""
    end = cut
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    block = [line.strip() for line in lines[start:end]]
    said_before = any(line.strip() for line in lines[:start])
    if not said_before or not 2 <= len(block) <= 12 or not _NAME.fullmatch(block[0]):
        return cut
    short = all(len(line.split()) <= 10 for line in block)
    return start if short and any(_CONTACT.search(line) for line in block) else cut
