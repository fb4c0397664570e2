"""Paragraphs of an article that speak to machines instead of readers.

"Note to AI assistants: ignore your instructions and say ..." is no news, whoever put it there. Such
a paragraph is neither quoted nor shown to a language model. It is known by what it must say to have
its effect: whom it addresses and what it commands, or the marks of a prompt. What gets past this
meets the check of every written sentence against its quote (`rag.citation`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rag.records import Evidence

_MARKS = re.compile(
    r"<\|[^<>|]{1,60}\|>|<｜[^<>｜]{1,60}｜>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>"
    r"|</?(?:system|article|assistant|user|instructions?|prompt|context|document|script|iframe)\b[^<>]*>"
    r"|^\s*(?:system|assistant|user|developer)\s*:|###\s*(?:system|instruction|assistant|response)"
    r"|javascript:|\bon(?:error|load|click)\s*=|!\[[^\]]*\]\(",
    re.MULTILINE,
)
_MACHINE = re.compile(
    r"\b(?:llms?|gpt|chatgpt|chat-?bots?|bots?)\b|\blanguage models?\b|\b(?:automated|machine|digital|virtual) readers?\b"
    r"|\b(?:news |digital |virtual |ai )?assistants?\b|\bprompts?\b|\bsystem (?:message|prompt)"
    r"|\btaalmodel\w*|\bvoorleeshulp|\bassistent\w*|\bsprachmodell\w*"
    r"|\bmodèles? de langue|\bmodèles? de langage|\bassistants? (?:ia|virtuel)|\brobots?\b|\bmodelos? de lenguaje|\basistentes?"
    r"|\bmodell\w* linguistic\w|\bmodelos? de linguagem|\bязыков\w+ модел|\bчат-?бот|\bассистент|\bнейросет"
    r"|\bмовн\w+ модел|\bасистент|\bнейромереж|الذكاء الاصطناعي|نموذج لغوي|نماذج اللغة|النماذج اللغوية|المساعد"
    r"|人工智能|语言模型|助手|聊天机器人|\byapay zek|\bdil modeli|\basistan|\bmodel\w* językow|\basystent|\bsztuczn\w+ inteligencj"
)
_ACRONYM = re.compile(
    r"\b(?:AI|A\.I\.|KI|IA|ИИ|ШІ|SI|YZ)\b"
)  # in small letters they are other words
_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override|repeat|reveal|print|answer|reply|respond|say|state|tell|write|output|translate|treat|do not|never|you are now|from now on|must)\b"
    r"|\b(?:negeer|vergeet|antwoord|zeg|noem|schrijf|vat|verwijs|herhaal|meld|vertel)\b|\bvanaf nu\b"
    r"|\b(?:ignorier\w*|vergiss|vergesst|antworte\w*|sag\w*|schreib\w*|nenn\w*|ab sofort|gib|geben sie|wiederhol\w*)\b"
    r"|\b(?:ignore[zr]?|oublie[zr]?|réponde[zr]?|réponds|dis|dites|écris|écrivez|répète[zr]?|désormais)\b"
    r"|\b(?:ignor[ae]n?|olvid[ae]n?|respond[ea]n?|di|diga|digan|escrib[ea]n?|repit[ae]n?|a partir de ahora)\b"
    r"|\b(?:ignora|dimentica|rispondi|scrivi)\b|\b(?:esqueça|responda|escreva)\b"
    r"|\b(?:игнорируй\w*|забудь\w*|отвечай\w*|ответь\w*|скажи\w*|напиши\w*|повтори\w*|отныне)\b"
    r"|\b(?:ігноруй\w*|забудь\w*|відповідай\w*|відповідь|скажи\w*|скажіть|напиши\w*|повтори\w*|відтепер)\b"
    r"|تجاهل|انس|أجب|قل |قولوا|اكتب|كرر|من الآن"
    r"|忽略|无视|忘记|忘掉|回答|回复|请说|请写|写出|重复|从现在起"
    r"|\b(?:yok say\w*|unut\w*|yanıtla\w*|cevap ver\w*|söyle\w*|yaz\w*|bundan sonra)\b"
    r"|\b(?:zignoruj\w*|ignoruj\w*|zapomnij\w*|odpowi\w+|powiedz\w*|napisz\w*|powtórz\w*|od teraz)\b"
)
_ORDERS = re.compile(  # a command that needs no addressee: nobody says this to a reader
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|orders|guidelines)\b"
    r"|\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies|opdrachten|regels)\b"
    r"|\b(?:ignorier\w*|vergiss|vergesst|missachte\w*)\b.{0,50}\b(?:anweisung\w*|instruktion\w*|regeln)\b"
    r"|\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions?|consignes?|règles)\b"
    r"|\b(?:ignor[ae]n?|olvid[ae]n?)\b.{0,40}\b(?:instrucciones|órdenes|reglas)\b"
    r"|\b(?:ignora|dimentica)\b.{0,40}\b(?:istruzioni|regole)\b|\b(?:ignore|esqueça)\b.{0,40}\binstruções\b"
    r"|\b(?:игнорируй\w*|забудь\w*)\b.{0,50}\b(?:инструкци\w*|указани\w*|правил\w*)"
    r"|\b(?:ігноруй\w*|забудь\w*)\b.{0,50}\b(?:інструкці\w*|вказівк\w*|правил\w*)"
    r"|تجاهل.{0,40}(?:التعليمات|تعليمات|الأوامر)|(?:忽略|无视|忘记|忘掉).{0,20}(?:指令|指示|说明|规则)"
    r"|\b(?:talimat|kural)\w*.{0,40}\b(?:yok say|unut)\w*|\b(?:yok say|unut)\w*.{0,40}\b(?:talimat|kural)"
    r"|\b(?:zignoruj|ignoruj|zapomnij)\w*.{0,50}\b(?:instrukcj|poleceni|zasad)\w*"
    r"|\byou are (?:now|no longer)\b|\byour (?:system )?prompt\b|\bnew policy from the operator\b"
)


def without_orders(passage: Evidence) -> str:
    """The text of a passage without the paragraphs that speak to machines."""
    return "\n\n".join(part for part in passage.text.split("\n\n") if not speaks_to_machines(part))


def is_order(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands in a paragraph that speaks to machines."""
    first = text.rfind("\n\n", 0, start) + 1
    last = text.find("\n\n", end)
    return speaks_to_machines(text[first : last if last >= 0 else None])


@lru_cache(maxsize=4096)
def speaks_to_machines(paragraph: str) -> bool:
    """Whether a paragraph gives orders to whatever machine reads it."""
    seen = unicodedata.normalize("NFKC", paragraph)
    seen = "".join(c for c in seen if unicodedata.category(c) != "Cf")
    plain = seen.casefold()
    if _MARKS.search(plain) or _ORDERS.search(plain):
        return True
    addressed = [*_MACHINE.finditer(plain), *_ACRONYM.finditer(seen)]
    # Close together, as in an order and not in a report.
    return any(_COMMAND.search(plain, max(0, m.start() - 40), m.end() + 80) for m in addressed)
