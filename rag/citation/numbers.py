"""The numbers a text says, in digits and in words, so that two languages can be compared.

``3.000``, ``3,000``, ``3 000``, ``drieduizend`` and ``3 тыс.`` are one number, ``1,27 miljoen`` and
``1.27 million`` too. A number that can be read in two ways (``1.200``) keeps both readings. Words
are known for the languages of `LANGUAGES`; digits are read in every script. One and zero are left
out: in most languages they are articles and figures of speech.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

Number = frozenset[float]
"""One number said, as all the values it can be read as."""

# Per language "word=value": regular expressions over case-folded words without diacritics.
# From 100 on a word multiplies what stands before it.
_WORDS = {
    "nl": "een=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 "
    "dertien=13 veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19 "
    "twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 "
    "honderd(?:en)?=100 duizend(?:en)?=1000 miljoen(?:en)?=1e6 mln=1e6 miljard(?:en)?=1e9 mld=1e9",
    "en": "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 "
    "twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 "
    "nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 "
    "dozen=12 hundreds?=100 thousands?=1000 millions?=1e6 mn=1e6 billions?=1e9 bn=1e9",
    "de": "ein(?:e[nrms]?|s)?=1 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 "
    "elf=11 zwolf=12 dreizehn=13 vierzehn=14 funfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 "
    "neunzehn=19 zwanzig=20 drei(?:ss|ß)ig=30 vierzig=40 funfzig=50 sechzig=60 siebzig=70 "
    "achtzig=80 neunzig=90 dutzend=12 hundert(?:e[nr]?)?=100 tausend(?:e[nr]?)?=1000 "
    "million(?:en)?=1e6 mio=1e6 milliarden?=1e9 mrd=1e9",
    "fr": "une?=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 "
    "douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingts?=20 trente=30 quarante=40 "
    "cinquante=50 soixante=60 septante=70 huitante=80 nonante=90 cents?=100 mille=1000 "
    "millions?=1e6 milliards?=1e9",
    "es": "un[oa]?=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 "
    "doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 "
    "diecinueve=19 veinte=20 veinti=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 "
    "setenta=70 ochenta=80 noventa=90 cien(?:to)?=100 doscient[oa]s=200 trescient[oa]s=300 "
    "cuatrocient[oa]s=400 quinient[oa]s=500 seiscient[oa]s=600 setecient[oa]s=700 "
    "ochocient[oa]s=800 novecient[oa]s=900 mil(?:es)?=1000 millon(?:es)?=1e6",
    "it": "un[oa]?=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 "
    "dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 "
    "diciannove=19 venti?=20 trenta?=30 quaranta?=40 cinquanta?=50 sessanta?=60 settanta?=70 "
    "ottanta?=80 novanta?=90 cento=100 mille=1000 mila=1000 milion[ei]=1e6 miliard[oi]=1e9",
    "pt": "uma?=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 "
    "doze=12 treze=13 catorze=14 quinze=15 dezesseis=16 dezessete=17 dezoito=18 dezenove=19 "
    "vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 "
    "cem=100 cento=100 duzent[oa]s=200 trezent[oa]s=300 mil=1000 milh(?:ao|oes)=1e6",
    "ru": "од(?:ин|на|но|ну|ной|ного)=1 дв(?:а|е|ух|ум|умя)=2 тр(?:и|ех|ем|емя)=3 "
    "четыр(?:е|ех|ем|ьмя)=4 пят(?:ь|и|ью)=5 шест(?:ь|и|ью)=6 сем(?:ь|и|ью)=7 "
    "вос(?:емь|ьми|емью)=8 девят(?:ь|и|ью)=9 десят(?:ь|и|ью)=10 одиннадцат(?:ь|и|ью)=11 "
    "двенадцат(?:ь|и|ью)=12 тринадцат(?:ь|и|ью)=13 четырнадцат(?:ь|и|ью)=14 "
    "пятнадцат(?:ь|и|ью)=15 шестнадцат(?:ь|и|ью)=16 семнадцат(?:ь|и|ью)=17 "
    "восемнадцат(?:ь|и|ью)=18 девятнадцат(?:ь|и|ью)=19 двадцат(?:ь|и|ью)=20 "
    "тридцат(?:ь|и|ью)=30 сорока?=40 (?:пятьдесят|пятидесяти)=50 (?:шестьдесят|шестидесяти)=60 "
    "(?:семьдесят|семидесяти)=70 (?:восемьдесят|восьмидесяти)=80 девяност[оа]=90 "
    "ст[оа]=100 (?:двести|двухсот)=200 (?:триста|трехсот)=300 (?:четыреста|четырехсот)=400 "
    "(?:пятьсот|пятисот)=500 (?:шестьсот|шестисот)=600 (?:семьсот|семисот)=700 "
    "(?:восемьсот|восьмисот)=800 (?:девятьсот|девятисот)=900 "
    "тысяч(?:а|и|у|ам|ами|ах|ей)?=1000 тыс=1000 миллион(?:а|ов|у|ы|ам|ами|ах|ом)?=1e6 млн=1e6 "
    "миллиард(?:а|ов|у|ы|ам|ами|ах|ом)?=1e9 млрд=1e9",
    "uk": "од(?:ин|на|не|ну|нієї|нієі|ного)=1 дв(?:а|і|ох|ом|ома)=2 тр(?:и|ьох|ьом|ьома)=3 "
    "чотир(?:и|ьох|ьом|ма)=4 п['’ʼ]?ят(?:ь|и|ьох|ьма)=5 ш(?:ість|ести|істьох)=6 "
    "с(?:ім|еми|імох)=7 в(?:ісім|осьми|ісьмох)=8 дев['’ʼ]?ят(?:ь|и|ьох)=9 десят(?:ь|и|ьох)=10 "
    "одинадцят(?:ь|и)=11 дванадцят(?:ь|и)=12 тринадцят(?:ь|и)=13 чотирнадцят(?:ь|и)=14 "
    "п['’ʼ]?ятнадцят(?:ь|и)=15 шістнадцят(?:ь|и)=16 сімнадцят(?:ь|и)=17 вісімнадцят(?:ь|и)=18 "
    "дев['’ʼ]?ятнадцят(?:ь|и)=19 двадцят(?:ь|и|ьох)=20 тридцят(?:ь|и|ьох)=30 сорока?=40 "
    "п['’ʼ]?ятдесят(?:и|ьох)?=50 шістдесят(?:и|ьох)?=60 сімдесят(?:и|ьох)?=70 "
    "вісімдесят(?:и|ьох)?=80 дев['’ʼ]?яност[оа]=90 ст[оа]=100 двісті=200 триста=300 "
    "чотириста=400 п['’ʼ]?ятсот=500 шістсот=600 сімсот=700 вісімсот=800 дев['’ʼ]?ятсот=900 "
    "тисяч(?:а|і|у|ам|ами|ах)?=1000 тис=1000 мільйон(?:а|ів|у|и|ам|ами|ах|ом)?=1e6 млн=1e6 "
    "мільярд(?:а|ів|у|и|ам|ами|ах|ом)?=1e9 млрд=1e9",
    "pl": "jed(?:en|na|no|nego|nej)=1 dw(?:a|ie|och|om|oma)=2 trz(?:y|ech|em|ema)=3 "
    "czter(?:y|ech|em|ema)=4 pie[cć](?:iu)?=5 sze[sś][cć](?:iu)?=6 sied(?:em|miu)=7 "
    "os(?:iem|miu)=8 dziewie[cć](?:iu)?=9 dziesie[cć](?:iu)?=10 jedena[sś](?:cie|tu)=11 "
    "dwana[sś](?:cie|tu)=12 trzyna[sś](?:cie|tu)=13 czterna[sś](?:cie|tu)=14 "
    "pietna[sś](?:cie|tu)=15 szesna[sś](?:cie|tu)=16 siedemna[sś](?:cie|tu)=17 "
    "osiemna[sś](?:cie|tu)=18 dziewietna[sś](?:cie|tu)=19 dwadzie[sś](?:cia|tu)=20 "
    "trzydzie[sś](?:ci|tu)=30 czterdzie[sś](?:ci|tu)=40 piecdziesi[aę]t(?:eciu)?=50 "
    "szescdziesi[aę]t=60 siedemdziesi[aę]t=70 osiemdziesi[aę]t=80 dziewiecdziesi[aę]t=90 "
    "sto=100 stu=100 dwiescie=200 trzysta=300 czterysta=400 piecset=500 szescset=600 "
    "siedemset=700 osiemset=800 dziewiecset=900 tysi(?:ac|ace|acy|aca)=1000 tys=1000 "
    "milion(?:y|ow|a)?=1e6 mln=1e6 miliard(?:y|ow|a)?=1e9 mld=1e9",
    "tr": "bir=1 iki=2 uc=3 dort=4 bes=5 alti=6 yedi=7 sekiz=8 dokuz=9 on=10 yirmi=20 otuz=30 "
    "kirk=40 elli=50 altmis=60 yetmis=70 seksen=80 doksan=90 yuz=100 bin=1000 milyon=1e6 "
    "milyar=1e9",
    "ar": "واحده?=1 (?:اثن|اثنت)(?:ان|ين)=2 ثلاثه?=3 اربعه?=4 خمسه?=5 سته?=6 سبعه?=7 ثمان(?:يه|ي)?=8 "
    "تسعه?=9 عشره?=10 عشرون=20 عشرين=20 ثلاث(?:ون|ين)=30 اربع(?:ون|ين)=40 خمس(?:ون|ين)=50 "
    "ست(?:ون|ين)=60 سبع(?:ون|ين)=70 ثمان(?:ون|ين)=80 تسع(?:ون|ين)=90 مئه=100 مائه=100 "
    "مئتان=200 مئتين=200 مئات=100 الف(?:ا)?=1000 الاف=1000 الفان=2000 الفين=2000 مليونا?=1e6 مليون(?:ي|ين|ان)=2e6 ملايين=1e6 "
    "مليار(?:ا|ات)?=1e9",
}  # fmt: skip
LANGUAGES = frozenset(_WORDS) | {"zh", "ja"}
_AND = {"fr": "et", "es": "y", "pt": "e", "en": "and", "it": "e"}
_ARABIC_PREFIX = re.compile(r"^[وفبلك]?(?:ال|لل|ل)?")
_AND_IN_COMPOUNDS = {"nl": "en", "de": "und", "it": "", "es": ""}
_MULTIPLIES = 100  # from this value on a word multiplies: "two hundred", "three thousand"

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 1e8, "億": 1e8}
_HAN_RUN = re.compile(rf"[{''.join(_HAN_DIGITS)}{''.join(_HAN_UNITS)}]+")
_HAN_COUNTED = "个個人名天日次艘辆輛座家位条條只隻种種周週年月岁歲小台架枚票倍处處"

_DIGITS = re.compile(
    r"(?<![a-z0-9_])(?:"  # not inside a name: H5N1
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)"  # 3 000 000
    r"|\d+(?:[.,٫٬]\d+)*)"
)
_DECADE = re.compile(r"['’]?s\b")
_AFTERNOON = re.compile(r"(?:[.:]\d\d)?\s?p\.?m\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_GAP = re.compile(r"[\s\u00a0-]{0,2}[多余餘]?")


def numbers(text: str, language: str | None) -> list[Number]:
    """The numbers a text says, in order of their form (digits first), repeats kept.

    Args:
        language: ISO 639-1 code of the text; of an unknown one only the digits are read.
    """
    text = _normal(text)
    found: list[Number] = []
    rest = list(text)
    for match in _DIGITS.finditer(text):
        readings = _readings(match.group())
        if _DECADE.match(text, match.end()):  # the 1960s are the sixties
            readings |= {value % 100 for value in readings}
        if _AFTERNOON.match(text, match.end()):
            readings |= {value + 12 for value in readings}
        scale, end = _scale(text, match.end(), language)
        rest[match.start() : end] = " " * (end - match.start())
        found.append(frozenset(round(value * scale, 6) for value in readings))
    words = "".join(rest)
    found += _spelled(words, language)
    if language in {"zh", "ja"}:
        found += _han_numbers(words)
    return [number for number in found if number != {0.0} and number != {1.0}]


def unsupported(claim: Iterable[Number], support: Iterable[Number]) -> list[Number]:
    """The numbers of a claim of which no reading is among those of its support."""
    known = {value for number in support for value in number}
    return [number for number in claim if not number & known]


def _normal(text: str) -> str:
    """Without case and diacritics, digits of all scripts as ASCII."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return "".join(
        str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in kept
    )


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})


def _readings(digits: str) -> set[float]:
    """What a run of digits with points and commas can mean."""
    digits = re.sub(r"[ \u00a0\u202f\u2009'’٬]", "", digits).replace("٫", ".")
    parts = re.split(r"[.,]", digits)
    if len(parts) == 1:
        return {float(digits)}
    marks = re.sub(r"\d", "", digits)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if len(parts) > 2:
        if grouped and len(set(marks)) == 1:
            return {float("".join(parts))}
        if len(set(marks)) == 1:  # 12.08.2025 or 1.2.3: no quantity
            return {float(part) for part in parts}
        return {float("".join(parts[:-1]) + "." + parts[-1])}
    readings = {float(f"{parts[0]}.{parts[1]}")}
    if grouped and parts[0] != "0":
        readings.add(float("".join(parts)))
    return readings


def _scale(text: str, end: int, language: str | None) -> tuple[float, int]:
    """What a word right after digits multiplies them by, and where it ends."""
    gap = _GAP.match(text, end)
    start = gap.end() if gap else end
    scale = 1.0
    while start < len(text) and text[start] in _HAN_UNITS and language in {"zh", "ja"}:
        scale *= _HAN_UNITS[text[start]]
        end = start = start + 1
    word = _WORD.match(text, start)
    if word and language in _WORDS:
        value = _value(word.group(), language)
        if value is not None and value >= _MULTIPLIES:
            return scale * value, word.end()
    return scale, end


def _spelled(text: str, language: str | None) -> list[Number]:
    """Numbers in words; neighbouring number words are read together."""
    if language not in _WORDS:
        return []
    found: list[float] = []
    run: list[float] = []
    last = 0
    for word in _WORD.finditer(text):
        gap = text[last : word.start()].strip("-\u00a0 \t\n")
        values = _split(word.group(), language)
        joins = bool(run) and not gap
        if joins and not values and word.group() == _AND.get(language):
            last = word.end()
            continue
        if not (joins and values and _continues(run[-1], values[0], language)):
            found.append(_evaluate(run, language))
            run = []
        run += values
        last = word.end()
    found.append(_evaluate(run, language))
    return [frozenset({value}) for value in found if value]


def _continues(last: float, value: float, language: str) -> bool:
    """Whether a number word goes on with the number before it: forty one, but not two three."""
    if value >= _MULTIPLIES:
        return value in {100, 1000, 1e6, 1e9} or last >= 1000
    if last >= _MULTIPLIES:
        return True
    if language == "fr" and last == 4 and value == 20:
        return True
    if language == "ar" and last < 10 and value >= 10:
        return True
    if language in {"fr", "tr"} and last == 10:
        return value < 10
    return last >= 20 and value < 20


def _evaluate(values: list[float], language: str) -> float:
    """Neighbouring number words as one number: 2 100 1000 3 is 200,003."""
    total = current = 0.0
    for value in values:
        if value >= 1000 and value in {1000, 1e6, 1e9}:
            total += max(current, 1) * value
            current = 0
        elif value == _MULTIPLIES:
            current = (current // 100) * 100 + max(current % 100, 1) * 100
        elif language == "fr" and value == 20 and current % 100 == 4:
            current += 76  # quatre-vingt
        else:
            current += value
    return total + current


@cache
def _patterns(language: str) -> tuple[list[tuple[re.Pattern[str], float]], re.Pattern[str]]:
    pairs = [pair.rsplit("=", 1) for pair in _normal(_WORDS[language]).split()]
    pairs.sort(key=lambda pair: -len(pair[0]))
    joined = "|".join(pattern for pattern, _ in pairs)
    return (
        [(re.compile(pattern), float(value)) for pattern, value in pairs],
        re.compile(joined),
    )


@cache
def _value(word: str, language: str) -> float | None:
    singles, _ = _patterns(language)
    value = next((value for pattern, value in singles if pattern.fullmatch(word)), None)
    if value is None and language == "tr":  # its endings are many; short words end too alike
        value = next((v for p, v in singles if len(p.pattern) > 4 and p.match(word)), None)
    return value


def _split(word: str, language: str) -> list[float]:
    """The values in a word, which may be a compound: einundvierzigtausend."""
    value = _value(word, language)
    if value is None and language == "ar":
        value = _value(_ARABIC_PREFIX.sub("", word), language)
    if value is not None:
        return [value]
    if language not in _AND_IN_COMPOUNDS:
        return []
    singles, parts = _patterns(language)
    values: list[float] = []
    place, connector = 0, _AND_IN_COMPOUNDS[language]
    while place < len(word):
        match = parts.match(word, place)
        if match is None and connector and word.startswith(connector, place) and values:
            place += len(connector)
            continue
        if match is None:
            return []
        part = match.group()
        values.append(next(value for pattern, value in singles if pattern.fullmatch(part)))
        place = match.end()
    return values


def _han_numbers(text: str) -> list[Number]:
    found: list[Number] = []
    for match in _HAN_RUN.finditer(text):
        run = match.group()
        counted = text[match.end() : match.end() + 1] in _HAN_COUNTED
        if len(run) == 1 and not counted:
            continue
        if len(run) > 1 and not any(c in _HAN_UNITS for c in run):
            continue
        found.append(frozenset({_han_value(run)}))
    return found


def _han_value(run: str) -> float:
    total = section = digit = 0.0
    for c in run:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif _HAN_UNITS[c] < 10_000:
            section += max(digit, 1) * _HAN_UNITS[c]
            digit = 0
        else:
            total += max(section + digit, 1) * _HAN_UNITS[c]
            section = digit = 0
    return total + section + digit
