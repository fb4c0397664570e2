"""The answer's own words, in the asker's language; English where a language is not here.

Dates are written out in full by CLDR (Babel): a reader must not take 8/12 for the wrong month.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

Phrase = Literal[
    "stale",
    "nothing",
    "not_this",
    "outside",
    "open",
    "changed",
    "dropped",
    "opinion",
    "live",
    "correction",
    "model",
    "cut_off",
]

_PHRASES: dict[Phrase, dict[str, str]] = {
    "stale": {
        "en": "The newest article cited here is of {date}.",
        "nl": "Het nieuwste artikel dat hier wordt aangehaald is van {date}.",
        "de": "Der neueste hier zitierte Artikel ist vom {date}.",
        "fr": "L’article le plus récent cité ici date du {date}.",
        "es": "El artículo más reciente citado aquí es del {date}.",
        "it": "L’articolo più recente citato qui è del {date}.",
        "pt": "O artigo mais recente aqui citado é de {date}.",
        "pl": "Najnowszy cytowany tu artykuł jest z {date}.",
        "ru": "Самая новая из процитированных здесь статей — от {date}",
        "uk": "Найновіша з процитованих тут статей — від {date}",
        "ar": "أحدث مقال مُستشهَد به هنا بتاريخ {date}.",
        "zh": "此处引用的最新文章发表于{date}。",
        "tr": "Burada alıntılanan en yeni haberin tarihi: {date}.",
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
    },
}


def phrase(name: Phrase, language: str, **values: str) -> str:
    """One of the answer's own sentences in a language, with its values put in."""
    return _PHRASES[name].get(language, _PHRASES[name]["en"]).format(**values)


def long_date(day: date, language: str) -> str:
    """A date written out: 13 August 2025, 13 augustus 2025, 2025年8月13日."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    name = "en_GB" if language == "en" or language not in _PHRASES["stale"] else language
    try:
        return format_date(day, "long", locale=Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
