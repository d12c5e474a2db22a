"""Is a page's text text, or rubbish that only looks like it, or no more than a scanner's stamp?

Nothing here knows about PDF: the other readers use it too.
"""

from __future__ import annotations

import re
from statistics import pstdev

from assistant.documents.letter_pairs import folded, likeness

# What no writer types: control characters, halves of pairs, the replacement mark, non-characters.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd-\uffff]")
# One private character is a bullet or a tick box; several in a row are words of a font without a map.
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]{2,}")
# One within a word, next to its letters: a map that knows only some of the font.
_PRIVATE_LETTER = re.compile(r"(?<=[^\W\d_])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[^\W\d_])")
# What stands for whatever could not be named: boxes and question marks in place of words.
_PLACEHOLDERS = re.compile(r"[■□▪▫▮▯�¿]+|\?{2,}")
# What extractors write for a character that they cannot name: (cid:12), /g12/g34, /C01 /C02.
_NUMBERED = re.compile(r"(?:\(cid:\d{1,5}\)\s*)+|(?:/(?:g|G|C|c|cid|index|uni)\d{1,5}\s*){4,}")
_BLANK = re.compile(r"[ \t\n\r\f\v\xa0\u2000-\u200b\u2028\u2029\u3000]+")
_REPEATED = re.compile(r"(\W)\1{2,}")  # dotted leaders, rules, underscores to write on
_WORD = re.compile(r"(?<![\w])[^\W\d_]{3,}(?![\w])")

# What stands between two blanks on a real page: words, numbers and prices, codes, addresses.
_OPENS, _CLOSES = r"[\"'“‘„(\[<£$€#*&@+•·-]{0,2}", r"[.,;:!?)\]>\"'”’%*…®™-]{0,3}"
# Atomic groups, (?>...) and *+: what has been taken is not tried in other ways, so no run takes long.
_CASED = r"(?>[A-Z]{0,4}[a-z]+(?:[A-Z]{1,2}[a-z]+)*|[A-Z]+s?)"  # note, Note, NOTE, VATs, McDonald
_CODE = r"(?>[A-Z0-9]+(?![a-z])|[A-Z]?[a-z0-9]+)"
_SENSIBLE = re.compile(
    rf"""
    {_OPENS} {_CASED} (?: ['’\-–—/.,&:+_] {_CASED} )*+ {_CLOSES}
    | {_OPENS} [A-Z]{{0,3}}[£$€]? \d [\d.,:/\-–x×*'’]* [A-Za-z]{{0,4}} {_CLOSES}
    | {_OPENS} {_CODE} (?: [-/._:\#+&] {_CODE} )*+ {_CLOSES}
    | [\w.+-]+@\w[\w-]*(?:\.[\w-]+)+\W? | (?:https?:|www\.)\S+ | ([\W_])\1*
    """,
    re.VERBOSE,
)

_SCRIPTS = (
    ("latin", "A-Za-z\u00aa-\u02af\u1d00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("cyrillic", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f"),
    ("semitic", "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"),
    ("indic", "\u0900-\u0dff"),
    ("south-east", "\u0e00-\u109f\u1780-\u17ff"),
    ("east", "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"),
    ("other", "\u0530-\u058f\u10a0-\u10ff\u1200-\u177f\u1800-\u1c7f\u1c90-\u1cff\ua000-\ua63f\ua800-\uabff"),
)
_SCRIPT = tuple(re.compile(f"[{characters}]") for _, characters in _SCRIPTS)

# Words that hardly any page of these languages does without, and words of office paper.
_COMMON = frozenset(
    folded(
        """
    the and for that with you your this from are was have not has all will our any been which their were
    they his her she him who can may but had its per out one two other than must shall please thank thanks
    dear sincerely regards yours page date total amount number name address invoice order account balance
    payment paid due tax vat net gross price quantity qty description item items unit terms company limited
    ltd tel phone email website fax ref reference code bank sort statement period customer client supplier
    delivery contract agreement policy insurance claim report minutes meeting present apologies action
    employee employer salary pay national receipt cash card change thank subject sent road street london
    part parts product colour size stock list catalogue barcode model serial table year month day week hours
    january february march april may june july august september october november december
    und der die das den dem des ein eine einer nicht mit von für auf ist im zu sich auch als bei nach oder
    wird rechnung datum betrag summe seite nummer kunde straße gmbh steuer lieferung bestellung preis menge
    nie się jest oraz dla nie przez jak który tym ich faktura razem kwota data numer strona sprzedawca
    nabywca ulica cena ilość netto brutto zapłaty podatek umowa szanowni państwo
    les des est une pour dans qui sur par pas avec que son aux vous nous cette facture montant numéro
    client adresse prix quantité total page rue
    mae yn ar gyda yng fod wedi ddim hyn neu eich bod ydych ond dyddiad rhif enw cyfeiriad cyngor diolch
    annwyl
    los las del una para con por que más como factura fecha importe cantidad precio cliente dirección
    della delle degli con per non una sono che del fattura importo quantità prezzo indirizzo
    het een van voor met niet zijn dat aan ook bedrag datum factuur aantal prijs adres klant
    och att det som för med den till inte
    """
    ).split()
)

_ENOUGH_LETTERS = 40  # below this, unusual spelling proves nothing
_USUAL = 4.45  # likeness above which the letters are those of a language
_CLEARLY_USUAL = 4.8  # likeness of a page that cannot be rubbish in its greater part
_UNUSUAL = 4.0  # likeness below which they are not; see tests/documents/test_quality.py for both


def is_rubbish(text: str, *, parts_only: bool = False) -> bool:
    """Whether the characters are not those that a reader of the page sees.

    So it is where a font has no map to letters, or a wrong one: control and private characters,
    "(cid:12)", every letter moved along, every letter swapped for another. An empty text, prices,
    codes, part numbers and other languages are no rubbish. `parts_only` leaves out the look at the
    text's parts one by one.
    """
    sample = text if len(text) <= 6000 else text[:4000] + "\n" + text[-2000:]
    solid = _REPEATED.sub(r"\1", _BLANK.sub("", sample))
    if not solid:
        return False
    if _has_wrong_characters(sample, len(solid)):
        return True
    words = _WORD.findall(sample)
    if _mixes_scripts(words) or _is_no_language(sample, words, len(solid)):
        return True
    return not parts_only and _is_rubbish_for_the_most_part(sample, words)


def _is_rubbish_for_the_most_part(sample: str, words: list[str]) -> bool:
    """Whether a good heading stands over a rubbish page: judged a few lines at a time."""
    latin = [word for word in map(folded, words) if word.isascii() and word.isalpha() and len(word) >= 4]
    lines = [line for line in sample.splitlines() if line.strip()]
    if len(lines) < 8 or likeness(latin) > _CLEARLY_USUAL:
        return False
    parts = ["\n".join(lines[place : place + 4]) for place in range(0, len(lines), 4)]
    return 2 * sum(len(part) for part in parts if is_rubbish(part, parts_only=True)) > sum(map(len, parts))


def _is_no_language(sample: str, words: list[str], size: int) -> bool:
    """Whether Latin letters are those of no language; not judged where there are too few of them."""
    latin = [word for word in map(folded, words) if word.isascii() and word.isalpha()]
    known = sum(word in _COMMON for word in latin)
    long = [word for word in latin if len(word) >= 4]
    letters = sum(map(len, long))
    usual = likeness(long)
    # A few common words among others make sense of any page, unless the others cannot be words.
    sense = known * (12 if usual > 3.8 or letters < 100 else 4) >= len(latin) > 0
    if sense or (letters >= _ENOUGH_LETTERS and usual >= _USUAL):
        return False
    if _reads_when_shifted(sample, known) or (usual < _USUAL and _is_mostly_jumble(sample)):
        return True
    # Words must make up the page: codes and serial numbers between other things are no language.
    if letters < max(_ENOUGH_LETTERS, 0.45 * size) or len(long) < 6:
        return False
    if sum(not word.isascii() for word in words) >= 0.3 * len(words):
        limit = _UNUSUAL - 0.3  # accents in the right places speak for a right map: names, place names
    else:
        limit = _UNUSUAL + 0.2 * min(1.0, (letters - _ENOUGH_LETTERS) / 60)
    return usual < limit and pstdev(map(len, long)) >= 1  # codes are all of one length


def _is_mostly_jumble(sample: str) -> bool:
    """Whether signs, digits and letters are thrown together as no writer does."""
    runs = [run for run in _BLANK.split(_REPEATED.sub(r"\1", sample)) if len(run) > 1 and run.isascii()]
    size = sum(map(len, runs))
    jumbled = sum(len(run) for run in runs if not _SENSIBLE.fullmatch(run))
    letters = sum(character.isalnum() for run in runs for character in run)
    return size >= 40 and jumbled > 0.5 * size and letters > 0.35 * size


def _has_wrong_characters(sample: str, size: int) -> bool:
    control = len(_CONTROL.findall(sample))
    if control >= 0.3 * size or (control >= 0.1 * size and size >= 40):
        return True
    if sum(map(len, _PRIVATE.findall(sample))) >= 0.3 * size:
        return True
    if size >= 40 and len(_PRIVATE_LETTER.findall(sample)) >= 0.1 * size:
        return True
    solid = _BLANK.sub("", sample)
    unnamed = sum(map(len, _PLACEHOLDERS.findall(solid)))
    if unnamed >= 20 and unnamed >= 0.5 * len(solid) and sum(map(str.isalpha, solid)) < 0.3 * len(solid):
        return True
    return sum(len(_BLANK.sub("", run.group())) for run in _NUMBERED.finditer(sample)) >= 0.3 * size


def _mixes_scripts(words: list[str]) -> bool:
    """Letters of several scripts within one word, or mostly accented letters, mean a wrong map."""
    foreign = [word for word in words if not word.isascii()]
    if len(foreign) < 5 or len(foreign) < 0.3 * len(words):
        return False
    mixed = sum(sum(bool(script.search(word)) for script in _SCRIPT) > 1 for word in foreign)
    joined = "".join(words)
    latin = [letter for letter in joined if _SCRIPT[0].match(letter)]
    accented = sum(not letter.isascii() for letter in latin)
    return mixed > 0.3 * len(words) or (len(latin) > 0.5 * len(joined) and accented > 0.65 * len(latin))


def _reads_when_shifted(sample: str, known: int) -> bool:
    """Whether moving every character, or every letter round the alphabet, makes common words appear."""
    part = sample[:1500]
    for step in range(1, 26):
        if _gains(part.translate(_ROUND[step]), known):
            return True
    for step in range(1, 32):
        for moved in (step, -step):
            if _gains("".join(_moved(character, moved) for character in part), known):
                return True
    return False


def _gains(text: str, known: int) -> bool:
    words = [folded(word) for word in _WORD.findall(text)]
    found = [word for word in words if word in _COMMON]
    return len(set(found)) >= 2 and len(found) >= 3 * known + 3 and len(found) * 8 >= len(words)


def _moved(character: str, step: int) -> str:
    code = ord(character) + step
    return chr(code) if character not in "\n\r" and 0 < code < 0xD800 else character


def _around(step: int) -> dict[int, int]:
    return {base + i: base + (i + step) % 26 for base in (65, 97) for i in range(26)}


_ROUND = [_around(step) for step in range(26)]

# Lines that a scanner, a fax, a post room or a filing system prints on a page. No pattern repeats a
# repeated part: a line may come from anywhere, and must not take for ever.
_MAKERS = re.compile(
    r"""
    ^(?:scanned|scan|captured|digiti[sz]ed|imaged|faxed|printed|created|generated|copied|fax\s+sent)
        \s+(?:by|with|using|on|at|from|to|via|in)\b
    | \b(?:camscanner|genius\s?scan|adobe\s?scan|office\s?lens|naps2|turboscan|scanbot|scanner\s?pro|scansnap
        |paperport|evaluation\s+(?:copy|version)|trial\s+version|unregistered\s+version|docusign|adobe\s?sign
        |hellosign|signnow|pandadoc|envelope\s+id|document\s+id|transaction\s+id)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERS = re.compile(
    r"""
    -?\s?\d{1,5}\s?-?
    | (?-i:[A-Z]{0,12}[-_.]?[A-Z]{0,6}[-_.]?\d{5,12}|[A-Z]{1,12}\s\d{6,12})(?:[-_.]\d{1,6})?
    | (?:exhibit|appendix|annex|enclosure|tab)\s+[a-z0-9]{1,4}
    | \S{1,80}\.(?:pdf|tiff?|jpe?g|png|docx?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PAGE = re.compile(
    r"(?i)(?:page|pg|p|seite|strona|sheet|tudalen)?[\s.:#]{0,4}\d{1,5}(?:\s?(?:of|/|von|z|-|o)\s?\d{1,5})?\.?"
)
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_FIGURES = re.compile(
    rf"(?i)[\d+#p(][\d./:,()+#-]*(?:st|nd|rd|th|am|pm)?|\d{{1,2}}-(?:{_MONTH})[a-z]*-\d{{2,4}}|p(?:ages?|g)?[.:]?"
)
_STAMP_WORDS = frozenset(
    """
    received rec'd recd rcvd paid approved posted entered copy original duplicate draft confidential void
    cancelled urgent private final file filed scanned faxed checked authorised authorized certified true
    postroom mailroom post mail room by on and of the a dept department office ltd limited date time in for to
    stamp am pm page pages gmt bst utc exhibit
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august
    september october november december mon tue wed thu fri sat sun
    """.split()
)
_FAX_WORDS = frozenset({"fax", "from", "to", "tx", "rx", "fm", "tel", "sent"})
_LONGEST_STAMP = 160


def is_stamp(line: str) -> bool:
    """Whether a line is what a scanner, a fax or a post room puts on a page: not its content."""
    line = line.strip()
    if len(line) > _LONGEST_STAMP:
        return False
    if not any(map(str.isalnum, line)) or _MAKERS.search(line):
        return True
    if _NUMBERS.fullmatch(line) or _PAGE.fullmatch(line):
        return True
    parts = [part.strip(".,:;|()*#/-").lower() for part in line.split()]
    parts = [part for part in parts if part]
    figures = sum(bool(_FIGURES.fullmatch(part)) for part in parts)
    if figures == len(parts):
        return bool(re.search(r"\d{1,4}[/:-]\d", line))  # a date, a time: a price or a sum is content
    if all(part in _STAMP_WORDS or _FIGURES.fullmatch(part) for part in parts):
        return "." not in re.sub(r"\d{1,2}\.\d{1,2}\.\d{2,4}", "", line.rstrip(".")) or figures == 0
    # A fax line: when, from whom, and often which page of how many.
    is_fax = any(part.split(":")[0] in _FAX_WORDS for part in parts) and bool(re.search(r"\d[:.]\d\d", line))
    return (
        is_fax and figures >= 2 and bool(re.match(r"(?i)\W*(?:\d|fax|from|to:|tx|rx|[a-z]{3}[- ]\d)", line))
    )


def lines_beside_stamps(text: str) -> list[str]:
    """The lines of a text that are not stamps."""
    return [line for line in text.splitlines() if line.strip() and not is_stamp(line)]
