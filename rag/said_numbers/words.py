"""The words for numbers in each language, and those that join or halve them."""

from __future__ import annotations

# Per language "word=value": regular expressions over case-folded words without diacritics. "x" marks
# what multiplies the number before it; "2x1000" is two thousand in one word. Units follow the long
# or the short scale as the language does: a Billion is 1e12, a billion 1e9.
WORDS = {
    "nl": "een=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12 "
    "dertien=13 veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19 "
    "twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 "
    "honderd(?:en|tal|tallen)?=x100 duizend(?:en|tal|tallen)?=x1000 miljoen(?:en)?=x1e6 "
    "mln=x1e6 miljard(?:en)?=x1e9 mld=x1e9 mrd=x1e9 biljoen(?:en)?=x1e12 biljard(?:en)?=x1e15 "
    "triljoen(?:en)?=x1e18 anderhal(?:f|ve)=1.5 dozijn=x12 tiental(?:len)?=x10",
    "en": "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
    "thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 "
    "twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 dozen=x12 "
    "tens=x10 hundreds?=x100 thousands?=x1000 la(?:kh|c)s?=x1e5 crores?=x1e7 millions?=x1e6 mn=x1e6 billions?=x1e9 bn=x1e9 "
    "trillions?=x1e12 tn=x1e12 trn=x1e12 quadrillions?=x1e15",
    "de": "ein(?:e[nrms]?|s)?=1 anderthalb(?:e[nrms]?)?=1.5 zwei=2 drei=3 vier=4 funf=5 sechs=6 "
    "sieben=7 acht=8 neun=9 zehn=10 elf=11 zwolf=12 dreizehn=13 vierzehn=14 funfzehn=15 "
    "sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 drei(?:ss|ß)ig=30 vierzig=40 "
    "funfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 dutzend=x12 "
    "hundert(?:e[nr]?)?=x100 tausend(?:e[nr]?)?=x1000 tsd=x1000 million(?:en)?=x1e6 mio=x1e6 "
    "milliarden?=x1e9 mrd=x1e9 billion(?:en)?=x1e12 billiarden?=x1e15 trillion(?:en)?=x1e18",
    "fr": "une?=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 "
    "treize=13 quatorze=14 quinze=15 seize=16 vingts?=20 trente=30 quarante=40 cinquante=50 "
    "soixante=60 septante=70 huitante=80 nonante=90 cents?=x100 mille=x1000 douzaine=x12 "
    "dizaines?=x10 centaines?=x100 milliers?=x1000 millions?=x1e6 milliards?=x1e9 mds?=x1e9 "
    "billions?=x1e12 billiards?=x1e15 trillions?=x1e18",
    "es": "un[oa]?=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 "
    "doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 "
    "diecinueve=19 veinte=20 veinti=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 "
    "setenta=70 ochenta=80 noventa=90 cien(?:to)?=100 doscient[oa]s=200 trescient[oa]s=300 "
    "cuatrocient[oa]s=400 quinient[oa]s=500 seiscient[oa]s=600 setecient[oa]s=700 "
    "ochocient[oa]s=800 novecient[oa]s=900 mil(?:es)?=x1000 docena=x12 decenas?=x10 "
    "cientos=x100 centenar(?:es)?=x100 millar(?:es)?=x1000 millon(?:es)?=x1e6 millardos?=x1e9 "
    "billon(?:es)?=x1e12 trillon(?:es)?=x1e18",
    "it": "un[oa]?=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 "
    "dodici=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 "
    "diciannove=19 venti?=20 trenta?=30 quaranta?=40 cinquanta?=50 sessanta?=60 settanta?=70 "
    "ottanta?=80 novanta?=90 cento=x100 mille=x1000 mila=x1000 dozzina=x12 decin[ae]=x10 "
    "centinai[oa]=x100 migliai[oa]=x1000 milion[ei]=x1e6 miliard[oi]=x1e9 mln=x1e6 mld=x1e9 "
    "bilion[ei]=x1e12 trilion[ei]=x1e18",
    "pt": "uma?=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 "
    "doze=12 treze=13 catorze=14 quinze=15 dezesseis=16 dezessete=17 dezoito=18 dezenove=19 "
    "vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 "
    "cem=100 cento=100 duzent[oa]s=200 trezent[oa]s=300 quatrocent[oa]s=400 quinhent[oa]s=500 "
    "seiscent[oa]s=600 setecent[oa]s=700 oitocent[oa]s=800 novecent[oa]s=900 quatorze=14 "
    "dezasseis=16 dezassete=17 dezanove=19 mil=x1000 duzia=x12 dezenas?=x10 centenas?=x100 "
    "centenar(?:es)?=x100 milhar(?:es)?=x1000 milh(?:ao|oes)=x1e6 bilh(?:ao|oes)=x1e9 "
    "bi=x1e9 trilh(?:ao|oes)=x1e12 bili(?:ao|oes)=x1e12 trili(?:ao|oes)=x1e18",
    "ru": "од(?:ин|на|но|ну|ной|ного)=1 дв(?:а|е|ух|ум|умя)=2 тр(?:и|ех|ем|емя)=3 "
    "четыр(?:е|ех|ем|ьмя)=4 пят(?:ь|и|ью)=5 шест(?:ь|и|ью)=6 сем(?:ь|и|ью)=7 "
    "вос(?:емь|ьми|емью)=8 девят(?:ь|и|ью)=9 десят(?:ь|и|ью)=10 одиннадцат(?:ь|и|ью)=11 "
    "двенадцат(?:ь|и|ью)=12 тринадцат(?:ь|и|ью)=13 четырнадцат(?:ь|и|ью)=14 "
    "пятнадцат(?:ь|и|ью)=15 шестнадцат(?:ь|и|ью)=16 семнадцат(?:ь|и|ью)=17 "
    "восемнадцат(?:ь|и|ью)=18 девятнадцат(?:ь|и|ью)=19 двадцат(?:ь|и|ью)=20 "
    "тридцат(?:ь|и|ью)=30 сорока?=40 (?:пятьдесят|пятидесяти)=50 (?:шестьдесят|шестидесяти)=60 "
    "(?:семьдесят|семидесяти)=70 (?:восемьдесят|восьмидесяти)=80 девяност[оа]=90 ст[оа]=100 "
    "(?:двести|двухсот)=200 (?:триста|трехсот)=300 (?:четыреста|четырехсот)=400 "
    "(?:пятьсот|пятисот)=500 (?:шестьсот|шестисот)=600 (?:семьсот|семисот)=700 "
    "(?:восемьсот|восьмисот)=800 (?:девятьсот|девятисот)=900 полтор[аы]=1.5 полутора=1.5 "
    "дюжин(?:а|у|ы)=x12 десят(?:ок|ка|ки|ков|кам|ками)=x10 сот(?:ня|ни|ню|ен|ням|нями)=x100 "
    "тысяч(?:а|и|у|ам|ами|ах|ей)?=x1000 тыс=x1000 миллион(?:а|ов|у|ы|ам|ами|ах|ом)?=x1e6 "
    "млн=x1e6 миллиард(?:а|ов|у|ы|ам|ами|ах|ом)?=x1e9 млрд=x1e9 биллион(?:а|ов)?=x1e9 "
    "триллион(?:а|ов|у|ы|ам|ами|ах|ом)?=x1e12 трлн=x1e12 квадриллион(?:а|ов)?=x1e15",
    "uk": "од(?:ин|на|не|ну|нієї|нієі|ного)=1 дв(?:а|і|ох|ом|ома)=2 тр(?:и|ьох|ьом|ьома)=3 "
    "чотир(?:и|ьох|ьом|ма)=4 п['’ʼ]?ят(?:ь|и|ьох|ьма)=5 ш(?:ість|ести|істьох)=6 "
    "с(?:ім|еми|імох)=7 в(?:ісім|осьми|ісьмох)=8 дев['’ʼ]?ят(?:ь|и|ьох)=9 десят(?:ь|и|ьох)=10 "
    "одинадцят(?:ь|и)=11 дванадцят(?:ь|и)=12 тринадцят(?:ь|и)=13 чотирнадцят(?:ь|и)=14 "
    "п['’ʼ]?ятнадцят(?:ь|и)=15 шістнадцят(?:ь|и)=16 сімнадцят(?:ь|и)=17 вісімнадцят(?:ь|и)=18 "
    "дев['’ʼ]?ятнадцят(?:ь|и)=19 двадцят(?:ь|и|ьох)=20 тридцят(?:ь|и|ьох)=30 сорока?=40 "
    "п['’ʼ]?ятдесят(?:и|ьох)?=50 шістдесят(?:и|ьох)?=60 сімдесят(?:и|ьох)?=70 "
    "вісімдесят(?:и|ьох)?=80 дев['’ʼ]?яност[оа]=90 ст[оа]=100 двісті=200 триста=300 "
    "чотириста=400 п['’ʼ]?ятсот=500 шістсот=600 сімсот=700 вісімсот=800 дев['’ʼ]?ятсот=900 "
    "півтор[аи]=1.5 дюжин(?:а|у|и)=x12 десят(?:ок|ка|ки|ків|кам|ками)=x10 "
    "сот(?:ня|ні|ню|ень|ням|нями)=x100 тисяч(?:а|і|у|ам|ами|ах)?=x1000 тис=x1000 "
    "мільйон(?:а|ів|у|и|ам|ами|ах|ом)?=x1e6 млн=x1e6 мільярд(?:а|ів|у|и|ам|ами|ах|ом)?=x1e9 "
    "млрд=x1e9 більйон(?:а|ів)?=x1e12 трильйон(?:а|ів|у|и|ам|ами|ах|ом)?=x1e12 трлн=x1e12 "
    "квадрильйон(?:а|ів)?=x1e15",
    "pl": "jed(?:en|na|no|nego|nej)=1 dw(?:a|ie|och|om|oma)=2 trz(?:y|ech|em|ema)=3 "
    "czter(?:y|ech|em|ema)=4 pie[cć](?:iu)?=5 sze[sś][cć](?:iu)?=6 sied(?:em|miu)=7 "
    "os(?:iem|miu)=8 dziewie[cć](?:iu)?=9 dziesie[cć](?:iu)?=10 jedena[sś](?:cie|tu)=11 "
    "dwana[sś](?:cie|tu)=12 trzyna[sś](?:cie|tu)=13 czterna[sś](?:cie|tu)=14 "
    "pietna[sś](?:cie|tu)=15 szesna[sś](?:cie|tu)=16 siedemna[sś](?:cie|tu)=17 "
    "osiemna[sś](?:cie|tu)=18 dziewietna[sś](?:cie|tu)=19 dwadzie[sś](?:cia|tu)=20 "
    "trzydzie[sś](?:ci|tu)=30 czterdzie[sś](?:ci|tu)=40 piecdziesi[aę]t(?:eciu)?=50 "
    "szescdziesi[aę]t=60 siedemdziesi[aę]t=70 osiemdziesi[aę]t=80 dziewiecdziesi[aę]t=90 "
    "sto=100 stu=100 dwiescie=200 trzysta=300 czterysta=400 piecset=500 szescset=600 "
    "siedemset=700 osiemset=800 dziewiecset=900 półtor(?:a|ej)=1.5 tuzin=x12 "
    "dziesiątk(?:i|ów|ami)=x10 setk(?:a|i|ę|ami)=x100 setek=x100 "
    "tysi(?:ac|ace|acy|aca|acami|ecy)=x1000 tys=x1000 milion(?:y|ow|a)?=x1e6 mln=x1e6 "
    "miliard(?:y|ow|a)?=x1e9 mld=x1e9 bilion(?:y|ow|a)?=x1e12 bln=x1e12 "
    "biliard(?:y|ow|a)?=x1e15 trylion(?:y|ow|a)?=x1e18",
    "tr": "bir=1 iki=2 uc=3 dort=4 bes=5 alti=6 yedi=7 sekiz=8 dokuz=9 on=10 yirmi=20 otuz=30 "
    "kirk=40 elli=50 altmis=60 yetmis=70 seksen=80 doksan=90 yuz=x100 bin=x1000 duzine=x12 duzinelerce=x10 "
    "onlarca=x10 yuzlerce=x100 binlerce=x1000 milyon=x1e6 milyar=x1e9 trilyon=x1e12 "
    "katrilyon=x1e15",
    "ar": "واحده?=1 (?:اثن|اثنت)(?:ان|ين)=2 ثلاثه?=3 اربعه?=4 خمسه?=5 سته?=6 سبعه?=7 ثمان(?:يه|ي)?=8 "
    "تسعه?=9 عشره?=10 احدى?\\sعشره?=11 اثنت?[اي]\\sعشره?=12 "
    "عشرون=20 عشرين=20 ثلاث(?:ون|ين)=30 اربع(?:ون|ين)=40 خمس(?:ون|ين)=50 "
    "ست(?:ون|ين)=60 سبع(?:ون|ين)=70 ثمان(?:ون|ين)=80 تسع(?:ون|ين)=90 مئه=x100 مائه=x100 "
    "عشرات=x10 دزينه=x12 ثلاثما?ئه=300 اربعما?ئه=400 خمسما?ئه=500 ستما?ئه=600 سبعما?ئه=700 "
    "ثماني?ما?ئه=800 تسعما?ئه=900 ما?ئت(?:ان?|ين?)=200 مئات=x100 الف(?:ا)?=x1000 الاف=x1000 "
    "الف(?:ان|ين?)=2x1000 مليونا?=x1e6 مليون(?:ي|ين|ان)=2x1e6 ملايين=x1e6 "
    "مليار(?:ا|ات)?=x1e9 مليار(?:ي|ين|ان)=2x1e9 بليونا?=x1e9 بلايين=x1e9 "
    "تري?ليون(?:ا|ات)?=x1e12 تري?ليون(?:ي|ين|ان)=2x1e12",
}  # fmt: skip

# Two words of which the first alone says something else: أحد is someone, أثنى praised.
IN_TWO_WORDS = {"ar": r"[وفبلك]?(?:احدي?|(?:ال|ل)?اثنت?[اي])\sعشره?(?!\w)"}
# Between two numbers that are one: quarante et un, hundreds of thousands.
AND = {"fr": "et", "es": "y", "pt": "e", "en": "and", "it": "e"}
OF = {"nl": "van", "en": "of", "de": "von", "fr": "de", "es": "de", "it": "di", "pt": "de"}
# Inside a word: eenenveertig, einundvierzig, veintidós.
AND_IN_COMPOUNDS = {"nl": "en", "de": "und", "it": "", "es": ""}

# What halves the unit that follows: half a million, полмиллиона.
HALF_OF = {
    "nl": r"(?:een[ -])?hal(?:f|ve)",
    "en": r"half(?:[ -](?:of[ -])?an?)?",
    "de": r"(?:eine?[nmrs]? )?halbe?[nmrs]?",
    "fr": r"(?:une? )?demie?s?",
    "es": r"medi[oa]",
    "it": r"mezz[oa]",
    "pt": r"mei[oa]",
    "ru": r"пол(?:у|овин[аыеу])?",
    "uk": r"п(?:ів|оловин[аиуі])",
    "pl": r"poł(?:ow[aeyęą])?",
    "tr": r"yarım",
    "ar": r"[وفبلك]?نصف(?: ال)?",
}
# Parts of a whole, of which the number before them counts some, "word=part" as above: two thirds.
# ",1": the word may count something else, quarters of a year or of a town.
PARTS = {
    "nl": "kwart(?:en)?=1/4 driekwart=3/4 derden?=1/3 tweederden?=2/3 vierden?=1/4 vijfden?=1/5 zesden?=1/6 "
    "zevenden?=1/7 achtsten?=1/8 negenden?=1/9 tienden?=1/10",
    # In the singular mostly one of a row: two third graders.
    "en": r"quarter=1/4 quarters=1/4,1 third(?:s|(?=[-\s]majorit)|(?=\sof\san?\s))=1/3 fourths=1/4 fifths=1/5 "
    "sixths=1/6 sevenths=1/7 eighths=1/8 ninths=1/9 tenths=1/10",
    "de": "vierteln?=1/4,1 dreivierteln?=3/4 dritteln?=1/3 zweidritteln?=2/3 funfteln?=1/5 sechsteln?=1/6 "
    "siebteln?=1/7 achteln?=1/8 neunteln?=1/9 zehnteln?=1/10",
    "fr": "quarts?=1/4 tiers=1/3 cinquiemes=1/5 sixiemes=1/6 septiemes=1/7 huitiemes=1/8 neuviemes=1/9 "
    "dixiemes=1/10",
    "es": r"cuarto=1/4 cuartos=1/4,1 cuartas\spartes=1/4 tercios?=1/3 terceras\spartes=1/3 quint(?:os|as\spartes)=1/5 "
    r"sext(?:os|as\spartes)=1/6 septim(?:os|as\spartes)=1/7 octav(?:os|as\spartes)=1/8 "
    r"noven(?:os|as\spartes)=1/9 decim[oa]s=1/10",
    "it": "quart[oi]=1/4 terz[oi]=1/3 quinti=1/5 sesti=1/6 settimi=1/7 ottavi=1/8 noni=1/9 decimi=1/10",
    "pt": r"quarto=1/4 quartos=1/4,1 quartas\spartes=1/4 tercos?=1/3 tercas\spartes=1/3 quint(?:os|as\spartes)=1/5 "
    "sextos=1/6 setimos=1/7 oitavos=1/8 nonos=1/9 decim[oa]s=1/10",
    "ru": "четверт(?:ь|и|ью|ей|ям|ями|ях)=1/4 трет(?:ь|и|ью|ей|ям|ями|ях)=1/3 пят(?:ые|ых|ыми)=1/5 "
    "шест(?:ые|ых|ыми)=1/6 седьм(?:ые|ых|ыми)=1/7 восьм(?:ые|ых|ыми)=1/8 девят(?:ые|ых|ыми)=1/9 "
    "десят(?:ые|ых|ыми)=1/10",
    "uk": "чверт(?:ь|і|ю|ей|ям|ями|ях)=1/4 третин(?:а|у|и|ою|ам|ами|ах)?=1/3 п['’ʼ]?ят(?:і|их|ими)=1/5 "
    "шост(?:і|их|ими)=1/6 сьом(?:і|их|ими)=1/7 восьм(?:і|их|ими)=1/8 дев['’ʼ]?ят(?:і|их|ими)=1/9 "
    "десят(?:і|их|ими)=1/10",
    "pl": "ćwierć=1/4 czwart(?:a|ej|e|ych|ymi)=1/4 trzeci(?:a|ej|e|ch|mi)=1/3 piąt(?:e|ych|ymi)=1/5 "
    "szóst(?:e|ych|ymi)=1/6 siódm(?:e|ych|ymi)=1/7 ósm(?:e|ych|ymi)=1/8 dziewiąt(?:e|ych|ymi)=1/9 "
    "dziesiąt(?:e|ych|ymi)=1/10",
    # "Üçte iki": of three two.
    "tr": r"ceyrek=1/4 (?<!saat\s)ucte\siki\w*=2/3 (?<!saat\s)dortte\suc\w*=3/4 (?<!saat\s)beste\siki\w*=2/5 "
    r"(?<!saat\s)beste\suc\w*=3/5 (?<!saat\s)beste\sdor[td]\w*=4/5",
    "ar": "[وفبلك]?ربع=1/4 ارباع=1/4 [وفبلك]?ثلث=1/3 [وفبلك]?ثلث(?:ي|ا|ين|ان)=2/3 اثلاث=1/3 اخماس=1/5 اسداس=1/6 "
    "اسباع=1/7 اثمان=1/8 اتساع=1/9 اعشار=1/10",
}
# Between a part and a unit that it is of: a quarter of a million.
OF_A = {
    "nl": "van een",
    "en": "of[ -]an?",
    "de": "einer",
    "fr": "de|d['’]un",
    "es": "de(?: un)?",
    "it": "di(?: un)?",
    "pt": "de(?: um)?",
    "ar": "(?:ال)?",
}
# What adds half of one, or of the unit before it: two and a half million, dos millones y medio.
AND_A_HALF = {
    "nl": r"en[ -](?:een[ -])?hal(?:f|ve)",
    "en": r"and[ -]a[ -]half",
    "de": r"und (?:eine?[nmrs]? )?halbe?[nmrs]?",
    "fr": r"et[ -]demie?",
    "es": r"y medi[oa]",
    "it": r"e mezz[oa]",
    "pt": r"e mei[oa]",
    "ru": r"с половиной",
    "uk": r"(?:з|із) половиною|[ій] пів",
    "pl": r"i poł",
    "tr": r"buçuk",
    "ar": r"ونصف(?: ال)?",
}
HALF_ENDING = {"nl": r"enhal(?:f|ve)$", "de": r"(?:und)?einhalb(?:e[nrms]?)?$"}
# What such a half follows where no number is said, and what the two make: a year and a half.
_TIMES = "(?:عام|سن|ساع|شهر|يوم|قرن|اسبوع)"
UNCOUNTED = {
    "en": ((r"an? \w+", 1.5),),
    "ar": ((rf"{_TIMES}ت?(?:ين|ان)", 2.5), (rf"{_TIMES}ه?", 1.5)),
}
# What joins the two numbers of a range: two to three million.
IN_RANGES = {
    "nl": "tot|of|en|à",
    "en": "to|or|and",
    "de": "bis|oder|und",
    "fr": "à|ou|et",
    "es": "a|o|y",
    "it": "a|o|e",
    "pt": "a|ou|e",
    "pl": "do|lub|i",
    "ru": "до|или|и",
    "uk": "до|або|чи|і",
    "tr": "ile|ila|veya|ve",
    "ar": "إلى|أو",
}
