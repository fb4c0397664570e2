"""Which whole lines are no part of an article, and which only look like such."""

from __future__ import annotations

import pytest

from ingest.sources.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "© Merel Courier. All rights reserved.",
        "©2025 Merel Courier",
        "Copyright 2025 Merel Courier Ltd, no part may be copied.",
        "Copyright © 2025 Merel Courier",
        "Copyright The Merel Courier 2025",
        "(c) Merel Courier",
        "Sign up for our newsletter",
        "Register now for the newsletter of the Courier",
        "Get the best of the day in your inbox.",
        "Follow us on Facebook and Instagram",
        "Suivez-nous sur Facebook",
        "Volg De Koerier op Instagram",
        "Síguenos en Telegram",
        "We and our partners use cookies to improve this site.",
        "Deze website plaatst cookies.",
        "Wir verwenden Cookies.",
        "Click here to read more.",
        "Click here: https://courier.example/pool",
        "Klik hier voor alle uitslagen",
        "Foto: ANP / Robin van Dam",
        "Photo: J. Doe/Reuters",
        "Photo by: The Merel Fire Department",
        "Bild: dpa/picture alliance",
        "Foto: privat",
        "Фото: ТАСС",
        "Related",
        "Related: Pool of Merel to close",
        "Watch next: Three men charged in Merel",
        "Lees ook: De brug is dicht.",
    ],
)
def test_what_stands_around_an_article_is_left_out(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law was reformed on Tuesday by the European Parliament, 320 votes to 280.",
        "Copyright was reformed in 2019.",
        "(c) the minister must resign within thirty days",
        "(c) Minister Jansen must resign within thirty days",
        "Follow-up talks were announced on Telegram by the governor on Sunday.",
        "Register offices will send the notices by WhatsApp from May on.",
        "Sigue la búsqueda de los 32 desaparecidos, dijo el gobernador en Telegram.",
        "We baked 40,000 cookies for the shelters this week, the baker said.",
        "Wij willen af van cookies, zei de minister.",
        "Credit: banks are to lend less to small firms from January, the regulator said on Monday.",
        "Bild: Der Minister wird am Freitag zurücktreten, berichtet die Zeitung.",
        "Credit: 41 million",
        "Image/reputation: the minister has lost both, says his own party.",
        "Фото: министр уходит в отставку в пятницу.",
        "Related: three men were charged in the same case on Friday.",
        "Watch next: the vote in Merel on Sunday may decide it.",
        "Click here: three words that cost a pensioner 40,000 euros.",
    ],
)
def test_a_sentence_that_begins_like_it_stays(line: str) -> None:
    assert not is_boilerplate(line)
