"""Bytes of unknown encoding -> text. Office files rarely declare one, or declare the wrong one."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Not character sets although Python calls them so, or able to take very long.
_REFUSED = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
_LATIN1 = {"ascii", "iso8859-1", "latin-1", "latin_1"}  # what is called so is Windows' superset in practice
_SAMPLE = 200_000  # bytes that are looked at when guessing

# Candidates in the order of how likely a British office meets them, and the letters each is chosen for.
_SIGNS = "£€–—‘’“”„«»‚…•·°²³½¼¾©®™§×±\xa0´¨¡¿ªº¶"
_CANDIDATES: tuple[tuple[str, str], ...] = (
    ("cp1252", "éèêëàâáäçñöôóòüûúùïîíìåæøœßÉÈÊËÀÂÁÄÇÑÖÔÓÜÚÍÅÆØãõÃÕìÎÌÒÙÛ"),
    ("cp1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöőüűÖŐÜŰăâîşţĂÂÎŞŢäßđ"),
    ("iso8859-2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöőüűÖŐÜŰăâîşţĂÂÎŞŢäßđ"),
    ("mac_roman", "éèêëàâáäçñöôóòüûúùïîíìåæøœßÉÈÊËÀÂÁÄÇÑÖÔÓÜÚÍÅÆØãõ"),
    ("cp850", "éèêëàâáäçñöôóòüûúùïîíìåæøßÉÈÊËÀÂÁÄÇÑÖÔÓÜÚÍÅÆØ"),
    ("cp1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯёіїєЁІЇЄ"),
    ("koi8-r", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯё"),
    ("iso8859-5", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯё"),
    ("cp866", "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯё"),
    ("cp1253", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
    ("cp1254", "çğıöşüÇĞİÖŞÜâîû"),
    ("cp1257", "ąčęėįšųūžĄČĘĖĮŠŲŪŽāēģīķļņĀĒĢĪĶĻŅäöüõÄÖÜÕ"),
)
_CYRILLIC_GREEK = {"cp1251", "koi8-r", "iso8859-5", "cp866", "cp1253"}


def decode(data: bytes, declared: str | None = None) -> str:  # noqa: PLR0911, PLR0912 - one rule after the other
    """The text, whatever it is encoded in; `declared` (a charset's name) is believed where it can be true."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    known = _codec(declared)
    if known and known.startswith(("utf-16", "utf-32")):
        wide = wide_codec(data) or (known if b"\0" in data[:_SAMPLE] else None)
        if wide:
            return data.decode(wide, "replace")
        known = None  # without a single zero byte it is neither
    if wide := wide_codec(data):
        return data.decode(wide, "replace")
    try:
        return (
            data.decode("utf-8")
            if known not in ("utf-7", "iso2022_jp", "hz")
            else data.decode(known or "", "replace")
        )
    except UnicodeDecodeError as fault:
        if _is_surrogate_utf8(data):  # halves of characters, each written as a character
            wide = data.decode("utf-8", "surrogatepass")
            return wide.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        if known == "utf-8" and _mostly_utf8(data):
            return data.decode("utf-8", "replace")
        if fault.start > len(data) - 4 and fault.reason == "unexpected end of data" and _has_utf8(data):
            return data.decode("utf-8", "ignore")  # cut in the middle of a character
    if known and known not in _LATIN1 and known != "utf-8":
        text = data.decode(known, "replace")
        if "\ufffd" not in text:
            return text
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    if known in _LATIN1 - {"ascii"}:
        return data.decode("cp1252", "replace")
    return data.decode(guess(data), "replace")


def wide_codec(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte-order mark, told by where the zero bytes are."""
    sample = data[: min(len(data), 4000) // 4 * 4]
    if len(sample) < 4:
        sample = data[: len(data) // 2 * 2]
    if b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and min(even, odd) > pairs * 0.35:
        quarters = [sample[i::4].count(0) / (len(sample) // 4) for i in range(4)]
        if quarters[1] > 0.9 and quarters[2] > 0.9 and quarters[3] > 0.9 and quarters[0] < 0.2:
            return "utf-32-le"
        if quarters[0] > 0.9 and quarters[1] > 0.9 and quarters[2] > 0.9 and quarters[3] < 0.2:
            return "utf-32-be"
        return None
    # Two bytes a character: zeros on one side only, and the result must be text.
    for codec, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (
            here > there * 4
            and here > pairs * 0.03
            and there < pairs * 0.02 + 1
            and _reads_as_text(sample, codec)
        ):
            return codec
    return None


def _reads_as_text(sample: bytes, codec: str) -> bool:
    text = sample.decode(codec, "replace")
    odd = sum(
        1
        for c in text
        if c in "\ufffd\uffff" or (ord(c) < 32 and c not in "\t\n\r\f") or 0xE000 <= ord(c) < 0xF900
    )
    scripts = {ord(c) >> 8 for c in text}
    return odd <= len(text) * 0.02 and len(scripts) <= max(6, len(text) // 12)


def _is_surrogate_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes in it: more good sequences than bad bytes."""
    good = len(
        re.findall(
            rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data[:_SAMPLE]
        )
    )
    text = data[:_SAMPLE].decode("utf-8", "replace")
    return good > 2 * text.count("\ufffd")


def _has_utf8(data: bytes) -> bool:
    return re.search(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", data[:_SAMPLE]) is not None


def guess(data: bytes) -> str:
    """The likeliest 8-bit (or Asian) encoding of text that is not Unicode. Short samples lean to cp1252."""
    sample = _around_high_bytes(data)
    best, best_score = "cp1252", float("-inf")
    for place, (codec, letters) in enumerate(_CANDIDATES):
        score = (
            _score(sample.decode(codec, "replace"), frozenset(letters), codec in _CYRILLIC_GREEK)
            - place * 0.002
        )
        if score > best_score:
            best, best_score = codec, score
    if best_score >= 0.75:
        return best
    return _by_library(data) or best


def _around_high_bytes(data: bytes) -> bytes:
    """At most some thousand bytes, from where the bytes above 127 are."""
    if len(data) <= 20_000:
        return data
    starts = [
        found.start()
        for _, found in zip(range(300), re.finditer(rb"[\x80-\xff]+", data[:5_000_000]), strict=False)
    ]
    return b" ".join(data[max(0, start - 16) : start + 24] for start in starts)


def _score(text: str, letters: frozenset[str], foreign_script: bool) -> float:
    """Share of the non-ASCII characters that are at home where they stand: a letter of the language in a
    word, a sign between words, one script within a word."""
    total = good = 0.0
    before = " "
    for place, char in enumerate(text):
        if char.isascii():
            before = char
            continue
        after = text[place + 1] if place + 1 < len(text) else " "
        total += 1
        if char in letters:
            neighbours = [c for c in (before, after) if c.isalpha()]
            if foreign_script:
                at_home = any(not c.isascii() for c in neighbours) and not any(
                    c.isascii() for c in neighbours
                )
                jumps = before.isalpha() and before.islower() and char.isupper()
                good += (1.0 if at_home else 0.2) - (0.8 if jumps else 0.0)
            else:
                shouting = char.isupper() and any(c.islower() for c in (before,) if c.isalpha())
                crowd = all(not c.isascii() for c in neighbours) and len(neighbours) == 2
                good += 0.0 if shouting else 0.4 if crowd or not neighbours else 1.0
        elif char in _SIGNS:
            inside = before.isalpha() and after.isalpha()
            good += 0.9 if (not inside or char in "’–—·") else 0.0
            if char in "£€" and not (
                after.isdigit() or before.isdigit() or after in " \t;,\"'" or before in " (\t"
            ):
                good -= 0.5
        else:
            good -= 0.3 if char == "\ufffd" or not char.isprintable() else 0.0
        before = char
    return good / total if total else 1.0


def _by_library(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # rarely needed, so loaded late

    found = from_bytes(data[:50_000]).best()
    return found.encoding if found else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'").lower()[:40])
    except (LookupError, ValueError):
        return None
    if info.name in _REFUSED or not getattr(info, "_is_text_encoding", True):
        return None
    return info.name
