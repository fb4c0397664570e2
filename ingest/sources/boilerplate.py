"""Lines that stand in a page, feed or newsletter and are no part of the article.

Every pattern is held against a whole line, so that a sentence that merely speaks of cookies or
newsletters stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_LONGEST = 240

# Behind these a sentence may follow, with a full stop, and only a headline has none.
_LABEL = r"""related(?:\s+(?:articles?|stor(?:y|ies)))?|(?:read|see|watch|listen)\s+next|more\s+(?:on\s+this|stories)"""
_POINTER = r"""(?:read|see|watch|listen)\s+(?:also|more|too)|also\s+read|lees\s+(?:ook|meer|verder)|bekijk\s+ook|meer\s+over\s+dit\s+onderwerp
|lesen\s+sie\s+auch|auch\s+interessant|mehr\s+zum\s+thema|(?:à\s+)?(?:lire|voir)\s+aussi|sur\s+le\s+même\s+sujet
|lea\s+(?:también|además)|le(?:e|er)\s+también|te\s+puede\s+interesar|leggi\s+anche|leia\s+(?:também|mais)|veja\s+também
|czytaj\s+(?:też|także|również|więcej)|zobacz\s+także|читайте\s+(?:также|також)|читать\s+далее|läs\s+(?:också|även|mer)
|læs\s+også|les\s+også|lue\s+myös|přečtěte\s+si(?:\s+také)?|olvassa\s+el|citește\s+și|διαβάστε\s+(?:επίσης|ακόμη)
|ayrıca\s+okuyun|اقرأ\s+أيضا[ً]?|קראו\s+גם|بیشتر\s+بخوانید|यह\s+भी\s+पढ़ें|baca\s+juga|xem\s+thêm|相关(?:阅读|新闻|报道)|延伸阅读
|関連記事|あわせて読みたい|관련\s?기사"""
_AD = r"""advertisements?|advertentie|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklama|реклама
|annons(?:e)?|annonce|ad|sponsored(?:\s+content)?"""
_SIGN_UP = r"""(?:sign\s+up|subscribe|register\s+(?:now|here|today|for|to|with)|abonneer|schrijf\s+(?:je|u)\s+in
|meld\s+(?:je|u)\s+aan|jetzt\s+anmelden|abonnieren|melden\s+sie\s+sich|abonnez-vous|inscrivez-vous|recevez
|suscríbe(?:te|se)|iscriviti|assine|zapisz\s+się|подпишитесь|підпишіться|prenumerera|tilmeld|meld\s+deg|get|receive
|ontvang|follow|volg|suivez|s[ií]guenos|sigue\s+(?:nuestr\w+|el\s+canal|las\s+noticias))\b(?!-(?!nous\b|moi\b))"""
_SENT = r"newsletter|nieuwsbrief|inbox|mailbox|boletín|boletim|nyhetsbrev|nyhedsbrev|рассылк|розсилк|whatsapp|telegram|facebook|instagram|biuletyn"
_COOKIES = r"""(?:(?:we|wij|wir|nous|мы)\b.{0,60}\b(?:us(?:e|ing)|plac|stor|set|gebruik|plaats|verwend|nutz|setz|utilis|использу)\w*
|this\s+(?:web)?site|deze\s+(?:web)?site|diese\s+(?:web)?site|diese\s+webseite|ce\s+site|utilizamos|usamos|este\s+sitio
|este\s+site|questo\s+sito|utilizziamo|ta\s+strona|używamy|этот\s+сайт)\b.{0,60}\bcookies?\b"""
_BUTTON = r"""(?:accept|reject|accepteer|alle\s+akzeptieren|accepter|aceptar|accetta)(?:\s+all|\s+alle|\s+tout|\s+todas?)?
(?:\s+cookies)?|share(?:\s+(?:this|on|via)\b.{0,40})?|deel(?:\s+(?:dit|op|via)\b.{0,40})?|(?:teilen|partager|compartir|condividi)
|print(?:\s+this)?|e-?mail|copy\s+link|comments?(?:\s*\(\d+\))?|\d+\s+comments?|listen\s+to\s+this\s+article|\d+\s+min(?:ute)?s?\s+read
|skip\s+to\s+(?:main\s+)?content|back\s+to\s+top|view\s+(?:this\s+(?:email|e-mail)\s+)?in\s+(?:your\s+)?browser|unsubscribe
|(?:bekijk|lees)\s+(?:deze\s+)?(?:e-?mail|nieuwsbrief)\s+(?:online|in\s+(?:je|uw|de)\s+browser)|(?:uitschrijven|afmelden|abmelden|se\s+désabonner|se\s+désinscrire)
|manage\s+(?:your\s+)?(?:preferences|subscription)s?|privacy\s+policy|terms\s+(?:of\s+(?:use|service)|and\s+conditions)"""
_CLICK = r"""(?:(?:click|klik|tap|klicken\s+sie|klick)\s+(?:here|hier|on\s+the\s+link)\b|cliquez\s+ici\b|haga\s+clic\b
|clicca\s+qui\b)(?:[^:.!?]{0,100}[.!?]?|\s*:?\s*https?://\S+)"""
_NAME = r"(?-i:[^\Wa-zа-яё]\S*|by|of|the|and|courtesy|van|von|de|via|&|/)"
# Names, or words like "private": "Credit: banks are to lend less" says something.
_CREDIT = rf"""(?:photo|foto|image|bild|picture|beeld|photograph|credit|фото)(?:\s+(?:by|credit|door|von))?\s*[:：©/]\s*
(?!\W*\d)(?:(?:{_NAME}(?:\s+|$)){{1,8}}|\w+(?:[\s/.-]+\w+){{0,2}})"""
# Only a notice has a year or nothing but names behind the word: a sentence about copyright law, or
# point (c) of a list, does not.
_RIGHTS = rf"""©.{{0,160}}|(?:\(c\)|copyright)\s*(?:©|\(c\)|(?:19|20)\d\d\b).{{0,160}}
|(?:\(c\)|copyright)\s+(?:{_NAME}(?:\s+|$)){{1,8}}
|.{{0,80}}\ball\s+rights\s+reserved\.?|alle\s+rechten\s+voorbehouden\.?"""

_LINE = re.compile(
    rf"""[-–—•*>|\s]*+(?:
    (?:{_POINTER})\s*(?:[:：>»|–—-].{{0,200}})?
    |(?:{_LABEL})\s*(?:[:：>»|–—-].{{0,200}}(?<![.!?])(?<![.!?]["'”’»)]))?
    |(?:{_AD})\s*:?
    |(?:{_SIGN_UP}).{{0,160}}(?:{_SENT}).{{0,80}}
    |(?:{_COOKIES}).{{0,160}}
    |(?:{_BUTTON})[\s.!:>»]*
    |{_CLICK}
    |{_CREDIT}
    |{_RIGHTS}
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_BY = re.compile(r"^(?:by|door|von|par|por|di|av|af|автор:?|от)\s+", re.IGNORECASE)
_TOP_LINES = 4
_LINK_LINE = re.compile(r"[\[(<\s]*https?://\S+[\])>\s]*")
_RULE = re.compile(r"[\W_]{3,}")


def is_boilerplate(line: str) -> bool:
    """Tell whether a line is a pointer elsewhere, a sign-up, a button, a credit or a bare link."""
    text = line.strip()
    return len(text) <= _LONGEST and bool(
        _LINE.fullmatch(text) or _LINK_LINE.fullmatch(text) or _RULE.fullmatch(text)
    )


def article_text(text: str, title: str | None = None, authors: Collection[str] = ()) -> str:
    """Keep the lines of an article's text that belong to it, with a blank line between paragraphs.

    Args:
        title: A first line that repeats it is left out.
        authors: A line among the first that only names them is left out.
    """
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line and not is_boilerplate(line)]
    if kept and title and kept[0].casefold() == title.strip().casefold():
        kept = kept[1:]
    top = [line for line in kept[:_TOP_LINES] if not _is_byline(line, authors)]
    kept = top + kept[_TOP_LINES:]
    parts: list[str] = []
    for line in kept:
        in_list = line.startswith("- ") and parts and parts[-1].startswith("- ")
        parts += ["\n" if in_list else "\n\n", line] if parts else [line]
    return "".join(parts)


def _is_byline(line: str, authors: Collection[str]) -> bool:
    bare = _BY.sub("", line).casefold()
    return any(bare == author.casefold() for author in authors)
