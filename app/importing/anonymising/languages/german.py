"""German: the words around names. Nouns have capitals here, so that the word lists must tell names from them."""

from typing import Final

from app.importing.anonymising.languages.everywhere import EVERYWHERE
from app.importing.anonymising.languages.language import (
    Calendar,
    Language,
    Organisations,
    People,
    Streets,
    Telling,
    WordLists,
    Words,
    in_order,
    words,
)

PLAIN: Final[Words] = words(
    "ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man der die das den dem des ein eine einen "
    "einem einer eines mein meine meinen meinem meiner meines dein deine deinen deinem deiner sein seine seinen seinem "
    "seiner unser unsere unseren unserem unserer euer eure eurer ihre ihren ihrem ihrer ihres dieser diese dieses "
    "diesen diesem jener jene jenes solche solcher solches selbst selber einander jeder jede jedes jeden jedem alle "
    "alles allen aller etwas jemand niemand nichts kein keine keinen keinem keiner viel viele vielen mehr meist "
    "meisten wenig wenige weniger beide beiden und oder aber denn doch sondern weil dass daß wenn als ob obwohl "
    "während bevor nachdem seit seitdem bis damit sodass was wer wen wem wessen welche welcher welches warum wieso "
    "weshalb wie wo woher wohin wann in im an am auf aus bei beim mit nach von vom zu zum zur vor hinter über unter "
    "neben zwischen durch für gegen ohne um trotz wegen außer statt innerhalb außerhalb gegenüber ab raus rein rauf "
    "runter hin her weg zurück hier da dort dahin daher jetzt nun nie niemals immer oft manchmal selten vielleicht "
    "bestimmt sicher wohl ja auch eigentlich wirklich genau nur fast ungefähr etwa sehr ganz ziemlich noch schon "
    "wieder bald plötzlich dann danach deshalb deswegen trotzdem sonst außerdem übrigens leider natürlich "
    "wahrscheinlich besonders nicht bin bist ist sind seid war warst waren gewesen werde wird werden wurde wurden "
    "geworden habe hab hast hat haben hatte hatten gehabt kann kannst können konnte konnten könnte soll sollen sollte "
    "will wollen wollte muss musst müssen musste darf dürfen durfte mag möchte möchten mögen geht gehe ging gegangen "
    "gehen kommt komme kam kommen sagt sage sagte gesagt sagen sieht sehe sah gesehen sehen weiß wusste wissen denke "
    "denkt dachte denken finde findet fand finden fühle macht mache machte gemacht machen tut tun gibt gab geben nimmt "
    "nahm steht stand sitzt liegt bleibt blieb hört höre gehört schau guck warte stopp meine meinte glaube glaubt "
    "verstehe erinnere wohne wohnt wohnte arbeite arbeitet nein jawohl nee naja na okay ok gut prima schön toll super "
    "danke dank bitte hallo hi hey tschüss servus grüß guten entschuldigung sorry äh ähm hm hmm mhm mm ah oh ach tja "
    "so also halt eben mal einfach gerade einmal erst mama papa mutti vati mutter vater oma opa eltern tante onkel "
    "schwester bruder mann frau herr junge mädchen kind kinder freund freundin freunde leute mensch menschen person "
    "arzt ärztin doktor kleine große alte neue junge klein groß alt jung neu erste ersten zweite dritte letzte nächste "
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend null heute gestern "
    "morgen abend tag jahr jahre zeit mal gott"
)
SILENT: Final[Words] = EVERYWHERE | words(
    "jobcenter arbeitsamt krankenkasse aok tk barmer finanzamt jugendamt sozialamt ard zdf bahn db edeka rewe netto dm "
    "rossmann deutsch deutsche deutschen deutscher deutschland englisch englische französisch spanisch italienisch "
    "türkisch türkische türken polnisch russisch arabisch persisch kurdisch syrisch ukrainisch österreich "
    "österreichisch schweiz schweizer england frankreich spanien italien türkei polen russland europa amerika usa "
    "afrika asien bayern sachsen ost west nord süd weihnachten ostern pfingsten silvester fasching karneval neujahr "
    "heiligabend advent montag bundestag hartz bürgergeld alzheimer parkinson asperger crohn down kita psychiatrie"
)
KIN: Final[Words] = words(
    "mutter vater mama papa bruder schwester sohn tochter mann frau partner partnerin ex exmann exfrau freund freundin "
    "kumpel nachbar nachbarin kollege kollegin cousin cousine neffe nichte onkel tante oma opa großmutter großvater "
    "enkel enkelin schwiegermutter schwiegervater schwager schwägerin chef chefin arzt ärztin hausarzt hausärztin "
    "psychologe psychologin psychiater psychiaterin therapeut therapeutin betreuer betreuerin sozialarbeiter "
    "sozialarbeiterin pfleger pflegerin lehrer lehrerin trainer trainerin hund katze pferd mitbewohner mitbewohnerin "
    "verlobter verlobte"
)
ORGANISATION_WORDS: Final[Words] = words(
    "verein stiftung verband bund klub club stadt gemeinde kreis landkreis krankenhaus klinik klinikum schule "
    "grundschule gymnasium realschule hauptschule gesamtschule universität hochschule kirche pfarrei moschee haus "
    "wohnheim altenheim pflegeheim seniorenheim hospiz zentrum praxis apotheke café cafe kneipe gasthof gasthaus "
    "restaurant hotel bibliothek museum theater kino station tagesklinik tagesstätte werkstatt kindergarten kita gmbh "
    "ag ev e.v fc sv tsv vfl caritas diakonie akademie institut beratungsstelle treff selbsthilfegruppe"
)
GERMAN: Final = Language(
    code="de",
    word_lists=WordLists(
        frequencies="de",
        system=("ngerman", "german", "ogerman"),
        dictionaries=("de_DE", "de-DE", "de_DE_frami", "de"),
        compounds=True,
        capital_nouns=True,
        place_endings=in_order(
            "au bach berg burg brück brücken dorf feld furt hausen heim hof hofen ingen kirchen lingen rode stadt "
            "stedt stein tal thal wald weiler straße strasse weg platz mann meier müller"
        ),
    ),
    plain=PLAIN,
    plain_names=words("mark ernst"),
    silent=SILENT,
    calendar=Calendar(
        months=words("januar jänner februar feber märz april mai juni juli august september oktober november dezember"),
        short_months=words("jan feb apr jun jul aug sep sept okt nov dez"),
        weekdays=words(
            "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag montags dienstags mittwochs "
            "donnerstags freitags samstags sonntags"
        ),
        ordinals=r"(?:erste[nr]?|zweite[nr]?|dritte[nr]?|vierte[nr]?|fünfte[nr]?|sechste[nr]?|siebte[nr]?|achte[nr]?|"
        r"neunte[nr]?|zehnte[nr]?|elfte[nr]?|zwölfte[nr]?|(?:drei|vier|fünf|sech|sieb|acht|neun)zehnte[nr]?|"
        r"(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?(?:zwanzig|dreißig)ste[nr]?)",
        years=r"(?:neunzehnhundert|zweitausend(?:und)?)(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)?(?:und)?"
        r"(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|zehn|elf|zwölf)|"
        r"eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun)",
        day_mark=r"\.?",
        born=words("geboren geburtsdatum geburtsjahr geburtstag geb jahrgang"),
        ninety=r"(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?neunzig|(?:ein)?hundert"
        r"(?:(?:und)?(?:eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn))?",
        ages=words("ist war wird wurde geworden werden bis fast über mit bin"),
        years_old=words("jahre jahren jährige jähriger geburtstag"),
        time_words=words("im in bis von vom seit vor nach letzten nächsten jeden anfang ende mitte"),
        capital_months=True,
    ),
    streets=Streets(
        words=words("straße strasse str weg allee platz gasse ring ufer damm"),
        endings=in_order(
            "straße strasse str weg allee ring platz gasse damm ufer stieg steig chaussee markt graben hof berg wall "
            "pfad promenade park zeile"
        ),
        flats=words("wohnung whg"),
        boxes=words("postfach"),
        postcode=r"\d{5}",
    ),
    organisations=Organisations(
        words=ORGANISATION_WORDS,
        after=words("gymnasium klinik klinikum krankenhaus schule kirche"),
        endings=in_order("verein stiftung verband krankenhaus klinik schule gymnasium zentrum heim"),
        links=words("der des am im an von für bei zum zur"),
        units=words("station zimmer haus gruppe"),
        places=words("nord süd ost west mitte"),
        articles=frozenset(),
    ),
    people=People(
        titles=words(
            "herr herrn frau doktor dr professor prof pfarrer pfarrerin pater schwester pastor imam tante onkel oma "
            "opa kapitän"
        ),
        short_titles=words("herr herrn frau dr prof"),
        kin=KIN,
        owners=words(
            "mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer "
            "unser unsere unseren unserem unserer"
        ),
        owners_after=frozenset(),
        naming=words("heiße heißt heisst hieß heiss genannt nennt name"),
        ambiguous_naming=words("genannt nennt name"),
        being=words("ist war bin wird"),
        greetings=words("danke dank hallo hi hey servus tschüss liebe lieber"),
        telling=words(
            "sagte sagt erzählte erzählt fragte fragt rief antwortete lachte weinte starb flüsterte schrieb meinte"
        ),
        pronouns=words("er sie der die"),
        links=words("von van zu zur vom de la le du da di el al bin"),
        doing=words(
            "ist war hat hatte will wollte kann konnte kam ging bekam geht kommt wohnt arbeitet wusste weiß wurde wird "
            "soll sollte aus"
        ),
        asking=words("kannst können möchtest willst hast was wie bist du sie warst wann wo warum"),
        belongings=words(
            "mutter vater bruder schwester sohn tochter frau mann haus wohnung auto zimmer kinder hund katze familie "
            "freund freundin geburtstag beerdigung hochzeit"
        ),
    ),
    telling=Telling(
        only=words("einzige einziger einzigen einziges"),
        articles=words("der die das den dem ein eine mein unser"),
        being=words("bin war ist als wurde gewesen"),
        not_roles=words("sache grund weg mal ort mensch freund freundin frau mann kind unterschied möglichkeit lösung"),
        role_endings=in_order(
            "er erin mann frau meister meisterin ist istin loge login arzt ärztin schmied bauer koch wirt leiter "
            "rektor direktor notar hebamme"
        ),
        offices=words(
            "bürgermeister bürgermeisterin direktor direktorin rektor rektorin vorsitzende vorsitzender leiter "
            "leiterin pfarrer pfarrerin landrat landrätin bischof gründer gründerin chefarzt chefärztin"
        ),
        office_links=words("von der des in im vom"),
        short_diagnoses=words("als eds msa"),
        diagnoses=in_order(
            "huntington marfan fabry porphyri narkoleps tourette ehlers gaucher pompe duchenne klinefelter prader "
            "angelman noonan sarkoid myasthen amyloid hämophil bluter thalassäm friedreich charcot guillain mukoviszid "
            "lupus vaskulit creutzfeldt retinit addison cushing"
        ),
        disease_words=words("krankheit syndrom dystrophie fibrose ataxie danlos gravis"),
        known_diseases=words("parkinson alzheimer asperger crohn down"),
        kinds=words("typ eins zwei 1 2 i ii"),
    ),
    place_words=words("in aus nach bei von bis um über via nahe zu"),
    dwelling=words(
        "wohne wohnt wohnte gewohnt zog gezogen ziehe lebt lebte lebe aufgewachsen geboren komme kommt bus polizei"
    ),
    bare_places=words(
        "bett schule haus stadt dorf krankenhaus kirche haft therapie behandlung betreuung frieden angst not"
    ),
    numbers=words(
        "null ein eins zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
        "sechzig siebzig achtzig neunzig doppel"
    ),
    amounts=words(
        "euro dollar mark cent personen leute menschen mal minuten minute stunden stunde tage wochen monate meter "
        "kilometer km kilo kg gramm mg ml prozent % millionen million tausend grad seiten uhr"
    ),
    genitives=("s", "'s", "'"),
    conjunctions=words("und oder"),
    frames=words("so dann als und aber dass weil wenn bevor nachdem während wie was"),
    clefts=(words("war ist"), words("der die")),
)
