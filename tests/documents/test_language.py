# ruff: noqa: E501 (letters are easier to read unbroken)
"""Which language a document is in: letters are told, lists of names and parts are left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.documents.language import language_of

PACK = Path(__file__).parents[2] / "resources" / "packs" / "uk-office"
FOREIGN: dict[str, list[str]] = {
    "pl": [
        "W załączeniu przesyłam fakturę za usługi księgowe wykonane w marcu. Termin płatności wynosi czternaście dni od daty wystawienia. Proszę o przelew na rachunek podany w stopce.",
        "Szanowni Państwo, uprzejmie informuję, że z dniem 1 czerwca rezygnuję z wynajmu lokalu przy ulicy Długiej 14 i proszę o zwrot kaucji w terminie trzydziestu dni. Klucze przekażę zarządcy budynku osobiście w ostatnim dniu najmu.",
    ],
    "de": [
        "Sehr geehrte Damen und Herren, anbei erhalten Sie die Rechnung für die im März erbrachten Leistungen. Bitte überweisen Sie den Betrag innerhalb von vierzehn Tagen auf das unten genannte Konto. Mit freundlichen Grüßen",
        "Hiermit kündige ich den Mietvertrag über die Wohnung in der Gartenstraße 12 fristgerecht zum 30. Juni. Bitte bestätigen Sie mir den Eingang dieses Schreibens und das Ende des Mietverhältnisses schriftlich.",
    ],
    "fr": [
        "Madame, Monsieur, veuillez trouver ci-joint la facture relative aux travaux effectués au mois de mars. Nous vous remercions de bien vouloir régler cette somme sous trente jours. Veuillez agréer nos salutations distinguées.",
        "Je vous écris afin de me plaindre de la livraison qui est arrivée avec trois semaines de retard et dont plusieurs pièces sont cassées. Je demande le remboursement complet de ma commande.",
    ],
    "es": [
        "Estimados señores: les escribo para reclamar por la cocina que instalaron en junio. Dos puertas se han caído, la encimera está rota y nadie me ha devuelto las llamadas. Espero que lo arreglen en catorce días.",
        "Adjunto le enviamos la factura correspondiente a los servicios prestados durante el mes de marzo. Rogamos efectúen el pago en un plazo de treinta días.",
    ],
    "cy": [
        "Annwyl Syr neu Fadam, diolch am eich llythyr ynglŷn â'r dreth gyngor. Rydym yn ysgrifennu i roi gwybod i chi fod eich cyfrif wedi ei ddiweddaru a bod y taliad nesaf yn ddyledus ar y cyntaf o Ebrill.",
        "Mae'r cyngor wedi penderfynu cynnal cyfarfod cyhoeddus yn neuadd y pentref nos Fawrth nesaf i drafod y cynlluniau ar gyfer yr ysgol newydd. Croeso cynnes i bawb.",
    ],
    "ro": [
        "Stimate domnule, vă transmitem alăturat factura pentru serviciile prestate în luna martie. Vă rugăm să efectuați plata în termen de treizeci de zile de la primirea acesteia. Cu stimă, departamentul financiar.",
        "Va rog sa imi comunicati cand pot veni sa ridic documentele pentru dosarul meu de angajare, deoarece am nevoie de ele pana la sfarsitul lunii. Multumesc frumos pentru ajutor.",
    ],
    "ur": [
        "محترم جناب، آپ کے خط کا شکریہ۔ ہم آپ کو مطلع کرنا چاہتے ہیں کہ آپ کی درخواست منظور کر لی گئی ہے اور آپ کو اگلے مہینے کی پہلی تاریخ سے کام شروع کرنا ہوگا۔ براہ کرم اپنے کاغذات ساتھ لائیں۔",
        "میں یہ خط اس لیے لکھ رہا ہوں کہ میرے گھر کی چھت سے پانی ٹپک رہا ہے اور کئی بار شکایت کرنے کے باوجود کوئی مرمت کے لیے نہیں آیا۔",
    ],
    "pa": [
        "ਸਤਿਕਾਰਯੋਗ ਸ੍ਰੀਮਾਨ ਜੀ, ਤੁਹਾਡੇ ਪੱਤਰ ਲਈ ਧੰਨਵਾਦ। ਅਸੀਂ ਤੁਹਾਨੂੰ ਦੱਸਣਾ ਚਾਹੁੰਦੇ ਹਾਂ ਕਿ ਤੁਹਾਡੀ ਅਰਜ਼ੀ ਮਨਜ਼ੂਰ ਹੋ ਗਈ ਹੈ ਅਤੇ ਤੁਸੀਂ ਅਗਲੇ ਮਹੀਨੇ ਤੋਂ ਕੰਮ ਸ਼ੁਰੂ ਕਰ ਸਕਦੇ ਹੋ। ਕਿਰਪਾ ਕਰਕੇ ਆਪਣੇ ਕਾਗਜ਼ ਨਾਲ ਲਿਆਓ ਅਤੇ ਦਫ਼ਤਰ ਵਿੱਚ ਹਾਜ਼ਰ ਹੋਵੋ।"
    ],
    "zh": [
        "尊敬的先生，您好。感谢您的来信。我们已经收到您关于三月份服务费用的发票，将在三十天之内付款。如有任何问题，请随时与我们联系。此致敬礼。",
        "我写这封信是为了投诉六月份安装的厨房。两扇门已经掉下来，台面也裂开了，多次打电话都没有人回复。",
    ],
    "pt": [
        "Prezados senhores, venho por este meio solicitar o reembolso do valor pago pela encomenda que nunca chegou à minha morada. Já telefonei várias vezes e ninguém me deu uma resposta. Aguardo a vossa resposta com urgência.",
        "Segue em anexo a fatura referente aos serviços prestados no mês de março. Agradecemos o pagamento no prazo de trinta dias.",
    ],
    "it": [
        "Gentili signori, in allegato trovate la fattura relativa ai lavori eseguiti nel mese di marzo. Vi preghiamo di effettuare il pagamento entro trenta giorni dal ricevimento. Cordiali saluti."
    ],
    "nl": [
        "Geachte heer, hierbij ontvangt u de factuur voor de werkzaamheden die wij in maart hebben uitgevoerd. Wij verzoeken u het bedrag binnen dertig dagen over te maken naar onze rekening."
    ],
    "ar": [
        "السادة الكرام، نشكركم على رسالتكم ونود إبلاغكم بأن طلبكم قد تمت الموافقة عليه ويمكنكم استلام المستندات من مكتبنا ابتداء من يوم الأحد القادم."
    ],
    "bn": [
        "প্রিয় মহোদয়, আপনার চিঠির জন্য ধন্যবাদ। আমরা আপনাকে জানাতে চাই যে আপনার আবেদন গৃহীত হয়েছে এবং আপনি আগামী মাস থেকে কাজ শুরু করতে পারবেন।"
    ],
    "lt": [
        "Gerbiami ponai, siunčiame jums sąskaitą už kovo mėnesį suteiktas paslaugas. Prašome apmokėti per trisdešimt dienų nuo jos gavimo."
    ],
    "gu": [
        "પ્રિય સાહેબ, તમારા પત્ર માટે આભાર. અમે તમને જણાવવા માંગીએ છીએ કે તમારી અરજી મંજૂર કરવામાં આવી છે અને તમે આવતા મહિનાથી કામ શરૂ કરી શકો છો."
    ],
    "so": [
        "Mudane, waxaan kuu soo diraynaa warqaddan si aan kuu ogeysiinno in codsigaagii la aqbalay oo aad bisha soo socota bilaabi karto shaqada. Fadlan soo qaado dukumeentiyadaada."
    ],
}
ENGLISH = [
    "TESCO STORES\n12 HIGH ST\nSEMI SKIMMED 2L 1.45\nBANANAS LOOSE 0.82\nHOVIS WHT 800G 1.35\nTOTAL 3.62\nVISA DEBIT 3.62\nAUTH 884120\nCLUBCARD 6340 **** 1123",
    "Qty Part No Description Unit Total\n4 SKF-6204-2RS1 bearing deep groove 3.10 12.40\n2 NTN-UCP205 pillow block 9.80 19.60\n10 DIN912-M8x30-A2 cap screw 0.18 1.80",
    "Jean-Pierre Dubois\n14 rue de la Paix, 75002 Paris\nTel +33 1 42 60 30 30\nCurriculum Vitae\nUniversité Paris-Sorbonne, Licence de Lettres 2009\nLycée Henri-IV, Baccalauréat 2006\nWaiter, Le Petit Bistro, London 2010 to 2013",
    "Krzysztof Wiśniewski\nFlat 3, 22 Łódź Court, Leeds LS9 7DH\nk.wisniewski@example.org\nExperience\nForklift driver, Wojciechowski Logistics, Łódź 2011-2015\nWarehouse operative, Amazon Doncaster 2015-2023\nSkills: counterbalance, reach truck, Polish native, English B2",
    "def main(argv):\n    for path in argv[1:]:\n        with open(path) as f:\n            print(sum(len(l) for l in f))\n    return 0\n\nif __name__ == '__main__':\n    sys.exit(main(sys.argv))",
    "SELECT c.id, c.name, SUM(i.total) FROM customer c JOIN invoice i ON i.customer_id = c.id WHERE i.paid = 0 GROUP BY c.id, c.name ORDER BY 3 DESC;",
    "Date,Description,Amount,Balance\n01/03/2026,DD EDF ENERGY,-88.00,1116.55\n02/03/2026,FP RIDGEWAY MOTORS,412.00,1528.55\n05/03/2026,TFL TRAVEL CH,-6.40,1522.15\n07/03/2026,PRET A MANGER,-5.85,1516.30",
    "Casa Mia Ristorante\n2 x Spaghetti alla Carbonara 24.00\n1 x Pizza Quattro Formaggi 13.50\n1 x Tiramisu 6.50\nAcqua Minerale 3.50\nService 12.5%\nTotal GBP 53.44",
    "Müller GmbH & Co. KG\nIndustriestraße 14\n70565 Stuttgart\nGermany\nInvoice RE-2026-0188\nDate 04.03.2026\nHydraulic pump A10VSO 1 pc 1,240.00 EUR\nIBAN DE89 3704 0044 0532 0130 00\nBIC COBADEFFXXX",
    "PAYE ref 123/AB456 NI no QQ123456C Tax code 1257L\nBasic 2,100.00 O/T 140.00 Gross 2,240.00\nTax 238.40 NI 119.36 Pension 89.60 Net 1,792.64",
    "L'Oreal Paris Elvive 400ml 3.99\nNivea Creme 150ml 4.49\nLa Roche-Posay Effaclar 15.00\nVichy Mineral 89 22.00\nSubtotal 45.48",
    "Chicken tikka masala 9.95\nSaag aloo 5.50\nPilau rice 3.95\nPeshwari naan 3.95\nGarlic naan 3.50\nMango lassi 3.20\nTotal 30.05",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
    "Llanfairpwllgwyngyll Community Council\nFfordd Caergybi, Ynys Môn LL61 5UJ\nMinutes of the meeting held on 4 March. Present: Cllr Gwen Roberts (chair), Cllr Dafydd Jones. Apologies: Cllr Siân Hughes.",
    "ok",
    "12345",
    "Thanks",
    "DN 50 PN 16 EN 1092-1 V2A 1.4301 DIN 2642",
    "",
    "Asda Leith, paid cash. bread milk eggs. petrol BP Dunfermline 40.02. parking Aberdeen 3.50",
    "W: 1200 H: 2100 RAL 9010 FD30S LH 4 off; W: 900 H: 2040 RAL 7016 RH 2 off; vision panel 7 mm georgian wired; ironmongery SAA; frames 32 mm softwood",
    "Sea bass fillet ceviche, leche de tigre, sweet potato. Jamon iberico croquetas. Patatas bravas, aioli. Gambas al ajillo. Churros con chocolate. Pan con tomate",
    "Re: FW: ACK PO 4471 / SO 88120 / ETA wk 14 / DAP Felixstowe / HS 8482.10.10 / CMR att.",
    "Mohammed Abdul Rahman Al-Hashimi\nFatima Zahra Begum\nJarosław Kaczmarek\nNguyễn Thị Minh Khai\nSiobhán Ní Bhriain\nPriya Venkataraman\nOluwaseun Adeyemi",
]


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in FOREIGN.items() for text in texts]
)
def test_a_letter_in_another_language_is_told(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_receipts_lists_code_and_names_are_never_called_foreign(text: str) -> None:
    assert language_of(text) in (None, "en")


def test_the_shipped_examples_are_never_called_foreign() -> None:
    examples = [
        example
        for file in sorted(PACK.glob("*/examples.txt"))
        for example in re.split(r"(?m)^===.*\n", file.read_text(encoding="utf-8"))
        if example.strip()
    ]
    if not examples:
        pytest.skip("the pack has no examples here")
    foreign = [example[:80] for example in examples if language_of(example) not in (None, "en")]
    assert len(foreign) <= len(examples) // 200, foreign


def test_a_bilingual_letter_is_not_called_foreign() -> None:
    english = "Thank you for your letter about council tax. We have updated your account and the next payment is due."
    assert language_of(FOREIGN["cy"][0] + "\n\n" + english + " " + english) in (None, "en")


def test_foreign_tables_are_told_too() -> None:
    invoice = (
        "Rechnung Nr. 2026-0188\nRechnungsdatum: 04.03.2026\nKundennummer: 4471\nPos. Bezeichnung Menge Einzelpreis\n"
        "1 Hydraulikpumpe 1 Stück 1.240,00\n2 Dichtungssatz 4 Stück 18,00\n3 Montage und Anfahrt pauschal 180,00\n"
        "Zwischensumme 1.492,00\nzzgl. 19 % Mehrwertsteuer 283,48\nGesamtbetrag 1.775,48\n"
        "Zahlbar innerhalb von 14 Tagen ohne Abzug. Lieferung erfolgte am 02.03.2026"
    )
    assert language_of(invoice) == "de"
