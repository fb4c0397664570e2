"""The answer's own words, in the asker's language; English where a language is not here.

Dates are written out in full by CLDR (Babel): a reader must not take 8/12 for the wrong month.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from rag.dates import first_instant, known_day

Phrase = Literal[
    "stale",
    "nothing",
    "not_this",
    "outside",
    "no_question",
    "open",
    "changed",
    "corrected",
    "newer_figure",
    "dropped",
    "opinion",
    "live",
    "correction",
    "earlier",
    "model",
    "cut_off",
    "late",
]
Attribution = Literal["opinion", "live", "correction", "earlier"]

_PHRASES: dict[Phrase, dict[str, str]] = {
    "stale": {
        "en": "The newest article cited here is of {date}.",
        "nl": "Het nieuwste artikel dat hier wordt aangehaald is van {date}.",
        "de": "Datum des neuesten hier zitierten Artikels: {date}.",
        "fr": "Date de l’article le plus récent cité ici : {date}.",
        "es": "Fecha del artículo más reciente citado aquí: {date}.",
        "it": "Data dell’articolo più recente citato qui: {date}.",
        "pt": "O artigo mais recente aqui citado é de {date}.",
        "pl": "Data najnowszego cytowanego tu artykułu: {date}.",
        "ru": "Дата самой новой из процитированных здесь статей: {date}",
        "uk": "Дата найновішої з процитованих тут статей: {date}",
        "ar": "أحدث مقال مُستشهَد به هنا بتاريخ {date}.",
        "zh": "此处引用的最新文章发表于{date}。",
        "tr": "Burada alıntılanan en yeni haberin tarihi: {date}.",
        "ja": "ここで引用した最新の記事は{date}のものです。",
    },
    "nothing": {
        "en": "The archive has nothing on this.",
        "nl": "Het archief heeft hier niets over.",
        "de": "Das Archiv enthält dazu nichts.",
        "fr": "Les archives ne contiennent rien à ce sujet.",
        "es": "El archivo no contiene nada sobre esto.",
        "it": "L’archivio non contiene nulla su questo.",
        "pt": "O arquivo não tem nada sobre isto.",
        "pl": "W archiwum nie ma nic na ten temat.",
        "ru": "В архиве об этом ничего нет.",
        "uk": "В архіві про це нічого немає.",
        "ar": "لا يحتوي الأرشيف على شيء عن هذا الموضوع.",
        "zh": "资料库中没有相关报道。",
        "tr": "Arşivde bu konuda bir şey yok.",
        "ja": "これに関する記事はアーカイブにありません。",
    },
    "not_this": {
        "en": "The archive has articles near this subject, but none that answers this question.",
        "nl": "Het archief heeft artikelen die hier in de buurt komen, maar geen die deze vraag beantwoordt.",
        "de": "Das Archiv enthält Artikel zu ähnlichen Themen, aber keinen, der diese Frage beantwortet.",
        "fr": "Les archives ont des articles proches de ce sujet, mais aucun ne répond à cette question.",
        "es": "El archivo tiene artículos próximos a este tema, pero ninguno responde a esta pregunta.",
        "it": "L’archivio ha articoli vicini a questo tema, ma nessuno risponde a questa domanda.",
        "pt": "O arquivo tem artigos próximos deste tema, mas nenhum responde a esta pergunta.",
        "pl": "Archiwum ma artykuły na zbliżone tematy, ale żaden nie odpowiada na to pytanie.",
        "ru": "В архиве есть статьи на близкие темы, но ни одна не отвечает на этот вопрос.",
        "uk": "В архіві є статті на близькі теми, але жодна не відповідає на це запитання.",
        "ar": "في الأرشيف مقالات قريبة من هذا الموضوع، لكن لا شيء منها يجيب عن هذا السؤال.",
        "zh": "资料库中有相近主题的文章，但没有一篇回答这个问题。",
        "tr": "Arşivde bu konuya yakın haberler var, ama hiçbiri bu soruyu yanıtlamıyor.",
        "ja": "アーカイブには近い話題の記事がありますが、この質問に答えるものはありません。",
    },
    "outside": {
        "en": "The archive has no answer from the period asked for; what it has is from other times.",
        "nl": "Het archief heeft geen antwoord uit de gevraagde periode, alleen uit andere tijden.",
        "de": "Das Archiv hat keine Antwort aus dem gefragten Zeitraum, nur aus anderen Zeiten.",
        "fr": "Les archives n’ont pas de réponse pour la période demandée, seulement pour d’autres.",
        "es": "El archivo no tiene respuesta para el periodo pedido, solo para otros.",
        "it": "L’archivio non ha risposte per il periodo richiesto, solo per altri.",
        "pt": "O arquivo não tem resposta para o período pedido, só para outros.",
        "pl": "Archiwum nie ma odpowiedzi z podanego okresu, tylko z innych.",
        "ru": "В архиве нет ответа за указанный период — только за другое время.",
        "uk": "В архіві немає відповіді за вказаний період — лише за інший час.",
        "ar": "لا يوجد في الأرشيف جواب عن الفترة المطلوبة، بل عن فترات أخرى.",
        "zh": "资料库中没有所问时期的答案，只有其他时期的报道。",
        "tr": "Arşivde sorulan döneme ait bir yanıt yok, yalnızca başka dönemlere ait haberler var.",
        "ja": "お尋ねの期間についての答えはアーカイブにありません。あるのは別の時期のものです。",
    },
    "no_question": {
        "en": "You are welcome to ask the archive a question.",
        "nl": "Stel het archief gerust een vraag.",
        "de": "Stellen Sie dem Archiv gern eine Frage.",
        "fr": "N’hésitez pas à poser une question aux archives.",
        "es": "No dude en hacer una pregunta al archivo.",
        "it": "Faccia pure una domanda all’archivio.",
        "pt": "Esteja à vontade para fazer uma pergunta ao arquivo.",
        "pl": "Można śmiało zadać archiwum pytanie.",
        "ru": "Спрашивайте архив о чём угодно.",
        "uk": "Запитуйте архів про що завгодно.",
        "ar": "الأرشيف في انتظار سؤالك.",
        "zh": "欢迎向资料库提问。",
        "tr": "Arşive bir soru sorabilirsiniz.",
        "ja": "アーカイブへのご質問をどうぞ。",
    },
    "open": {
        "en": "The archive has no answer to “{part}”.",
        "nl": "Op “{part}” heeft het archief geen antwoord.",
        "de": "Auf „{part}“ hat das Archiv keine Antwort.",
        "fr": "Les archives n’ont pas de réponse à « {part} ».",
        "es": "El archivo no tiene respuesta a «{part}».",
        "it": "L’archivio non ha una risposta a «{part}».",
        "pt": "O arquivo não tem resposta a «{part}».",
        "pl": "Archiwum nie ma odpowiedzi na „{part}”.",
        "ru": "На вопрос «{part}» в архиве ответа нет.",
        "uk": "На запитання «{part}» в архіві відповіді немає.",
        "ar": "ليس في الأرشيف جواب عن «{part}».",
        "zh": "资料库中没有“{part}”的答案。",
        "tr": "Arşivde “{part}” sorusunun yanıtı yok.",
        "ja": "「{part}」の答えはアーカイブにありません。",
    },
    "changed": {
        "en": "A cited article was changed after {date}; before, it may have said something else.",
        "nl": "Een aangehaald artikel is na {date} gewijzigd; eerder stond er misschien iets anders.",
        "de": "Ein zitierter Artikel wurde nach dem {date} geändert; vorher lautete er vielleicht anders.",
        "fr": "Un article cité a été modifié après le {date} ; avant, il disait peut-être autre chose.",
        "es": "Un artículo citado se modificó después del {date}; antes quizá decía otra cosa.",
        "it": "Un articolo citato è stato modificato dopo il {date}; prima forse diceva altro.",
        "pt": "Um artigo citado foi alterado depois de {date}; antes talvez dissesse outra coisa.",
        "pl": "Cytowany artykuł zmieniono po {date}; wcześniej mógł mówić co innego.",
        "ru": "Цитируемая статья изменена после {date}; раньше в ней могло говориться другое.",
        "uk": "Цитовану статтю змінено після {date}; раніше в ній могло йтися про інше.",
        "ar": "عُدِّل مقال مقتبس بعد {date}؛ وربما كان نصه قبل ذلك مختلفًا.",
        "zh": "所引文章在{date}之后有过修改，此前的内容可能不同。",
        "tr": "Alıntılanan bir haber {date} tarihinden sonra değiştirildi; önceki metni farklı olabilir.",
        "ja": "引用した記事の一つは{date}より後に変更されています。以前の内容は異なっていた可能性があります。",
    },
    "corrected": {
        "en": "A cited article was corrected ({date}); the correction is not quoted here.",
        "nl": "Een aangehaald artikel is gerectificeerd ({date}); de rectificatie wordt hier niet aangehaald.",
        "de": "Ein zitierter Artikel wurde berichtigt ({date}); die Berichtigung wird hier nicht zitiert.",
        "fr": "Un article cité a été rectifié ({date}) ; le rectificatif n’est pas cité ici.",
        "es": "Un artículo citado se rectificó ({date}); la rectificación no se cita aquí.",
        "it": "Un articolo citato è stato rettificato ({date}); la rettifica non è citata qui.",
        "pt": "Um artigo citado foi corrigido em {date}; a correção não é citada aqui.",
        "pl": "Cytowany artykuł sprostowano ({date}); sprostowania tu nie zacytowano.",
        "ru": "К цитируемой статье вышла поправка ({date}); здесь она не приводится.",
        "uk": "До цитованої статті вийшло виправлення ({date}); тут його не наведено.",
        "ar": "صُحِّح مقال مقتبس بتاريخ {date}؛ والتصحيح غير مقتبس هنا.",
        "zh": "所引文章已于{date}更正，此处未引用该更正。",
        "tr": "Alıntılanan bir haber için düzeltme yayımlandı ({date}); düzeltme burada alıntılanmadı.",
        "ja": "引用した記事の一つは{date}に訂正されています。その訂正はここでは引用していません。",
    },
    "newer_figure": {
        "en": "A newer report on this ({date}) gives another figure; it is not quoted here.",
        "nl": "Een nieuwer bericht hierover ({date}) noemt een ander getal; het wordt hier niet aangehaald.",
        "de": "Ein neuerer Bericht dazu ({date}) nennt eine andere Zahl; er wird hier nicht zitiert.",
        "fr": "Un article plus récent ({date}) donne un autre chiffre ; il n’est pas cité ici.",
        "es": "Un artículo más reciente ({date}) da otra cifra; no se cita aquí.",
        "it": "Un articolo più recente ({date}) dà un’altra cifra; non è citato qui.",
        "pt": "Um artigo mais recente ({date}) dá outro número; não é citado aqui.",
        "pl": "Nowszy artykuł ({date}) podaje inną liczbę; tu go nie zacytowano.",
        "ru": "Более новая статья ({date}) называет другое число; здесь она не приводится.",
        "uk": "Новіша стаття ({date}) називає інше число; тут її не наведено.",
        "ar": "يذكر تقرير أحدث ({date}) رقمًا آخر؛ وهو غير مقتبس هنا.",
        "zh": "另有较新的报道（{date}）给出了不同的数字，此处未引用。",
        "tr": "Daha yeni bir haber ({date}) başka bir sayı veriyor; burada alıntılanmadı.",
        "ja": "より新しい記事（{date}）は別の数字を伝えていますが、ここでは引用していません。",
    },
    "dropped": {
        "en": "Something that no source supported was left out.",
        "nl": "Iets wat door geen bron werd gesteund, is weggelaten.",
        "de": "Etwas, das keine Quelle stützt, wurde weggelassen.",
        "fr": "Un élément qu’aucune source n’étayait a été omis.",
        "es": "Se ha omitido algo que ninguna fuente respaldaba.",
        "it": "È stato omesso qualcosa che nessuna fonte sosteneva.",
        "pt": "Foi omitido algo que nenhuma fonte sustentava.",
        "pl": "Pominięto coś, czego nie potwierdzało żadne źródło.",
        "ru": "Опущено то, что не подтверждено ни одним источником.",
        "uk": "Пропущено те, чого не підтверджує жодне джерело.",
        "ar": "حُذف ما لا يدعمه أي مصدر.",
        "zh": "没有来源支持的内容已略去。",
        "tr": "Hiçbir kaynağın desteklemediği bir bölüm çıkarıldı.",
        "ja": "どの情報源にも裏付けられない部分は省きました。",
    },
    "opinion": {
        "en": "According to an opinion piece in {source}: {quote}",
        "nl": "Volgens een opiniestuk in {source}: {quote}",
        "de": "Einem Meinungsbeitrag in {source} zufolge: {quote}",
        "fr": "Selon une tribune dans {source} : {quote}",
        "es": "Según un artículo de opinión en {source}: {quote}",
        "it": "Secondo un articolo d’opinione in {source}: {quote}",
        "pt": "Segundo um artigo de opinião em {source}: {quote}",
        "pl": "Według tekstu opinii w {source}: {quote}",
        "ru": "По мнению автора колонки ({source}): {quote}",
        "uk": "На думку автора колонки ({source}): {quote}",
        "ar": "بحسب مقال رأي في {source}: {quote}",
        "zh": "据{source}的一篇评论：{quote}",
        "tr": "{source} gazetesindeki bir görüş yazısına göre: {quote}",
        "ja": "{source}の論説によると：{quote}",
    },
    "live": {
        "en": "According to a live report in {source}: {quote}",
        "nl": "Volgens een liveverslag in {source}: {quote}",
        "de": "Einem Liveticker von {source} zufolge: {quote}",
        "fr": "Selon un direct de {source} : {quote}",
        "es": "Según una cobertura en directo de {source}: {quote}",
        "it": "Secondo una diretta di {source}: {quote}",
        "pt": "Segundo uma cobertura ao vivo de {source}: {quote}",
        "pl": "Według relacji na żywo w {source}: {quote}",
        "ru": "Согласно онлайн-репортажу ({source}): {quote}",
        "uk": "За онлайн-репортажем ({source}): {quote}",
        "ar": "بحسب تغطية مباشرة في {source}: {quote}",
        "zh": "据{source}的滚动报道：{quote}",
        "tr": "{source} canlı anlatımına göre: {quote}",
        "ja": "{source}の速報によると：{quote}",
    },
    "correction": {
        "en": "{source} says in a correction: {quote}",
        "nl": "{source} schrijft in een rectificatie: {quote}",
        "de": "{source} schreibt in einer Berichtigung: {quote}",
        "fr": "{source} écrit dans un rectificatif : {quote}",
        "es": "{source} escribe en una rectificación: {quote}",
        "it": "{source} scrive in una rettifica: {quote}",
        "pt": "{source} escreve numa correção: {quote}",
        "pl": "{source} pisze w sprostowaniu: {quote}",
        "ru": "{source} пишет в поправке: {quote}",
        "uk": "{source} пише у виправленні: {quote}",
        "ar": "جاء في تصحيح نشرته {source}: {quote}",
        "zh": "{source}在更正中写道：{quote}",
        "tr": "{source} düzeltmesinde şöyle yazıyor: {quote}",
        "ja": "{source}は訂正記事で次のように述べています：{quote}",
    },
    "earlier": {
        "en": "Earlier, on {date}, {source} reported: {quote}",
        "nl": "Eerder, op {date}, meldde {source}: {quote}",
        "de": "Zuvor, am {date}, berichtete {source}: {quote}",
        "fr": "Auparavant, le {date}, {source} rapportait : {quote}",
        "es": "Antes, el {date}, {source} informaba: {quote}",
        "it": "In precedenza, in data {date}, {source} riferiva: {quote}",
        "pt": "Antes, em {date}, {source} noticiava: {quote}",
        "pl": "Wcześniej ({source}, {date}): {quote}",
        "ru": "Раньше ({source}, {date}): {quote}",
        "uk": "Раніше ({source}, {date}): {quote}",
        "ar": "قبل ذلك، في {date}، ذكرت {source}: {quote}",
        "zh": "此前，{source}在{date}报道：{quote}",
        "tr": "Daha önce, {date} tarihinde, {source} şunu bildirdi: {quote}",
        "ja": "これより前の{date}に、{source}は次のように報じていました：{quote}",
    },
    "model": {
        "en": "The language model did not answer; the sources are quoted instead.",
        "nl": "Het taalmodel gaf geen antwoord; daarom staan hier de bronnen zelf.",
        "de": "Das Sprachmodell hat nicht geantwortet; zitiert werden die Quellen selbst.",
        "fr": "Le modèle de langue n’a pas répondu ; les sources sont citées telles quelles.",
        "es": "El modelo de lenguaje no respondió; se citan las fuentes mismas.",
        "it": "Il modello linguistico non ha risposto; sono citate le fonti stesse.",
        "pt": "O modelo de linguagem não respondeu; citam-se as próprias fontes.",
        "pl": "Model językowy nie odpowiedział; przytoczono same źródła.",
        "ru": "Языковая модель не ответила; приведены сами источники.",
        "uk": "Мовна модель не відповіла; наведено самі джерела.",
        "ar": "لم يُجب النموذج اللغوي؛ وقد نُقلت المصادر نفسها.",
        "zh": "语言模型没有作答，以下直接引用来源。",
        "tr": "Dil modeli yanıt vermedi; kaynakların kendisi alıntılandı.",
        "ja": "言語モデルが回答しなかったため、情報源をそのまま引用しています。",
    },
    "cut_off": {
        "en": "The language model broke off; more may be in the sources.",
        "nl": "Het taalmodel brak af; in de bronnen kan meer staan.",
        "de": "Das Sprachmodell brach ab; in den Quellen kann mehr stehen.",
        "fr": "Le modèle de langue s’est interrompu ; les sources peuvent en dire plus.",
        "es": "El modelo de lenguaje se interrumpió; puede haber más en las fuentes.",
        "it": "Il modello linguistico si è interrotto; nelle fonti può esserci altro.",
        "pt": "O modelo de linguagem interrompeu-se; pode haver mais nas fontes.",
        "pl": "Model językowy przerwał; w źródłach może być więcej.",
        "ru": "Языковая модель прервалась; в источниках может быть больше.",
        "uk": "Мовна модель перервалася; у джерелах може бути більше.",
        "ar": "توقف النموذج اللغوي قبل أن يكمل؛ وقد يكون في المصادر المزيد.",
        "zh": "语言模型中途中断，来源中可能还有更多内容。",
        "tr": "Dil modeli yarıda kesildi; kaynaklarda daha fazlası olabilir.",
        "ja": "言語モデルが途中で止まりました。情報源にはさらに情報があるかもしれません。",
    },
    "late": {
        "en": "The language model ran out of time; what it did not write is in the sources.",
        "nl": "De tijd voor het taalmodel was om; wat het niet schreef, staat in de bronnen.",
        "de": "Die Zeit für das Sprachmodell war um; was es nicht schrieb, steht in den Quellen.",
        "fr": "Le modèle de langue a manqué de temps ; ce qu’il n’a pas écrit est dans les sources.",
        "es": "Al modelo de lenguaje se le acabó el tiempo; lo que no escribió está en las fuentes.",
        "it": "Il modello linguistico ha esaurito il tempo; ciò che non ha scritto è nelle fonti.",
        "pt": "O modelo de linguagem ficou sem tempo; o que não escreveu está nas fontes.",
        "pl": "Modelowi językowemu zabrakło czasu; to, czego nie napisał, jest w źródłach.",
        "ru": "Языковой модели не хватило времени; то, чего она не написала, есть в источниках.",
        "uk": "Мовній моделі забракло часу; те, чого вона не написала, є в джерелах.",
        "ar": "انتهى الوقت المتاح للنموذج اللغوي؛ وما لم يكتبه موجود في المصادر.",
        "zh": "语言模型用时已到；未写出的内容见来源。",
        "tr": "Dil modelinin süresi doldu; yazmadıkları kaynaklarda.",
        "ja": "言語モデルの時間が切れました。書かれなかったことは情報源にあります。",
    },
}

# The same of an article whose outlet is not known.
_OF_NO_OUTLET: dict[Attribution, dict[str, str]] = {
    "opinion": {
        "en": "According to an opinion piece: {quote}",
        "nl": "Volgens een opiniestuk: {quote}",
        "de": "Einem Meinungsbeitrag zufolge: {quote}",
        "fr": "Selon une tribune : {quote}",
        "es": "Según un artículo de opinión: {quote}",
        "it": "Secondo un articolo d’opinione: {quote}",
        "pt": "Segundo um artigo de opinião: {quote}",
        "pl": "Według tekstu opinii: {quote}",
        "ru": "По мнению автора колонки: {quote}",
        "uk": "На думку автора колонки: {quote}",
        "ar": "بحسب مقال رأي: {quote}",
        "zh": "据一篇评论：{quote}",
        "tr": "Bir görüş yazısına göre: {quote}",
        "ja": "ある論説によると：{quote}",
    },
    "live": {
        "en": "According to a live report: {quote}",
        "nl": "Volgens een liveverslag: {quote}",
        "de": "Einem Liveticker zufolge: {quote}",
        "fr": "Selon un direct : {quote}",
        "es": "Según una cobertura en directo: {quote}",
        "it": "Secondo una diretta: {quote}",
        "pt": "Segundo uma cobertura ao vivo: {quote}",
        "pl": "Według relacji na żywo: {quote}",
        "ru": "Согласно онлайн-репортажу: {quote}",
        "uk": "За онлайн-репортажем: {quote}",
        "ar": "بحسب تغطية مباشرة: {quote}",
        "zh": "据一则滚动报道：{quote}",
        "tr": "Bir canlı anlatıma göre: {quote}",
        "ja": "ある速報によると：{quote}",
    },
    "correction": {
        "en": "A correction says: {quote}",
        "nl": "In een rectificatie staat: {quote}",
        "de": "In einer Berichtigung heißt es: {quote}",
        "fr": "Un rectificatif indique : {quote}",
        "es": "Una rectificación dice: {quote}",
        "it": "Una rettifica dice: {quote}",
        "pt": "Uma correção diz: {quote}",
        "pl": "W sprostowaniu napisano: {quote}",
        "ru": "В поправке говорится: {quote}",
        "uk": "У виправленні сказано: {quote}",
        "ar": "جاء في تصحيح: {quote}",
        "zh": "一则更正写道：{quote}",
        "tr": "Bir düzeltmede şöyle yazıyor: {quote}",
        "ja": "訂正記事には次のようにあります：{quote}",
    },
    "earlier": {
        "en": "Earlier, on {date}, it was reported: {quote}",
        "nl": "Eerder, op {date}, werd gemeld: {quote}",
        "de": "Zuvor, am {date}, wurde berichtet: {quote}",
        "fr": "Auparavant, le {date}, on rapportait : {quote}",
        "es": "Antes, el {date}, se informaba: {quote}",
        "it": "In precedenza, in data {date}, si riferiva: {quote}",
        "pt": "Antes, em {date}, noticiava-se: {quote}",
        "pl": "Wcześniej ({date}): {quote}",
        "ru": "Раньше ({date}): {quote}",
        "uk": "Раніше ({date}): {quote}",
        "ar": "قبل ذلك، في {date}، ذُكر: {quote}",
        "zh": "此前，{date}有报道称：{quote}",
        "tr": "Daha önce, {date} tarihinde, şu bildirildi: {quote}",
        "ja": "これより前の{date}に、次のように報じられていました：{quote}",
    },
}


def phrase(name: Phrase, language: str, **values: str) -> str:
    """One of the answer's own sentences in a language, with its values put in."""
    return _spoken(_PHRASES[name], language).format(**values)


def put_into(said: str, language: str) -> str:
    """One of the answer's own sentences, of those without values, in another language; else as it is."""
    for phrases in _PHRASES.values():
        if said in phrases.values():
            return _spoken(phrases, language)
    return said


def attributed(
    name: Attribution, quote: str, language: str, *, source: str | None, **values: str
) -> str:
    """A quote in a sentence that says whose word it is; that of no outlet where it is not known."""
    if not source:
        return _spoken(_OF_NO_OUTLET[name], language).format(quote=quote, **values)
    return phrase(name, language, source=source, quote=quote, **values)


def _spoken(phrases: dict[str, str], language: str) -> str:
    return phrases.get(language, phrases["en"])


def long_date(when: date | str, language: str) -> str:
    """A date written out: 13 August 2025, 13 augustus 2025, 2025年8月13日.

    Args:
        when: In ISO 8601 as of `rag.dates.normalise`; no more is told than it says: August 2025.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    name = "en_GB" if language == "en" or language not in _PHRASES["stale"] else language
    day = when if isinstance(when, date) else known_day(when)
    try:
        locale = Locale.parse(name)
        if day is None:
            skeleton = "y" if len(str(when)) == len("2025") else "yMMMM"
            return format_skeleton(skeleton, first_instant(str(when)).date(), locale=locale)
        return format_date(day, "long", locale=locale)
    except (UnknownLocaleError, ValueError):
        return str(day or when)
