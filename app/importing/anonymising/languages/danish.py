"""Danish: the words around names."""

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
    "jeg du han hun det den de dem vi i os mig dig sig ham hende man en et min mit mine din dit dine sin sit sine hans "
    "hendes dens dets deres vores jer jeres selv hinanden denne dette disse sådan sådanne samme anden andet andre hver "
    "hvert enhver alle alt noget nogen nogle ingen intet mange flere flest mere mest meget lidt mindre mindst få begge "
    "både og eller men for så at som om hvis når da mens før efter siden fordi selvom end hvad hvem hvilken hvilket "
    "hvilke hvorfor hvordan hvor på til fra af med uden ved hos mod mellem under over gennem rundt bag foran blandt "
    "udenfor indenfor inde oppe nede ude ind ud op ned væk hjem hjemme her der derhen herhen nu aldrig altid ofte "
    "sjældent måske sikkert nok vel jo også egentlig faktisk præcis bare kun næsten cirka meget ret ganske helt endnu "
    "stadig allerede igen snart pludselig bagefter derfor dermed alligevel ellers desuden desværre selvfølgelig "
    "naturligvis sandsynligvis især ikke er var været være bliver blev blevet blive har havde haft have kan kunne "
    "kunnet skal skulle vil ville må måtte bør burde får fik fået få gør gjorde gjort gøre går gik gået gå kommer kom "
    "kommet komme siger sagde sagt sige ser så set se ved vidste tror troede synes syntes tænker tænkte mener mente "
    "føler følte husker huskede forstår kender kendte findes plejer plejede begyndte snakker taler hører hørte prøvede "
    "vent stop tag tager tog giver gav lægger bor boede ja jo nej nå jaså okay ok fint godt super dejligt tak hej "
    "hejsa hallo farvel goddag godmorgen undskyld beklager øh øhm hm hmm mm mhm æh ah åh hvad velkommen lige præcis "
    "mor far mormor farmor morfar farfar bedstemor bedstefar forældre moster faster morbror farbror onkel tante søster "
    "bror mand kone kvinde fyr pige dreng barn børn ven venner veninde folk mennesker menneske person læge lægen "
    "doktor hr fru frøken lille store gamle unge nye stor gammel ung ny første anden tredje sidste næste to tre fire "
    "fem seks syv otte ni ti elleve tolv tyve tredive hundrede tusind nul dag dagen i dag går år året gang gange tid "
    "herregud gud"
)
SILENT: Final[Words] = EVERYWHERE | words(
    "jobcenter kommunen regionen skat dr tv2 dsb mobilepay nemid mitid borger.dk netto føtex bilka brugsen irma rema "
    "dansk danske danmark engelsk norsk svensk tysk fransk spansk arabisk tyrkisk polsk russisk somalisk persisk "
    "kurdisk grønlandsk færøsk norge sverige tyskland england europa usa afrika asien jylland fyn sjælland norden jul "
    "julen juleaften påske påsken pinse nytår nytårsaften fastelavn grundlovsdag folketinget dronningen kongen "
    "parkinsons alzheimers aspergers crohns downs sosu"
)
KIN: Final[Words] = words(
    "mor far bror broren broder brødre søster søsteren søn sønnen datter datteren mand manden kone konen kæreste "
    "kæresten samlever eks eksen ekskone eksmand ven vennen veninde veninden kammerat kammeraten nabo naboen kollega "
    "kollegaen fætter kusine moster faster morbror farbror onkel tante mormor farmor morfar farfar bedstemor bedstefar "
    "chef chefen leder lederen læge lægen psykolog psykologen terapeut psykiater støtteperson kontaktperson "
    "kontaktpersonen sagsbehandler sagsbehandleren sygeplejerske lærer læreren træner hund hunden kat katten hest"
)
ORGANISATION_WORDS: Final[Words] = words(
    "kommune region sygehus sygehuset hospital hospitalet skole skolen universitet gymnasium gymnasiet menighed kirke "
    "kirken fond fonden forening foreningen forbund forbundet klub klubben café cafe kro kroen hotel hotellet "
    "bibliotek biblioteket museum museet teater teatret biograf lægehus afdeling afdelingen bosted bostedet værested "
    "værestedet plejehjem plejehjemmet børnehave børnehaven vuggestue if ik bk fc aps as fontænehus fontænehuset "
    "herberg herberget mission center centret højskole højskolen efterskole"
)
DANISH: Final = Language(
    code="da",
    word_lists=WordLists(
        frequencies="da",
        system=("danish", "dansk"),
        dictionaries=("da_DK", "da-DK", "da"),
        compounds=True,
        place_endings=in_order(
            "by borg berg bjerg bæk dal drup rup trup havn holm holt høj inge lev løse lund næs ø rød skov sted strup "
            "sund sø torp um vig ager sen vej gade"
        ),
    ),
    plain=PLAIN,
    plain_names=words("hans per bo my"),
    silent=SILENT,
    calendar=Calendar(
        months=words("januar februar marts april maj juni juli august september oktober november december"),
        short_months=words("jan feb apr jun jul aug sep sept okt nov dec"),
        weekdays=words(
            "mandag tirsdag onsdag torsdag fredag lørdag søndag mandage tirsdage onsdage torsdage fredage lørdage "
            "søndage mandagen tirsdagen onsdagen torsdagen fredagen lørdagen søndagen"
        ),
        ordinals=r"(?:første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte|trettende|"
        r"fjortende|femtende|sekstende|syttende|attende|nittende|tyvende|tredivte|"
        r"(?:en|to|tre|fire|fem|seks|syv|otte|ni)og(?:tyvende|tredivte))",
        years=r"nitten ?(?:hundrede)?(?: ?og ?)?(?:(?:en|to|tre|fire|fem|seks|syv|otte|ni)og)?"
        r"(?:tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems)",
        day_mark=r"\.?",
        born=words("født fødselsdag fødselsår f"),
        ninety=r"halvfems|(?:en|to|tre|fire|fem|seks|syv|otte|ni)oghalvfems|(?:et )?hundrede"
        r"(?: og (?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti))?",
        ages=words("er var bliver blev fyldte fylder til næsten over snart være blive blevet hun han"),
        years_old=words("år årig årige årsdag"),
        time_words=words("i til fra siden før efter sidste næste hver tidligt sent"),
    ),
    streets=Streets(
        words=words("vej gade allé alle plads torv stræde vænge"),
        endings=in_order(
            "vej vejen gade gaden allé alle stræde plads pladsen torv torvet vænget vænge parken stien sti bakken "
            "haven skoven toften marken kaj have"
        ),
        flats=words("lejlighed st tv th"),
        boxes=words("postboks"),
        postcode=r"\d{4}",
    ),
    organisations=Organisations(
        words=ORGANISATION_WORDS,
        after=ORGANISATION_WORDS - words("kro kroen fond fonden as bk afdeling klub"),
        endings=in_order(
            "centret center huset sygehus hospital skolen skole foreningen forening klubben fonden missionen kirken "
            "kirke forbundet kontoret stedet hjemmet kommune biblioteket"
        ),
        links=words("i på ved for af"),
        units=words("afdeling afsnit enhed stue team"),
        places=words("kommune sogn bydel centrum torv station park"),
    ),
    people=People(
        titles=words("hr fru frøken doktor dr professor pastor præst præsten søster tante onkel kaptajn"),
        short_titles=words("hr fru frøken dr doktor"),
        kin=KIN,
        owners=words("min mit mine din dit hans hendes vores deres sin sit"),
        owners_after=frozenset(),
        naming=words("hedder hed kaldet kaldes kaldte navn navnet"),
        ambiguous_naming=words("kaldet kaldes kaldte navn navnet"),
        being=words("er var bliver blev jeg hun han"),
        greetings=words("tak hej hejsa hallo undskyld kære farvel"),
        telling=words("sagde siger fortalte fortæller spurgte spørger ringede svarede lo græd døde hviskede skrev"),
        pronouns=words("han hun som der"),
        links=words("de da von af van la le el al"),
        doing=words(
            "er var har havde vil ville kan kunne kom gik fik får går kommer bor arbejder vidste ved blev bliver skal "
            "skulle som fra"
        ),
        asking=words("kan kunne vil har hvad hvordan er du var hvornår hvor hvorfor"),
        belongings=words(
            "mor far bror søster søn datter kone mand hus lejlighed bil børn hund kat familie ven fødselsdag "
            "begravelse bryllup kæreste"
        ),
    ),
    telling=Telling(
        only=words("eneste"),
        articles=words("den det de som vores min"),
        being=words("er var som blev være været"),
        not_roles=words("ting grund måde gang sted person ven veninde kvinde mand barn forskel tingen grunden måden"),
        role_endings=in_order(
            "er mand præst rektor læge lærer ist olog dyrlæge chef mester smed bonde kok leder jordemoder dommer "
            "fisker maler"
        ),
        offices=words(
            "borgmester borgmesteren rektor rektoren chef leder lederen formand formanden præst præsten direktør "
            "direktøren biskop biskoppen forstander forstanderen"
        ),
        office_links=words("i på for ved af"),
        short_diagnoses=words("als eds msa"),
        diagnoses=in_order(
            "huntington marfan fabry porfyri narkoleps tourette ehlers gaucher pompe duchenne klinefelter prader "
            "angelman noonan sarkoid myasten amyloid hæmofil bløder talassæm friedreich charcot guillain cystisk lupus "
            "vaskulit creutzfeldt retinit rygmarvsbrok addisons cushing"
        ),
        disease_words=words("sygdom syndrom dystrofi fibrose ataksi danlos gravis chorea"),
        known_diseases=words("parkinsons alzheimers aspergers crohns downs"),
        kinds=words("type et to 1 2 i ii"),
    ),
    place_words=words("i på fra til ved nær udenfor rundt mod via gennem hos"),
    dwelling=words("bor boede boet flyttede flyttet flytter voksede opvokset født kommer bussen politiet kørte"),
    bare_places=words("byen sengen skole skolen arbejde fængsel fred udlandet hospitalet landet hele"),
    numbers=words(
        "nul et en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten "
        "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems dobbelt"
    ),
    amounts=words(
        "kroner kr krone euro dollar personer folk mennesker gange minutter timer dage uger måneder meter kilometer km "
        "kilo kg gram mg ml procent % millioner million tusind grader sider"
    ),
    genitives=("s", "'s", "'"),
    conjunctions=words("og eller"),
    frames=words("så da som og men når at for hvis inden efter mens"),
    clefts=(words("var er"), words("der som")),
    definite=("en", "et", "ene", "erne"),
)
