from __future__ import annotations

from time import perf_counter

import pytest
from babel.numbers import format_decimal

from rag.language import DETECTED
from rag.said_numbers.reading import Quantity, numbers, quantities, unsupported
from rag.said_numbers.units import units
from rag.words import lists

HAVE_WORDS = {*lists("numbers.words"), "zh", "ja"}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3.000 ton", "nl", 3000),
        ("3,000 tonnes", "en", 3000),
        ("3 000 t", "fr", 3000),
        ("drieduizend ton", "nl", 3000),
        ("3 тыс. тонн", "ru", 3000),
        ("три тысячи тонн", "ru", 3000),
        ("п'ять тисяч", "uk", 5000),
        ("два мільйони", "uk", 2_000_000),
        ("trzy tysiące", "pl", 3000),
        ("on iki bin", "tr", 12_000),
        ("yirmibeş kişi", "tr", 25),
        ("otuzbeşinden", "tr", 35),
        ("yirmibir bin", "tr", 21_000),
        ("ikiyüz elli", "tr", 250),
        ("yüzbinlerce", "tr", 100_000),
        ("seksenlerinde", "tr", 80),
        ("dua belas orang", "id", 12),
        ("tiga puluh lima rumah", "id", 35),
        ("dua ratus lima puluh ribu", "id", 250_000),
        ("seribu seratus orang", "id", 1100),
        ("ratusan ribu warga", "id", 100_000),
        ("tiga perempat penduduk", "id", 0.75),
        ("minus lima derajat", "id", -5),
        ("milyonluk", "tr", 1_000_000),
        ("٣٠٠٠ طن", "ar", 3000),
        ("3.2 مليون ورقة", "ar", 3_200_000),
        ("واحد وأربعون", "ar", 41),
        ("1,27 miljoen", "nl", 1_270_000),
        ("1.27 million", "en", 1_270_000),
        ("1.1万张", "zh", 11_000),
        ("一万一千张", "zh", 11_000),
        ("400多万人", "zh", 4_000_000),
        ("eenenveertig minuten", "nl", 41),
        ("einundvierzigtausend", "de", 41_000),
        ("quarante et une minutes", "fr", 41),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("cuarenta y una", "es", 41),
        ("veintidós", "es", 22),
        ("duecentomila", "it", 200_000),
        ("двести тридцать пять", "ru", 235),
        ("two hundred and three thousand", "en", 203_000),
        ("10⁶ m²", "en", 1_000_000),
        ("41³ people", "en", 41),
        ("dvacet pět lidí", "cs", 25),
        ("pětadvacet lidí", "cs", 25),
        ("tři sta tisíc", "cs", 300_000),
        ("5 mil. korun", "cs", 5_000_000),
        ("douăzeci și cinci de oameni", "ro", 25),
        ("45 de milioane de lei", "ro", 45_000_000),
        ("douăzeci și nouă", "ro", 29),
        ("huszonöt ember", "hu", 25),
        ("ötszázezer forint", "hu", 500_000),
        ("hét ember", "hu", 7),
        ("kétmillió", "hu", 2_000_000),
        ("είκοσι πέντε άτομα", "el", 25),
        ("τριακόσιες χιλιάδες", "el", 300_000),
        ("5 εκατ. ευρώ", "el", 5_000_000),
        ("δυόμισι εκατομμύρια", "el", 2_500_000),
        ("čtyřiačtyřicet", "cs", 44),
        ("kétszázötvenezer", "hu", 250_000),
        ("nyolcvannégy", "hu", 84),
        ("nyolcvanöten", "hu", 85),
        ("שלושה עשר בני אדם", "he", 13),
        ("עשרים וחמישה פצועים", "he", 25),
        ("שלושת אלפים תושבים", "he", 3000),
        ("45 אלף שקל", "he", 45_000),
        ("بیست و پنج نفر", "fa", 25),
        ("سی‌هزار تن", "fa", 30_000),
        ("۳٫۲ میلیون دلار", "fa", 3_200_000),
        ("दो करोड़ पचास लाख", "hi", 25_000_000),
        ("पैंसठ लोग", "hi", 65),
        ("३००० टन", "hi", 3000),
        ("vyf-en-twintig mense", "af", 25),
        ("drie-en-veertig", "af", 43),
        ("femogtyve personer", "da", 25),
        ("to og en halv million", "da", 2_500_000),
        ("halvtreds", "da", 50),
        ("kaksikymmentäviisi ihmistä", "fi", 25),
        ("kolmesataatuhatta", "fi", 300_000),
        ("kaksi ja puoli miljoonaa", "fi", 2_500_000),
        ("twee honderd en vyf", "af", 205),
        ("tvåhundrafemtio personer", "sv", 250),
        ("två och en halv miljon", "sv", 2_500_000),
        ("hundratusentals", "sv", 100_000),
        ("femogtyve personer", "nb", 25),
        ("to hundre og femti", "nb", 250),
        ("titusenvis", "nb", 10_000),
    ],
)
def test_a_number_is_read_in(text: str, language: str, value: float) -> None:
    assert numbers(text, language) == [{value}]


@pytest.mark.parametrize("text", ["birbiri", "onun binası", "yüzünden", "sekizgen"])
def test_a_turkish_word_that_begins_like_a_number_is_none(text: str) -> None:
    assert numbers(text, "tr") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [("مليون ", "ar"), ("one hundred ", "en"), ("a half and a half ", "en"), ("hundert", "de")],
)
def test_number_words_without_end_are_read_in_time(text: str, language: str) -> None:
    began = perf_counter()
    numbers(text * 1_600, language)
    assert perf_counter() - began < 3


def test_a_number_with_all_its_words_is_one() -> None:
    text = " ".join(
        f"nine hundred and ninety nine {unit}"
        for unit in ("trillion", "billion", "million", "thousand", "")
    )
    assert numbers(text, "en") == [{999_999_999_999_999}]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the 1960s", [{1960, 60}]),
        ("at 11:35 pm", [{11, 23}, {35}]),
        ("at 12 pm", [{12}]),
    ],
)
def test_years_and_hours_may_be_said_in_short(text: str, values: list[set[float]]) -> None:
    assert numbers(text, "en") == values


def as_written(value: float, language: str) -> str:
    return format_decimal(value, "#,##0.###", language, numbering_system="latn")


@pytest.mark.parametrize("language", DETECTED)
@pytest.mark.parametrize("value", [3, 2.5, 17])
def test_a_number_is_no_thousand_times_as_much(value: float, language: str) -> None:
    few, many = (
        quantities(f"{as_written(v, language)} t", language) for v in (value, 1000 * value)
    )
    assert [said.values for said in many] == [{1000 * value}]
    assert unsupported(few, many)
    assert unsupported(many, few)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("3.000", "nl", {3000}),
        ("3,000", "nl", {3}),
        ("3,000", "en", {3000}),
        ("3.000", "en", {3}),
        ("6.387", "ru", {6387}),
        ("6,387", "ru", {6.387}),
        ("1.275", "es", {1275}),
        ("1,275", "es", {1.275, 1275}),
        ("3,000", "es", {3000}),
        ("1.275", "ar", {1.275, 1275}),
        ("٣٫٢٥٠", "ar", {3.25}),
        ("٣٬٢٥٠", "ar", {3250}),
        ("۴۰۰،۰۰۰", "fa", {400_000}),
        ("0,275", "en", {0.275}),
        ("1.234,567", "de", {1234.567}),
        ("1.234.567", "de", {1_234_567}),
        ("12,34,567", "hi", {1_234_567}),
        ("1.275", None, {1.275, 1275}),
        ("1,250", None, {1250}),
    ],
)
def test_marks_group_or_part_as_the_language_has_it(
    text: str, language: str | None, values: set[float]
) -> None:
    assert numbers(text, language) == [values]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("3천 명", "ko", [3000]),
        ("25만 명", "ko", [250_000]),
        ("1조 5천억 원", "ko", [1.5e12]),
        ("1만 2000여 명, 3000만 원", "ko", [12_000, 3e7]),
        ("조만간 3명", "ko", [3]),
        ("3 tisíce, 2 tis. a 5 milionů lidí", "cs", [3000, 2000, 5e6]),
        ("3 tusen och 4,5 miljoner", "sv", [3000, 4.5e6]),
        ("3 miljonärer", "sv", [3]),
        ("3 mii și 20 de mii de oameni", "ro", [3000, 20_000]),
        ("3 ezer és 2,5 millió", "hu", [3000, 2.5e6]),
        ("3 χιλιάδες, 5 εκατομμυρίων", "el", [3000, 5e6]),
        ("3 nghìn tỷ, 7 ngàn", "vi", [3e12, 7000]),
        ("3 ribu, 5 juta, 8 m", "id", [3000, 5e6, 8]),
        ("۳ هزار", "fa", [3000]),
        ("3 लाख, 2 लाख करोड़", "hi", [300_000, 2e12]),
        ("3 אלפים, 5 מיליון", "he", [3000, 5e6]),
        ("3 พัน 5 หมื่นล้าน", "th", [3000, 5e10]),
        ("3 tuhatta, 5 miljoonan", "fi", [3000, 5e6]),
        ("3 tusind, 5 mio. kr.", "da", [3000, 5e6]),
        ("2 mrd. kroner", "nb", [2e9]),
        ("3 duisend", "af", [3000]),
        ("þrjú þúsund", "is", []),
    ],
)
def test_digits_count_thousands_in_languages_without_a_table(
    text: str, language: str, values: list[float]
) -> None:
    assert numbers(text, language) == [{value} for value in values]


def test_every_language_that_is_detected_has_a_word_for_what_digits_count() -> None:
    for language in set(DETECTED) - HAVE_WORDS - {"ko"}:  # which counts as Chinese does
        assert {1e3, 1e6, 1e9} <= {value for _, value in units(language)}, language


HALF_A_MILLION = {
    "en": "half a million", "nl": "een half miljoen", "de": "eine halbe Million",
    "fr": "un demi-million", "es": "medio millón", "it": "mezzo milione", "pt": "meio milhão",
    "ru": "полмиллиона", "uk": "півмільйона", "pl": "pół miliona", "tr": "yarım milyon",
    "ar": "نصف مليون", "zh": "五十万", "id": "setengah juta",
}  # fmt: skip
MILLION_AND_A_HALF = {
    "en": "one and a half million", "nl": "anderhalf miljoen", "de": "anderthalb Millionen",
    "fr": "un million et demi", "es": "un millón y medio", "it": "un milione e mezzo",
    "pt": "um milhão e meio", "ru": "полтора миллиона", "uk": "півтора мільйона",
    "pl": "półtora miliona", "tr": "bir buçuk milyon", "ar": "مليون ونصف المليون",
    "zh": "一百五十万", "id": "satu setengah juta",
}  # fmt: skip
YEARS = {
    "en": "2½ years", "nl": "tweeënhalf jaar", "de": "zweieinhalb Jahre", "fr": "deux ans et demi",
    "es": "2 años y medio", "it": "due anni e mezzo", "pt": "dois anos e meio",
    "ru": "два с половиной года", "uk": "два з половиною роки", "pl": "2 i pół roku",
    "tr": "iki buçuk yıl", "ar": "عامين ونصف", "zh": "两年半",
}  # fmt: skip
THREE_BILLION = {
    "en": "three billion", "nl": "3 miljard", "de": "drei Milliarden", "fr": "3 milliards",
    "es": "tres mil millones", "it": "tre miliardi", "pt": "3 bilhões", "ru": "3 млрд",
    "uk": "три мільярди", "pl": "3 miliardy", "tr": "3 milyar", "ar": "ثلاثة مليارات",
    "zh": "三十亿",
}  # fmt: skip
THREE_TRILLION = {
    "en": "3 trillion", "nl": "drie biljoen", "de": "3 Billionen", "fr": "trois mille milliards",
    "es": "3 billones", "it": "3 mila miliardi", "pt": "3 trilhões", "ru": "3 триллиона",
    "uk": "3 трлн", "pl": "3 biliony", "tr": "üç trilyon", "ar": "3 تريليونات", "zh": "3万亿",
}  # fmt: skip
HUNDREDS_OF_THOUSANDS = {
    "en": "hundreds of thousands", "nl": "honderdduizenden", "de": "Hunderttausende",
    "fr": "des centaines de milliers", "es": "cientos de miles", "it": "centinaia di migliaia",
    "pt": "centenas de milhares", "ru": "сотни тысяч", "uk": "сотні тисяч", "pl": "setki tysięcy",
    "tr": "yüz binlerce", "ar": "مئات الآلاف", "zh": "数十万",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (language, text, value)
        for said, value in (
            (HALF_A_MILLION, 500_000),
            (MILLION_AND_A_HALF, 1_500_000),
            (YEARS, 2.5),
            (THREE_BILLION, 3e9),
            (THREE_TRILLION, 3e12),
            (HUNDREDS_OF_THOUSANDS, 100_000),
        )
        for language, text in said.items()
    ],
)
def test_halves_and_large_units_are_read_in(language: str, text: str, value: float) -> None:
    (number,) = numbers(text, language)
    assert value in number
    assert number <= {value, value - 0.5}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("a million and a half", "en", 1_500_000),
        ("a year and a half", "en", 1.5),
        ("half a dozen", "en", 6),
        ("two dozen", "en", 24),
        ("2 en een half miljoen", "nl", 2_500_000),
        ("Hunderte von Millionen", "de", 1e8),
        ("3 mil millones", "es", 3e9),
        ("mil doscientos millones", "es", 1.2e9),
        ("quinhentos mil", "pt", 500_000),
        ("três mil milhões", "pt", 3e9),
        ("meia dúzia", "pt", 6),
        ("dziesiątki tysięcy", "pl", 10_000),
        ("مليونين ونصف المليون", "ar", 2_500_000),
        ("خمسمائة ألف", "ar", 500_000),
        ("三万亿", "zh", 3e12),
        ("3.5兆円", "ja", 3.5e12),
        ("约3万5000人", "zh", 35_000),
        ("12万3千", "zh", 123_000),
        ("12万3千5百人", "zh", 123_500),
        ("1億2000万人", "ja", 120_000_000),
        ("1兆5000億円", "ja", 1.5e12),
        ("dois mil e trezentos milhões", "pt", 2.3e9),
        ("two million and three hundred thousand", "en", 2_300_000),
        ("أحد عشر", "ar", 11),
        ("إحدى عشرة", "ar", 11),
        ("اثنا عشر شخصا", "ar", 12),
        ("للاثنتي عشرة", "ar", 12),
        ("اثني عشر ألف", "ar", 12_000),
        ("مئتي ألف", "ar", 200_000),
        ("مائتين", "ar", 200),
        ("ألفي جندي", "ar", 2000),
        ("عشرين ألفا", "ar", 20_000),
        ("půl milionu", "cs", 500_000),
        ("dva a půl milionu", "cs", 2_500_000),
        ("jumătate de milion", "ro", 500_000),
        ("două milioane și jumătate", "ro", 2_500_000),
        ("fél millió", "hu", 500_000),
        ("két és fél millió", "hu", 2_500_000),
        ("μισό εκατομμύριο", "el", 500_000),
        ("sute de mii", "ro", 100_000),
    ],
)
def test_one_number_is_read_in(text: str, language: str, value: float) -> None:
    assert numbers(text, language) == [{value}]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("half of the voters, in the first half, half an hour", "en"),
        ("de helft van de kiezers, de eerste helft, een half uur", "nl"),
        ("die Hälfte der Wähler, die erste Halbzeit, eine halbe Stunde", "de"),
        ("la moitié des électeurs, une demi-heure", "fr"),
        ("la mitad de los votantes, media hora y medio ambiente", "es"),
        ("metà degli elettori, mezz'ora e mezzogiorno", "it"),
        ("metade dos eleitores, meia hora e meio ambiente", "pt"),
        ("половина избирателей, полчаса, политика", "ru"),
        ("половина виборців, півгодини, південь", "uk"),
        ("połowa wyborców, pół godziny, południe", "pl"),
        ("seçmenlerin yarısı, ilk yarı, yarım saat", "tr"),
        ("نصف الناخبين ونصف السكان في النصف الأول", "ar"),
        ("一半选民，上半场，半年", "zh"),
        ("tens of people, dozens of ships", "en"),
    ],
)
def test_the_half_of_what_is_not_counted_is_no_number(text: str, language: str) -> None:
    assert numbers(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("nach 3 Streiktagen 5 Millionen", "de", [3, 5_000_000]),
        ("um halb drei", "de", [3]),
        ("half twaalf", "nl", [12]),
        ("hundreds of three-year-olds", "en", [100, 3]),
        ("killed 3 and hundreds were hurt", "en", [3, 100]),
        ("doze homens e meio milhão", "pt", [12, 500_000]),
        ("between two million and three million", "en", [2e6, 3e6]),
        ("two hundred thousand and three hundred thousand", "en", [200_000, 300_000]),
        ("between two hundred and three hundred", "en", [200, 300]),
        ("one thousand two hundred and two thousand", "en", [1200, 2000]),
        ("one million and two million and four million", "en", [1e6, 2e6, 4e6]),
        ("entre dos mil y tres mil", "es", [2000, 3000]),
        ("entre un million et deux millions", "fr", [1e6, 2e6]),
        ("tra cento e duecento", "it", [100, 200]),
        ("entre dois mil e três mil", "pt", [2000, 3000]),
        ("بين ألف وثلاثة آلاف", "ar", [1000, 3000]),
        ("بين مليون ومليونين", "ar", [1e6, 2e6]),
        ("قتل الأحد عشرات، أثنى عليهم", "ar", []),
        ("الأحد عشرون", "ar", [20]),
        ("3万5万人", "zh", [30_000, 50_000]),
        ("3万、5000人", "zh", [30_000, 5000]),
    ],
)
def test_what_does_not_belong_together_stays_apart(
    text: str, language: str, values: list[float]
) -> None:
    assert numbers(text, language) == [{value} for value in values]


@pytest.mark.parametrize(
    ("text", "language", "from_", "to"),
    [
        ("2 to 3 million people", "en", {2, 2e6}, 3e6),
        ("2-3 million", "en", {2, 2e6}, 3e6),
        ("two to three million", "en", {2, 2e6}, 3e6),
        ("tussen de 2 en 3 miljoen", "nl", {2, 2e6}, 3e6),
        ("20 bis 30 Tausend", "de", {20, 20_000}, 30_000),
        ("два-три миллиона", "ru", {2, 2e6}, 3e6),
        ("2 million to 3 million", "en", {2e6}, 3e6),
        ("5 to 3 million", "en", {5}, 3e6),
        ("2 of 3 million", "en", {2}, 3e6),
        ("2 of 3 miljoen", "nl", {2, 2e6}, 3e6),
        ("op 2 mei 3 miljoen", "nl", {2}, 3e6),
        ("sold 2 for 3 million", "en", {2}, 3e6),
    ],
)
def test_the_first_number_of_a_range_may_share_the_unit_of_the_second(
    text: str, language: str, from_: set[float], to: float
) -> None:
    assert numbers(text, language) == [from_, {to}]


@pytest.mark.parametrize("text", ["a chance of 1 in 3 million", "one to three million"])
def test_one_counts_in_no_unit_that_stands_behind_it(text: str) -> None:
    assert numbers(text, "en") == [{3e6}]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("een brug", "nl"),
        ("one of them", "en"),
        ("the H5N1 virus", "en"),
        ("une seule fois", "fr"),
        ("ön koşul", "tr"),
        ("一些人", "zh"),
        ("první set", "cs"),
        ("entre", "da"),
        ("ulkona sataa", "fi"),
        ("toista kertaa", "fi"),
        ("o lege nouă", "ro"),
        ("az elmúlt hét", "hu"),
        ("látták őt", "hu"),
        ("μια γέφυρα", "el"),
    ],
)
def test_articles_and_names_are_no_numbers(text: str, language: str) -> None:
    assert numbers(text, language) == []


def test_neighbouring_numbers_stay_apart() -> None:
    assert numbers("veertig, acht en twee", "nl") == [{40.0}, {8.0}, {2.0}]
    assert numbers("two or three", "en") == [{2.0}, {3.0}]


def test_a_word_that_reads_two_ways_keeps_both() -> None:
    assert numbers("ألفا", "ar") == [{1000.0, 2000.0}]  # an accusative, or a dual


def test_of_an_unknown_language_the_digits_are_read() -> None:
    assert numbers("chwe mil a 12", "cy") == [{12.0}]


def test_what_the_support_does_not_say_is_left_over() -> None:
    claim = quantities("4,000 tonnes and twelve ships", "en")
    known = quantities("3.000 ton, twaalf schepen", "nl")
    assert unsupported(claim, known) == [Quantity(frozenset({4000.0}), is_percentage=False)]


QUARTER_OF_A_MILLION = {
    "en": "a quarter of a million", "nl": "een kwart miljoen", "de": "eine Viertelmillion",
    "fr": "un quart de million", "es": "un cuarto de millón", "it": "un quarto di milione",
    "pt": "um quarto de milhão", "ru": "четверть миллиона", "uk": "чверть мільйона",
    "pl": "ćwierć miliona", "tr": "çeyrek milyon", "ar": "ربع مليون",
}  # fmt: skip
THREE_QUARTERS_OF_A_MILLION = {
    "en": "three quarters of a million", "nl": "drie kwart miljoen", "de": "Dreiviertelmillion",
    "fr": "trois quarts de million", "es": "tres cuartos de millón", "it": "tre quarti di milione",
    "pt": "três quartos de milhão", "ru": "три четверти миллиона", "uk": "три чверті мільйона",
    "pl": "trzy czwarte miliona", "ar": "ثلاثة أرباع المليون",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (language, text, value)
        for said, value in ((QUARTER_OF_A_MILLION, 250_000), (THREE_QUARTERS_OF_A_MILLION, 750_000))
        for language, text in said.items()
    ],
)
def test_a_part_of_a_large_unit_is_read_in(language: str, text: str, value: float) -> None:
    assert numbers(text, language) == [{value}]


@pytest.mark.parametrize(
    ("language", "two_thirds", "three_quarters"),
    [
        ("nl", "twee derde van de leden", "drie kwart"),
        ("nl", "een tweederde meerderheid", "driekwart"),
        ("en", "two-thirds of members", "three fourths"),
        ("de", "zwei Drittel der Mitglieder", "in dreiviertel der Fälle"),
        ("fr", "les deux tiers des membres", "trois quarts"),
        ("es", "dos tercios", "tres cuartas partes"),
        ("it", "due terzi", "tre quarti"),
        ("pt", "dois terços", "três quartas partes"),
        ("ru", "две трети", "три четверти"),
        ("uk", "дві третини", "три чверті"),
        ("pl", "dwie trzecie", "trzy czwarte"),
        ("tr", "üyelerin üçte ikisi", "dörtte üçü"),
        ("ar", "ثلثي الأعضاء", "ثلاثة أرباع"),
        ("zh", "三分之二的成员", "四分之三"),
        ("ja", "3分の2", "四分の三"),
        ("ko", "3분의 2", "4분의 3"),
    ],
)
def test_parts_of_a_whole_are_no_whole_number(
    language: str, two_thirds: str, three_quarters: str
) -> None:
    assert numbers(two_thirds, language) == [{0.666667}]
    assert numbers(three_quarters, language) == [{0.75}]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("three quarters of growth", "en", {0.75, 3}),  # of a year or of all
        ("a two-third majority", "en", {0.666667}),
        ("one third of a million", "en", {333333.333333}),
        ("two third graders", "en", {2}),
        ("twaalf derde plaatsen", "nl", {12}),
        ("saat üçte iki kişi", "tr", {2}),
    ],
)
def test_what_may_be_no_part_is_read_by_what_stands_beside_it(
    text: str, language: str, values: set[float]
) -> None:
    assert numbers(text, language) == [values]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("£1.5m", "en", {1.5e6}),
        ("1,5 M€", "fr", {1.5e6}),
        ("1,5 M d'euros", "fr", {1.5e6}),
        ("$2bn", "en", {2e9}),
        ("$2tn", "en", {2e12}),
        ("€50k", "nl", {50_000}),
        ("a 1.5m wall", "en", {1.5, 1.5e6}),
        ("50k people", "en", {50, 50_000}),
        ("5 m deep", "en", {5}),
        ("2t of grain", "en", {2}),
        ("20 m2", "en", {20}),
        ("5 lakh", "en", {500_000}),
        ("5 crore", "en", {50_000_000}),
        ("3 lakh crore", "en", {3e12}),
        ("三万五", "zh", {35_000}),
        ("3万5", "zh", {35_000}),
        ("两百三", "zh", {230}),
        ("三万零五", "zh", {30_005}),
        ("百五", "ja", {105}),
    ],
)
def test_units_in_short_are_read(text: str, language: str, values: set[float]) -> None:
    assert numbers(text, language) == [values]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the first quarter, a quarter of the voters, a third of tensions", "en"),
        ("ein Viertel der Wähler, ein Drittel", "de"),
        ("het derde kwartaal, een kwart van de kiezers", "nl"),
        ("三分之一的选民", "zh"),
    ],
)
def test_a_part_of_what_is_not_counted_is_no_number(text: str, language: str) -> None:
    assert numbers(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("it fell to -15 degrees", "en", {-15}),
        ("−15 °C", "fr", {-15}),
        ("minus five", "en", {-5}),
        ("15 degrees below zero", "en", {-15}),
        ("15 graden onder nul", "nl", {-15}),
        ("15 Grad unter Null", "de", {-15}),
        ("moins 15 degrés", "fr", {-15}),
        ("15 grados bajo cero", "es", {-15}),
        ("15 градусов мороза", "ru", {-15}),
        ("15 stopni poniżej zera", "pl", {-15}),
        ("eksi 15 derece", "tr", {-15}),
        ("15 درجة تحت الصفر", "ar", {-15}),
        ("零下十五度", "zh", {-15}),
        ("au moins 15 degrés", "fr", {15}),
        ("al menos 15 grados", "es", {15}),
        ("10-15 degrees", "en", {15}),
        ("-12 percent", "en", {12, -12}),
        ("COVID-19", "en", {19}),
    ],
)
def test_below_zero_is_not_above_it(text: str, language: str, values: set[float]) -> None:
    assert numbers(text, language)[-1] == values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 percent", "en"),
        ("12%", "nl"),
        ("zwölf Prozent", "de"),
        ("12 pour cent", "fr"),
        ("12 por ciento", "es"),
        ("12 per cento", "it"),
        ("12 por cento", "pt"),
        ("12 процентов", "ru"),
        ("12 відсотків", "uk"),
        ("12 procent", "pl"),
        ("yüzde 12", "tr"),
        ("12 في المئة", "ar"),
        ("百分之十二", "zh"),
        ("12パーセント", "ja"),
        ("12 procent", "cs"),
        ("12 persen", "id"),
        ("12 prosenttia", "fi"),
        ("12 százalékkal", "hu"),
        ("12 la sută", "ro"),
        ("12 τοις εκατό", "el"),
        ("12 phần trăm", "vi"),
        ("12퍼센트", "ko"),
        ("12 אחוזים", "he"),
        ("12 درصد", "fa"),
        ("12 प्रतिशत", "hi"),
        ("12 เปอร์เซ็นต์", "th"),
    ],
)
def test_a_percentage_is_told_from_a_plain_number(text: str, language: str) -> None:
    percentage = Quantity(frozenset({12.0}), is_percentage=True)
    assert quantities(text, language) == [percentage]
    assert unsupported(quantities("12 people", "en"), [percentage])
    assert not unsupported(quantities("12 to 15 percent", "en")[:1], [percentage])
    assert not unsupported(quantities("12 points", "en"), [percentage])


def test_every_language_of_words_knows_a_thousand() -> None:
    thousand = {
        "nl": "duizend", "en": "a thousand", "de": "tausend", "fr": "mille", "es": "mil",
        "it": "mille", "pt": "mil", "ru": "тысяча", "uk": "тисяча", "pl": "tysiąc", "tr": "bin",
        "cs": "tisíc", "ro": "o mie", "hu": "ezer", "el": "χίλια",
        "ar": "ألف", "zh": "一千", "ja": "一千", "id": "seribu",
        "he": "אלף", "fa": "هزار", "hi": "हज़ार", "af": "duisend", "sv": "tusen", "nb": "tusen",
            "da": "tusind", "fi": "tuhat",
    }  # fmt: skip
    assert set(thousand) == HAVE_WORDS
    for language, word in thousand.items():
        assert {1000.0} in numbers(word, language), language
