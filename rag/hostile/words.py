"""What orders to machines are made of, in a dozen languages: regular expressions by meaning.

They are searched in text that `rag.hostile.orders` has normalised: small letters, NFKC, without
invisible characters and Arabic vowel signs, names of machines replaced. A verb counts as an order
by its imperative form where the language has one, else by standing at the beginning of a clause.
"""

from __future__ import annotations

# Letters of the Vai script, which stand for a name of a machine, or of an assistant that may be a
# person: `rag.hostile.orders` replaces each letter of such a name by one of them.
A_MACHINE = "\ua500"
AN_ASSISTANT = "\ua501"
MACHINE = rf"(?<!{A_MACHINE}){A_MACHINE}++"
ASSISTANT = rf"(?<![{A_MACHINE}{AN_ASSISTANT}])[{A_MACHINE}{AN_ASSISTANT}]++"

# Matched before case folding, since in small letters these are other words; not where the next word
# makes them people or firms.
_FIRMS = (
    r"(?![- ]?(?:act\b|compan|firm|giant|research|expert|develop|user|start|engineer|artist|labs?\b|maker|owner|provider"
    r"|invest|chip|minist|boom|race|safety|bedrij|firma|gebruiker|unternehm|entwickl|forsch|nutzer|anbieter|hersteller"
    r"|компан|разработ|пользоват|розробн|користув|şirket|公司|企业|芯片|专家|法案|用户))"
)
ACRONYMS = (
    r"(?:\b(?:A\.I\.|AI|KI|IA|ИИ|ШІ|YZ|LLM|GPT)s?(?!\w)|(?<![A-Za-zÀ-ɏ])AI(?![A-Za-zÀ-ɏ]))"
    rf"{_FIRMS}"
)
MACHINES = (
    rf"{A_MACHINE}+(?:[- ](?:assist|asist|asyst|system|systèm|sistem|model|reader|lezer|leser|agent|chatbot|bot"
    rf"|crawler|tool|summar|scraper|ассист|асист|помощник|помічник)\w*)?"
    r"|\b(?:chatgpt|chat-?bots?|(?:large |ai )?language models?"
    r"|(?:automated|automatic|machine|digital|virtual|voice|news|search) (?:readers?|assistants?|systems?|agents?|summari[sz]ers?)"
    r"|artificial intelligences?|(?:taalmodel|voorleeshulp|spraakassistent|nieuwsassistent)\w*|(?:virtuele|digitale) (?:assistent|lezer|voorleeshulp)\w*"
    r"|(?:sprachmodell|sprachassistent)\w*|künstliche\w* intelligenz\w*|(?:virtuelle|digitale|automatische)\w* (?:assistent|leser)\w*"
    r"|modèles? de lang(?:ue|age)|assistants? (?:ꔀ+|virtuels?|vocaux|vocal|numériques?)\b|intelligences? artificielles?|(?:agents?|robots?) conversationnels?"
    r"|modelos? (?:de lenguaje|de linguagem|lingüísticos?|linguísticos?)|as{1,2}istentes? (?:de ꔀ+|virtua\w+|digita\w+)|(?:intelig[eê]ncia|inteligencia)s? artificia\w+"
    r"|modell[oi] (?:linguistic[oi]|di linguaggio)|assistent[ei] (?:virtual[ei]|digital[ei]|ꔀ+)|intelligenz[ae] artificial[ei]"
    r"|языков\w+ модел\w+|чат-?бот\w*|нейросет\w*|искусственн\w+ интеллект\w*|(?:виртуальн|цифров|голосов)\w+ (?:ассистент|помощник)\w*"
    r"|мовн\w+ модел\w+|нейромереж\w*|штучн\w+ інтелект\w*|(?:віртуальн|цифров|голосов)\w+ (?:асистент|помічник)\w*"
    r"|model\w* językow\w+|chatbo[tc]\w*|sztuczn\w+ inteligencj\w+|asystent\w* (?:ꔀ+|głosow\w+|wirtualn\w+)|wirtualn\w+ asystent\w*"
    r"|dil model\w*|yapay zek\w*(?: asistan\w*| model\w*| sistem\w*)?|sohbet (?:ro)?bot\w*|sanal asistan\w*)"
    r"|الذكاء الاصطناعي|نموذجا? (?:ال)?لغ\w+|(?:ال)?نماذج (?:ال)?لغ\w+|(?:ال)?مساعد\w* (?:ال)?(?:ذكي|رقمي|افتراضي|آلي)\w*|روبوت\w* (?:ال)?(?:محادثة|دردشة)"
    r"|人工智能(?:助手|模型|系统)?|大?语言模型|大模型|聊天机器人|(?:ꔀ+|智能|虚拟)助手"
)
ASSISTANTS = r"\b(?:as{1,2}istent\w*|assistants?|asistan\w*|ассистент\w*|асистент\w*|asystent\w*)|المساعد\w*|助手"

# Where a command begins: a sentence, a clause, or after a word that joins or urges.
CLAUSE = (
    r"\b(?:(?<!\w )|(?<=\b[yeiи] )|(?<=\b(?:en|et|та|ve) )|(?<=\b(?:and|now|dan|und|poi) )"
    r"|(?<=\b(?:then|just|dann|puis|oraz) )|(?<=\b(?:graag|bitte|alors|luego|então|затем|потім|potem) )"
    r"|(?<=\b(?:please|kindly|simply|always|lütfen|proszę) )|(?<=\binstead )|(?<=\byou must )|(?<=\byou should )|(?<=\byou have to )|(?<=\bpor favor )|(?<=\bper favore )|(?<=\bпожалуйста ))"
)

IGNORE = (
    rf"(?:{CLAUSE}(?:ignore|disregard|forget|override|bypass|discard|drop|set aside|stop following"
    r"|do not follow|don't follow|pay no attention to|negeer|vergeet|ignore[zr]?|oublie[zr]?"
    r"|ne ti(?:ens|enez) pas compte|fai(?:s|tes) abstraction|ignor[ae]n?|olvid[ae]n?|olvídate|descart[ae]n?"
    r"|no teng\w+ en cuenta|haz caso omiso|no hagas? caso|ignorate|dimenticat?e?|dimentica(?:re)?|non (?:tener|consider)\w*"
    r"|ignorem|esqueçam?|esquece|desconsider[ea]m?)\b"
    r"|\b(?:ignorier(?:e|t|en sie)|vergiss|vergesst|vergessen sie|missachte(?:t|n sie)?|beachte(?:t|n sie)?(?=[^.!?]{0,60}?\b(?:nicht|keine)\b)"
    r"|игнорируй(?:те)?|забудь(?:те)?|не обращай(?:те)? внимания|не учитывай(?:те)?|не следуй(?:те)?|не выполняй(?:те)?|отбрось(?:те)?"
    r"|ігноруй(?:те)?|не зважай(?:те)?|не виконуй(?:те)?|не дотримуйся|не звертай(?:те)? уваги|відкинь(?:те)?"
    r"|zignoruj(?:cie)?|ignoruj(?:cie)?|zapomnij(?:cie)?|pomiń(?:cie)?|nie zwracaj(?:cie)? uwagi)\b)"
)
_INSTRUCTIONS = (
    r"(?:instructions?|prompts?|directives?|guidelines?|commands?|programming|constraints|configuration|persona"
    r"|instructies?|opdracht(?:en)?|aanwijzing(?:en)?|richtlijnen"
    r"|anweisung\w*|instruktion\w*|vorgabe\w*|richtlinien|befehle?"
    r"|consignes?|instrucción|instrucciones|órdenes|indicaciones|directrices"
    r"|istruzion[ei]|direttive|indicazioni|instruç(?:ão|ões)|orientações|diretrizes|comandos"
    r"|инструкци\w*|указани\w*|команд\w*|інструкці\w*|вказівк\w*|настанов\w*"
    r"|instrukcj\w*|poleceni\w*|polece\w*|wytyczn\w*)\b"
)
_RULES = (
    r"(?:rules|orders|restrictions|guidance|context|messages|conversation|training|text|regels|berichten|context|tekst"
    r"|regeln|nachrichten|kontext|text|règles|messages|contexte|reglas|mensajes|contexto|regole|contesto|messaggi"
    r"|regras|mensagens|правил\w*|ограничени\w*|сообщени\w*|обмеженн\w*|повідомленн\w*|zasad\w*)\b"
)
_EARLIER = (
    r"\b(?:previous|prior|earlier|above|preceding|foregoing|former|your|initial|original|system"
    r"|vorige|eerdere|voorgaande|vroegere|bovenstaande|je|jouw|uw"
    r"|bisherig\w*|vorherig\w*|früher\w*|vorangegangen\w*|obig\w*|dein\w*|ihre"
    r"|tes|vos|reçues?|données|antérieure?s?|précédente?s?|ci-dessus|anteriores|previas|tus|sus|precedenti|tue|suas|tuas"
    r"|предыдущ\w+|прежн\w+|прошл\w+|сво[ийх]\w*|тво\w+|попередн\w+|сво[їє]\w*"
    r"|poprzedni\w*|wcześniejsz\w*|powyższ\w*|swo\w+|twoj\w+|you were given|you have been given|you received)\b"
)
EVERYTHING_ABOVE = (
    r"\b(?:(?:everything|all|anything)(?: (?:that|of the))? (?:above|before (?:this|now)|stands above)|(?:the |o |el |il |le |den )?(?:text|texto|testo|texte|tekst|artikel|article) (?:above|acima|arriba|sopra|ci-dessus|hierboven|oben)"
    r"|the (?:above|foregoing|context|archive|sources)|(?:den |le |el |il |o )?(?:kontext|contexte|contexto|contesto|контекст)|alle bronnen|alle quellen|alles (?:hierboven|wat (?:hierboven|hiervoor)|was (?:oben|bisher|zuvor|vorher))"
    r"|tout ce qui précède|todo lo (?:anterior|que precede)"
    r"|tutto (?:ciò|quello) che precede|tudo o que (?:veio antes|foi dito)|вс[её],? (?:что )?(?:было )?выше"
    r"|(?:усе|все),? що (?:було )?вище|wszystk(?:o|im),? co (?:powyżej|dotąd|wcześniej)|het (?:bovenstaande|voorgaande)|das (?:obige|bisherige)|lo anterior|quanto sopra)\b"
)
_EVERYTHING_TOLD = (
    r"\b(?:(?:everything|all|anything)(?: that)? you (?:were|have been|have|had) (?:told|given|read|instructed)|alles wat (?:je|u)|alles,? was (?:du|ihnen|dir|sie)|tout ce (?:que|qu'on) (?:tu|vous|t|l)\w*|todo lo que (?:te|se te|has|ha)"
    r"|tutto (?:ciò|quello) che (?:ti|sai|hai)|tudo o que (?:lhe|te|você)|вс[её],? что (?:было|тебе|вам|ты|вы)|(?:усе|все),? що (?:було|тобі|вам|ти|ви)|wszystk(?:o|im),? co (?:było|ci|przeczyta\w+))"
)
_BEFORE = r"\b(?:earlier|before|above|previously|so far|until now|eerder|hiervoor|hierboven|tot nu toe|zuvor|bisher|vorher|oben|avant|précédemment|ci-dessus|plus haut|antes|anteriormente|arriba|prima|finora|sopra|acima|ранее|раньше|выше|до этого|раніше|вище|досі|wyżej|powyżej|wcześniej|dotąd)\b"
_ALL_INSTRUCTIONS = (
    r"\b(?:all|any|alle|sämtliche|toutes?|todas|tutte|все|усі|wszystkie)\b\W+(?:\w+\W+){0,2}?"
    r"(?:instructions|prompts|directives|guidelines|instructies|opdrachten|aanwijzingen|anweisungen"
    r"|consignes|instrucciones|istruzioni|instruções|инструкции|указания|інструкції|вказівки|instrukcje|polecenia)\b"
    # Not those of the coach, nor those that come by mail.
    r"(?! (?:from|of|by|on|for|that|which|van|op|von|vom|der|des|die|auf|du|de|del|della|dei|dell\w*|do|da|dos|qui|que|che|per|para|pour|от|від|od|для|dla|z|które|которые|які)\b)"
)
IGNORE_INSTRUCTIONS = (
    rf"{IGNORE}[^.!?]{{0,25}}?(?:{_EARLIER}\W+(?:\w+\W+){{0,3}}?{_INSTRUCTIONS}"
    rf"|{_INSTRUCTIONS}\W+(?:\w+\W+){{0,2}}?{_EARLIER}|{EVERYTHING_ABOVE}|{_EVERYTHING_TOLD}[^.!?]{{0,30}}?{_BEFORE}|{_ALL_INSTRUCTIONS})"
    r"|(?:^\W{0,9}|[^\w\s]\s*|و)(?:تجاهل|تجاهلوا|تجاهلي|انس|انسى|انسوا|اترك)\s+(?:كل |جميع |كافة |أي )?(?:ما سبق|ما قيل|ال(?:تعليمات|أوامر|توجيهات|إرشادات|قواعد)|(?:تعليمات|أوامر|توجيهات)ك)"
    r"|(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|抛开|丢弃|不理会).{0,6}(?:(?:之前|以前|先前|此前|以上|上述|上面|前面|你的).{0,8}(?:指令|指示|说明|规则|提示|命令|内容|设定)|(?:所有|一切|全部)的?(?:指令|指示|提示|设定))"
    r"|\b(?:(?:önceki|yukarıdaki|eski)\W+(?:\w+\W+){0,3}?(?:talimat|kural|komut|yönerge|söylenen|her şey)|(?:tüm|bütün)\W+(?:\w+\W+)?(?:talimat|komut|yönerge))\w*.{0,40}\b(?:yok say|unut|görmezden gel|dikkate alma|göz ardı et|uyma)"
)
IGNORE_RULES = rf"{IGNORE}[^.!?]{{0,25}}?(?:{_EARLIER}\W+(?:\w+\W+){{0,3}}?{_RULES}|{_RULES}\W+(?:\w+\W+){{0,2}}?{_EARLIER}|{_EVERYTHING_TOLD})"
YOUR_INSTRUCTIONS = (
    r"\b(?:your (?:system|hidden|initial|secret) (?:prompt|instructions?|message)|your (?:previous|prior|earlier|original) (?:\w+ )?(?:instructions?|prompts?|directives?|guidelines|rules)"
    r"|je (?:systeemprompt|eerdere (?:instructies|opdrachten))|dein\w* (?:system-?prompt|(?:bisherig|vorherig|früher|ursprünglich)\w* (?:anweisung|vorgabe|instruktion|regel)\w*)"
    r"|(?:tes|vos) (?:consignes|instructions) (?:précédentes|antérieures|initiales)|tus instrucciones (?:anteriores|previas|originales)"
    r"|(?:le )?tue istruzioni (?:precedenti|originali)|suas instruções (?:anteriores|originais)"
    r"|тво[ией]\w* (?:прежн|предыдущ|систем)\w+ (?:инструкци|указани|промпт)\w*|тво\w+ (?:попередн|систем)\w+ (?:інструкці|вказівк)\w*"
    r"|twoje (?:poprzednie|wcześniejsze) (?:instrukcje|polecenia)|önceki talimatların(?:ız)?)\b"
    r"|تعليماتك (?:السابقة|الأصلية)|你(?:之前|先前|原来)?的(?:系统提示|指令)"
)
SYSTEM_MESSAGE = (
    r"(?:^\W{0,9}|[.!?\[(*#>。！]\s*)(?:(?:new |important |urgent )?system (?:message|prompt|update|override|notice|instructions?|command|note|alert)|(?:instructions?|note|message) (?:to|for) (?:the |any )?models?|(?:operator|developer|admin\w*) (?:message|override|notice|instructions?)"
    r"|(?:new|updated|revised|additional|end of (?:article|document|data)\W+new) (?:instructions?|task|directives?|prompt) (?:for|to) (?:you|the (?:model|assistant|ai))"
    r"|systeem(?:bericht|melding|opdracht|instructie|prompt|mededeling)|system(?:nachricht|meldung|anweisung|hinweis|befehl|prompt|mitteilung)"
    r"|(?:message|instruction|consigne|note|notification|invite|alerte) (?:du )?système|(?:mensaje|instrucción|aviso|orden|nota) del? sistema"
    r"|(?:messaggio|istruzion[ei]|avviso|comando|nota) (?:di|del) sistema|(?:mensagem|instrução|aviso|comando|nota) d[eo] sistema"
    r"|системн\w+ (?:сообщение|инструкция|указание|промпт|уведомление|команда)|системн\w+ (?:повідомлення|інструкція|вказівка|сповіщення|команда)"
    r"|(?:komunikat|wiadomość|polecenie|instrukcja|uwaga) system\w+|sistem (?:mesajı|talimatı|uyarısı|bildirimi|komutu|notu)"
    r"|(?:رسالة|تعليمات|أمر|إشعار|تنبيه) (?:من )?(?:ال)?نظام|系统(?:消息|指令|提示|通知|更新|信息|公告))\s*[^\w\s]?\s*[:：]"
)
_A = r"(?:(?:an?|the|any|some|kind of|large|een|eine?|une?|una?|uma?|um|il|lo|bir|какая-то|якась|jakimś) ){0,3}"
# Nor "if you use a chatbot", in languages that say "you are" by their order of words.
_NO_VERB = r"(?! (?:использ|пользу|примен|користу|використ|застос)\w+| (?:\w+ )?\w*(?:yor|[aeıiuü]r|d[ıiuü])s[ae])"
IF_YOU_ARE = (
    r"\b(?:(?:if you(?: are|'re|’re)|if this is being (?:read|processed|summari[sz]ed) by|in case you are|si (?:tu es|vous êtes|t'es)|si (?:eres|es usted|sos|usted es)"
    r"|se (?:sei|siete|lei è)|se (?:você (?:é|for)|tu és|és|fores)|если (?:ты|вы)|якщо (?:ти|ви)|(?:jeśli|jeżeli) (?:jesteś|to czyta|czyta)|eğer)"
    rf" {_A}{MACHINE}(?!s?['’]s){_FIRMS}{_NO_VERB}|(?:als|indien) (?:(?:je|jij|u) {_A}{MACHINE} bent|(?:je|jij|u) bent {_A}{MACHINE})|(?:wenn|falls|sofern) (?:du|sie) {_A}{MACHINE} (?:bist|sind))"
    rf"|(?:إذا|إن) (?:كنت|كنتم) (?:أنت |أنتم |أي )?{MACHINE}|(?:如果|若|假如)您?你?(?:是|为).{{0,6}}{MACHINE}{_FIRMS}"
)
_YOU_MUST = (
    r"(?:you (?:must|should|are|will|need|have to)|(?:moet|dien|zul|zal) (?:je|jij|u)|(?:musst|sollst|wirst|darfst) du|(?:müssen|sollen|dürfen|werden) sie|(?:tu|vous) (?:dois|devez|es|êtes|devras|devrez)|debes|debe usted|devi"
    r"|você (?:deve|tem)|(?:ты|вы) (?:долж|обяз)\w+|(?:ти|ви) (?:маєш|маєте|повин\w+|мусиш|мусите)|musisz|powinieneś|masz)"
)
AS_A_MACHINE = (
    rf"\b(?:as an?|als|en tant qu(?:e |['’])|como|come|jako|как|як)\s?(?:een |eine? |une? |un |uma? |una )?{MACHINE}[^.!?]{{0,25}}? {_YOU_MUST}\b"
    rf"|\byou are (?:an?|the) (?:helpful )?{MACHINE}{_FIRMS}"
)
TEXT = (
    r"(?:\b(?:(?:this|the above|the following) (?:article|text|page|message|story|report|document|news\b|post\b|passage)|d(?:it|eze|ie) (?:artikel|bericht|tekst|pagina|verhaal|nieuws\w*)|dies\w+ (?:artikel|text|seite|meldung|nachricht|beitrag|bericht)"
    r"|cet(?:te)? (?:article|page|texte|dépêche)|ce (?:texte|message)|est[ea] (?:artículo|texto|página|noticia|artigo|notícia|mensagem)|quest['’oa]\s?(?:articolo|testo|pagina|notizia)|эт\w+ (?:стать\w+|текст|страниц\w+|новост\w+)|ц\w+ (?:статт\w+|текст|сторінк\w+|новин\w+)|t\w{1,3} (?:artykuł|tekst|stron\w+|wiadomoś\w+))|本文|这篇文章|此文|هذ[اه] (?:ال)?(?:نص|مقال|صفحة|خبر|تقرير|رسالة|موضوع|فقرة))"
)
_THIS = rf"(?:\b(?:this|these|dit|dies\w*|das hier|ceci|cela|esto|questo|isto|это|це|to)\b(?! (?!must|should|shall|will|please|moet|dien|muss|soll|müssen|sollen)\w)|{TEXT})"
READS_THIS = (
    rf"{MACHINE}(?:,| (?:that|which|who|or \w+|and \w+)){{0,2}}\s(?:is |are )?(?:read|reads|reading|process\w*|summari[sz]\w*|index\w*|crawl\w*|pars\w*|quot\w*) {_THIS}"
    rf"|\b(?:any|every|all) {ASSISTANT} (?:that |who )?(?:read|reads|reading|process\w*|summari[sz]\w*|quot\w*) {TEXT}"
    rf"|{MACHINE},? (?:die|dat|der|das|welche[rs]?)\b[^.!?:]{{0,10}}{_THIS} (?:lees|leest|lezen|samenvat|samenvatten|verwerkt|verwerken|liest|lesen|zusammenfass\w*|verarbeite\w*)"
    rf"|{MACHINE},? (?:qui|que|che|который|которые|которая|що|які|який|яка|który|która|które) (?:lit|lisent|lira|lea|lean|lee|leen|legge|leggono|ler|lê|leem|lerem|resum\w+|résum\w+|riassum\w+|читает|читают|читає|читають|обрабатыва\w+|czyta|czytają|przetwarza\w*) {_THIS}"
    rf"|\b(?:bunu|bu (?:metni|yazıyı|haberi|sayfayı)) (?:okuyan|özetleyen|işleyen)\b.{{0,20}}{ASSISTANT}|{ASSISTANT}.{{0,15}}(?:يقرأ|تقرأ|يلخص|يعالج) هذ|(?:阅读|读取|读到|处理|总结)(?:本文|此文|这篇|这段|本页).{{0,8}}{ASSISTANT}"
)
_TO = (
    r"(?:(?:to|for|aan|voor|an|für|aux?|à l'|à|pour|para|a|per|agli|alle?|ai|à[os]?|aos?|às?|для|к|до|do|dla)\s+"
    r"(?:(?:all|any|every|each|the|those|other|elke?|iedere?|alle|de|het|jede[nrs]?|die|das|den|der|les|l'|toutes?|tous|todos|todas|los|las|el|la|tutti|gli|i|le|os|as|всех|усіх|всіх|всім|wszystkich)\s+){0,3})"
)
_NOTE = (
    r"(?:note|notice|message|memo|hint|reminder|instructions?|request|warning|box|important|opmerking|bericht|mededeling|nota|aanwijzing|let op"
    r"|hinweis|mitteilung|nachricht|anmerkung|achtung|remarque|avis|consigne|aviso|mensaje|atención|avviso|messaggio|mensagem|atenção"
    r"|примечание|сообщение|внимание|заметка|указание|примітка|повідомлення|увага|uwaga|notatka|wiadomość|komunikat)"
)
_END = r"(?:(?:,| (?:and|or(?! not)|en|of|und|oder|et|ou|y|o|e|и|или|та|або|i|lub|that|who|die|der|qui|que|che|який|które)\b)[^.:!?\n]{0,50})?\s*"
ADDRESSED = (
    rf"\b(?:note|instructions?|message|reminder|hint) (?:to|for) (?:the |any |all )?{ASSISTANT}\s*[:：]|"
    rf"\b(?:paragraph|text|note|line|message|section|box|sentence|passage)s? (?:is |are )?(?:\w+ )?(?:only |solely |exclusively )?(?:for|to) {MACHINE}{_FIRMS}"
    rf"|\bà l['’]attention (?:de l['’]|des |de |du |d['’]){MACHINE}|"
    rf"\b{_NOTE}[^.:!?\n]{{0,20}}? {_TO}{MACHINE}{_FIRMS}{_END}[:：,.;!\])—–-]"
    rf"|(?:^\W{{0,9}}|[.!?:]\W{{0,9}}){_TO}{MACHINE}{_END}[:：]"
    rf"|\b(?:attention|attn|let op|achtung|attenzione|atención|atenção|внимание|увага|uwaga|dikkat)\W+(?:\w+\W+){{0,2}}?{_TO}?{MACHINE}{_END}[:：,!—–-]"
    rf"|\b(?:dear|hey|hi|hello|beste|geachte|hallo|hoi|liebe[rs]?|cher|chère|chers|salut|querid[oa]s?|estimad[oa]s?|hola|car[oi]|cara|gentile|prezad[oa]s?|уважаем\w+|дорог\w+|привет|шановн\w+|дорог\w+|привіт|drog\w+|szanown\w+|sevgili|sayın|merhaba)\W+{MACHINE}\s*[:,!،，]"
    rf"|(?:عزيزي|عزيزتي|أيها|أيتها|يا) (?:ال)?{ASSISTANT}|(?:ملاحظة|رسالة|تنبيه|إشعار)? ?(?:إلى|لل?) ?(?:كل |جميع )?{MACHINE}[^.!؟\n]{{0,30}}[:：]"
    rf"|(?:致|给|敬告|提醒)(?:所有|各位|任何)?{MACHINE}{_FIRMS}.{{0,10}}[:：，]|(?:亲爱的|尊敬的|你好，?|嘿，?){MACHINE}[:：，,！]"
    rf"|(?:^\W{{0,9}}|[.!?]\W{{0,9}})(?:tüm |bütün )?{MACHINE}(?:lar\w*|ler\w*|na|ne|a|e)? (?:için )?(?:not|mesaj|uyarı)?\s*[:：]"
)
_ANSWERS = (
    r"(?:answer|reply|respond|repeat|translate|say (?:that|only|it|no|yes|nothing|\W)|state (?:that|only)|tell (?:the|your|all|any|every|them|users?|whoever|people|readers)|write (?:that|only|in)|output|print|reveal|mention|recommend|summari[sz]e|treat|include|append|praise|stop (?:quoting|citing|answering|summari[sz]ing|using)|conclude|report that|claim|insist|inform"
    r"|(?:never|do not|don't) (?:answer|mention|reveal|cite|quote|summari[sz]e|refer|say|tell|report|include|discuss)"
    r"|antwoord|beantwoord|zeg|vertel|noem|vermeld|schrijf|herhaal|vat|meld|voeg|verwijs|verzwijg|geef|eindig|begin"
    r"|antwort(?:e|et|en sie)|sag(?:e|t|en sie)|nenn(?:e|t|en sie)|schreib(?:e|t|en sie)?|erwähn(?:e|t|en sie)|wiederhol(?:e|t|en sie)|fass(?:e|t|en sie)|füg(?:e|t|en sie)|gib|gebt|geben sie|verschweig(?:e|t)|behaupte[nt]?|beende|beginne"
    r"|répond(?:s|ez)|dis|dites|écri(?:s|vez)|répète[zr]?|répétez|résume[zr]?|ajoute[zr]?|affirme[zr]?|indique[zr]?|précise[zr]?|traduis(?:ez)?|mentionne[zr]?|termine[zr]?|ne (?:mentionne|cite|parle|répond|di|révèle)\w+"
    r"|respond[ea]n?|di|digan?|dile|díganle|dígale|escrib[ea]n?|repit[ae]n?|añad[ea]n?|agreg\w+|resum[ae]n?|inform[ae]n?|afirm[ae]n?|incluyan?|no (?:mencion|cit|respond|dig|revel|habl)\w+"
    r"|rispond(?:i|ete|ano)|scriv(?:i|ete|ano)|di'|dite|dicano|ripet(?:i|ete)|aggiung(?:i|ete)|riassum(?:i|ete)|afferma(?:te)?|non (?:cit|menzion|rispond|di[rt]|rivel)\w+"
    r"|respondam?|digam?|escrevam?|repitam?|acrescentem?|adicionem?|resumam?|informem?|afirmem?|não (?:mencion|cit|respond|dig|revel)\w+"
    r"|отвечай(?:те)?|ответь(?:те)?|скажи(?:те)?|говори(?:те)?|напиши(?:те)?|пиши(?:те)?|повтори(?:те)?|сообщи(?:те)?|сообщай(?:те)?|добавь(?:те)?|добавляй(?:те)?|утверждай(?:те)?|перескажи(?:те)?|не (?:упомина|отвеча|говори|сообща|цитиру)\w+"
    r"|відповідай(?:те)?|скажи|скажіть|кажи|кажіть|напиши|напишіть|пиши|пишіть|повтори|повторіть|повідом(?:те|ляй)?|додай(?:те)?|стверджуй(?:те)?|не (?:згаду|відповіда|каж|повідомля|циту)\w+"
    r"|odpowiedz(?:cie)?|odpowiadaj(?:cie)?|powiedz(?:cie)?|mów(?:cie)?|napisz(?:cie)?|pisz(?:cie)?|powtórz(?:cie)?|dodaj(?:cie)?|poinformuj(?:cie)?|nie (?:wspominaj|odpowiadaj|mów|cytuj|ujawniaj)(?:cie)?)\b"
)
ANSWER = rf"{CLAUSE}{_ANSWERS}"
# Recognised by their form, whatever the verb: reliable only after a name that is addressed.
_IMPERATIVE = (
    r"(?:(?:skip|omit|rate|do not \w+|don't \w+|never \w+)\b(?! (?:the )?(?:experts|say|said))|(?:sla|laat|gebruik|prijs) \w+|\w+e (?:nicht|niemals|bitte|den|die|das|nur|jede\w*) "
    r"|ne \w+ (?:pas|jamais|rien|aucune?|plus)\b|non \w+(?:are|ere|ire)\b|no \w+[ae][sn]\b|não \w+[ae]m?\b|не \w+(?:й|ь|и)(?:те)?\b|nie \w+(?:j|ń|dź)(?:cie)?\b|(?:pomiń|opuść|chwal)(?:cie)?\b"
    r"|[^.!?]{0,60}?\w+m[ae](?:yin|yın|yiniz|yınız)?[.!]|لا ت\w+)"
)
CALLED = (
    rf"(?:^\W{{0,9}}|[.!?\"“„«»(\[:;]\s*|[>)\]]\s*){ASSISTANT}(?: (?:and|or|en|of|und|oder|et|ou|y|o|e|и|или|та|або|that|who|die|der|qui|que|che)\b[^.:!?,\n]{{0,50}})?\s*[:,：]\s*(?:please |always |you must |bitte |graag |por favor |per favore |merci de |пожалуйста,? |proszę )*(?:{IGNORE}|{_ANSWERS}|{_IMPERATIVE})"
    rf"|(?:^|[.!?:؟。！？;“\"«\n])\W{{0,9}}(?:يا )?{ASSISTANT}\s*[:：,،，]\s*و?(?:تجاهل|أجب|أجيبوا|قل|قولوا|اكتب|اكتبوا|كرر|أخبر|أخبروا|أضف|لا تذكر|لا تذكروا|اذكر|لخص|请|必须|只能|忽略|无视|回答|回复|告诉|不要|输出|重复)"
)
USER = (
    r"(?:\b(?:(?:(?:the|your|any|every|each) (?:user|asker|person asking)|(?:all|your) users)\b"
    r"|(?:de|elke|iedere|uw|je) gebruiker|(?:de[mnr]|jede[mn]|die|ihren|deinem) (?:nutzer|benutzer|anwender|fragenden)\w*"
    r"|(?:à |aux |l['’]|les |vos |ton )\s?utilisat\w+|(?:al|a los|los|el|tu|a tu) usuarios?|(?:all['’]|agli|l['’]|gli) ?utent[ei]|(?:ao|aos|o|os|para o) (?:usuário|utilizador)\w*"
    r"|пользовател(?:ю|ям|я)|користувач(?:у|еві|ам|а)|użytkownik(?:owi|om|a)|kullanıcı(?:ya|lara|nın))|(?:ل|ال|لل)مستخدم\w*|用户)"
)
_ASKING = rf"(?:{USER}|\bwho(?:ever|soever)?(?: is)? asks?(?:ing)?\b|\b(?:everyone|anyone|everybody|anybody) (?:who )?ask(?:s|ing)|\b(?:wie|iedereen|ieder) (?:er ?)?(?:\w+ )?vraagt)"
_WHAT = r"(?:'s|,? (?:that|to|not|about|of|dat|dass|que|qu|che|что|що|że)\b|\s*[:：])"
TELL_THE_USER = (
    rf"{CLAUSE}(?:never |do not |don't |always )?(?:tell|inform|advise|assure|convince|warn|direct|send|ask|urge|instruct|encourage|persuade|answer|vertel|meld|zeg|stuur|verwijs|overtuig|informeer|dis|dites|informe[zr]?|dirige[zr]?|invite[zr]?|conseille[zr]?)\b[^.!?]{{0,25}}?{_ASKING}{_WHAT}"
    rf"|\b(?:sag(?:e|t|en sie)|teile?|informiere|di|dile|diga(?:n|le)?|dígale|inform[ae]n?|di'|dì|dite|inform[ae]|informi|digam?|avise|informe)\b[^.!?]{{0,20}}?{_ASKING}{_WHAT}"
    rf"|\b(?:скажи|сообщи|сообщай|напиши|ответь|отвечай|повідом|скажи|напиши|відповідай|powiedz|poinformuj|napisz|odpowiedz)\w{{0,3}} [^.!?]{{0,20}}?{_ASKING}"
    rf"|{_ASKING}[^.!?]{{0,80}}\b(?:söyle|bildir|yaz|de)(?:yin)?[.!\"”]|(?:أخبر|أبلغ|قل|أعلم)\w{{0,2}} {_ASKING}|(?:告诉|告知|通知|回答|提醒)(?:所有|每个|任何)?用户"
)
_HIDE = (
    r"(?:(?:do not|don't|never) (?:mention|reveal|disclose|cite|quote|show|repeat|tell)|(?:noem|vermeld|toon|verklap)\b|(?:erwähn|nenn|zeig|verrat)\w*|ne (?:mentionne|cite|révèle|montre|parle)\w*"
    r"|no (?:mencion|cit|revel|muestr)\w+|non (?:menzion|cit|rivel|mostr)\w+|não (?:mencion|cit|revel|mostr)\w+|не (?:упомина|показыва|раскрыва|цитиру)\w+|не (?:згаду|показу|розкрива|циту)\w+|nie (?:wspominaj|ujawniaj|pokazuj|cytuj)\w*)"
)
THIS_NOTE = (
    r"(?:\b(?:(?:this|these|the above) (?:note|notice|message|instruction|comment|prompt|request)s?|deze (?:notitie|opmerking|instructie|aanwijzing|opdracht)\w*|dies\w+ (?:notiz|hinweis|anweisung|anmerkung|nachricht)\w*"
    r"|cette (?:note|instruction|consigne|remarque)|est[ae] (?:nota|instrucción|mensaje|aviso)|quest[ao] (?:nota|istruzione|messaggio|avviso)|est[ae] (?:nota|instrução|mensagem|aviso)"
    r"|эт\w+ (?:заметк|примечани|инструкци|указани|сообщени)\w+|ц\w{1,3} (?:примітк|нотатк|вказівк|інструкці|повідомленн)\w+|t\w{1,3} (?:notatk|uwag|instrukcj|poleceni|wiadomoś)\w+)|\bbu (?:not|mesaj|talimat)|هذه|هذا|[这此本])"
)
HIDE_THIS = (
    rf"{CLAUSE}{_HIDE}[^.!?]{{0,15}}?{THIS_NOTE}|(?:لا تذكر|لا تذكروا|لا تكشف|لا تعرض) (?:هذه|هذا)|(?:不要|不得|请勿|别)(?:提及|透露|提到|引用|显示)(?:这|此|本)"
    r"|\bbu (?:not|mesaj|talimat)\w*.{0,20}\b(?:bahsetme|gösterme|açıklama|belirtme)(?:yin)?\b"
)
_ONLY = r"(?:only|solely|exclusively|nothing but|exactly|always|alleen|uitsluitend|enkel|slechts|altijd|nur|ausschließlich|immer|uniquement|seulement|exclusivement|toujours|sólo|solo|solamente|únicamente|exclusivamente|siempre|soltanto|solamente|esclusivamente|sempre|apenas|somente|unicamente|только|исключительно|всегда|лише|тільки|завжди|tylko|wyłącznie|zawsze)"
REPLY = rf"{CLAUSE}(?:answer|reply|respond|antwoord|antwort(?:e|et|en sie)|répond(?:s|ez)|respond[ae]n?|respondam?|rispond(?:i|ete)|отвечай(?:те)?|ответь(?:те)?|відповідай(?:те)?|odpowiedz|odpowiadaj(?:cie)?)\b"
ANSWER_ONLY = (
    rf"{REPLY}[^.!?]{{0,25}}?\b{_ONLY}(?: nog| mehr| noch)? (?:with|in|by|the|met|in het|mit|auf|par|en|avec|con|com|em|сло\w+|на|фраз\w+|одним|słow\w+|po|jednym)\b"
    r"|(?:只|仅|一律|统一|必须|始终)(?:能|需|要|用)?(?:回答|回复|输出)|(?:أجب|أجيبوا|رد|اكتب|اكتبوا) (?:فقط|دائما)|\b(?:yalnızca|sadece|hep)\b[^.!?]{0,40}\b(?:cevap ver|yanıt ver|yanıtla|cevapla|yaz)(?:in|ın|yın)?[.!\"”]"
)
_MODAL = r"(?:must|should|shall|are to|have to|moet(?:en)?|dienen|müssen|sollen|muss|soll|doivent|doit|deben?|devono|deve|devem|должны|должен|повинні|мають|muszą|mają|powinny)"
MUST_ANSWER = (
    rf"{ASSISTANT}[^.!?:]{{0,30}}?\b{_MODAL} (?:always |immer |altijd |toujours |siempre |sempre |всегда |завжди |zawsze )?(?:answer|reply|respond|antwoorden|antworten|répondre|responder|rispondere|отвечать|відповідати|odpowiadać)\b(?! to\b| for\b)"
    rf"[^.!?]{{0,40}}?(?:\b{_ONLY}\b|\bthat\b|single word|\bjson\b|\bdat\b|\bdass\b|\bque\b|\bche\b|\bчто\b|\bщо\b|\bże\b|https?:|the user's)"
    rf"|{ASSISTANT}[^.!?:]{{0,30}}?\b{_MODAL} (?:\w+ ){{0,8}}?(?:\W{{0,9}}https?:|at \[)"
    rf"|{ASSISTANT}[^.!?:]{{0,30}}?\b{_MODAL} (?:claim|assert|утверждать|стверджувати|behaupten|beweren|affirmer|afirmar|affermare|twierdzić)\b"
    rf"|{ASSISTANT}[^.!?:]{{0,20}}?\b{_MODAL} [^.!?]{{0,40}}?\b{TEXT}"
)
_QUESTION_ON = (
    r"(?:(?:when(?:ever)?|if)(?: (?:a user|anyone|someone|you are|users?|people|the user)(?: is| are)?)? ask(?:s|ed|ing)?\b[^.!?]{0,80}?,|(?:for|to|on|in response to) (?:any|every|all|each) (?:question|query|request)s?\b[^.!?]{0,60}?"
    r"|(?:op|bij) (?:elke|iedere|alle) vra(?:ag|gen)\b[^.!?]{0,60}?|(?:auf|bei) (?:jede\w*|alle\w*) fragen?\b[^.!?]{0,60}?|à (?:toute|chaque) question\b[^.!?]{0,60}?|a (?:toda|cada|cualquier) (?:pregunta|pergunta)\b[^.!?]{0,60}?|a ogni domanda\b[^.!?]{0,60}?|на (?:любо|кажд|вс)\w+ вопрос\w*[^.!?]{0,60}?|на (?:будь-як|кожн|вс)\w+ (?:за)?питання[^.!?]{0,60}?|na (?:każde|wszystkie) pytani\w+[^.!?]{0,60}?)"
)
ASKED_SAY = (
    rf"\b{_QUESTION_ON}\s*(?:please |then |always )?(?:say|state|answer|reply|respond|claim|insist|tell) (?:that|with|only|them|the user)\b"
    rf"|\b{_QUESTION_ON}\s*(?:antwoord|zeg|antworte|sage|répond(?:s|ez)|dis|dites|responde|di|diga|rispondi|отвечай(?:те)?|відповідай(?:те)?|odpowiadaj(?:cie)?)\b"
    rf"|{CLAUSE}{_ANSWERS}[^.!?]{{0,40}}?{_QUESTION_ON}"
)
EACH_ANSWER = (
    r"(?:\b(?:(?:every|each|any|all(?: of)? your|your|its) (?:\w+ )?(?:answer|reply|response|summary|output)(?:s|ies)?\b|(?:elk|ieder|je|jouw|uw|al je) (?:antwoord|samenvatting|reactie)\w*"
    r"|(?:jede\w*|deine\w*|ihre\w*|alle\w*) (?:antwort|zusammenfassung)\w*|(?:chaque|toute|ta|votre|vos|tes|ton) (?:réponse|résumé)s?|(?:cada|toda|tus?|sus?|sua|suas) (?:respuesta|resumen|resposta|resumo)\w*"
    r"|(?:ogni|tua|tue|tuo|tuoi|vostr\w) (?:rispost[ae]|riassunt[oi])|(?:кажд|сво|тво|люб)\w+ (?:ответ|пересказ|резюме)\w*|(?:кожн|сво|тво|будь-як)\w+ (?:відпов|переказ|підсум)\w*|(?:każd|swo|twoj)\w+ (?:odpowied|streszcz|podsumow)\w*"
    r"|(?:her |tüm |bütün )?(?:cevab|yanıt|özet)(?:ın|ını|ına|ınız)\w*|her (?:cevap|yanıt)\w*)|(?:كل |جميع )(?:ال)?(?:إجاب|رد|ملخص)\w*|(?:إجابتك|ردك|ملخصك|إجاباتك|ردودك)|(?:每个|每次|所有|你的|在)(?:回答|回复|答复|摘要|总结))"
)
LINK = r"(?:\b(?:link|url|lien|enlace|collegamento|odnośnik|bağlantı\w*)\b|\bссылк\w+|\bпосилання|\blinku?\b|رابط|链接|https?://|\bwww\.|\b[\w-]+\.(?:com|net|org|info|example|nl|de|fr|es|it|ru|io)\b)"
ADD = (
    rf"(?:{CLAUSE}(?:always )?(?:add|append|include|insert|put|mention|attach|end|finish|close|start|begin|voeg|zet|plaats|eindig|begin|sluit)\b"
    r"|\b(?:füg(?:e|t|en sie)|setze|hänge?|beende|beginne|ajoute[zr]?|insère|insérez|incluez|termine[zr]?|añad[ea]n?|agreg[ua]en?|incluyan?|incluye|termin[ae]n?|aggiung(?:i|ete)|inserisci|conclud(?:i|ete)|termina(?:te)?|acrescentem?|adicion[ea]m?|inclua|termine"
    r"|добавь(?:те)?|добавляй(?:те)?|вставь(?:те)?|закончи(?:те)?|начинай(?:те)?|укажи(?:те)?|указывай(?:те)?|вкажи|вкажіть|вказуй(?:те)?|додай(?:те)?|додавай(?:те)?|встав|заверши|завершіть|dodaj(?:cie)?|dodawaj|wstaw|zakończ(?:cie)?|ekle(?:yin)?|bitir(?:in)?)\b|أضف|أضيفوا|أدرج|أنه|اختم|加入|加上|附上|插入|添加|写上)"
)
FROM_NOW_ON = r"(?:\b(?:from (?:now|this (?:point|moment)) on(?:wards?)?|henceforth|vanaf (?:nu|dit moment)|(?:ab|von) (?:sofort|jetzt|nun)(?: an)?|désormais|à partir de maintenant|a partir de (?:ahora|agora|este momento)|d[ae] (?:ora(?: in poi)?|questo momento)|отныне|с этого момента|відтепер|від цього моменту|od (?:teraz|tej chwili)|bundan (?:sonra|böyle)|şu andan itibaren)\b|من الآن|从现在(?:起|开始))"
YOU_ARE_FROM_NOW_ON = rf"\byou are now dan\b|{FROM_NOW_ON},? (?:you(?:'re| are| will (?:be|act|speak|answer|respond))|ben je|bent u|bist du|sind sie|tu es|vous êtes|eres|sei|siete|você é|você será|ты|вы|ти|ви|jesteś|sen)\b|从现在(?:起|开始)，?你(?:是|就是|将)|من الآن فصاعدا،? (?:أنت|ستكون)"
YOU_ARE_NOW = (
    r"(?:\b(?:you(?:'re| are) (?:now|no longer)|je bent (?:nu|niet langer)|u bent nu|du bist (?:jetzt|nun|nicht (?:mehr|länger))|sie sind (?:jetzt|nun)|(?:tu es|vous êtes) (?:maintenant|désormais)|tu n'es plus|ahora eres|eres ahora|ya no eres|ora sei|non sei più|agora você é|você agora é|você não é mais"
    r"|ты теперь|теперь ты|ты больше не|ти тепер|тепер ти|ти більше не|jesteś teraz|teraz jesteś|nie jesteś już|artık (?:sen|bir))\b|أنت الآن|لم تعد|你现在是|你不再是)"
)
PRETEND = (
    rf"(?:{CLAUSE}(?:pretend|imagine|act as|behave as|role-?play|play the (?:role|part) of|doe alsof|gedraag je|speel de rol|fai(?:s|tes) semblant|comporte[- ]toi|comportez[- ]vous|joue[zr]? le rôle|haz (?:como si|de cuenta)|actúa como|hazte pasar|finge|fingi|comportati|fai finta|finja|finjam|aja como|atue como)\b"
    r"|\b(?:tu so|tun sie so|spiele? die rolle|gib dich|verhalte dich|притворись|притворяйся|веди себя|сыграй роль|изобрази|удавай(?:те)?|поводься|зіграй роль|udawaj(?:cie)?|zachowuj się|wciel się)\b|gibi davran(?:ın)?\b|تظاهر|تصرف ك|假装|扮演)"
)
_ADJ = r"(?:(?:an?|the|een|eine?|une?|una?|uma?|um|les?|la|el|o|uno|do|jak|jako|как|як|bir) )?(?:\w+ )?"
NOW_A_MACHINE = rf"{YOU_ARE_NOW} {_ADJ}{MACHINE}{_FIRMS}|你现在是.{{0,6}}{MACHINE}"
PRETEND_A_MACHINE = rf"(?!imagine){PRETEND}[^.!?]{{0,25}}?{MACHINE}{_FIRMS}|\bimagine (?:that )?you(?:['’]re| are) {_ADJ}{MACHINE}{_FIRMS}"
ROLE = rf"(?:{EACH_ANSWER}|\b(?:dan,? (?:who|do anything|which)|(?:developer|debug|admin|maintenance|unrestricted|jailbreak|god|sandbox) mode|admin with)\b|\byou (?:do not|don\'t|no longer|never) (?:follow|obey)\b|\b(?:un|no longer )(?:restricted|bound|filtered)\b|\bsummari[sz]ing\b)"
SUMMARISE_THIS = (
    rf"{CLAUSE}(?:(?:summari[sz]e|translate|paraphrase|describe|present)|vat|geef|résume[zr]?|traduis(?:ez)?|resum[ae]n?|traduzca|riassum(?:i|ete)|resumam?) {TEXT}(?: weer)? (?:as|so|by|with|samen (?:met|als|alsof|door)|en (?:affirmant|disant|précisant|écrivant|ajoutant)|como|diciendo|afirmando|indicando|come|dicendo|affermando|dizendo)\b"
    rf"|\b(?:fass(?:e|t|en sie)|перескажи(?:те)?|кратко изложи|перекажи|streść|streszcz) {TEXT} (?:so |mit |als |так|как|словами|сказав|так|tak|jako|pisząc)"
    rf"|\b(?:when|while|if|before|after)(?: you(?: are)?)? (?:summari[sz]|paraphras|translat|quot|process|report)(?:e|ing) {TEXT}|\b(?:bij het|als je|wanneer je) (?:samenvatten van )?{TEXT}(?: samenvat)?,"
    rf"|\bwenn (?:du|sie) {TEXT} zusammenfass\w+|\b(?:en|si vous|si tu|quand tu|lorsque vous) résum\w+ {TEXT}|\bal resumir {TEXT}|\bao resumir {TEXT}|\b(?:nel|quando) riassum\w+ {TEXT}|\bпри пересказе {TEXT}|(?:总结|概括|翻译)(?:本文|这篇文章|此文)时|عند تلخيص هذ"
)
TURNS = rf"\b(?:human|user|gebruiker|nutzer|benutzer|utilisateur|usuario|utente|usuário|пользователь|користувач|użytkownik|kullanıcı|المستخدم|用户)\s*[:：].{{1,300}}?{ASSISTANT}\s*[:：]"
_NEW_TASK = (
    r"(?:(?:new|updated|revised|nieuwe|neue[rs]?|nouvelle|nueva|nuov[ao]|nova|нов(?:ая|ые|ое|а|і|е)|now[aey]|yeni) (?:system |operator |unique )?(?:directive|policy|rule|instruction|task|objective|prompt"
    r"|opdracht|instructie|taak|anweisung|aufgabe|consigne|tâche|instrucción|instrucciones|tarea|istruzion[ei]|compito|instruç(?:ão|ões)|tarefa|инструкци[яи]|задача|указани[ея]|інструкці[яї]|завдання|вказівк[аи]|instrukcj[ae]|zadanie|polecenie|talimat|görev)\w{0,4}"
    r"(?: unique| única)?|تعليمات جديدة|新(?:指令|任务|规则))"
)
NEW_TASK = (
    rf"\b(?<!\w ){_NEW_TASK}\s*[:：]\s*(?:{_ANSWERS}|you\b|je\b|du\b|tu\b|ты\b|ти\b|always|never|suivez|volg|folge|obedece|segui|siga|следуй|你)"
    r"|\b(?:your new (?:task|instructions?|directive|objective|persona)|je nieuwe (?:taak|opdracht)|deine neue (?:aufgabe|anweisung)|(?:ta|votre) nouvelle (?:tâche|consigne|instruction)|tu nueva (?:tarea|instrucción)"
    r"|il tuo nuovo compito|sua nova tarefa|твоя новая задача|твоє нове завдання|twoje nowe zadanie|yeni görevin)\b|你的新任务"
    rf"|{CLAUSE}(?:follow (?:only )?my (?:new )?instructions|befolge (?:nur )?meine (?:neuen )?anweisungen)"
    rf"|{CLAUSE}(?:treat|consider) [^.!?]{{0,25}}?(?:instructions|guidance|everything (?:before|above))[^.!?]{{0,25}}? (?:as )?(?:void|null|invalid|cancelled)\b"
)
CONTEXT_IS_VOID = r"\b(?:previous|prior|earlier) (?:context|conversation|prompt|chat)(?: history)? (?:(?:is|are) )?(?:now )?(?:void|invalid|deprecated|revoked|cancell?ed|reset)\b"
_SHOW = r"(?:reveal|print|repeat|output|show|display|tell me|write out|toon|geef|herhaal|zeig\w*|gib|verrate?|wiederhol\w*|montre[zr]?|affiche[zr]?|révèle[zr]?|révélez|répète[zr]?|muestra|revela|mostra|stampa|mostre|revele|покажи|раскрой|выведи|повтори|розкрий|виведи|pokaż|ujawnij|wypisz)"
SHOW_PROMPT = (
    rf"(?:{CLAUSE}{_SHOW}\b[^.!?]{{0,30}}?\b(?:system[- ]?prompt|systeemprompt|(?:prompt|invite) (?:système|del sistema|di sistema|do sistema|systemow\w+)|системн\w+ промпт\w*|(?:your|hidden|secret|initial) instructions|instructions you (?:were|have been) given))"
    r"|\bmust (?:repeat|reveal|print|output) (?:their|its|your) (?:system )?(?:prompt|instructions)"
    r"|(?:告诉我|输出|显示|重复|透露)你的(?:系统)?(?:提示|指令)|\bsistem (?:istemini|promptunu)"
)
ANY_ANSWER = r"\b(?:answer|reply|response|summary|antwoord|samenvatting|antwort|zusammenfassung|réponse|résumé|respuesta|resumen|risposta|riassunto|resposta|resumo|ответ|пересказ|відповід|переказ|odpowied|streszcz|cevab|yanıt|özet)\w*|(?:إجاب|رد|ملخص)\w*|回答|回复|答复|摘要|总结"
IN_YOUR_ANSWER = (
    r"(?:\b(?:(?:in|to|into|with|begin|start|end) your (?:\w+ )?(?:answer|reply|response|summary)|(?:in|aan) (?:je|jouw|uw) (?:antwoord|samenvatting)\w*|(?:in|zu) deine[rn]? (?:antwort|zusammenfassung)\w*|(?:dans|à) (?:ta|ton|votre|vos) (?:réponse|résumé)s?"
    r"|(?:en|a) tus? (?:respuesta|resumen)\w*|n?ella tua (?:risposta)|nel tuo riassunto|na tua resposta|в (?:твоём|твоем|вашем) (?:ответе|пересказе)|у (?:твоїй|вашій) (?:відповіді)|w (?:twojej|swojej) odpowiedzi)\b"
    r"|(?:في |إلى )(?:إجابتك|ردك|ملخصك)|你的(?:回答|摘要|总结)|请在(?:回答|总结|摘要|概括)"
    r"|\bwhen(?:ever)? (?:answering|responding to|replying to|summari[sz]ing|you (?:answer|respond|reply|summari[sz]e|(?:write|generate|produce|create|compose) (?:your|a|the|an) (?:summary|answer|response|reply)))\b)"
)
STEER = rf"(?:{ANSWER}|{ADD}|{CLAUSE}{_HIDE}|\byou must\b|不要|说)"
NO_SOURCES = (
    r"\b(?:(?:do not|don't|never) (?:cite|mention|use|quote|name) (?:any )?(?:other )?sources?|noem geen (?:andere )?bron\w*|nenne?n? (?:sie )?keine (?:anderen? )?quellen?|ne (?:cite|mentionne)[zr]? aucune (?:autre )?source"
    r"|no (?:cit|mencion)\w+ (?:ninguna )?(?:otras? )?fuentes?|non citare (?:altre )?fonti|não cit\w+ (?:nenhuma )?(?:outras? )?fontes?|не (?:указывай|упоминай|цитируй)\w* (?:другие )?источник\w*|не (?:вказуй|згадуй|цитуй)\w* (?:інші )?джерел\w*|nie (?:podawaj|cytuj)\w* (?:innych )?źród\w+)"
    r"|(?:不要|不得|请勿)(?:提及|引用)(?:其他|任何)?来源|لا تذكر (?:أي )?مصد"
)
ANSWER_ALL = (
    rf"{CLAUSE}(?:answer|beantwoord|antwoord op|beantworte[nt]?|répond(?:s|ez) à|responde a|rispondi a|responda a|отвечай(?:те)? на|відповідай(?:те)? на|odpowiadaj na) (?:all|every|any|each|alle|elke|jede|toutes?(?: les)?|chaque|todas?(?: las| as)?|cada|tutte(?: le)?|ogni|все|любой|каждый|усі|кожне|wszystkie|każde)"
    r" (?:questions?|vra\w+|frage\w*|pregunta\w*|domand\w+|pergunta\w*|вопрос\w*|запитан\w*|pytani\w*)\b[^.!?]{0,50}? (?:with|by|that|mit|met|dat|par|que|con|com|che|что|що|że|словом)\b"
)
_ANSWER_YOU = r"(?:answer|reply|respond|antwoord|beantwoord|antwortest|antworte|beantwortest|réponds|répondez|responde|rispondi|responda|отвечай|отвечайте|відповідай|odpowiadaj)\b"
ANSWERS_FROM_NOW_ON = rf"{FROM_NOW_ON},? (?:(?:you )?{_ONLY} {_ANSWER_YOU}|(?:you |du )?{_ANSWER_YOU}[^.!?]{{0,20}}?\b{_ONLY}\b)"
YOU_ANSWER = r"(?:\banswer (?:every|each|all|any) questions?\b|\b(?:tu réponds|vous répondez|beantwoordt|antwoordt|antwortest|respondes|rispondi|отвечаешь|відповідаєш|odpowiadasz)\b)"
YOUR_MAKER = (
    r"\b(?:instruction|command|directive)s? from your (?:developer|operator|creator|maker)s?\b"
)
YOU_WILL_NOW = rf"\byou will now (?:translate|answer|act|play|respond|reply|write)\b|{CLAUSE}(?:stop (?:translating|answering)|print (?:only |exactly )?(?:the )?(?:text|words?|phrase|following))\b"
OUTPUT = rf"{CLAUSE}(?:stop summari[sz]ing|output (?:only |exactly )?(?:the )?(?:text|words?|phrase|following))\b"

# Things that people are told to do too: orders to machines only near the name or answers of one.
YOUR_ANSWER = rf"(?:{EACH_ANSWER}|{IN_YOUR_ANSWER})"
YOUR_PROMPT = (
    r"\b(?:your (?:\w+ )?(?:prompt|instruction)s?|(?:je|jouw|uw) (?:\w*prompt|instructies)|deine?n? (?:\w*prompt|anweisungen)|t(?:on|es) (?:prompt|consignes|instructions)|tus? (?:prompt|instrucciones)|tu[eo] (?:prompt|istruzioni)|(?:seu prompt|suas instruções)"
    r"|тво[ийю]\w* (?:промпт|инструкци)\w*|тво[їюй]\w* (?:промпт|інструкці)\w*|twoje (?:prompt|instrukcje)|talimatların(?:ız)?)\b|تعليماتك|你的(?:指令|提示)"
)
FOR_ANYONE = "|".join(
    (
        IGNORE_RULES,
        NEW_TASK,
        ANSWER_ONLY,
        ASKED_SAY,
        YOU_ARE_FROM_NOW_ON,
        NO_SOURCES,
        ANSWER_ALL,
        YOU_WILL_NOW,
        TELL_THE_USER,
    )
)
