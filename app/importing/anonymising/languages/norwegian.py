"""Norwegian, Bokmål first, with the forms that people say and dialects write."""

from typing import Final

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
from app.importing.anonymising.languages.norwegian_words import PLAIN, SILENT

PEOPLE: Final = People(
    titles=words(
        "fru frue herr frøken doktor dr professor prof lege legen psykolog psykologen prest presten pastor imam "
        "lensmann lektor advokat kaptein kaptein'n sjef tante onkel bestemor bestefar søster soknepresten sokneprest "
        "biskop biskopen lærer læreren rektor sykepleier"
    ),
    short_titles=words("fru herr frøken dr doktor"),
    kin=words(
        "mor mora moren mamma mammaen far faren pappa bror broren brodern søster søstera søsteren sønn sønnen datter "
        "dattera datteren kone kona kona mann mannen samboer samboeren ektefelle ektemann eks eksen ekskona eksmannen "
        "kjæreste kjæresten typen dama venn vennen venninne venninna venninnen kompis kompisen kamerat kameraten nabo "
        "naboen naboer kollega kollegaen kusine kusina kusinen fetter fetteren niese niesa niesen nevø nevøen tante "
        "tanta tanten onkel onkelen barnebarn barnebarnet bestemor bestemora bestefar bestefaren mormor farmor morfar "
        "farfar svigermor svigerfar svigersønn svigerdatter svoger svogeren svigerinne stefar stefaren stemor stemoren "
        "stesønn tvilling tvillingen sjef sjefen leder lederen lege legen fastlege fastlegen doktor doktoren psykolog "
        "psykologen psykiater psykiateren terapeut terapeuten behandler behandleren støttekontakt støttekontakten "
        "kontaktperson kontaktpersonen saksbehandler saksbehandleren miljøarbeider miljøarbeideren sykepleier "
        "sykepleieren primærkontakt primærkontakten veileder veilederen lærer læreren trener treneren rådgiver "
        "rådgiveren verge vergen hund hunden bikkja katt katten hest hesten frisør frisøren helsesykepleier "
        "barnevernspedagog ruskonsulent ruskonsulenten romkamerat romkameraten"
    ),
    owners=words("min mi mitt mine din di ditt hans hennes vår vårt deres sin si"),
    owners_after=words("min mi mitt mine din di ditt hans hennes vår vårt deres sin si vores"),
    naming=words("heter het hette heite heiter kalt kalles kalte kaller kalla døpt navnet navn navnet"),
    ambiguous_naming=words("kalt kalles kalte kaller kalla navn døpt"),
    being=words("er var ble blir blei jeg hun han er het"),
    greetings=words("takk hei heisann hallo hei morn unnskyld kjære hade gratulerer"),
    telling=words(
        "sa sier fortalte forteller spurte spør ringte svarte lo gråt døde hvisket hviska ropte smilte meldte skrev "
        "giftet gifta nevnte foreslo"
    ),
    pronouns=words("han hun hu n a som ho"),
    links=words("de da di del van von der den af av la le el al bin ibn"),
    doing=words(
        "er var har hadde vil ville kan kunne kom gikk fikk får går kommer bor jobber visste vet ble blir skal skulle "
        "som fra"
    ),
    asking=words("kan kunne vil har hva hvordan er du var når hvor hvorfor tenker synes"),
    belongings=words(
        "mor mora moren mamma far faren pappa bror søster sønn datter kone mann samboer kjæreste hus leilighet bil rom "
        "unger barn hund katt familie venn venner bursdag begravelse bryllup foreldre bestemor jente gutt navn kompis "
        "venninne"
    ),
)
CALENDAR: Final = Calendar(
    months=words("januar februar mars april mai juni juli august september oktober november desember"),
    short_months=words("jan feb mar apr jun jul aug sep sept okt nov des"),
    weekdays=words(
        "mandag tirsdag onsdag torsdag fredag lørdag søndag laurdag sundag måndag mandager tirsdager onsdager "
        "torsdager fredager lørdager søndager mandagen tirsdagen onsdagen torsdagen fredagen lørdagen søndagen"
    ),
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
    ages=words(
        "er var ble blir blei vart fylte fyller runda rundet på til nesten over snart rundt være vært bli blitt hun "
        "han fylt passert"
    ),
    years_old=words("år åra åring-år årene årsdagen årsdag års år-gammel åringen åring"),
    time_words=words("i til fra siden før etter forrige neste hver ut tidlig sent medio"),
    holidays=frozenset(
        ("17. mai", "17 mai", "syttende mai", "1. mai", "første mai", "24. desember", "25. desember", "31. desember")
    ),
)
STREETS: Final = Streets(
    words=words("vei veg gate gata allé alle plass torg terrasse brygge kai sti stien gård gard stred"),
    endings=in_order(
        "veien vegen veg vei gata gaten gate bakken bakke faret far svingen stien sti plassen plass torget torg allé "
        "alleen alléen kroken løkka løkken lia lien åsen haugen tunet tun toppen brygga bryggen kaia kaien stubben "
        "ringen stredet smauet vollen jordet enga myra terrassen terrasse grenda feltet kleiva lykkja høgda skogen "
        "dalen sletta hagen stranda parken moen marka hellinga rabben bekken rudveien"
    ),
    flats=words("leilighet leil bolig oppgang hybel rom bolignummer bolignr"),
    boxes=words("postboks"),
    postcode=r"\d{4}",
)
ORGANISATION_WORDS: Final[Words] = words(
    "rådhus rådhuset gravlund gravlunden kirkegård svømmehall idrettshall samfunnshus grendehus apotek apoteket "
    "menighet menigheten kommune fylkeskommune sykehus sykehuset skole skolen universitet høgskole høyskole "
    "bofellesskap bofellesskapet bosenter bosenteret dagsenter dagsenteret aktivitetshus aktivitetshuset ungdomshus "
    "ungdomshuset ressurssenter ressurssenteret behandlingssenter rehabiliteringssenter frivilligsentral "
    "frivilligsentralen barnehage barnehagen legekontor legekontoret legesenter legevakt legevakta helsestasjon "
    "helsehus sykehjem sykehjemmet aldershjem omsorgssenter omsorgsbolig hospits klinikk klinikken poliklinikk "
    "avdeling avdelingen post enhet stiftelse stiftelsen forening foreningen forbund forbundet lag laget klubb klubben "
    "idrettslag il fk bk ik sk ballklubb fotballklubb idrettsforening korps korpset kor koret teater teatret kino "
    "bibliotek biblioteket museum kirke kirka kirken moské moskeen bedehus bedehuset misjon bymisjon indremisjon "
    "frelsesarmeen kafé kafe kafeen kro kroa pub puben hotell hotellet bakeri bakeriet butikk butikken senter senteret "
    "kjøpesenter gård gjestehus verksted verkstedet bedrift as asa nærradio avis fengsel fengselet politistasjon "
    "politikammer lensmannskontor fontenehus fontenehuset dps bup hf hospital krisesenter krisesenteret leirskole "
    "folkehøgskole folkehøyskole videregående ungdomsskole barneskole tingrett brukerstyrt borettslag sameie "
    "velforening revmatikerforening sanitetsforening"
)
ORGANISATIONS: Final = Organisations(
    words=ORGANISATION_WORDS,
    after=ORGANISATION_WORDS
    - words("lag laget post enhet avdeling avdelingen gård as bedrift butikk butikken avis puben klubb kor koret pub"),
    endings=in_order(
        "senteret senter sentret huset heimen hjemmet sjukehus sykehus skolen skole barnehagen barnehage foreningen "
        "forening klubben klubb stiftelsen menigheten menighet misjonen misjon fellesskapet fellesskap kirken kirke "
        "kirka forbundet laget kontoret sentralen kommune klinikken klinikk kafeen kafé biblioteket teatret verkstedet "
        "tunet"
    ),
    links=words("på i ved for av"),
    units=words("avdeling avd post enhet seksjon ward team rom etasje avdelinga avdelingen oppgang"),
    places=words(
        "bygd bygda kommune fylke bydel bydelen sentrum tettsted øya vannet fjorden dalen skogen stasjon brygge "
        "camping torg park stadion"
    ),
)
TELLING: Final = Telling(
    only=words("eneste einaste"),
    articles=words("den det de en ei et eneste som vår min"),
    being=words("er var som ble blei være vært"),
    not_roles=words(
        "tingen grunnen måten gangen plassen stedet personen mennesket personer problemet spørsmålet svaret "
        "forskjellen muligheten venn vennen venninnen dagen kvelden natta andre barnet jenta gutten kvinnen mannen "
        "delen ting gang mulighet plass sted grunn måte trøsten faren feilen"
    ),
    role_endings=in_order(
        "mann mannen ordfører føreren fører prest presten rektor rektoren lege legen lærer læreren pleier pleieren "
        "leder lederen styrer styreren vokter vokteren øver øveren maker makeren eier eieren inne innen ist isten olog "
        "ologen iker ikeren ent enten ant anten ør øren tør tøren smed smeden baker bakeren fisker fiskeren bonde "
        "bonden dommer dommeren advokat advokaten veterinær veterinæren jordmor jordmora jordmoren kokk kokken imam "
        "imamen biskop biskopen sjåfør vakt vakten mester mesteren arbeider arbeideren skipper skipperen los losen "
        "klokker klokkeren organist kantor kantoren konsulent direktør sjef sjefen forvalter forvalteren"
    ),
    offices=words(
        "ordfører ordføreren varaordfører varaordføreren rektor rektoren direktør direktøren leder lederen sjef sjefen "
        "lensmann lensmannen prest presten sogneprest soknepresten biskop biskopen styreleder styrelederen fylkesmann "
        "statsforvalter statsforvalteren sysselmann kommunedirektør daglig-leder rådmann rådmannen kommuneoverlege "
        "kommuneoverlegen trener treneren grunnlegger grunnleggeren"
    ),
    office_links=words("i på for ved av"),
    short_diagnoses=words("als eds msa hsp"),
    diagnoses=in_order(
        "huntington marfan fabry porfyri narkoleps tourette ehlers gaucher pompe duchenne klinefelter turners prader "
        "retts angelman noonan sarkoid myasten skleroderm sklerodermi amyloid hemofili talass nevrofibromat tuberøs "
        "føllings fenylketon cushing addisons friedreich charcot guillain kleine-levin syringomyel retinit cystisk "
        "sigdcelle multippel-syst akondroplas galaktosem mitokondri lupus vaskulitt creutzfeldt moyamoya kawasaki "
        "wilsons behcet behçet ryggmargsbrokk iktyos epidermolys kearns leber bechterew sotos usher sjøgren"
    ),
    disease_words=words(
        "sykdom syndrom sjukdom dystrofi fibrose ataksi parese anemi sklerose danlos gravis pigmentosa willi barré"
    ),
    known_diseases=words("parkinson parkinsons alzheimer alzheimers asperger aspergers crohn crohns downs hodgkins"),
    kinds=words("type en to tre i ii iii 1 2 3"),
)
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
        place_endings=in_order(
            "moen vik vika viken våg vågen nes neset dal dalen bygd bygda sand sund sundet lund lunden rud stad berg "
            "berget haug haugen åsen heim land øy øya fjord fjorden elv elva bakk bakken hagen strand stranda lia tun "
            "holm holmen sjø set seter setra voll vollen bø gård gard sletta myr myra skog mo foss fossen hamn hamna "
            "havn tangen odden løkka sen son datter vang vatn vannet tveit hus feltet kroken svingen gata veien"
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
        "bor bodde bodd flytta flyttet flytter flytte vokst oppvokst født kommer kom politiet bussen toget tatt ungene "
        "kjøre kjørte dro reiste turen høye jente gutt dama mannen tok"
    ),
    bare_places=words(
        "byen byer sengs sengen senga sykehus sykehuset skole skolen jobb jobben kirken kirka fengsel fengselet "
        "barnehagen utlandet hjemme hytta bygda landet nabolaget leilighet leiligheten kommunen hus huset hybel "
        "kollektiv omsorgsbolig institusjon fosterhjem stua sentrum nærheten ro fred frykt fare gang mange noe alle"
    ),
    numbers=words(
        "null en ein to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten "
        "nitten tjue tyve tretti tredve førti femti seksti sytti åtti nitti dobbelt"
    ),
    amounts=words(
        "kroner kr krone euro dollar personer folk mennesker ganger minutter minutt timer time dager uker måneder "
        "meter kilometer km mil kilo kg gram mg ml prosent % medlemmer visninger følgere ord millioner million tusen "
        "milliarder grader sider venner stykker øre"
    ),
    genitives=("s", "'s", "’s", "'", "’"),
    conjunctions=words("og eller"),
    frames=words("så da som og men når at fordi hvis etter før mens hva"),
    clefts=(words("var er va e"), words("som")),
    definite=("en", "et", "ene", "ane", "a"),
)
