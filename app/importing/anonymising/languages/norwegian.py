"""Norwegian, Bokmål first, with the forms that people say and dialects write."""

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

PLAIN: Final[Words] = words("""
jeg du han hun det den de dem vi dere oss meg deg seg ham henne man en ei et ett min mi mitt mine din di ditt dine sin
si sitt sine hans hennes dens dets deres vår vårt våre selv sjøl hverandre denne dette disse slik slike sånn sånne
samme annen anna annet andre hver hvert enhver alle alt all allting noe noen nokon ingen ingenting inga mange flere
flest mye mer mest lite litt mindre minst få færre begge både og eller men for så at som om hvis dersom når da mens
før etter siden fordi ettersom selvom enda skjønt enn hvor hva hvem hvilken hvilket hvilke hvorfor hvordan hvorvidt
i på til fra av med uten ved hos mot mellom under over gjennom rundt langs bak foran blant utenfor innenfor utover
innover utenom ifra imellom inni oppå oppe nede inne ute hjemme borte fram frem tilbake opp ned inn ut bort hjem her
der dit hit da nå no nu aldri alltid ofte sjelden kanskje sikkert visst nok vel jo altså liksom egentlig faktisk
akkurat bare også òg nesten omtrent cirka veldig ganske helt heller ennå enda fortsatt allerede igjen snart straks
plutselig etterpå derfor dermed likevel ellers dessuten imidlertid forresten uansett kun stort sett vanligvis
heldigvis dessverre tydeligvis selvfølgelig selvsagt naturligvis sannsynligvis antakelig antagelig muligens spesielt
særlig iallfall hvertfall ihvertfall ihvert fall i hvertfall ikke ikkje itj int
er var vært være blir ble blei blitt bli har hadde hatt ha kan kunne kunnet skal skulle vil ville må måtte bør burde
får fikk fått få gjør gjorde gjort gjøre går gikk gått gå kommer kom kommet komme sier sa sagt si ser så sett se vet
visste visst vite tror trodde tro synes syns syntes tenker tenkte tenke mener mente mene føler følte husker husket
huska skjønner forstår kjenner kjente finnes fins pleier pleide begynte slutta sluttet snakker snakka snakket hører
hørte prøvde prøver vente vent stopp slapp ta tar tok tatt gi gir ga gav gitt legg la sett satt står sto stod stått
bor bodde bodd
ja jo nei jaha javel javisst nja tja joda neida jada nettopp riktig presis ok okei okey greit fint flott bra supert
herlig takk tusen hei heisann hallo halla morn morna hade adjø unnskyld sorry beklager oi oj uff usj æsj au wow hm
hmm mm mhm eh øh ehm øhm æ åh ah ååh hæ sant ikke altså dessverre velkommen vær versågod skål gratulerer
mamma pappa mor far bestemor bestefar mormor farmor morfar farfar besteforeldre foreldre tante onkel søster bror
søstera søsteren broren faren moren mora sønnen datteren dattera mann mannen kone kona dame dama gutt gutten jente
jenta barn barnet barna unge ungen unga ungene venn venner venninne venninner folk folka mennesker menneske person
lege legen doktor doktoren fru frue herr frøken kjære lille store stor liten gamle gammel gamlemor unge ny nye nytt
første andre tredje fjerde femte siste neste forrige hele halve to tre fire fem seks sju syv åtte ni ti elleve tolv
tjue tretti førti femti hundre tusen null
i dag idag i går igår i morgen imorgen i kveld i natt i fjor fjor år året dagen dag tiden tid gang ganger gangen
eg ej æg jæ jei ho me dåkker dokker dykk dykkar korleis kvifor kva kven kor kvar ein eit eitt berre noko nokre mykje
meir frå vore vera vere vart verte heime hvermann mens dette dere ettersom hvorpå
det's tenk hør hør se vent spør spørre kom hjelp hjalp hjelper ring send skriv hils spør les snakk gå kjør prøv tenk glem møt gud herregud jøss jøye
""")
SILENT: Final[Words] = EVERYWHERE | words("""
nav nrk tv2 tv3 vg dps bup dpss lar aa ppt pp-tjenesten ppo vgs fhi udi imdi ntnu uio uib uit ousl ous ahus kommunen
fylkeskommunen helfo helsenorge altinn vipps bankid finn rema kiwi coop meny spar rimi vinmonopolet polet posten vy nsb
ruter telenor telia dnb sparebank sparebanken husbanken lånekassen aap bpa sfo aks ssp hvpu psykiatrien akuttpsyk
a-magasinet hkh h.k.h norsk norske norges norge engelsk svensk dansk finsk samisk kvensk islandsk tysk fransk spansk
italiensk polsk russisk ukrainsk litauisk latvisk estisk rumensk arabisk kurdisk persisk somalisk tyrkisk urdu tamil
vietnamesisk kinesisk japansk amerikansk britisk afrikansk asiatisk europeisk skandinavisk nordisk nordmenn nordmann
sverige danmark finland island england storbritannia usa europa afrika asia amerika australia norden skandinavia
østlandet vestlandet sørlandet nord-norge midt-norge trøndelag-fylke nordisk jul jula julen julaften romjul romjula
påske påska påsken pinse pinsa pinsen nyttår nyttårsaften sankthans st.hans 17.mai ramadan halloween fastelavn
kristi himmelfart grunnlovsdagen herre vårherre jesus djevelen satan fanden faen helvete bibelen korona covid
stortinget storting regjeringen grunnloven kongen dronninga dronningen arbeiderpartiet høyre venstre frp sv krf mdg
parkinson parkinsons alzheimer alzheimers asperger aspergers crohn crohns downs hodgkins kneippen
e6 e18 e39 wc kl nb obs dvs osv bl.a f.eks feks mvh pga ca jf nr tlf mob
""")
PEOPLE: Final = People(
    titles=words("fru frue herr frøken doktor dr professor prof lege legen psykolog psykologen prest presten pastor "
                 "imam lensmann lektor advokat kaptein kaptein'n sjef tante onkel bestemor bestefar søster soknepresten "
                 "sokneprest biskop biskopen lærer læreren rektor sykepleier"),
    short_titles=words("fru herr frøken dr doktor"),
    kin=words("""
mor mora moren mamma mammaen far faren pappa bror broren brodern søster søstera søsteren sønn sønnen datter dattera
datteren kone kona kona mann mannen samboer samboeren ektefelle ektemann eks eksen ekskona eksmannen kjæreste kjæresten
typen dama venn vennen venninne venninna venninnen kompis kompisen kamerat kameraten nabo naboen naboer kollega
kollegaen kusine kusina kusinen fetter fetteren niese niesa niesen nevø nevøen tante tanta tanten onkel onkelen barnebarn
barnebarnet bestemor bestemora bestefar bestefaren mormor farmor morfar farfar svigermor svigerfar svigersønn
svigerdatter svoger svogeren svigerinne stefar stefaren stemor stemoren stesønn tvilling tvillingen sjef sjefen
leder lederen lege legen fastlege fastlegen doktor doktoren psykolog psykologen psykiater psykiateren terapeut
terapeuten behandler behandleren støttekontakt støttekontakten kontaktperson kontaktpersonen saksbehandler
saksbehandleren miljøarbeider miljøarbeideren sykepleier sykepleieren primærkontakt primærkontakten veileder veilederen
lærer læreren trener treneren rådgiver rådgiveren verge vergen hund hunden bikkja katt katten hest hesten frisør
frisøren helsesykepleier barnevernspedagog ruskonsulent ruskonsulenten romkamerat romkameraten
"""),
    owners=words("min mi mitt mine din di ditt hans hennes vår vårt deres sin si"),
    owners_after=words("min mi mitt mine din di ditt hans hennes vår vårt deres sin si vores"),
    naming=words("heter het hette heite heiter kalt kalles kalte kaller kalla døpt navnet navn navnet"),
    ambiguous_naming=words("kalt kalles kalte kaller kalla navn døpt"),
    being=words("er var ble blir blei jeg hun han er het"),
    greetings=words("takk hei heisann hallo hei morn unnskyld kjære hade gratulerer"),
    telling=words("sa sier fortalte forteller spurte spør ringte svarte lo gråt døde hvisket hviska ropte smilte "
                  "meldte skrev giftet gifta nevnte foreslo"),
    pronouns=words("han hun hu n a som ho"),
    links=words("de da di del van von der den af av la le el al bin ibn"),
    doing=words("er var har hadde vil ville kan kunne kom gikk fikk får går kommer bor jobber visste vet ble blir skal skulle som fra"),
    asking=words("kan kunne vil har hva hvordan er du var når hvor hvorfor tenker synes"),
    belongings=words("mor mora moren mamma far faren pappa bror søster sønn datter kone mann samboer kjæreste hus leilighet "
                     "bil rom unger barn hund katt familie venn venner bursdag begravelse bryllup foreldre bestemor "
                     "jente gutt navn kompis venninne"),
)  # fmt: skip
CALENDAR: Final = Calendar(
    months=words("januar februar mars april mai juni juli august september oktober november desember"),
    short_months=words("jan feb mar apr jun jul aug sep sept okt nov des"),
    weekdays=words("mandag tirsdag onsdag torsdag fredag lørdag søndag laurdag sundag måndag mandager tirsdager onsdager "
                   "torsdager fredager lørdager søndager mandagen tirsdagen onsdagen torsdagen fredagen lørdagen "
                   "søndagen"),
    ordinals=r"(?:første|andre|annen|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|niende|tiende|ellevte|tolvte|"
             r"trettende|fjortende|femtende|sekstende|syttende|attende|nittende|tjuende|tyvende|trettiende|"
             r"(?:tjue|en(?: og |og)tyve|trettif?)[ -]?(?:første|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|"
             r"niende)|(?:en|to|tre|fire|fem|seks|syv|åtte|ni)ogtyvende|enogtredevte|tredevte)",
    years=r"(?:(?:tjue|tretti|førti|femti|seksti|sytti|åtti|nitti)(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni)|"
          r"(?:nitten|tjue|atten)[ -]?(?:hundre)?(?:[ -]?og)?[ -]?(?:null|ti|elleve|tolv|tretten|fjorten|femten|seksten|"
          r"sytten|atten|nitten|tjue|tyve|tretti|tredve|førti|femti|seksti|sytti|åtti|nitti)"
          r"(?:[ -]?(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni))?|to tusen(?: og \w{2,12})?)",
    day_mark=r"\.?(?:de|te|ende)?",
    born=words("født fødd fødselsdato fødselsår f fødselsdag bursdag født-"),
    ninety=r"nitti(?:[ -]?(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni))?|"
           r"(?:en|to|tre|fire|fem|seks|syv|sju|åtte|ni)ognitti|(?:ett )?hundre"
           r"(?: ?og ?(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti))?|hundreåring",
    ages=words("er var ble blir blei vart fylte fyller runda rundet på til nesten over snart rundt være vært bli "
               "blitt hun han fylt passert"),
    years_old=words("år åra åring-år årene årsdagen årsdag års år-gammel åringen åring"),
    time_words=words("i til fra siden før etter forrige neste hver ut tidlig sent medio"),
    holidays=words("17.-mai") | frozenset({"17. mai", "17 mai", "syttende mai", "1. mai", "første mai", "24. desember",
                                           "1. januar", "25. desember", "31. desember"}),
)  # fmt: skip
STREETS: Final = Streets(
    words=words("vei veg gate gata allé alle plass torg terrasse brygge kai sti stien gård gard stred"),
    endings=("veien", "vegen", "veg", "vei", "gata", "gaten", "gate", "bakken", "bakke", "faret", "far", "svingen",
             "stien", "sti", "plassen", "plass", "torget", "torg", "allé", "alleen", "alléen", "kroken", "løkka",
             "løkken", "lia", "lien", "åsen", "haugen", "tunet", "tun", "toppen", "brygga", "bryggen", "kaia",
             "kaien", "stubben", "ringen", "stredet", "smauet", "vollen", "jordet", "enga", "myra", "terrassen",
             "terrasse", "grenda", "feltet", "kleiva", "lykkja", "høgda", "skogen", "dalen", "sletta", "hagen", "stranda",
             "parken", "moen", "marka", "hellinga", "rabben", "bekken", "rudveien"),
    flats=words("leilighet leil bolig oppgang hybel rom bolignummer bolignr"),
    boxes=words("postboks"),
    postcode=r"\d{4}",
)  # fmt: skip
ORGANISATION_WORDS: Final[Words] = words("""
menighet menigheten kommune fylkeskommune sykehus sykehuset skole skolen universitet høgskole høyskole bofellesskap
bofellesskapet bosenter bosenteret dagsenter dagsenteret aktivitetshus aktivitetshuset ungdomshus ungdomshuset
ressurssenter ressurssenteret behandlingssenter rehabiliteringssenter frivilligsentral frivilligsentralen barnehage
barnehagen legekontor legekontoret legesenter legevakt legevakta helsestasjon helsehus sykehjem sykehjemmet aldershjem
omsorgssenter omsorgsbolig hospits klinikk klinikken poliklinikk avdeling avdelingen post enhet stiftelse stiftelsen
forening foreningen forbund forbundet lag laget klubb klubben idrettslag il fk bk ik sk ballklubb fotballklubb
idrettsforening korps korpset kor koret teater teatret kino bibliotek biblioteket museum kirke kirka kirken moské
moskeen bedehus bedehuset misjon bymisjon indremisjon frelsesarmeen kafé kafe kafeen kro kroa pub puben hotell
hotellet bakeri bakeriet butikk butikken senter senteret kjøpesenter gård gjestehus verksted verkstedet bedrift as asa
nærradio avis fengsel fengselet politistasjon politikammer lensmannskontor fontenehus fontenehuset dps bup hf hospital
krisesenter krisesenteret leirskole folkehøgskole folkehøyskole videregående ungdomsskole barneskole tingrett
brukerstyrt borettslag sameie velforening revmatikerforening sanitetsforening
""")
ORGANISATIONS: Final = Organisations(
    words=ORGANISATION_WORDS,
    after=ORGANISATION_WORDS - words("lag laget post enhet avdeling avdelingen gård as bedrift butikk butikken "
                                     "avis puben klubb kor koret pub"),
    endings=("senteret", "senter", "sentret", "huset", "heimen", "hjemmet", "sjukehus", "sykehus", "skolen", "skole",
             "barnehagen", "barnehage", "foreningen", "forening", "klubben", "klubb", "stiftelsen", "menigheten",
             "menighet", "misjonen", "misjon", "fellesskapet", "fellesskap", "kirken", "kirke", "kirka", "forbundet",
             "laget", "kontoret", "sentralen", "kommune", "klinikken", "klinikk", "kafeen", "kafé", "biblioteket",
             "teatret", "verkstedet", "tunet"),
    links=words("på i ved for av og til"),
    units=words("avdeling avd post enhet seksjon ward team rom etasje avdelinga avdelingen oppgang"),
    places=words("bygd bygda kommune fylke bydel bydelen sentrum tettsted øya vannet fjorden dalen skogen stasjon brygge "
                 "camping torg park stadion"),
)  # fmt: skip
TELLING: Final = Telling(
    only=words("eneste einaste"),
    articles=words("den det de en ei et eneste som vår min"),
    being=words("er var som ble blei være vært"),
    not_roles=words("tingen grunnen måten gangen plassen stedet personen mennesket personer problemet spørsmålet svaret "
                    "forskjellen muligheten venn vennen venninnen dagen kvelden natta andre barnet jenta gutten kvinnen "
                    "mannen delen ting gang mulighet plass sted grunn måte trøsten faren feilen"),
    role_endings=("mann", "mannen", "ordfører", "føreren", "fører", "prest", "presten", "rektor", "rektoren", "lege",
                  "legen", "lærer", "læreren", "pleier", "pleieren", "leder", "lederen", "styrer", "styreren", "vokter",
                  "vokteren", "øver", "øveren", "maker", "makeren", "eier", "eieren", "inne", "innen", "ist", "isten",
                  "olog", "ologen", "iker", "ikeren", "ent", "enten", "ant", "anten", "ør", "øren", "tør", "tøren",
                  "smed", "smeden", "baker", "bakeren", "fisker", "fiskeren", "bonde", "bonden", "dommer", "dommeren",
                  "advokat", "advokaten", "veterinær", "veterinæren", "jordmor", "jordmora", "jordmoren", "kokk",
                  "kokken", "imam", "imamen", "biskop", "biskopen", "sjåfør", "vakt", "vakten", "mester", "mesteren",
                  "arbeider", "arbeideren", "skipper", "skipperen", "los", "losen", "klokker", "klokkeren", "organist",
                  "kantor", "kantoren", "konsulent", "direktør", "sjef", "sjefen", "forvalter", "forvalteren"),
    offices=words("ordfører ordføreren varaordfører varaordføreren rektor rektoren direktør direktøren leder lederen "
                  "sjef sjefen lensmann lensmannen prest presten sogneprest soknepresten biskop biskopen styreleder "
                  "styrelederen fylkesmann statsforvalter statsforvalteren sysselmann kommunedirektør daglig-leder "
                  "rådmann rådmannen kommuneoverlege kommuneoverlegen trener treneren grunnlegger grunnleggeren"),
    office_links=words("i på for ved av"),
    short_diagnoses=words("als eds msa hsp"),
    diagnoses=in_order("""
huntington marfan fabry porfyri narkoleps tourette ehlers gaucher pompe duchenne klinefelter turners prader retts
angelman noonan sarkoid myasten skleroderm sklerodermi amyloid hemofili talass nevrofibromat tuberøs føllings fenylketon
cushing addisons friedreich charcot guillain kleine-levin syringomyel retinit cystisk sigdcelle multippel-syst akondroplas galaktosem
mitokondri lupus vaskulitt creutzfeldt moyamoya kawasaki wilsons behcet behçet ryggmargsbrokk iktyos epidermolys
kearns leber bechterew sotos usher sjøgren
"""),
    disease_words=words("sykdom syndrom sjukdom dystrofi fibrose ataksi parese anemi sklerose danlos gravis pigmentosa "
                        "willi barré"),
    known_diseases=words("parkinson parkinsons alzheimer alzheimers asperger aspergers crohn crohns downs hodgkins"),
    kinds=words("type en to tre i ii iii 1 2 3"),
)  # fmt: skip
NORWEGIAN: Final = Language(
    code="nb",
    word_lists=WordLists(
        frequencies="nb",
        system=("bokmaal", "norsk", "norwegian"),
        dictionaries=("nb_NO", "nb-NO", "nb"),
        compounds=True,
        endings=(
            "",
            *in_order("e a en et er ene t te r de n s ere est ing inga ingen else het lig ende dd d st rt ens ets"),
        ),
        place_endings=(
            "moen",
            "vik",
            "vika",
            "viken",
            "våg",
            "vågen",
            "nes",
            "neset",
            "dal",
            "dalen",
            "bygd",
            "bygda",
            "sand",
            "sund",
            "sundet",
            "lund",
            "lunden",
            "rud",
            "stad",
            "berg",
            "berget",
            "haug",
            "haugen",
            "åsen",
            "heim",
            "land",
            "øy",
            "øya",
            "fjord",
            "fjorden",
            "elv",
            "elva",
            "bakk",
            "bakken",
            "hagen",
            "strand",
            "stranda",
            "lia",
            "tun",
            "holm",
            "holmen",
            "sjø",
            "set",
            "seter",
            "setra",
            "voll",
            "vollen",
            "bø",
            "gård",
            "gard",
            "sletta",
            "myr",
            "myra",
            "skog",
            "mo",
            "foss",
            "fossen",
            "hamn",
            "hamna",
            "havn",
            "tangen",
            "odden",
            "løkka",
            "sen",
            "son",
            "datter",
            "vang",
            "vatn",
            "vannet",
            "tveit",
            "hus",
            "feltet",
            "kroken",
            "svingen",
            "gata",
            "veien",
        ),
    ),
    plain=PLAIN,
    plain_names=words("per even vår my mi tore hans anna alt"),
    silent=SILENT,
    calendar=CALENDAR,
    streets=STREETS,
    organisations=ORGANISATIONS,
    people=PEOPLE,
    telling=TELLING,
    place_words=words("i på fra til ved nær utenfor rundt mot via gjennom for hos"),
    dwelling=words(
        "bor bodde bodd flytta flyttet flytter flytte vokst oppvokst født kommer kom politiet bussen toget tatt "
        "ungene kjøre kjørte dro reiste turen høye jente gutt dama mannen tok"
    ),
    bare_places=words("""
byen byer sengs sengen senga sykehus sykehuset skole skolen jobb jobben kirken kirka fengsel fengselet barnehagen
utlandet hjemme hytta bygda landet nabolaget leilighet leiligheten kommunen hus huset hybel kollektiv omsorgsbolig
institusjon fosterhjem stua sentrum nærheten ro fred frykt fare gang mange noe alle
"""),
    numbers=words(
        "null en ein to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten "
        "atten nitten tjue tyve tretti tredve førti femti seksti sytti åtti nitti dobbelt"
    ),
    amounts=words("""
kroner kr krone euro dollar personer folk mennesker ganger minutter minutt timer time dager uker måneder meter kilometer
km mil kilo kg gram mg ml prosent % medlemmer visninger følgere ord millioner million tusen milliarder grader sider
venner stykker øre
"""),
    genitives=("s", "'s", "’s", "'", "’"),
    conjunctions=words("og eller"),
    frames=words("så da som og men når at fordi hvis etter før mens hva"),
    clefts=(words("var er va e"), words("som")),
    definite=("en", "et", "ene", "ane", "a"),
)
