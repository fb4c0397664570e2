"""The words of a question that has no subject, by language: those for news and for what happened,
and the small ones beside them; and those for the week, month or year before or after one.

All tables hold alternatives of regular expressions, matched without regard to case: between the
boundaries of words, or anywhere in languages that write no blanks.
"""

from __future__ import annotations

# What has one of these asks for the news.
NEWS = {
    "en": r"news|headlines?|(?:top|main|biggest) stories|stories|events|developments|overview|summary|recap"
    r"|round-?up|digest|bulletin|highlights|current affairs",
    "nl": r"nieuws|nieuwtjes|nieuwsberichten|(?:kranten)?koppen|hoofdpunten|actualiteit(?:en)?"
    r"|gebeurtenissen|ontwikkelingen|(?:nieuws|dag|week|maand|jaar)?overzicht|samenvatting",
    "de": r"nachrichten(?:lage|überblick)?|neuigkeiten|schlagzeilen?|meldungen|überblick|übersicht"
    r"|zusammenfassung|ereignisse|geschehnisse|(?:tages|wochen|monats|jahres)?rückblick|news"
    r"|neues|aktuelles",
    "fr": r"actualités?|actus?|nouvelles|nouveautés?|infos?|informations|gros titres|à la une|résumé"
    r"|synthèse|aperçu|panorama|récapitulatif|revue de presse|[ée]v[ée]nements?|événements?|faits marquants",
    "es": r"noticias?|titulares|novedades|actualidad|resumen|panorama|sucesos|acontecimientos|hechos",
    "it": r"notizi(?:a|e|ario)|novità|titoli|prime pagine|attualità|riassunto|riepilogo|sintesi"
    r"|panoramica|rassegna(?: stampa)?|avvenimenti|eventi|fatti",
    "pt": r"notícias?|manchetes?|novidades?|atualidades?|resumo|panorama|síntese|destaques"
    r"|acontecimentos|eventos|factos|fatos",
    "pl": r"wiadomości|newsy|nagłówki|doniesienia|aktualności|przegląd|podsumowanie|streszczenie|skrót"
    r"|wydarze(?:nia|ń)|nowości",
    "ru": r"новост(?:и|ей|ях|ям|ями)|заголовк(?:и|ов)|обзор|сводк[ау]|итоги|дайджест"
    r"|событи(?:я|й|ях|ями)",
    "uk": r"новин(?:и|ах|ами)?|заголовк(?:и|ів)|огляд|зведення|підсумк(?:и|ів)|дайджест"
    r"|поді(?:ї|й|ях|ями)",
    "ar": r"(?:ال)?(?:[أا]خبار|عناوين|[أا]حداث|مستجدات|[أا]نباء|تطورات|نشرة|موجز|ملخص|خلاصة)|نظرة عامة",
    "zh": r"新[闻聞]|[头頭][条條]|要[闻聞]|消息|大事|[时時]事|[动動][态態]|概[况況述]|[综綜]述|[简簡][报報]|[汇匯][总總]"
    r"|摘要|回[顾顧]",
    "tr": r"haber(?:ler)?(?:i|in|inin|ini|inde|lerini?n?)?|gündem\w*|manşet\w*|başlık\w*|özet\w*|gelişme\w*"
    r"|olaylar\w*",
    "ja": r"ニュース|見出し|ヘッドライン|出来事|話題|概要|要約|まとめ|ダイジェスト",
    "ko": r"뉴스\w*|소식\w*|헤드라인\w*|사건\w*|요약\w*|개요\w*|정리\w*",
}
# What happened, what is new.
HAPPENED = {
    "en": r"happen(?:s|ed|ing)?|(?:go(?:es|ing)?|went|gone) on|takes? place|took place|taken place"
    r"|occur(?:s|red|ring)?|new",
    "nl": r"gebeur(?:t|de|den|d|en)|gaande|aan de hand|spee?l(?:t|de|den)|te doen|voorgevallen"
    r"|plaatsgevonden|vond plaats|nieuw",
    "de": r"passiert(?:e)?|geschah|geschehen|geschieht|los|vorgefallen|vorgegangen|ereignet(?:e)?"
    r"|zugetragen|abgespielt",
    "fr": r"pass(?:e|é|és|ée|er|ait)|arrivé|produit|eu lieu|déroulé|survenu|(?:de )?(?:nouveau|neuf)",
    "es": r"pas(?:ó|a|ado|aba|ando)|ocurr(?:ió|e|ido|iendo)|suced(?:ió|e|ido|iendo)|aconteci(?:ó|do)"
    r"|(?:de )?nuevo",
    "it": r"success[oaei]|succed(?:e|eva|endo)|accad(?:e|uto|uta|uti|endo)|avv(?:iene|enuto|enuti)"
    r"|capitat[oaei]|(?:di )?nuovo",
    "pt": r"aconte(?:ceu|ceram|ce|cido|cendo)|ocorr(?:eu|e|ido|endo)|pass(?:ou|a)|sucedeu|(?:de )?novo",
    "pl": r"stało|wydarzyło|zdarzyło|dział[oy]|dzieje|miało miejsce|nowego",
    "ru": r"случил(?:ось|ся|ась|ись)|произошло|происходит|происходило|творится|ново(?:го|е)",
    "uk": r"сталос[яь]|стало|трапилос[яь]|відбулос[яь]|відбувається|відбувалос[яь]|діється|нового",
    "ar": r"(?:ي|ت)?حدث(?:ت)?|جرى|(?:ي|ت)جري|(?:ي|ت)?حصل(?:ت)?|وقع(?:ت)?|(?:ال)?جديد",
    "zh": r"[发發]生|出了什[么麼]事|怎[么麼]了|有什[么麼]新",
    "tr": r"ol(?:du|uyor|an|anlar|up bitti|up bitiyor)|yaşan(?:dı|ıyor|an|anlar)|gerçekleşti|yeni",
    "ja": r"起[きこ](?:った|ました|りました|た|て|っている)|あった|ありました",
    "ko": r"있었\w*|일어[났나]\w*|무슨 ?일\w*|벌어[졌지]\w*|생겼\w*",
}
# What may stand beside them, and beside the words of a period.
SMALL = {
    "en": r"what|which|what['’]s|today['’]s|is|are|was|were|has|have|had|been|be|did|do|does|there|the|an?|any"
    r"|some|all|of|in|on|at|for|from|during|over|about|around|between|since|after|before|until|till"
    r"|through|throughout|by|to|and|so|then|i|me|us|we|you|my|our|your|can|could|would|will|please"
    r"|give|show|tell|list|get|let|know|want|like|brief|short|quick|quickly|briefly"
    r"|summari[sz](?:e|ing)|sum(?= up)|up|main|major|big|biggest|top|most|important|key|recent|last|today"
    r"|worldwide|world|everywhere|archive|papers?|newspapers?|press|media|front pages?|anything|something"
    r"|everything|else|things|s|reported|report|written|write|wrote|published|covered|made|make",
    "nl": r"wat|welke?|is|zijn|was|waren|werd|werden|wordt|heeft|hebben|had|er|het|['’]?t|de|een|van|in|op|om"
    r"|over|uit|voor|vóór|na|sinds|vanaf|tot|met|tussen|tijdens|gedurende|rond|bij|en|dan|dus|zo|zoal"
    r"|allemaal|alles|iets|nog|ook|mij|me|ons|ik|je|jij|u|mijn|kan|kun|kunt|wil|wilt|zou|graag|even"
    r"|alsjeblieft|alstublieft|geef|toon|laat|zien|vertel|noem|vat|samen|samenvatten|korte?|beknopte?"
    r"|belangrijkste|grootste|grote|voornaamste|laatste|recente?|nieuwste|vandaag|wereld|krant(?:en)?|media"
    r"|pers|archief|stond(?:en)?|staat|verder|anders|dingen|geschreven|schreven|gemeld|meldden|gepubliceerd|verschenen",
    "de": r"was|welche[nrsm]?|ist|sind|war|waren|wurden?|wird|hat|haben|hatten?|sich|es|gibt|gibts|gab|der|die"
    r"|das|den|dem|des|ein(?:e[nmrs]?)?|von|vom|in|im|am|an|auf|aus|für|über|um|zu[mr]?|bei|nach|vor|seit|ab"
    r"|bis|zwischen|während|und|also|denn|dann|so|alles|etwas|noch|sonst|auch|mir|mich|uns|ich|du|sie|ihr"
    r"|mein|kannst|können|könntest|könnten|bitte|gib|geben|zeig(?:e|en)?|nenne?|erzähl(?:e|en)?"
    r"|sag(?:e|en)?|fass(?:e|en)?|zusammen|zusammenfassen|kurz(?:e[nrs]?)?|knapp|wichtigste[nrs]?"
    r"|größte[nrs]?|große[nrs]?|letzte[nrs]?|neueste[nrsm]?|jüngste[nrs]?|heutige[nrs]?|heute|welt|weltweit"
    r"|zeitung(?:en)?|presse|medien|archiv|stand(?:en)?|steht|themen|berichtet|gemeldet|geschrieben|erschienen",
    "fr": r"qu|que|quoi|quel(?:le)?s?|ce qui|est|sont|était|a|ont|avait|ce|c|s|se|t|y|il|elle|l|d|j|m|n|le|la"
    r"|les|une?|des|du|de|en|dans|aux?|à|sur|pour|par|depuis|après|avant|jusqu|entre|pendant|durant|lors"
    r"|cours|et|alors|donc|me|moi|nous|vous|je|tu|mon|peux|peut|pouvez|pourrais|pourriez|voudrais|veux"
    r"|s['’]il (?:te|vous) pla[iî]t|svp|donne[rz]?|fai[st]|faire|faites|montre[rz]?|dis|dites|raconte[rz]?"
    r"|résume[rz]?|principa(?:l|le|ux|les)|grande?s?|importante?s?|plus|derni(?:er|ère)s?|récente?s?"
    r"|actuel(?:le)?s?|monde|journaux|journal|presse|médias|archives?|d['’]autre|autre|choses?|tout|beau"
    r"|publié|rapporté|écrit|paru|bref",
    "es": r"qué|que|cuál(?:es)?|es|son|fue|fueron|era|ha|han|había|hay|hubo|se|lo|el|las?|los|un[oa]?s?|del?|en"
    r"|al?|por|para|con|sobre|desde|hasta|tras|durante|entre|antes|después|y|e|entonces|me|nos|yo|tú|mi"
    r"|puedes?|podrías?|quiero|quisiera|favor|dame|deme|haz(?:me)?|hacer|dar|muestra|muéstrame|dime|cuéntame"
    r"|resume|resúmeme|resumir|principal(?:es)?|más|importantes?|grandes?|últim[oa]s?|recientes?|breve|mundo"
    r"|periódicos?|prensa|medios|archivo|otras?|cosas?|todo|algo|publicado|publicó|escrito|informado",
    "it": r"che|cosa|cos|qual[ei]?|è|e|ed|sono|era|erano|ha|hanno|stat[oaie]|ci|c|si|il|lo|la|i|gli|le|l"
    r"|un[oa]?|di|del|dell[oae]?|dei|degli|d|in|nel|nell[oae]?|nei|a|ad|al|all[ae]?|ai|da|dal|dall[ae]?|dai"
    r"|sui?|sul|sull[ae]?|per|con|tra|fra|dopo|prima|fino|durante|allora|mi|noi|io|tu|mio|puoi|può|potresti"
    r"|vorrei|voglio|favore|piacere|dammi|fa(?:i|mmi)|mostrami|dimmi|raccontami|riassumi|riassumere"
    r"|principali?|più|importanti?|grandi|ultim[oaei]|recenti?|breve|mondo|giornali?|stampa|media|archivio"
    r"|altro|cose|tutto|qualcosa|pubblicato|scritto|riportato",
    "pt": r"o|a|os|as|que|quê|qual|quais|é|são|foi|foram|era|há|houve|tem|têm|se|uma?|uns|umas|d[eoa]s?|em"
    r"|n[oa]s?|ao|à|aos|às|por|pel[oa]s?|para|com|sobre|desde|até|após|durante|entre|antes|depois|e|então"
    r"|me|nós|eu|meu|podes?|poderia|quero|queria|favor|dê|dá|faça|faz|mostr[ae]|dig[ae]|diz|cont[ae]"
    r"|resum[ae]|resumir|principa(?:l|is)|mais|importantes?|grandes?|últim[oa]s?|recentes?|breve|mundo"
    r"|jorna(?:l|is)|imprensa|mídia|arquivo|outr[oa]s?|coisas?|tudo|algo|publicado|escrito|noticiado",
    "pl": r"co|jaki[em]?|jaka|które|jest|są|był[aoy]?|się|we?|ze?|na|o|do|od|po|przed|za|dla|przez|między"
    r"|podczas|i|a|oraz|więc|mi|nam|ja|mój|czy|możesz|może|proszę|daj|podaj|pokaż|powiedz|opowiedz|streść"
    r"|podsumuj|naj(?:ważniejsze|ważniejszych|nowsze|nowszych)|główne|głównych|ostatnie|ostatnich"
    r"|dzisiejsze|świecie|świata|pras(?:ie|a)|gazet(?:ach|y)|mediach|archiwum|jeszcze|wszystko|coś|krótk[io]"
    r"|ciekawego|ważnego|pisano|pisały|napisano|donoszono",
    "ru": r"что|как(?:ие|ая|ой|их|овы)|был[аои]?|есть|стало|это|во?|на|об?|за|со?|до|по|после|перед|от|из|к"
    r"|для|между|и|а|мне|нам|я|мы|ты|вы|мой|можешь|можете|пожалуйста|дай(?:те)?|покажи(?:те)?|скажи(?:те)?"
    r"|расскажи(?:те)?|назови(?:те)?|перечисли(?:те)?|подведи(?:те)?|сделай(?:те)?|перескажи(?:те)?"
    r"|кратк(?:о|ий|ое|ую)|главн(?:ые|ых|ое|ая)|важн(?:ые|ых|ейшие|ого|ое)|сам(?:ые|ых|ое)"
    r"|последн(?:ие|их|яя|ее)|свежи[ех]|сегодняшние|мир[еа]|газет(?:ы|ах)|пресс[аеы]|сми|архив[еа]?|ещё|еще"
    r"|вс[её]|писали|сообщали|сообщалось|интересного|слышно",
    "uk": r"що|як(?:і|а|ий|их)|бул[аои]?|є|це|[вуо]|на|об|про|за|зі?|із|до|по|після|перед|від|для|між|та|[йіа]"
    r"|мені|нам|я|ми|ти|ви|мій|можеш|можете|будь|ласка|дай(?:те)?|покаж(?:и|іть)|скаж(?:и|іть)"
    r"|розкаж(?:и|іть)|назв(?:и|іть)|перелічи|підсумуй(?:те)?|зроб(?:и|іть)|перекаж(?:и|іть)"
    r"|стисл(?:о|ий)|коротк(?:о|ий)|головн(?:і|их|е)|важлив(?:і|их|іші|ого|е)|найважливіш(?:і|их)"
    r"|найголовніш(?:і|их)|останн(?:і|іх|я|є)|свіж(?:і|их)|сьогоднішні|світ[іу]|газет(?:и|ах)|прес[аиі]|змі"
    r"|архів[іу]?|ще|[ву]се|писали|повідомляли|цікавого|чути",
    "ar": r"ماذا|ما|م[نا]|ه[يو]|[أا]هم|[أا]برز|آخر|[أا]حدث|التي|الذي|في|عن|على|[إا]لى|حول|خلال|منذ|حتى|بعد"
    r"|قبل|بين|يوم|(?:ال)?عالم|[أا]عط(?:ني|نا)|قدم|لخص|لخّص|[أا]خبر(?:ني|نا)|اذكر|لي|لنا|كان(?:ت)?|هل|هناك|من"
    r"|فضلك|رجاء|(?:ال)?صحف|(?:ال)?صحافة|(?:ال)?[أا]رشيف|كل|شيء|تاريخ|جميع|[وفبلك]",
    "zh": r"什[么麼]|哪些|哪|些|啥|了|的|地|是|有|在|[里裡]|上|中|[内內]|期?[间間]|我[们們]?|你|您|[给給]|[请請]|告[诉訴]"
    r"|[说說]|[讲講]|一下|[总總][结結]|概括|列出|做|[个個]|一|最|近|重要|主要|重大|全球|世界|[报報][纸紙]|媒[体體]|[档檔]案"
    r"|事件|事情|事|情[况況]|[过過]|[吗嗎]|呢|吧|和|那|[关關]於|[关關]于|以[来來]|[之以][后後前]|到|[从從]|自|至|[报報][道導导]"
    r"|可以|能否?|想|知道|看|把|[对對]|日|[号號]|[还還]|新",
    "tr": r"ne|neler|nedir|nelerdir|hangi(?:leri)?|var|m[ıiuü]|bir|ve|peki|ya|ile|d[ae]|için|bu|en|önemli|son"
    r"|büyük|ana|dünya(?:da|nın)?|bana|bize|lütfen|ver(?:ir misin|in|iniz)?|göster|anlat(?:ır mısın)?"
    r"|söyle|özetle(?:r misin|yin)?|çıkar|yap|kısa(?:ca)?|basın(?:da)?|gazete(?:ler)?(?:de)?|arşiv(?:de)?"
    r"|bugünkü|bugün(?:ün|e)?|itibaren|beri|sonra|önce|kadar|dair|ilgili|tarihinde|başka|her şey|olan",
    "ja": r"何[がか]?|どんな|どのような|[のはがをにでとやかもへ]|から|まで|教えて|知らせて|見せて|くれ|くださ(?:い)|下さい|して|する"
    r"|しました|です|ます|ました|でした|い(?:る|ます)|最新|主な|主要|重要な?|一番|大きな|世界|新聞|最近|こと|事|お願いします"
    r"|について|一覧|間|中|日",
    "ko": r"무슨|무엇\w*|뭐\w*|어떤|일[이은]?|오늘\w*|최신|최근|주요|중요한|가장|세계\w*|알려\w*|말해\w*|보여\w*|해 ?[줘주]\w*|주세요|줘"
    r"|좀|의|에는?|에서|은|는|이|가|을|를|동안|부터|까지|모든|신문\w*|언론\w*|그리고|그럼",
}

# What says that news is of today.
OF_THE_DAY = {
    "en": r"of the day",
    "nl": r"van de dag",
    "de": r"des tages",
    "fr": r"du jour",
    "es": r"del día",
    "it": r"del giorno",
    "pt": r"do dia",
    "pl": r"dnia",
    "ru": r"дня",
    "uk": r"дня",
    "tr": r"günün",
}
# The unit before, and after, one that was spoken of; {unit} stands for its name.
STEPS = {
    "en": (
        r"{unit} (?:before|earlier)(?: (?:that|then))?(?! last)|preceding {unit}",
        r"{unit} (?:after|later)(?: (?:that|then))?|(?:next|following) {unit}",
    ),
    "nl": (
        r"{unit} (?:daarvoor|ervoor|daarvóór|eerder)",
        r"{unit} (?:daarna|erna|daarop|later)|volgende? {unit}",
    ),
    "de": (
        r"{unit} (?:davor|zuvor|vorher)|vorangegangene[nrs]? {unit}",
        r"{unit} (?:danach|darauf|später)|(?:darauf)?folgende[nrs]? {unit}",
    ),
    "fr": (
        r"{unit} (?:d['’]avant|précédente?|auparavant)|{unit} avant",
        r"{unit} (?:d['’]après|suivante?)|{unit} après",
    ),
    "es": (r"{unit} (?:anterior|antes|previ[oa])", r"{unit} (?:siguiente|después|posterior)"),
    "it": (r"{unit} (?:prima|precedente)", r"{unit} (?:dopo|seguente|successiv[oa])"),
    "pt": (r"{unit} (?:anterior|antes)", r"{unit} (?:seguinte|depois)"),
    "pl": (r"{unit} (?:wcześniej|przedtem)", r"{unit} (?:później|potem)|następn\w+ {unit}"),
    "ru": (
        r"{unit} (?:раньше|ранее|до (?:этого|того)|перед этим)|(?:предыдущ|предшествующ)\w+ {unit}",
        r"{unit} (?:позже|спустя|после этого)|следующ\w+ {unit}",
    ),
    "uk": (
        r"{unit} (?:раніше|до (?:того|цього)|перед тим)",
        r"{unit} (?:пізніше|після того)|наступн\w+ {unit}",
    ),
    "ar": (
        r"{unit} (?:السابقة?|الذي قبله|التي قبلها|قبل ذلك)",
        r"{unit} (?:التالية?|الذي بعده|التي بعدها|اللاحقة?)",
    ),
    "zh": (r"(?:再?前|再?上)一{unit}|{unit}之前", r"[后後下]一{unit}|{unit}之[后後]"),
    "tr": (r"(?:bir )?önceki {unit}\w*", r"(?:bir )?sonraki {unit}\w*"),
    "ko": (r"그 ?전 {unit}", r"그 ?다음 {unit}"),
}
# Their names there, where cases or an article make others of them than behind a number.
STEP_UNITS = {
    "pl": (r"dzień|dniu|dnia", r"tydzień|tygodni\w+", r"miesiąc\w*", r"rok\w*"),
    "ru": (r"д(?:ень|ня|не|нём|нем)", r"недел\w+", r"месяц\w*", r"год\w*"),
    "uk": (r"д(?:ень|ня|ні)", r"тиж(?:день|н\w+)", r"місяц\w+", r"рік|ро[кц]\w+"),
    "ar": (r"(?:ال)?يوم", r"(?:ال)?أسبوع", r"(?:ال)?شهر", r"(?:ال)?(?:عام|سنة)"),
}
