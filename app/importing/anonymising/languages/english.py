"""English: the words around names, in the United Kingdom first."""

from typing import Final

from app.importing.anonymising.languages.english_words import PLAIN, SILENT
from app.importing.anonymising.languages.language import (
    Calendar,
    Language,
    Organisations,
    People,
    Streets,
    Telling,
    WordLists,
    in_order,
    words,
)

PEOPLE: Final = People(
    titles=words(
        "mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev reverend father pastor imam rabbi sister "
        "auntie aunt aunty uncle nanny nana granny grandma grandad nurse councillor cllr sergeant sgt constable pc "
        "captain major colonel judge st"
    ),
    short_titles=words("mr mrs ms dr prof cllr rev sgt"),
    kin=words(
        "mum mom mam dad mother father brother sister son daughter wife husband partner ex ex-wife ex-husband "
        "ex-partner fiance fiancé fiancee fiancée boyfriend girlfriend friend mate pal neighbour neighbor colleague "
        "flatmate housemate roommate cousin niece nephew uncle aunt auntie aunty grandson granddaughter grandmother "
        "grandfather nan gran grandma grandad stepdad stepmum stepson stepdaughter stepfather stepmother twin baby "
        "boss manager supervisor landlord landlady carer keyworker key-worker worker counsellor therapist psychologist "
        "psychiatrist gp doctor consultant nurse midwife dentist teacher tutor coach mentor sponsor advocate lawyer "
        "solicitor hairdresser dog cat horse sister-in-law brother-in-law mother-in-law father-in-law daughter-in-law "
        "son-in-law half-brother half-sister lad lads bloke lady guy chap"
    ),
    owners=words("my your his her our their"),
    owners_after=frozenset(),
    naming=words("called named nicknamed name name's names christened aka"),
    ambiguous_naming=words("called named names"),
    being=words("is was am are be been being i'm he's she's it's they're we're you're who's that's"),
    greetings=words("thanks thank cheers hi hello hey hiya morning goodbye bye sorry dear ta"),
    telling=words(
        "said says told tells asked reckons reckoned phoned rang texted emailed messaged laughed cried smiled replied "
        "answered whispered shouted died married mentioned suggested"
    ),
    pronouns=words("he she who they he's she's who's him her"),
    links=words("of de da di del della van von ter ten la le du dos al el bin ibn ap o"),
    doing=words(
        "is was has had will would can could came went does did used wants wanted knows knew thinks lives works isn't "
        "wasn't hasn't who from"
    ),
    asking=words("can could would will do did what how are is have has you were was when where why"),
    belongings=words(
        "mum mom mam dad mother father brother sister son daughter wife husband partner house flat place car room kids "
        "children dog cat family friend mate birthday funeral wedding boyfriend girlfriend nan gran uncle aunt cousin "
        "name idea story point"
    ),
)
CALENDAR: Final = Calendar(
    months=words("january february march april may june july august september october november december"),
    short_months=words("jan feb mar apr jun jul aug sep sept oct nov dec"),
    weekdays=words(
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
        "saturdays sundays mon tue tues wed thu thur thurs fri sat sun"
    ),
    ordinals=r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    r"(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))",
    years=r"(?:(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|"
    r"nine)|(?:nineteen|twenty|two thousand)(?:[ -](?:hundred|and|oh|o|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety)\b){1,4}|two thousand)",
    day_mark=r"(?:st|nd|rd|th)?(?: of)?",
    born=words("born dob birthday birth"),
    ninety=r"ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one) hundred"
    r"(?: and (?:one|two|three|four|five|six|seven|eight|nine|ten))?|centenarian",
    ages=words(
        "is was am are be been being turned turns turning aged age reached till until she's he's i'm they're almost "
        "nearly over past to about only at just"
    ),
    years_old=words("year years yr yrs year-old years-old yo"),
    time_words=words(
        "in of since until till by from last next this early late mid to through before after during around every each "
        "for"
    ),
    capital_months=True,
)
STREETS: Final = Streets(
    words=words(
        "street st road rd lane ln close crescent cres avenue ave drive way row court terrace gardens grove hill "
        "square mews green park view rise parade place boulevard walk wharf quay yard brae wynd loan gate vale croft "
        "meadow meadows fields embankment bank end"
    ),
    endings=(),
    flats=words("flat apartment apt unit room house block suite studio"),
    number_first=True,
    postcode=r"[A-Z]{1,2}\d[A-Z\d]?\s?\d(?!st|nd|th|ND|TH|ST)[ABD-HJLNP-UW-Z]{2}",
)
ORGANISATIONS: Final = Organisations(
    words=words(
        "centre center school academy college university hospital infirmary hospice clinic surgery practice ward unit "
        "house lodge church chapel mosque temple synagogue cathedral parish project trust foundation society "
        "association charity club team league united rovers city town group network fund institute service services "
        "partnership council library museum theatre cinema gallery pub inn arms hotel cafe café coffee tea kitchen "
        "bakery shop store stores farm nursery playgroup primary secondary grammar comprehensive high gym pool stadium "
        "office agency alliance union federation hub mission shelter refuge hostel home homes housing station court "
        "prison police force radio news times post gazette ltd limited plc llp cic baptist methodist mind band choir "
        "allotments works factory mill mills"
    ),
    after=words(
        "centre center cemetery crematorium school academy college university hospital infirmary hospice clinic "
        "surgery lodge church chapel mosque temple synagogue cathedral trust foundation society association united "
        "rovers library museum theatre cinema hotel cafe café nursery primary secondary grammar comprehensive baptist "
        "methodist estate council constabulary prison house ward"
    ),
    endings=(),
    links=words("of the for on upon &"),
    units=words("ward unit block wing level bay theatre platoon troop team"),
    places=words(
        "estate village town city district borough parish island bay beach park forest valley moor moors hill hills "
        "wood woods lake river bridge canal harbour marina market square high common green county road street lane "
        "avenue crescent"
    ),
    articles=words("the"),
    directions=words(
        "north south east west northern southern eastern western central new old upper lower great little inner outer "
        "mid royal"
    ),
    qualities=words(
        "day high primary secondary local mental general new old same intensive acute youth community private public "
        "whole other care nursing residential open closed locked grammar special night health council social support "
        "family guest full boarding first main city town medical eye holiday football working housing"
    ),
)
TELLING: Final = Telling(
    only=words("only sole single"),
    articles=words("the a an this that my our your"),
    being=words("am was were is as be been became"),
    not_roles=words(
        "thing one way reason time place person people problem question answer difference way option choice chance "
        "friend friends family member members day days night thing's point part bit other others two three four five "
        "six few real good bad child daughter son person's man woman boy girl girls boys men women hope exception "
        "contact ones kind sort ray"
    ),
    role_endings=in_order(
        "er or ist man woman master mistress ian ant ent ess yst ect eon vet vicar priest judge chef cook nurse smith "
        "wright monger guard clerk crier midwife shepherd rabbi imam nun monk coach mp"
    ),
    offices=words(
        "mayor headmaster headmistress headteacher head director chief chair chairman chairwoman chairperson president "
        "leader captain manager bishop dean vicar minister secretary treasurer founder owner landlord ambassador "
        "coroner sheriff mp"
    ),
    office_links=words("of at for in"),
    short_diagnoses=words("als mnd eds hsp hht"),
    diagnoses=in_order(
        "huntington marfan fabry porphyri narcolep tourette ehlers gaucher pompe niemann tay-sachs duchenne "
        "klinefelter turner's prader rett's angelman williams-beuren noonan sarcoid myasthen scleroderma amyloid "
        "haemophil hemophil thalass neurofibromat tuberous phenylketon cushing addison's friedreich charcot guillain "
        "kleine syringomyel motor-neur multiple-syst retinitis cystic-fib sickle-cell achondroplas galactosaem "
        "galactosem mitochondrial lupus vasculit creutzfeldt moyamoya kawasaki wilson's behçet behcet spina-bif "
        "lipodystroph ichthyos epidermolys"
    ),
    disease_words=words(
        "disease syndrome disorder syndrom dystrophy fibrosis ataxia palsy anaemia sclerosis gravis bifida pigmentosa "
        "bullosa danlos willi"
    ),
    known_diseases=words(
        "parkinson's parkinsons alzheimer's alzheimers asperger's aspergers crohn's crohns hodgkin's down's downs "
        "stockholm"
    ),
    kinds=words("type one two three i ii iii 1 2 3"),
)
ENGLISH: Final = Language(
    code="en",
    word_lists=WordLists(
        frequencies="en",
        system=("british-english", "american-english", "british-english-large", "american-english-large"),
        dictionaries=("en_GB", "en_US", "en-gb", "en-us"),
    ),
    plain=PLAIN,
    plain_names=words("will may my guy young little"),
    silent=SILENT,
    calendar=CALENDAR,
    streets=STREETS,
    organisations=ORGANISATIONS,
    people=PEOPLE,
    telling=TELLING,
    place_words=words("in at from to near outside around towards via through round into leaving for"),
    dwelling=words(
        "moved moving move live lives lived living grew born raised based settled stayed police bus train bloke lad "
        "lass girl woman man kids drove drive trip out"
    ),
    bare_places=words(
        "town bed hospital prison school college university uni work church court care debt recovery therapy treatment "
        "rehab crisis fear pain poverty isolation peace silence love need shock trouble tears bits pieces temporary "
        "supported sheltered social private rented council bigger smaller another better worse things person public "
        "rehab london yesterday tomorrow today here there abroad home foster care university overseas england scotland "
        "wales"
    ),
    numbers=words("oh zero nought nil one two three four five six seven eight nine double triple treble"),
    amounts=words(
        "pounds pound quid pence dollars euros euro kroner people times minutes minute hours hour days weeks months "
        "miles mile metres meters kilometres km kilos kilo kg grams mg ml percent per% members views followers steps "
        "words million thousand billion degrees pages"
    ),
    genitives=("'s", "’s", "'", "’"),
    conjunctions=words("and or"),
    frames=words("so as when then and but because cause cos like what after before until since while if that what and"),
    clefts=(words("was is it's"), words("who who's that's")),
    inverts=False,
)
