"""What counts as text, as rubbish and as a stamp: false alarms cost a document, misses cost trust."""

from __future__ import annotations

import random
import re
import string
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.letter_pairs import folded, likeness
from assistant.documents.quality import is_rubbish, is_stamp, lines_beside_stamps
from assistant.documents.tidy import has_spaced_letters, join_spaced_letters, tidy

ENGLISH = (
    "I am writing to complain about the kitchen you fitted in June. Two doors have dropped, "
    "the worktop is split "
    "and nobody has returned my calls. This is not acceptable. I expect the work put right within 14 days."
)
OTHER = {
    "polish": "W załączeniu przesyłam fakturę za wykonane prace. Termin płatności upływa czternastego marca. "
    "Proszę o potwierdzenie otrzymania przesyłki i szczegółów wypłaty odszkodowania.",
    "german": "Rechtsschutzversicherungsgesellschaften bestätigen Kraftfahrzeughaftpflichtschäden "
    "schriftlich; "
    "größere Überweisungen erfolgen wöchentlich, kleinere Beträge monatlich.",
    "welsh": "Annwyl Syr, ysgrifennaf ynghylch y bwlch yn y wal; llwybr cwrw hwyl wrth y tŵr gwyn. "
    "Byddwn yn ddiolchgar pe gallech drefnu gwaith trwsio cyn diwedd y mis nesaf.",
    "french": "Veuillez trouver ci-joint notre devis relatif aux travaux d'élagage demandés la semaine "
    "dernière.",
    "czech": "Strč prst skrz krk. Čtvrtletní přehled hospodaření přikládáme k vyúčtování nájemného "
    "bytových prostor.",
    "finnish": "Lähetämme oheisena tarjouksen kattoremontista. Työt voidaan aloittaa heinäkuun alussa "
    "sään salliessa.",
    "names": "Szczepan Brzęczyszczykiewicz, Chrząszczyżewoszyce, powiat Łękołody; Wrzeszcz Grzmot, "
    "Zbyszko Trzciński",
    "greek": "Καλημέρα σας, σας στέλνουμε το τιμολόγιο του Μαρτίου και περιμένουμε την πληρωμή",
    "russian": "Счёт на оплату №12 от 3 марта 2024 года, к оплате без задержки",
    "chinese": "发票号码 1234 金额 500 元 请在十四天内付款",
    "arabic": "فاتورة رقم ١٢٣ المبلغ المستحق خلال أربعة عشر يوما",
}
CODES = {
    "prices": "£1,204.55 £33.00 £9.99\n£12.00 £7.35 £88.10\n2 x 165.00 330.00\n3 x 49.00 "
    "147.00\n62.40\n374.40",
    "part numbers": "\n".join(
        f"XK{i * 37 % 1000:03}-{chr(65 + i % 26)}{chr(65 + i * 7 % 26)}Q {i}" for i in range(60)
    ),
    "letters only": "\n".join(
        "".join(chr(65 + (i * 7 + j * 11 + i * j) % 26) for j in range(6)) for i in range(60)
    ),
    "licence keys": "ABCDE-FGHJK-LMNPQ-RSTVW-XYZ23\nQWRTP-ZXCVB-NMLKJ-HGFDS-PLKM2\n" * 3,
    "bank": "GB29 NWBK 6016 1331 9268 19\nDE89 3704 0044 0532 0130 00\nSort code 20-10-53 00918273",
    "bank codes": "BRT SLD DPST PYMT WDL CHQ TFR BGC DDR STO BAL C/FWD\n" * 3,
    "plates": "YK19 XWR\nLB07 SEY\nBD51 SMR\nFG12 TTY",
    "dotted form": "Name: ......................\nDate: ____________\nSigned: ------------",
    "tick boxes": "\uf0fe Yes \uf0a8 No\n\uf0b7 Tea\n\uf0b7 Coffee\n\uf06f \uf06f",
    "fasteners": "M6x20 A2 DIN912 100\nM8x25 A4 DIN933 50\nM10 NYLOC A2 DIN985 200\nØ12 H7 ±0.02",
    "prescription": "Amoxicillin 500mg TDS PO 7/7\nOmeprazole 20mg OD\nIbuprofen 400mg PRN",
    "formulae": "x² + y² = z²\n∑ (a−b)² ≤ ∫ f(x) dx\nα β γ δ ≥ 0\n∀x ∃y: x < y\n" * 3,
    "hashes": "\n".join(f"{i * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF:016x}" for i in range(1, 40)),
    "telephone": "+44 (0)113 496 0000 / 07700 900123\n0161 496 0000",
    "sizes": "S M L XL XXL\n36 38 40 42\nBLK NVY GRY WHT",
    "program": "for (int i=0;i<n;++i){ a[i]=b[i]*c[i]; if(a[i]>max){max=a[i];} }\nwhile(*p++!=0){x^=*p;}\n"
    * 3,
    "bad ocr": "lnvoice n0. 4471\nT0tal due £374.4O w1thin 14 days\nMarsh & Ho1t P1umbing L7d",
    "one word": "Ref",
    "nothing": " \n ",
}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_another_language_is_no_rubbish(text: str) -> None:
    assert not is_rubbish(text)


@pytest.mark.parametrize("text", CODES.values(), ids=CODES)
def test_prices_codes_and_short_texts_are_no_rubbish(text: str) -> None:
    assert not is_rubbish(text)


def test_the_samples_that_ship_are_no_rubbish() -> None:
    packs = Path(__file__).parents[2] / "resources" / "packs"
    texts = [path.read_text("utf-8") for path in packs.rglob("*.yaml")]
    assert texts and not any(map(is_rubbish, texts))


def along_the_alphabet(text: str, step: int) -> str:
    return "".join(
        chr((ord(c) - base + step) % 26 + base)
        if c in string.ascii_letters and (base := 97 if c.islower() else 65)
        else c
        for c in text
    )


@pytest.mark.parametrize("step", [1, 3, 13, 25])
@pytest.mark.parametrize("text", [ENGLISH, OTHER["polish"], OTHER["german"], OTHER["french"]])
def test_letters_moved_along_the_alphabet_are_rubbish(text: str, step: int) -> None:
    assert is_rubbish(along_the_alphabet(text, step))


@pytest.mark.parametrize("step", [-29, -3, -1, 1, 2, 29])
def test_characters_moved_along_the_code_are_rubbish(step: int) -> None:
    moved = "".join(chr(max(1, ord(character) + step)) for character in ENGLISH)
    assert is_rubbish(moved)
    assert is_rubbish(" ".join(moved[i : i + 5] for i in range(0, len(moved), 5)))


@pytest.mark.parametrize(
    "text", ["Invoice 4471 total due for the month", "Please pay the amount by this date"]
)
def test_one_moved_line_is_rubbish(text: str) -> None:
    assert not is_rubbish(text)
    assert is_rubbish(along_the_alphabet(text, 1))


@settings(max_examples=60, deadline=None)
@given(st.permutations(list(string.ascii_lowercase)))
def test_swapped_letters_are_rubbish_unless_hardly_any_is_swapped(letters: list[str]) -> None:
    table = str.maketrans(
        string.ascii_lowercase + string.ascii_uppercase, "".join(letters) + "".join(letters).upper()
    )
    swapped = ENGLISH.translate(table)
    kept = sum(letter == own for letter, own in zip(letters, string.ascii_lowercase, strict=True))
    if kept < 10 and likeness(re.findall(r"[a-z]+", folded(swapped))) < 3.9:
        assert is_rubbish(swapped)


def test_a_font_without_a_map_is_rubbish() -> None:
    unmapped = random.Random(5)
    assert is_rubbish("\x01\x04\x01\x05\x06 \x07\x07\x08\t\r\n\n\x0b\x0c\r\x0e \x0f \x10\x11\x12\x13 \x14")
    assert is_rubbish("".join(chr(unmapped.randrange(0xE000, 0xE100)) for _ in range(200)))
    assert is_rubbish("(cid:12)(cid:44)(cid:3) (cid:7)(cid:81)" * 5)
    assert is_rubbish("/g12/g34/g2/g11/g9 /g4/g5/g77/g8")
    assert is_rubbish("\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd 12")
    signs = [chr(code) for code in range(33, 127)]
    jumbled = str.maketrans(dict(zip(signs, unmapped.sample(signs, 94), strict=True)))
    assert is_rubbish(ENGLISH.translate(jumbled))


@pytest.mark.parametrize("step", [1, 3, 13])
def test_a_good_heading_over_a_rubbish_page_does_not_save_it(step: int) -> None:
    heading = "Marsh & Holt Plumbing Ltd\n12 Canal Street, Leeds LS1 4DY\nTelephone 0113 496 0000\n"
    lines = "\n".join(ENGLISH[i : i + 60] for i in range(0, len(ENGLISH), 60))
    assert is_rubbish(heading + along_the_alphabet(f"{lines}\n{lines}\n{lines}", step))
    assert not is_rubbish(heading + f"{lines}\n{lines}\n" + along_the_alphabet(lines, step))


def test_a_map_that_knows_only_some_of_the_font_is_rubbish() -> None:
    vowels = {ord(letter): chr(0xE000 + ord(letter)) for letter in "aeiouy"}
    assert is_rubbish(ENGLISH.translate(vowels))
    assert not is_rubbish(ENGLISH.replace("split", "sp\ue001it").replace("fitted", "\ue002tted"))


@pytest.mark.parametrize("sign", "■□�?")
def test_signs_in_place_of_all_letters_are_rubbish(sign: str) -> None:
    assert is_rubbish(re.sub(r"[a-zA-Z]", sign, ENGLISH))


def test_boxes_to_tick_and_question_marks_are_no_rubbish() -> None:
    assert not is_rubbish("□ Yes □ No □ Not known\n■ Paid by card ■ Paid in cash\n" * 6)
    assert not is_rubbish("What??? You lost it??? " * 5)


def test_letters_of_many_scripts_in_one_word_are_rubbish() -> None:
    mixed = "".join(
        chr(random.Random(i).choice((0x61, 0x3B1, 0x430, 0x5D0, 0x10D0)) + i % 20) for i in range(300)
    )
    assert is_rubbish(" ".join(mixed[i : i + 7] for i in range(0, 300, 7)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_judged_and_tidied(text: str) -> None:
    assert is_rubbish(text) in (True, False)
    assert "\0" not in tidy(text) and tidy(tidy(text)) == tidy(text)
    assert isinstance(join_spaced_letters(text), str)


STAMPS = [
    "Scanned by OfficeScan 3000",
    "Scanned with CamScanner",
    "Page 1 of 4",
    "3",
    "- 3 -",
    "ACME000123",
    "DEF 000012",
    "RECEIVED 14 MAR 2026",
    "Date Received: 12 March 2026",
    "PAID",
    "12/03/2026 14:22 FROM: ACME LTD 01132 555 555 P.001/004",
    "Mar 14 2026 09:22 FAX 0113 4960000 p.3",
    "DocuSign Envelope ID: 8A4F-22",
    "scan0001.pdf",
    "Exhibit A",
]
CONTENT = [
    "Invoice 4471",
    "Total due 374.40",
    "Dear Sir",
    "Pay Marsh & Holt Plumbing Ltd",
    "With compliments",
    "Rent received for March 450.00",
    "Received with thanks £20 from J Smith",
    "Account 12345678 sort 20-10-53",
]


@pytest.mark.parametrize("line", STAMPS)
def test_a_line_of_a_scanner_fax_or_post_room_is_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize("line", CONTENT)
def test_a_line_of_a_document_is_no_stamp(line: str) -> None:
    assert not is_stamp(line)
    assert lines_beside_stamps(f"Page 1\n{line}\n\n12/03/2026") == [line]


@pytest.mark.parametrize(
    "line", ["a" * 160, "1 " * 79 + "x", "to " * 50 + "!", "12/" * 50, "from " + "1-" * 70]
)
def test_no_line_takes_long_to_be_judged(line: str) -> None:
    start = time.perf_counter()
    is_stamp(line)
    assert time.perf_counter() - start < 0.5


def spaced(text: str) -> str:
    return "\n".join(" ".join(line) for line in text.split("\n"))


def test_spaced_letters_become_words_again() -> None:
    text = "Minutes of the trustees' meeting held on 4 February\nPresent: A. Bell (chair), J. Osei."
    assert has_spaced_letters(spaced(text))
    assert join_spaced_letters(spaced(text)) == text


def test_spaced_letters_without_any_word_gap_become_the_likeliest_words() -> None:
    together = " ".join("Minutesofthetrusteesmeetingheldinthevillagehall")
    assert join_spaced_letters(together) == "Minutes of the trustees meeting held in the village hall"


@pytest.mark.parametrize("heading", ["I N V O I C E", "M I N U T E S", "Q U O T E"])
def test_a_short_spaced_heading_becomes_a_word(heading: str) -> None:
    page = f"Marsh Ltd\n{heading}\nNumber 12"
    assert has_spaced_letters(page)
    assert join_spaced_letters(page) == f"Marsh Ltd\n{heading.replace(' ', '')}\nNumber 12"


@pytest.mark.parametrize("row", ["M T W T F S S", "A B C D E", "X Y Z X"])
def test_a_row_of_letters_that_is_no_word_is_left_alone(row: str) -> None:
    assert join_spaced_letters(f"Week 12\n{row}\n1 2 3 4") == f"Week 12\n{row}\n1 2 3 4"


def test_a_word_that_goes_on_in_the_next_spaced_line_is_joined() -> None:
    text = "t h r e e  q u o t e d  p r i\nc e s  w e r e  o b t a i n e d"
    assert join_spaced_letters(text) == "three quoted prices\nwere obtained"


@pytest.mark.parametrize("row", ["Y N Y N Y N Y N Y", "1 2 3 4 5 6 7 8 9 10", "x x x x x x x x x", ENGLISH])
def test_ticks_digits_and_plain_text_are_left_alone(row: str) -> None:
    assert join_spaced_letters(row) == row and not has_spaced_letters(row)


def test_typesetting_is_taken_out() -> None:
    assert tidy("of\ufb01ce\0 co\u00adop\u00ad\neration\r\na hyphen\ufffeated well\ufffeKnown") == (
        "office cooperation\na hyphenated well-Known"
    )
    assert tidy("the invest-\nment of 20-\n10-53") == "the investment of 20-\n10-53"
    assert tidy("\uf0b7 Tea\n\n\n\n\uf0fe Yes") == "• Tea\n\n☑ Yes"
    assert tidy("e\u0301cole\u200b") == "école"
