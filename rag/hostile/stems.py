"""Stems without which a pattern of `rag.hostile.words` cannot match.

Looking for all of them takes a few microseconds a paragraph, searching the pattern ten times as
long. They are in small letters, like the text they are looked for in.
"""

from __future__ import annotations

from rag.hostile import words

_IGNORE_STEMS = (
    "ignor|disregard|forget|override|bypass|discard|drop|set aside|stop following|not follow|n't follow|pay no attention|negeer|vergeet|oubli|pas compte|abstraction"
    "|olvid|olvíd|descart|en cuenta|caso omiso|hagas caso|haga caso|dimentic|non tener|non consider|desconsider|esque|vergiss|vergess|missacht|beacht|игнорир|забудь"
    "|обращай|учитыва|следуй|выполня|отброс|ігнор|зважай|викон|дотрим|звертай|відкинь|zapomnij|pomiń|zwracaj"
    "|تجاهل|انس|اترك|忽略|无视|忘|理会|遵守|抛开|丢弃|yok|unut|görmez|dikkate|ardı|uyma"
)
_ANSWER_STEMS = (
    "answer|reply|repl|respon|summar|output|antwo|samenvat|reactie|zusammenfass|répon|résum|respuesta|resum|respost"
    "|rispost|riassunt|ответ|перес|резюме|відпов|переказ|підсум|odpowied|streszcz|podsumow|cevab|cevap|yanıt|özet"
    "|إجاب|رد|ملخص|回答|回复|答复|摘要|总结|概括"
)
_USER_STEMS = (
    "user|asker|asking|gebruiker|nutzer|anwender|fragenden|utilisat|usuario|usuári|utilizador|utent|пользовател"
    "|користувач|użytkownik|kullanıcı|مستخدم|用户"
)
_PRETEND_STEMS = (
    "pretend|imagine|act as|behave as|role-play|roleplay|play the |doe alsof|gedraag je|speel de|semblant|comport|joue|haz |hazte|actúa como|finge|fingi|fai finta|finj|aja como|atue como|tu so|tun sie so"
    "|spiele die|spiel die|gib dich|verhalte dich|притвор|веди себя|сыграй|изобрази|удавай|поводься|зіграй|udawaj|zachowuj|wciel|davran|تظاهر|تصرف ك|假装|扮演"
)
_MACHINE_STEMS = (
    f"{words.A_MACHINE}|chat|model|modèle|reader|assist|system|agent|summari|intellig|intelig|voorleeshulp|lezer|leser|asist|robot"
    "|модел|чат|нейро|интеллект|інтелект|ассистент|помощник|асистент|помічник|sztuczn|asystent|yapay|sohbet"
    "|ذكا|نموذج|نماذج|مساعد|روبوت|人工智能|模型|聊天机器人|助手"
)
STEMS = {
    pattern: tuple(stems.split("|"))
    for pattern, stems in (
        (words.MACHINES, _MACHINE_STEMS),
        (words.IGNORE_INSTRUCTIONS, _IGNORE_STEMS),
        (words.IGNORE_RULES, _IGNORE_STEMS),
        (words.SHOW_PROMPT, "prompt|invite|промпт|instructions|提示|指令|istemini"),
        (words.OUTPUT, "output|stop summari"),
        (words.PRETEND, _PRETEND_STEMS),
        (words.PRETEND_A_MACHINE, _PRETEND_STEMS),
        (words.USER, _USER_STEMS),
        (words.ANY_ANSWER, _ANSWER_STEMS),
        (words.YOUR_ANSWER, _ANSWER_STEMS),
        (words.IN_YOUR_ANSWER, _ANSWER_STEMS),
        (
            words.YOUR_PROMPT,
            "prompt|instru|istruzioni|anweisungen|consignes|промпт|инструкци|інструкці|talimat|تعليماتك|指令|提示",
        ),
    )
}
