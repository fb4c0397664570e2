"""How a correction repeats what was written, calls it wrong and says what is right, by language."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from rag.language import UNSPACED

Says = Literal["wrote", "wrong", "right"]

# Alternatives of regular expressions, matched without regard to case from the beginning of a word on.
# What was written: by us, in a report, or wrongly.
_WROTE = {
    "en": r"(?:we|our|article|report|story|dispatch|headline|caption|column|newspaper|agency|wire)\b"
    r".{0,150}?\b(?:wrote|reported|said|stated|gave|put|called|named|described|quoted|listed|claimed)\b"
    r"|(?:wrong|mistaken|incorrect|erroneous|inaccurate)ly|mis(?:stated|identified|spel\w+|named|quoted|reported)",
    "nl": r"(?:schreven|meldden|noemden|vermeldden|berichtten|gaven) (?:wij|we)\b"
    r"|(?:wij|we)\b(?: \w+){0,8} (?:schreven|geschreven|gemeld|noemden|genoemd|vermeld\w*|bericht|stelden)\b"
    r"|(?:artikel|bericht|verhaal|stuk|kop|krant|bijschrift|analyse)\b"
    r".{0,120}? (?:schreef|stond\w*|meldde|noemde|vermeldde|gaf|heette)"
    r"|ten onrechte|abusievelijk|per abuis",
    "de": r"(?:haben|hatten) wir\b|wir (?:haben|hatten)\b|(?:schrieben|meldeten|nannten|berichteten) wir\b"
    r"|wir(?: \w+){0,4} (?:schrieben|meldeten|nannten|berichteten)\b"
    r"|(?:artikel|bericht|meldung|beitrag|überschrift|ausgabe)\b.{0,120}? (?:hieß|stand|nannte|schrieb|meldete)\b"
    r"|fälschlich\w*|irrtümlich\w*|versehentlich",
    "fr": r"nous (?:avons|avions|écriv\w+|annonc\w+|indiqu\w+|affirm\w+)|avons-nous"
    r"|(?:article|dépêche|titre|légende|journal|agence|reportage)\b"
    r".{0,120}? (?:indiqu|affirm|écri|annon|donn|présent|mentionn|attribu|disait|nommait)\w*"
    r"|par erreur|à tort",
    "es": r"(?:escrib|public|inform|dij|señal|llam|indic|atribu|afirm|d)imos\b|(?:inform|public|llam|indic|señal|afirm)amos\b"
    r"|(?:hemos|habíamos) \w+[ai]do\b"
    r"|(?:artículo|nota|noticia|información|despachos?|titular|agencia|diario|periódico)\b"
    r".{0,150}? (?:inform|afirm|señal|indic|atribu|public|llam)\w+|por error|(?:erróne|equivocad|incorrect)amente",
    "it": r"(?:abbiamo|avevamo) \w+|(?:scriv|riport|indic)[ae]vamo"
    r"|(?:articolo|notizia|dispaccio|titolo|agenzia|giornale|didascalia|servizio)\b"
    r".{0,120}? (?:scri|riport|indic|afferm|attribu|chiam|diceva)\w*|per errore|erroneamente",
    "pt": r"(?:escrev|diss|refer)emos\b|(?:notici|inform|public|indic|cham)[áa]mos\b"
    r"|(?:artigo|notícia|reportagem|despacho|título|agência|jornal|legenda)\b"
    r".{0,120}? (?:inform|disse|dizia|afirm|indic|refer|atribu|notici)\w*|por (?:erro|engano|lapso)|err(?:ada|onea)mente",
    "pl": r"(?:na)?pisaliśmy|podaliśmy|(?:po)?informowaliśmy|nazwaliśmy|donosiliśmy"
    r"|(?:artyku|tekst|tekś|depesz|tytu|agencj|gazet|gazec)\w*\b.{0,120}? (?:napisan|podan|poda|nazwan|stwierdz)\w*"
    r"|błędnie|omyłkowo|mylnie",
    "ru": r"мы(?: \w+){0,4} (?:написали|сообщили|указали|назвали|писали|сообщали)"
    r"|(?:написали|сообщили|указали|назвали|писали|сообщали)(?: мы|, что)\b"
    r"|(?:стать|заметк|материал|новост|заголов|публикаци|агентств|газет)\w*\b"
    r".{0,120}? (?:говорилось|сообщал|указан|назван|написан|утверждал|сказан|сообщил)\w*"
    r"|ошибочно|по ошибке|неверно (?:указ|наз|напис)\w*",
    "uk": r"ми(?: \w+){0,4} (?:написали|повідомили|вказали|назвали|писали|повідомляли)"
    r"|(?:написали|повідомили|вказали|назвали|писали|повідомляли)(?: ми|, що)\b"
    r"|(?:статт|замітц|матеріал|новин|заголов|публікаці|агентств|газет)\w*\b"
    r".{0,120}? (?:йшлося|повідомлял|вказан|названо|написано|стверджував|сказано)\w*|помилково",
    "ar": r"[وف]?(?:ذكرنا|كتبنا|أوردنا|قلنا|نشرنا|أشرنا|أفدنا)|[وف]?(?:ورد|جاء) في (?:ال)?(?:تقرير|خبر|مقال)\w*"
    r"|(?:بال|عن طريق ال)خطأ",
    "zh": r"(?:我们|本报|本社|本网|报道|文章|标题|稿件)[^。]{0,40}?(?:报道|写道|写成|称|说|误|提到|刊登)"
    r"|误(?:写|称|报|作|将|把)|错误地",
    "tr": r"(?:yaz|ver|bildir|belirt|duyur|aktar|de)(?:miş|mış)?t?[dt][ıiuü]k\b"
    r"|(?:haber|yazı|başlık|gazete)\w*\b.{0,120}? (?:yazıldı|yazılmıştı|verildi|verilmişti|belirtildi|denildi|yer aldı)"
    r"|yanlışlıkla|sehven",
    "ja": r"(?:本紙|当社|弊社|本社|記事|見出し|配信)[^。]{0,80}?(?:報じ|伝え|書い|書き|記し|記載|掲載|と?しまし|とあ)|誤って",
}  # fmt: skip

# That it was wrong, and no more.
_WRONG = {
    "en": r"wrong|incorrect|false|untrue|inaccurate|errone|error|mistake|not (?:correct|right|true|so|the case)",
    "nl": r"fout|onjuist|verkeerd|onwaar|vergissing|(?:klopt|klopte|juist|is|was) niet|niet (?:juist|waar|zo)",
    "de": r"falsch|fehler|irrtum|unrichtig|(?:stimmt|stimmte) nicht|nicht (?:richtig|korrekt|der fall)|trifft nicht",
    "fr": r"fau(?:x|sse)|erron|inexact|incorrect|erreur|n['’]est pas|n['’]était pas",
    "es": r"err[óo]ne|incorrect|fals|error|equivocad|inexact|no (?:es|era|fue) (?:as[íi]|ciert|correct)",
    "it": r"sbagliat|errat|errore|fals|inesatt|non (?:è|era) (?:vero|corretto|così|esatto)",
    "pt": r"errad|incorret|fals|erro\b|inexat|engano|não (?:é|era) (?:verdade|correto|assim)",
    "pl": r"błąd|błęd|nieprawd|niepoprawn|pomyłk|nie (?:jest|było) (?:to )?prawd",
    "ru": r"неверн|неправильн|ошибк|ошибочн|неправд|не так|не соответств",
    "uk": r"неправильн|помилк|хибн|неправд|невірн|не так|не відповіда",
    "ar": r"خطأ|غير (?:صحيح|دقيق)|ليس صحيح|خاطئ",
    "zh": r"错误|有误|不实|不正确|不准确|不对|失实",
    "tr": r"yanlış|hata|doğru değil",
    "ja": r"誤り|間違い|事実と異な|不正確",
}

# What is right; with it a sentence needs no other, even where it says "as we wrote" as well.
_RIGHT = {
    "en": r"should (?:have (?:been|said|read)|be|read)|the (?:correct|right|actual|true) |in fact|actually"
    r"|rather than|instead of|as (?:we|our|this)\b|(?<=, )(?:and |but )?not ",
    "nl": r"(?:moet|had|behoor)\w*(?: \w+){0,6} (?:zijn|luiden|heten|staan)\b|(?:het|de) juiste|juist is"
    r"|in werkelijkheid|in feite|in plaats van|zoals (?:wij|we)\b|(?:en|maar) niet |(?<=, )niet ",
    "de": r"(?:richtig|korrekt) (?:ist|muss|lautet|wäre)|d(?:ie|er|as) (?:richtig|korrekt)\w*|tatsächlich|in wirklichkeit"
    r"|muss(?: \w+){0,5} (?:heißen|lauten)|sondern|statt|wie (?:wir|berichtet|gemeldet)\b|(?:und |(?<=, ))nicht ",
    "fr": r"il (?:faut|fallait) lire|(?:aurait|auraient) dû|en (?:réalité|fait)\b|(?:le|la) (?:bon|vrai|exact)\w* "
    r"|et non |non pas |mais bien|au lieu d|comme nous",
    "es": r"deb(?:ió|e|ía|ería) (?:decir|ser)|(?:el|la|lo)(?: \w+)? (?:correct|verdader)\w+|en realidad|sino "
    r"|en (?:vez|lugar) de|como (?:escrib|public|inform|dij)\w+|(?:y |(?<=, ))no ",
    "it": r"avrebbe(?:ro)? dovuto|deve (?:leggersi|essere)|(?:il|la|lo)(?: \w+)? (?:corrett|giust|esatt)[oa]\b|in realtà"
    r"|bensì|anziché|invece di|come (?:abbiamo|avevamo)|(?:e |(?<=, ))non ",
    "pt": r"deve(?:ria)? (?:ler-se|ser|ter)|[oa](?: \w+)? (?:corret|verdadeir)[oa]\b|na (?:verdade|realidade)|mas sim"
    r"|em vez d|como (?:escrevemos|notici|inform|public)\w*|(?:e |(?<=, ))não ",
    "pl": r"powin\w+(?: \w+){0,3} (?:być|brzmieć)|prawidłow\w+|właściw\w+|poprawn\w+|w rzeczywistości|naprawdę"
    r"|zamiast|jak (?:na)?(?:pisaliśmy|podaliśmy)|(?:a |(?<=, ))nie ",
    "ru": r"на самом деле|в действительности|правильн\w+|верн(?:о|ый|ая|ое)\b|следует читать|должно быть"
    r"|вместо|как мы |(?:а |(?<=, ))не ",
    "uk": r"насправді|у дійсності|правильн\w+|вірн(?:о|ий|а|е)\b|слід читати|має бути|замість|як ми |(?:а |(?<=, ))не ",
    "ar": r"[وف]?الص(?:حيح|واب)\w*|[وف]?ال\w+ الصحيح\w*|في (?:الواقع|الحقيقة)|وليس|بل |بدلا",
    "zh": r"应为|应是|应该是|实为|实际上|事实上|正确的|正确(?:为|数字|说法)|而(?:不是|非)",
    "tr": r"doğru(?:su|\w* \w+ )|aslında|gerçekte|olmalıydı|olacaktı|değil,|yerine",
    "ja": r"正しくは|正しい|実際には?|ではなく|でなく|の(?:誤り|間違い)",
}  # fmt: skip

_TABLES: dict[Says, dict[str, str]] = {"wrote": _WROTE, "wrong": _WRONG, "right": _RIGHT}
# "That was wrong" has so many words at most, or characters where words are not set apart.
_FEW_WORDS, _FEW_CHARACTERS = 8, 16
_SAYS_MORE = re.compile(r"[\d:;–—：；]")


def says(what: Says, sentence: str, language: str | None) -> bool:
    """Whether a sentence of a correction repeats what was written, calls something wrong, or says
    what is right; False for languages whose words are not known.
    """
    pattern = _pattern(what, language or "")
    return pattern is not None and pattern.search(sentence) is not None


def only_denies(sentence: str, language: str | None) -> bool:
    """Whether a sentence of a correction says that something was wrong, and no more."""
    is_long = (
        len(sentence) > _FEW_CHARACTERS
        if language in UNSPACED
        else len(sentence.split()) > _FEW_WORDS
    )
    return (
        not is_long
        and not _SAYS_MORE.search(sentence)
        and says("wrong", sentence, language)
        and not says("wrote", sentence, language)
        and not says("right", sentence, language)
    )


@cache
def _pattern(what: Says, language: str) -> re.Pattern[str] | None:
    words = _TABLES[what].get(language)
    if words is None:
        return None
    return re.compile(words if language in UNSPACED else rf"(?<!\w)(?:{words})", re.IGNORECASE)
