"""What an issue says by itself, in the language of its audience: labels, greetings, the line about checks.

One `Words` per language; a language that is not here gets English words with its own dates, numbers and
quotation marks. A template may of course print words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of one language. In pairs the first is for one, the second for any other number."""

    numbers: tuple[str, ...]  # from nought on; larger ones are printed as digits
    greetings: tuple[str, str, str]  # in the morning, in the afternoon, in the evening
    welcome: str
    every_day: str
    every_weekday: str
    on_days: str
    at: str
    promise: str
    stories: tuple[str, str]
    reports: tuple[str, str]
    outlets: tuple[str, str]
    told_from: str
    developing_of: tuple[str, str]
    quiet: str
    quiet_subject: str
    plus: str
    in_this_issue: str
    more_on: str
    minutes: tuple[str, str]
    details: str
    checked: str
    headlines: str
    accounts: str
    corrections: str
    quiet_day: str
    developing: str
    continuing: str
    new_since: str
    why: str
    saying: str
    next: str
    deeper: str
    must_know: str
    should_know: str
    also: str
    reported_by: str
    via: str
    quotes_found: tuple[str, str]
    no_quotes: str
    by_model: str
    by_model_but: tuple[str, str]
    by_nobody: str
    left_out: tuple[str, str]
    newest: str
    because: str
    viewpoints: str
    in_browser: str
    picture: str
    number_of_the_day: str
    reports_a_day: str
    feeds: tuple[str, str]
    counted_in: str
    unsubscribe: str
    links: str
    no_issue: str  # of the website
    all_issues: str
    withdrawn: str
    leave: str  # where a reader leaves: asked, done, not now, a link that is none
    leave_means: str
    left: str
    left_means: str
    not_left: str
    not_left_means: str
    no_such_link: str
    no_such_link_means: str

    def number(self, count: int) -> str:
        """A small number in words, a larger one in digits."""
        return self.numbers[count] if 0 <= count < len(self.numbers) else str(count)

    def counted(self, count: int, forms: tuple[str, str], **more: str) -> str:
        """A number and what it counts: `five stories`. `more` fills the other fields of the form."""
        return forms[count != 1].format(n=self.number(count), **more)


ENGLISH = Words(
    numbers=("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    greetings=("Good morning", "Good afternoon", "Good evening"),
    welcome="{greeting} and welcome to {newsletter}.",
    every_day="Every day",
    every_weekday="Every weekday",
    on_days="Every {days}",
    at="{days} at {time}.",
    promise="Nothing here stands between quotation marks that was not said in a linked article.",
    stories=("{n} story", "{n} stories"),
    reports=("{n} report", "{n} reports"),
    outlets=("{n} outlet", "{n} outlets"),
    told_from="{stories} today, told from {reports} by {outlets}",
    developing_of=("{n} is developing", "{n} are developing"),
    quiet="A quiet day: no story reached the front of this issue.",
    quiet_subject="A quiet day for {newsletter}",
    plus="Plus:",
    in_this_issue="In this issue",
    more_on="More on {topic}",
    minutes=("{n}-minute read", "{n}-minute read"),
    details="The details:",
    checked="Checked before sending",
    headlines="The latest headlines",
    accounts="Accounts differ:",
    corrections="Corrections",
    quiet_day="A quiet day.",
    developing="Developing",
    continuing="Still leading",
    new_since="New since the last issue:",
    why="Why it matters:",
    saying="What they’re saying:",
    next="What’s next:",
    deeper="Go deeper:",
    must_know="Must know",
    should_know="Should know",
    also="Also",
    reported_by="Reported by",
    via="via",
    quotes_found=(
        "{n} quotation, found word for word in the linked article",
        "{n} quotations, all found word for word in the linked articles",
    ),
    no_quotes="No direct quotations in this issue",
    by_model="written by {model}.",
    by_model_but=("written by {model}, {n} story without it.", "written by {model}, {n} stories without it."),
    by_nobody="written without a language model.",
    left_out=(
        "{n} claim that no article carried was left out.",
        "{n} claims that no article carried were left out.",
    ),
    newest="Newest report: {when}.",
    because="You get {newsletter} because you are on its list.",
    viewpoints="Viewpoints",
    in_browser="View in your browser",
    picture="Picture: {credit}",
    number_of_the_day="The number of the day",
    reports_a_day="Reports a day",
    feeds=("{n} feed", "{n} feeds"),
    counted_in="Counted by digest in {feeds}; the last day until {when}.",
    unsubscribe="Unsubscribe",
    links="Links",
    no_issue="No issue has been sent yet.",
    all_issues="All issues",
    withdrawn="This issue was withdrawn on {date}.",
    leave="Leave {newsletter}?",
    leave_means="{address} will get no further issue.",
    left="You have left",
    left_means="{address} gets no further issue of {newsletter}. To come back, reply to any issue.",
    not_left="Not yet",
    not_left_means="This can’t be written down at the moment. Please try again in a few minutes.",
    no_such_link="This link leads nowhere",
    no_such_link_means=(
        "It may have been cut short on its way. Reply to any issue with “unsubscribe”, and a person "
        "will take you off the list."
    ),
)

GERMAN = Words(
    numbers=(
        "keine",
        "eine",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ),
    greetings=("Guten Morgen", "Guten Tag", "Guten Abend"),
    welcome="{greeting} und willkommen bei {newsletter}.",
    every_day="Jeden Tag",
    every_weekday="Montag bis Freitag",
    on_days="Jeden {days}",
    at="{days} um {time} Uhr.",
    promise="Hier steht nichts in Anführungszeichen, was nicht in einem verlinkten Artikel gesagt wurde.",
    stories=("{n} Geschichte", "{n} Geschichten"),
    reports=("einem Bericht", "{n} Berichten"),
    outlets=("einem Medium", "{n} Medien"),
    told_from="Heute {stories} aus {reports} von {outlets}",
    developing_of=("{n} davon entwickelt sich weiter", "{n} davon entwickeln sich weiter"),
    quiet="Ein ruhiger Tag: Keine Geschichte hat es nach vorn geschafft.",
    quiet_subject="Ein ruhiger Tag für {newsletter}",
    plus="Außerdem:",
    in_this_issue="In dieser Ausgabe",
    more_on="Mehr zu: {topic}",
    minutes=("{n} Minute Lesezeit", "{n} Minuten Lesezeit"),
    details="Im Einzelnen:",
    checked="Vor dem Versand geprüft",
    headlines="Weitere Schlagzeilen",
    accounts="Die Angaben widersprechen sich:",
    corrections="Berichtigungen",
    quiet_day="Ein ruhiger Tag.",
    developing="Entwickelt sich",
    continuing="Weiter vorn",
    new_since="Neu seit der letzten Ausgabe:",
    why="Warum das wichtig ist:",
    saying="Stimmen:",
    next="Wie es weitergeht:",
    deeper="Mehr dazu:",
    must_know="Das Wichtigste",
    should_know="Wichtig",
    also="Außerdem",
    reported_by="Berichtet von",
    via="laut",
    quotes_found=(
        "{n} Zitat, wörtlich im verlinkten Artikel gefunden",
        "{n} Zitate, alle wörtlich in den verlinkten Artikeln gefunden",
    ),
    no_quotes="Keine wörtlichen Zitate in dieser Ausgabe",
    by_model="geschrieben von {model}.",
    by_model_but=(
        "geschrieben von {model}, {n} Geschichte ohne das Modell.",
        "geschrieben von {model}, {n} Geschichten ohne das Modell.",
    ),
    by_nobody="geschrieben ohne Sprachmodell.",
    left_out=(
        "{n} Aussage, die in keinem Artikel steht, wurde weggelassen.",
        "{n} Aussagen, die in keinem Artikel stehen, wurden weggelassen.",
    ),
    newest="Jüngster Bericht: {when}.",
    because="Sie erhalten {newsletter}, weil Sie auf der Liste stehen.",
    viewpoints="Meinungen",
    in_browser="Im Browser ansehen",
    picture="Bild: {credit}",
    number_of_the_day="Die Zahl des Tages",
    reports_a_day="Berichte am Tag",
    feeds=("einem Feed", "{n} Feeds"),
    counted_in="Gezählt von digest in {feeds}; am letzten Tag bis {when}.",
    unsubscribe="Abbestellen",
    links="Links",
    no_issue="Noch ist keine Ausgabe erschienen.",
    all_issues="Alle Ausgaben",
    withdrawn="Diese Ausgabe wurde am {date} zurückgezogen.",
    leave="{newsletter} abbestellen?",
    leave_means="{address} erhält dann keine weitere Ausgabe.",
    left="Sie sind abgemeldet",
    left_means=(
        "{address} erhält keine weitere Ausgabe von {newsletter}. Wenn Sie zurückkommen möchten, "
        "antworten Sie auf eine Ausgabe."
    ),
    not_left="Noch nicht",
    not_left_means=(
        "Die Abmeldung lässt sich gerade nicht speichern. Bitte versuchen Sie es in ein paar Minuten noch einmal."
    ),
    no_such_link="Dieser Link führt nirgendwohin",
    no_such_link_means=(
        "Vielleicht wurde er unterwegs abgeschnitten. Antworten Sie auf eine Ausgabe mit „abbestellen“, "
        "dann nimmt Sie ein Mensch von der Liste."
    ),
)

FRENCH = Words(
    numbers=("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    greetings=("Bonjour", "Bonjour", "Bonsoir"),
    welcome="{greeting} et bienvenue dans {newsletter}.",
    every_day="Tous les jours",
    every_weekday="Du lundi au vendredi",
    on_days="Chaque {days}",
    at="{days} à {time}.",
    promise="Rien ici n’est entre guillemets qui n’ait été dit dans un article cité en lien.",
    stories=("{n} sujet", "{n} sujets"),
    reports=("{n} article", "{n} articles"),
    outlets=("{n} média", "{n} médias"),
    told_from="Aujourd’hui, {stories} d’après {reports} de {outlets}",
    developing_of=("{n} évolue encore", "{n} évoluent encore"),
    quiet="Journée calme : aucun sujet n’a atteint la une.",
    quiet_subject="Journée calme pour {newsletter}",
    plus="Et aussi :",
    in_this_issue="Dans ce numéro",
    more_on="Plus sur : {topic}",
    minutes=("{n} minute de lecture", "{n} minutes de lecture"),
    details="En détail :",
    checked="Vérifié avant l’envoi",
    headlines="Les derniers titres",
    accounts="Les versions divergent :",
    corrections="Rectifications",
    quiet_day="Journée calme.",
    developing="En cours",
    continuing="Toujours à la une",
    new_since="Nouveau depuis le dernier numéro :",
    why="Pourquoi c’est important :",
    saying="Ce qu’ils disent :",
    next="Et ensuite :",
    deeper="Pour aller plus loin :",
    must_know="L’essentiel",
    should_know="À savoir",
    also="Et aussi",
    reported_by="D’après",
    via="via",
    quotes_found=(
        "{n} citation, retrouvée mot pour mot dans l’article en lien",
        "{n} citations, toutes retrouvées mot pour mot dans les articles en lien",
    ),
    no_quotes="Aucune citation directe dans ce numéro",
    by_model="rédigé par {model}.",
    by_model_but=("rédigé par {model}, {n} sujet sans lui.", "rédigé par {model}, {n} sujets sans lui."),
    by_nobody="rédigé sans modèle de langue.",
    left_out=(
        "{n} affirmation absente des articles a été retirée.",
        "{n} affirmations absentes des articles ont été retirées.",
    ),
    newest="Article le plus récent : {when}.",
    because="Vous recevez {newsletter} parce que vous êtes sur sa liste.",
    viewpoints="Points de vue",
    in_browser="Voir dans le navigateur",
    picture="Photo : {credit}",
    number_of_the_day="Le chiffre du jour",
    reports_a_day="Articles par jour",
    feeds=("{n} flux", "{n} flux"),
    counted_in="Compté par digest dans {feeds} ; le dernier jour jusqu’à {when}.",
    unsubscribe="Se désabonner",
    links="Liens",
    no_issue="Aucun numéro n’a encore été envoyé.",
    all_issues="Tous les numéros",
    withdrawn="Ce numéro a été retiré le {date}.",
    leave="Quitter {newsletter} ?",
    leave_means="{address} ne recevra plus aucun numéro.",
    left="Votre désabonnement est enregistré",
    left_means="{address} ne recevra plus {newsletter}. Pour revenir, répondez à l’un des numéros.",
    not_left="Pas encore",
    not_left_means="Votre demande ne peut pas être enregistrée pour le moment. Réessayez dans quelques minutes.",
    no_such_link="Ce lien ne mène nulle part",
    no_such_link_means=(
        "Il a peut-être été coupé en route. Répondez à un numéro avec « désabonner », et quelqu’un vous "
        "retirera de la liste."
    ),
)

SPANISH = Words(
    numbers=("ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    greetings=("Buenos días", "Buenas tardes", "Buenas noches"),
    welcome="{greeting} y bienvenidos a {newsletter}.",
    every_day="Todos los días",
    every_weekday="De lunes a viernes",
    on_days="Cada {days}",
    at="{days} a las {time}.",
    promise="Aquí no hay nada entre comillas que no se haya dicho en un artículo enlazado.",
    stories=("{n} tema", "{n} temas"),
    reports=("{n} artículo", "{n} artículos"),
    outlets=("{n} medio", "{n} medios"),
    told_from="Hoy, {stories} a partir de {reports} de {outlets}",
    developing_of=("{n} sigue en desarrollo", "{n} siguen en desarrollo"),
    quiet="Un día tranquilo: ningún tema llegó a la portada.",
    quiet_subject="Un día tranquilo para {newsletter}",
    plus="Además:",
    in_this_issue="En este número",
    more_on="Más sobre {topic}",
    minutes=("{n} minuto de lectura", "{n} minutos de lectura"),
    details="Los detalles:",
    checked="Comprobado antes del envío",
    headlines="Últimos titulares",
    accounts="Las versiones difieren:",
    corrections="Correcciones",
    quiet_day="Un día tranquilo.",
    developing="En desarrollo",
    continuing="Sigue en portada",
    new_since="Nuevo desde el último número:",
    why="Por qué importa:",
    saying="Lo que dicen:",
    next="Lo que viene:",
    deeper="Para saber más:",
    must_know="Imprescindible",
    should_know="Importante",
    also="Además",
    reported_by="Según",
    via="vía",
    quotes_found=(
        "{n} cita, hallada palabra por palabra en el artículo enlazado",
        "{n} citas, todas halladas palabra por palabra en los artículos enlazados",
    ),
    no_quotes="Ninguna cita directa en este número",
    by_model="escrito por {model}.",
    by_model_but=("escrito por {model}, {n} tema sin él.", "escrito por {model}, {n} temas sin él."),
    by_nobody="escrito sin modelo de lenguaje.",
    left_out=(
        "Se omitió {n} afirmación que ningún artículo recoge.",
        "Se omitieron {n} afirmaciones que ningún artículo recoge.",
    ),
    newest="Artículo más reciente: {when}.",
    because="Recibe {newsletter} porque está en su lista.",
    viewpoints="Opiniones",
    in_browser="Ver en el navegador",
    picture="Imagen: {credit}",
    number_of_the_day="La cifra del día",
    reports_a_day="Artículos por día",
    feeds=("{n} fuente", "{n} fuentes"),
    counted_in="Contado por digest en {feeds}; el último día hasta {when}.",
    unsubscribe="Darse de baja",
    links="Enlaces",
    no_issue="Todavía no se ha enviado ningún número.",
    all_issues="Todos los números",
    withdrawn="Este número se retiró el {date}.",
    leave="¿Dejar {newsletter}?",
    leave_means="{address} no recibirá ningún número más.",
    left="Se ha dado de baja",
    left_means="{address} no recibirá más números de {newsletter}. Para volver, responda a cualquiera de ellos.",
    not_left="Todavía no",
    not_left_means="Ahora mismo no se puede guardar su baja. Inténtelo de nuevo dentro de unos minutos.",
    no_such_link="Este enlace no lleva a ninguna parte",
    no_such_link_means=(
        "Puede que se haya cortado por el camino. Responda a cualquier número con «baja» y una persona "
        "le quitará de la lista."
    ),
)

LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}

# Outer marks, per language; the inner marks of a quotation stay as its article has them.
_MARKS = {
    "de": ("„", "“"), "cs": ("„", "“"), "sk": ("„", "“"), "bg": ("„", "“"),
    "pl": ("„", "”"), "hu": ("„", "”"), "ro": ("„", "”"), "hr": ("„", "”"), "nl": ("“", "”"),
    "fr": ("«\u00a0", "\u00a0»"),
    "es": ("«", "»"), "it": ("«", "»"), "pt-PT": ("«", "»"), "no": ("«", "»"), "nb": ("«", "»"),
    "uk": ("«", "»"), "ru": ("«", "»"), "el": ("«", "»"), "de-CH": ("«", "»"), "ar": ("«", "»"), "fa": ("«", "»"),
    "sv": ("”", "”"), "fi": ("”", "”"), "da": ("»", "«"), "ja": ("「", "」"), "zh-TW": ("「", "」"),
}  # fmt: skip


def words_of(language: str) -> Words:
    """The words for a BCP 47 language; English where we have none."""
    return LANGUAGES.get(language.partition("-")[0], ENGLISH)


def marks_of(language: str) -> tuple[str, str]:
    """The opening and the closing mark of a quotation in this language."""
    return _MARKS.get(language) or _MARKS.get(language.partition("-")[0]) or ("“", "”")
