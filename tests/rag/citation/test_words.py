"""Negation, names and the form of a sentence."""

from __future__ import annotations

import pytest

from rag.citation.form import faults_of_form, is_copied
from rag.names import first_words, is_country, names, side_by_side, unknown
from rag.negation import are_opposed, polarity


@pytest.mark.parametrize(
    ("says_no", "says_yes", "language"),
    [
        ("De brug gaat niet open.", "De brug gaat open.", "nl"),
        ("The bridge won't open.", "The bridge will open.", "en"),
        ("Die Brücke bleibt ohne Geländer.", "Die Brücke hat Geländer.", "de"),
        ("Le pont n'ouvrira pas.", "Le pont ouvrira.", "fr"),
        ("El puente no se abrirá.", "El puente se abrirá.", "es"),
        ("Мост не откроют.", "Мост откроют, несколько дней спустя.", "ru"),
        ("Міст не відкриють.", "Міст відкриють.", "uk"),
        ("لن يُفتح الجسر.", "سيُفتح الجسر.", "ar"),
        ("大桥没有开放。", "大桥不久开放，无人机拍摄。", "zh"),
        ("Köprü açılmadı.", "Köprü açıldı.", "tr"),
        ("橋は開通しなかった。", "橋は間もなく開通した。", "ja"),
        ("다리는 열리지 않았다.", "다리가 열렸을 뿐만 아니라 축제도 열렸다.", "ko"),
        ("Cây cầu chưa mở cửa.", "Không lâu sau hãng hàng không mở đường bay.", "vi"),
        ("Jembatan itu tidak dibuka.", "Jembatan itu dibuka.", "id"),
        ("สะพานยังไม่เปิด", "ไม่นานสะพานก็เปิด", "th"),
        ("Most nie zostanie otwarty.", "Most zostanie otwarty.", "pl"),
        ("Most se neotevřel.", "V neděli se most otevřel nedaleko nemocnice.", "cs"),
        ("Podul nu se deschide.", "Podul se deschide.", "ro"),
        ("A híd nem nyílik meg.", "A híd megnyílik.", "hu"),
        ("Η γέφυρα δεν θα ανοίξει.", "Η γέφυρα θα ανοίξει.", "el"),
        ("הגשר לא ייפתח.", "הגשר ייפתח, לאחר שנים.", "he"),
        ("پل باز نمی‌شود.", "پل باز می‌شود، پس از نبرد.", "fa"),
        ("पुल नहीं खुलेगा।", "पुल खुलेगा, नए साल में।", "hi"),
        ("Die brug gaan nie oop nie.", "Die brug gaan oop.", "af"),
        ("Broen åbner ikke.", "Broen åbner, siger Læger uden Grænser.", "da"),
        ("Siltaa ei avata.", "Silta avataan säästä riippumatta.", "fi"),
        ("Bron öppnar inte.", "Bron öppnar, enligt Läkare utan gränser.", "sv"),
        ("Broen åpner ikke.", "Broen åpner.", "nb"),
    ],
)
def test_a_no_is_told_from_a_yes(says_no: str, says_yes: str, language: str) -> None:
    assert polarity(says_no, language) == "no"
    assert polarity(says_yes, language) == "yes"
    assert are_opposed(polarity(says_no, language), polarity(says_yes, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor denied that the bridge was safe.", "en"),
        ("De burgemeester ontkende dat de brug veilig was.", "nl"),
        ("Der Bürgermeister bestritt, dass die Brücke sicher war.", "de"),
        ("Le maire a nié que le pont était sûr.", "fr"),
        ("El alcalde negó que el puente fuera seguro.", "es"),
        ("Il sindaco ha negato che il ponte fosse sicuro.", "it"),
        ("O prefeito negou que a ponte fosse segura.", "pt"),
        ("Мэр отрицает, что мост безопасен.", "ru"),
        ("Мер заперечив, що міст безпечний.", "uk"),
        ("Burmistrz zaprzeczył, że most był bezpieczny.", "pl"),
        ("Belediye başkanı iddiayı yalanladı.", "tr"),
        ("نفى العمدة أن الجسر آمن.", "ar"),
        ("市長は橋が安全だとの報道を否定した。", "ja"),
        ("시장은 다리가 안전하다는 보도를 부인했다.", "ko"),
        ("Thị trưởng phủ nhận rằng cây cầu an toàn.", "vi"),
        ("Wali kota membantah bahwa jembatan itu aman.", "id"),
        ("นายกเทศมนตรีปฏิเสธว่าสะพานปลอดภัย", "th"),
        ("Starosta popřel, že byl most bezpečný.", "cs"),
        ("Primarul neagă că podul ar fi sigur.", "ro"),
        ("A polgármester tagadta, hogy a híd biztonságos.", "hu"),
        ("Ο δήμαρχος αρνήθηκε ότι η γέφυρα είναι ασφαλής.", "el"),
        ("ראש העיר הכחיש שהגשר בטוח.", "he"),
        ("شهردار ایمنی پل را تکذیب کرد.", "fa"),
        ("महापौर ने इस बात से इनकार किया।", "hi"),
        ("Die burgemeester ontken dat die brug veilig is.", "af"),
        ("Borgmesteren benægtede, at broen var sikker.", "da"),
        ("Kaupunginjohtaja kiisti, että silta olisi turvallinen.", "fi"),
        ("Borgmästaren förnekade att bron var säker.", "sv"),
        ("Ordføreren benektet at broen var trygg.", "nb"),
    ],
)
def test_a_denial_is_told_from_a_statement(text: str, language: str) -> None:
    denial = polarity(text, language)
    assert are_opposed(denial, polarity("The mayor said that the bridge was safe.", "en"))
    assert not are_opposed(denial, polarity("The mayor did not call the bridge safe.", "en"))
    assert not are_opposed(denial, polarity("The mayor dismissed the claim.", "en"))


@pytest.mark.parametrize(
    "text", ["He was denied a visa.", "The plane was denied a landing.", "They denied access."]
)
def test_who_is_denied_a_thing_says_nothing(text: str) -> None:
    assert not are_opposed(polarity(text, "en"), polarity("Hij kreeg een visum.", "nl"))


def test_of_an_unknown_language_nothing_is_claimed() -> None:
    assert polarity("Nid yw'r bont ar agor.", "cy") is None
    assert not are_opposed(None, "no")


@pytest.mark.parametrize(
    ("name", "language", "text", "spoken"),
    [
        ("Putin", "en", "Poetin sprak vrijdag.", "nl"),
        ("Putin", "en", "Путин выступил в пятницу.", "ru"),
        ("Kramatorsk", "en", "Бої біля Краматорська", "uk"),
        ("Donetsk", "en", "تقدم في دونيتسك", "ar"),
        ("Germany", "en", "in Duitsland", "nl"),
        ("Германии", "ru", "in Duitsland", "nl"),
        ("Lanhe", "en", "兰赫公司", "zh"),
        ("Wessering", "fr", "Carolien Wessering vertrekt", "nl"),
    ],
)
def test_a_name_is_known_in_another_spelling(
    name: str, language: str, text: str, spoken: str
) -> None:
    assert unknown([name], language, [(text, spoken)]) == []


def test_a_name_that_is_not_there_is_strange() -> None:
    assert unknown(["Zelensky"], "en", [("Poetin sprak met Trump.", "nl")]) == ["Zelensky"]


def test_names_are_the_capitals_inside_a_sentence() -> None:
    assert names("Yesterday Mara Velt met the mayor of Bergen.", "en") == ["Mara", "Velt", "Bergen"]
    assert names("Die Brücke hat neue Geländer.", "de") == []


def test_first_words_are_those_that_start_sentences() -> None:
    text = "Putin called the mayor. “It is over,” the Kremlin said: Russia agreed with NATO."
    assert first_words(text) == ["Putin", "Russia"]
    assert first_words("L'Allemagne refuse.") == ["Allemagne"]


def test_a_country_is_told_in_its_language() -> None:
    assert is_country("Russia", "en")
    assert is_country("Германии", "ru")
    assert not is_country("Police", "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The bridge reopens on 3 May.", "en"),
        ("“De brug gaat open.”", "nl"),
        ("Мост снова откроют 3 мая.", "ru"),
        ("大桥将于5月3日重新开放。", "zh"),
        ("سيُعاد فتح الجسر في الثالث من مايو.", "ar"),
        ("ニュースによると、橋は再び開通した。", "ja"),
        ("人々は橋の再開を喜んでいる。", "ja"),
        ("O 3.º governo tomou posse ontem em Lisboa.", "pt"),
        ("La 2ª fase de las obras comenzará en mayo.", "es"),
        ("Партія обʼєднала своїх прихильників.", "uk"),
        ("The particles are smaller than 10 µm across.", "en"),
        ("دولت می\u200cگوید این پل بسته می\u200cماند.", "fa"),
        ("حکومت نے کہا کہ پل بند رہے گا۔", "ur"),
        ("รัฐบาลกล่าวว่าสะพานจะปิดจนถึงเดือนพฤษภาคม", "th"),
        ("Правителството каза, че мостът ще остане затворен до май.", "bg"),
        ("Влада је рекла да ће мост остати затворен до маја.", "sr"),
        ("ხიდი მაისამდე დაკეტილი დარჩება.", "ka"),
        ("The dam cost 1000000 euros, the minister said.", "en"),
        ("The share rose to 0.0000001 of it, he said.", "en"),
    ],
)
def test_a_clean_sentence_has_no_faults(text: str, language: str) -> None:
    assert faults_of_form(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "fault"),
    [
        ("The bridge reopens on", "en", "not a whole sentence"),
        ("When will the bridge in Oldermark reopen?", "en", "a question"),
        ("See [this page](http://x.example).", "en", "markup"),
        ("<b>The bridge</b> reopens.", "en", "markup"),
        ("The bridge the bridge the bridge the bridge reopens.", "en", "endless"),
        ("The bridge reopens on 3 May after long repairs.", "nl", "language"),
        ("De brug gaat 重新开放 op 3 mei.", "nl", "language"),
        ("The bridge re\u200copens on 3 May.", "en", "markup"),
        ("The bridge reopens on 3 May.", "bg", "language"),
        ("It was hahahahahahahaha on 3 May.", "en", "endless"),
        ("The bridge სიტყვა reopens on 3 May.", "en", "language"),
        ("Мост знову відкриють третього травня.", "en", "language"),
    ],
)
def test_a_spoiled_sentence_is_told(text: str, language: str, fault: str) -> None:
    assert fault in faults_of_form(text, language)


@pytest.mark.parametrize(
    ("text", "language", "source", "spoken"),
    [
        ("The steel rusted because bladeren de afvoeren verstopten.", "en", "Het roestte doordat bladeren de afvoeren verstopten.", "nl"),
        ("Berichte over treinramp Ostermühl tien weken later sind selten.", "de", "Nieuws over treinramp Ostermühl tien weken later", "nl"),
        ("O padre foi a que se abran de nuevo las escuelas.", "pt", "Espera a que se abran de nuevo las escuelas.", "es"),
        ("Vi ved at det er en av de eldste byer i landet.", "da", "Det er kjent at det er en av de eldste byer.", "nb"),
    ],
)  # fmt: skip
def test_words_left_in_the_language_of_the_source_are_copied(
    text: str, language: str, source: str, spoken: str
) -> None:
    assert is_copied(text, language, source, spoken)


@pytest.mark.parametrize(
    ("text", "language", "source", "spoken"),
    [
        ("O padre foi acusado de abuso sexual de menores.", "pt", "El sacerdote fue acusado de abuso sexual de menores en 2010.", "es"),
        ("El sacerdote fue acusado de abuso sexual de menores.", "es", "O padre foi acusado de abuso sexual de menores em 2010.", "pt"),
        ("Han kan ikke svare på spørsmål.", "nb", "Præsidenten kan ikke svare på alt.", "da"),
    ],
)  # fmt: skip
def test_words_that_two_languages_share_are_not_copied(
    text: str, language: str, source: str, spoken: str
) -> None:
    assert not is_copied(text, language, source, spoken)


@pytest.mark.parametrize(
    ("text", "language", "together"),
    [
        ("Did Rita Holm meet Brandt?", "en", [("Rita", "Holm"), ("Brandt",)]),
        ("Is the House of Commons shut?", "en", [("House", "Commons")]),
        ("Did Holm and Brandt meet?", "en", [("Holm",), ("Brandt",)]),
        ("What of Holm, Brandt?", "en", [("Holm",), ("Brandt",)]),
        ("Que dit l'Olympique de Marsa ?", "fr", [("Olympique", "Marsa")]),
        ("¿Quién vio a Holm?", "es", [("Holm",)]),
    ],
)
def test_names_side_by_side_are_one(
    text: str, language: str, together: list[tuple[str, ...]]
) -> None:
    assert side_by_side(text, names(text, language), language) == together
