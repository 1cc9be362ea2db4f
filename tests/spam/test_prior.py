"""The first day, before anybody has decided anything, in four languages."""

import pytest

from comments_service.spam import phrases, prior
from comments_service.spam.classifier import Classifier
from comments_service.spam.features import features

SPAM = """
    Great post, I will bookmark your blog and come back soon!
    Toller Beitrag, ich habe deinen Blog in meine Lesezeichen aufgenommen. Weiter so!
    Super article, j'ajoute votre blog à mes favoris et je reviendrai.
    Ottimo articolo, aggiungo il vostro blog ai preferiti e tornerò presto.
    Check out my new channel and subscribe please
    Schaut mal auf meinem Kanal vorbei und lasst ein Abo da!
    Visitez ma chaîne et abonnez-vous !
    Visitate il mio sito e iscrivetevi al mio canale
    Earn $5000 a week working from home
    Sofortkredit ohne Schufa, jetzt anmelden
    Offre de prêt entre particuliers, contact : jean@example.com
    Prestiti personali veloci, scrivimi su WhatsApp
    Online Casino mit Freispielen ohne Einzahlung
    Buy cheap viagra without prescription http://pills.example.top
    [url=http://replica.example.com]cheap replica watches[/url]
    http://shop.example.ru
    Mein Broker Herr Muster hat mir 9.000 € ausgezahlt, schreibt ihm per Telegram
    Doublez vos bitcoins en 48 heures, contactez-moi sur WhatsApp
    Echte Follower und Likes kaufen, ab 3 Euro
    Achetez des abonnés TikTok et des likes pas chers
    Führerschein ohne Prüfung, registriert und echt
    Buy genuine registered passports and IELTS certificates
    Faux billets indétectables et permis de conduire, passeport
    Patente di guida senza esame, originale e registrata
    Hiring remote data entry workers, message the manager on Telegram
    Wir bringen Ihren Shop auf Platz 1 bei Google
    Prestiti veloci senza busta paga in 24 ore
    Grand marabout sérieux, retour affectif rapide
    I write essays for students at low prices, cheap-essays.example.com
    K-r-y-p-t-o Gewinne jeden Tag
"""
GENUINE = """
    Congratulations to the whole team in Basel!
    Natürlich kaufen wir das, sobald der Artikel lieferbar ist.
    Sehr interessanter Artikel, aber die Zahl im zweiten Absatz stimmt nicht.
    Ich habe den Newsletter abonniert, aber er kommt nie an.
    Merci pour l'article, mais quelle est la source de ces chiffres ?
    Bon article, mais il manque la comparaison avec l'année passée.
    Quando aprirà la nuova filiale a Lugano?
    Articolo interessante, però i dati sono del 2019.
    Das steht auch hier: https://www.admin.ch/gov/de/start.html
    Rufen Sie mich bitte an: 044 123 45 67
    Der Führerschein mit 17 ist eine gute Idee, die Prüfung bleibt ja gleich.
    Ich habe auch schon in Bitcoin investiert und alles verloren.
    Die Banken verlangen für einen Kredit heute viel zu hohe Zinsen.
    Mon passeport est arrivé en deux jours, bravo la commune.
    Google hat die erste Seite umgestaltet, das gefällt mir nicht.
    La patente si ottiene solo dopo un esame severo.
    Our data entry team was moved to Bern last year.
    WARUM ERST JETZT? DAS WAR DOCH SEIT JAHREN BEKANNT!
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("text", lines(SPAM))
def test_advertising_is_known_before_the_first_decision(text):
    assert Classifier().score(features(text)) > 0.5


@pytest.mark.parametrize("text", lines(GENUINE))
def test_genuine_comments_are_known_before_the_first_decision(text):
    assert Classifier().score(features(text)) < 0.5


@pytest.mark.parametrize("word", ["natürlich", "kaufen", "Artikel", "article", "buy", "acheter"])
def test_no_everyday_word_counts_by_itself(word):
    assert features(word).rules == ()


def test_every_group_of_phrases_has_odds():
    assert set(phrases.PHRASES) == set(prior.GROUPS)


def test_a_phrase_within_another_of_its_group_counts_once():
    said = ["sehr", "interessanter", "artikel"]
    assert phrases.found(said)["flattery"] == ["sehr interessanter artikel"]


def test_a_word_alone_is_no_hard_marker():
    for text in ("I love this song SUBSCRIBE", "Der Bonus kommt vom Casino: viagra"):
        assert "promotion" not in features(text).markers
    assert "promotion" in features("Please subscribe to my channel").markers
