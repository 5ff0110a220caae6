"""Dutch: the words around names."""

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
    "ik jij je hij zij ze het wij we jullie u mij me jou hem haar hun hen ons onze mijn jouw zijn uw zich zelf mezelf "
    "jezelf zichzelf elkaar men de een deze dit die dat zo'n zulke dezelfde hetzelfde ander andere anders elk elke "
    "ieder iedere iedereen alle allemaal alles iets iemand niets niemand geen veel vele meer meest weinig minder minst "
    "beide en of maar want dus als toen terwijl voor na sinds omdat doordat hoewel dan wat wie welke waarom hoe waar "
    "wanneer in op aan bij naar van met zonder door tegen tussen onder over om rond achter boven binnen buiten uit tot "
    "via per vanaf behalve tijdens af weg terug thuis hier daar er nu nooit altijd vaak soms misschien zeker wel toch "
    "ook eigenlijk gewoon precies alleen bijna ongeveer heel erg best nogal helemaal nog al weer straks opeens "
    "plotseling daarna daarom dus trouwens anders helaas natuurlijk waarschijnlijk vooral niet ben bent is was waren "
    "geweest wordt worden werd werden geworden heb hebt heeft had hadden gehad hebben kan kun kunt kon konden kunnen "
    "zal zult zou zouden zullen wil wilt wilde wou willen moet moest moesten moeten mag mocht mogen ga gaat ging "
    "gingen gegaan gaan kom komt kwam kwamen komen zeg zegt zei zeiden gezegd zeggen zie ziet zag gezien zien weet "
    "wist weten denk denkt dacht denken vind vindt vond vinden voel voelt voelde doe doet deed gedaan doen laat liet "
    "laten neem nam geef gaf sta stond zit zat lig lag blijf bleef maak maakt maakte hoor hoort hoorde kijk luister "
    "wacht stop probeer bedoel snap begrijp herinner woon woont woonde werkt werkte ja nee jawel neen oké ok okee goed "
    "prima fijn mooi leuk super dank bedankt dankjewel dankuwel hoi hallo hé dag doei sorry pardon eh ehm uh hm hmm mm "
    "mhm ah oh och tja nou zeg welkom klopt juist mama papa moeder vader ma pa oma opa ouders tante oom zus broer man "
    "vrouw jongen meisje meneer mevrouw kind kinderen vriend vriendin vrienden mensen mens persoon dokter arts kleine "
    "grote oude jonge nieuwe klein groot oud jong nieuw eerste tweede derde laatste volgende twee drie vier vijf zes "
    "zeven acht negen tien elf twaalf twintig dertig honderd duizend nul vandaag gisteren morgen vanavond dag jaar "
    "tijd keer god"
)
SILENT: Final[Words] = EVERYWHERE | words(
    "uwv ggz gemeente belastingdienst svb wmo wajong bijstand digid nos npo ns albert heijn jumbo hema kruidvat "
    "bol.com marktplaats nederlands nederlandse nederland nederlander nederlanders engels engelse duits duitse frans "
    "franse spaans spaanse turks turkse marokkaans marokkaanse surinaams surinaamse pools poolse arabisch arabische "
    "russisch russische italiaans vlaams vlaamse belgisch belgië duitsland engeland frankrijk europa amerika afrika "
    "azië randstad kerst kerstmis pasen pinksteren sinterklaas koningsdag oud-en-nieuw nieuwjaar parkinson alzheimer "
    "asperger crohn down hema tweede-kamer"
)
KIN: Final[Words] = words(
    "moeder vader mama papa broer broertje zus zusje zoon dochter man vrouw partner ex ex-man ex-vrouw vriend vriendin "
    "vriendje verloofde maat buurman buurvrouw buurmeisje buurjongen collega neef nicht neefje nichtje oom tante oma "
    "opa kleinzoon kleindochter schoonmoeder schoonvader schoonzus zwager baas chef leidinggevende dokter huisarts "
    "arts psycholoog psychiater therapeut begeleider begeleidster hulpverlener maatschappelijk-werker mentor coach "
    "verpleegkundige leraar lerares juf meester trainer hond kat poes paard huisgenoot kamergenoot"
)
ORGANISATION_WORDS: Final[Words] = words(
    "stichting vereniging bond club gemeente provincie ziekenhuis kliniek school basisschool college lyceum "
    "universiteit hogeschool kerk parochie moskee inloophuis buurthuis wijkcentrum dorpshuis huize huis hospice "
    "verpleeghuis verzorgingstehuis woonzorgcentrum zorgcentrum centrum café cafe restaurant hotel bibliotheek museum "
    "theater bioscoop afdeling praktijk huisartsenpraktijk apotheek opvang crèche kinderdagverblijf bv nv fc vv sv "
    "fonds instituut"
)
DUTCH: Final = Language(
    code="nl",
    word_lists=WordLists(
        frequencies="nl",
        system=("dutch", "nederlands"),
        dictionaries=("nl_NL", "nl-NL", "nl"),
        compounds=True,
        place_endings=in_order(
            "dam dijk drecht berg burg broek dorp haven hem horst huizen ingen lo loo meer mond oord rade recht stad "
            "stein veen veld voort voorde wijk woude zand zijl sluis straat laan weg plein"
        ),
    ),
    plain=PLAIN,
    plain_names=words("per mark jan bo"),
    silent=SILENT,
    calendar=Calendar(
        months=words("januari februari maart april mei juni juli augustus september oktober november december"),
        short_months=words("jan feb mrt apr jun jul aug sep sept okt nov dec"),
        weekdays=words(
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag maandagen dinsdagen woensdagen donderdagen "
            "vrijdagen zaterdagen zondagen"
        ),
        ordinals=r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|"
        r"veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste|dertigste|"
        r"(?:eenen|tweeën|drieën|vieren|vijfen|zesen|zevenen|achten|negenen)twintigste|eenendertigste)",
        years=r"(?:negentien ?(?:honderd ?)?(?:en ?)?|tweeduizend ?(?:en ?)?)(?:(?:eenen|tweeën|drieën|vieren|vijfen|"
        r"zesen|zevenen|achten|negenen)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
        r"een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)",
        day_mark=r"(?:e|de|ste)?(?: van)?",
        born=words("geboren geboortedatum geboortejaar verjaardag geb"),
        ninety=r"(?:eenen|tweeën|drieën|vieren|vijfen|zesen|zevenen|achten|negenen)?negentig|honderd"
        r"(?:(?: ?en ?)?(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien))?",
        ages=words("is was werd wordt worden geworden zijn tot bijna over al pas van"),
        years_old=words("jaar jarige jarig"),
        time_words=words("in tot van sinds voor na vorige volgende elke begin eind half"),
    ),
    streets=Streets(
        words=words("straat laan weg plein singel gracht kade"),
        endings=in_order(
            "straat laan weg plein singel dreef hof kade gracht steeg pad plantsoen dijk park markt wal haven hoek "
            "baan straatje kamp erf meent burg weide veld oever akker"
        ),
        flats=words("flat appartement kamer"),
        boxes=words("postbus"),
        postcode=r"\d{4} ?[A-Z]{2}",
    ),
    organisations=Organisations(
        words=ORGANISATION_WORDS,
        after=words("college lyceum ziekenhuis kliniek museum theater kerk"),
        endings=in_order("ziekenhuis centrum school huis vereniging stichting kerk college kliniek"),
        links=words("van de het den der op bij voor aan"),
        units=words("afdeling unit team kamer"),
        places=words("noord zuid oost west centrum"),
        articles=frozenset(),
    ),
    people=People(
        titles=words(
            "meneer mevrouw mevr dhr dokter dr professor prof pater zuster broeder dominee pastoor imam tante oom oma "
            "opa juf meester kapitein"
        ),
        short_titles=words("meneer mevrouw mevr dhr dr dominee"),
        kin=KIN,
        owners=words("mijn m'n jouw zijn z'n haar ons onze hun uw"),
        owners_after=frozenset(),
        naming=words("heet heette genaamd genoemd noemen noemde naam"),
        ambiguous_naming=words("genoemd noemen noemde naam"),
        being=words("is was werd wordt ben"),
        greetings=words("dank bedankt dankjewel hoi hallo dag sorry beste lieve"),
        telling=words(
            "zei zegt vertelde vertelt vroeg vraagt belde antwoordde lachte huilde stierf overleed fluisterde schreef"
        ),
        pronouns=words("hij zij ze die"),
        links=words("van de ter ten te op in von la le el al di da du bin"),
        doing=words(
            "is was heeft had wil wilde kan kon kwam ging krijgt gaat komt woont werkt wist weet werd wordt zal zou "
            "die van uit"
        ),
        asking=words("kun kan wil heb wat hoe ben jij je was wanneer waar waarom"),
        belongings=words(
            "moeder vader broer zus zoon dochter vrouw man huis auto kamer kinderen hond kat familie vriend vriendin "
            "verjaardag begrafenis bruiloft"
        ),
    ),
    telling=Telling(
        only=words("enige"),
        articles=words("de het een mijn onze"),
        being=words("ben was is als werd geweest"),
        not_roles=words("ding reden manier keer plek persoon vriend vriendin vrouw man kind verschil oplossing"),
        role_endings=in_order(
            "er aar ster man vrouw meester ist oog arts rechter bakker smid boer kok leider dominee pastoor vroedvrouw "
            "directeur rector notaris"
        ),
        offices=words(
            "burgemeester wethouder directeur directrice rector voorzitter hoofd dominee pastoor imam notaris bisschop "
            "oprichter"
        ),
        office_links=words("van in bij op"),
        short_diagnoses=words("als eds msa"),
        diagnoses=in_order(
            "huntington marfan fabry porfyri narcoleps tourette ehlers gaucher pompe duchenne klinefelter prader "
            "angelman noonan sarcoïd sarcoid myasthen amyloïd hemofil thalassem friedreich charcot guillain taaislijm "
            "lupus vasculit creutzfeldt retinit addison cushing"
        ),
        disease_words=words("ziekte syndroom dystrofie fibrose ataxie danlos gravis"),
        known_diseases=words("parkinson alzheimer asperger crohn down"),
        kinds=words("type een twee 1 2 i ii"),
    ),
    place_words=words("in op uit naar bij te van tot rond richting via nabij vanuit"),
    dwelling=words("woon woont woonde wonen gewoond verhuisde verhuisd opgegroeid geboren kom komt bus politie reed"),
    bare_places=words(
        "bed school huis stad dorp ziekenhuis kerk gevangenis therapie behandeling begeleiding buitenland vrede angst "
        "nood hele"
    ),
    numbers=words(
        "nul een één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien twintig dertig veertig "
        "vijftig zestig zeventig tachtig negentig dubbel"
    ),
    amounts=words(
        "euro euro's dollar gulden personen mensen keer minuten minuut uur uren dagen weken maanden meter kilometer km "
        "kilo kg gram mg ml procent % miljoen duizend graden pagina's bladzijden"
    ),
    genitives=("s", "'s", "'"),
    conjunctions=words("en of"),
    frames=words("dus toen als en maar dat omdat want nadat voordat terwijl zoals wat"),
    clefts=(words("was is"), words("die")),
)
