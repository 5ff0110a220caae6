"""Swedish: the words around names."""

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
    "jag du han hon det den de dem dom vi ni oss mig mej dig dej sig sej honom henne man en ett min mitt mina din ditt "
    "dina sin sitt sina hans hennes dess deras vår vårt våra er ert era själv varandra denna detta dessa sådan sådana "
    "samma annan annat andra varje varje var vart alla allt allting något någon några nåt nån ingen inget inga många "
    "flera fler mer mest mycket lite litet mindre minst få båda både och eller men för så att som om när då medan före "
    "innan efter sedan sen eftersom därför fast än vad vem vilken vilket vilka varför hur i på till från av med utan "
    "vid hos mot mellan under över genom runt bakom framför bland utanför inom ifrån inne uppe nere ute in ut upp ner "
    "bort hem hemma här där dit hit nu aldrig alltid ofta sällan kanske säkert nog väl ju också egentligen faktiskt "
    "precis bara nästan ungefär väldigt ganska helt ännu fortfarande redan igen snart plötsligt dock ändå annars "
    "dessutom förresten tyvärr självklart naturligtvis förmodligen särskilt inte icke ej är var varit vara blir blev "
    "blivit bli har hade haft ha kan kunde kunnat ska skall skulle vill ville måste bör borde får fick fått få gör "
    "gjorde gjort göra går gick gått gå kommer kom kommit komma säger sa sade sagt säga ser såg sett se vet visste "
    "tror trodde tycker tyckte tänker tänkte menar menade känner kände minns förstår finns brukar brukade börjar "
    "började slutade pratar hör hörde försökte vänta tar ta tog gett ger gav ligger ja jo nej jaha javisst jadå nä nja "
    "okej ok bra fint kul toppen härligt tack hej hejsan hallå hejdå morgon förlåt ursäkta oj usj usch hmm hm mm mhm "
    "eh öh äh åh va visst välkommen mamma pappa mor far mormor farmor morfar farfar moster faster morbror farbror "
    "syster bror föräldrar man fru kvinna kille tjej pojke flicka barn vän vänner folk människor människa person "
    "läkare läkaren doktor herr fröken lilla stora gamla unga nya liten stor gammal ung ny första andra tredje sista "
    "nästa två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio fyrtio femtio hundra tusen noll idag igår "
    "imorgon ikväll dag dagen tid gång gånger år året herregud gud"
)
SILENT: Final[Words] = EVERYWHERE | words(
    "försäkringskassan arbetsförmedlingen skatteverket socialstyrelsen regionen svt sr ica coop hemköp systembolaget "
    "sl sj swish bankid svenska svensk sverige engelska norska danska finska tyska franska spanska arabiska persiska "
    "somaliska turkiska polska ryska norge danmark finland england tyskland europa usa afrika asien norrland svealand "
    "götaland skåne norden jul julen julafton påsk påsken midsommar pingst nyår nyårsafton lucia advent bup vc lss kbt "
    "sfi komvux riksdagen kungen parkinsons alzheimers aspergers crohns downs"
)
KIN: Final[Words] = words(
    "mor far mamma pappa bror brorsan brodern syster syrran systern son sonen dotter dottern man fru frun sambo sambon "
    "särbo ex exet exman exfru pojkvän pojkvännen flickvän flickvännen vän vännen väninna väninnan kompis kompisen "
    "kamrat granne grannen kollega kollegan kusin kusinen moster faster morbror farbror mormor farmor morfar farfar "
    "chef chefen läkare läkaren doktor psykolog psykologen terapeut terapeuten kurator kuratorn kontaktperson "
    "kontaktpersonen boendestödjare handläggare handläggaren sköterska sköterskan lärare läraren tränare hund hunden "
    "katt katten häst"
)
ORGANISATION_WORDS: Final[Words] = words(
    "kommun kommunen region sjukhus sjukhuset skola skolan universitet högskola gymnasiet gymnasium församling kyrka "
    "kyrkan stiftelse stiftelsen fond fonden förening föreningen förbund förbundet klubb klubben stadsmission "
    "stadsmissionen café kafé fik krog hotell hotellet bibliotek biblioteket museum museet teater teatern bio "
    "vårdcentral vårdcentralen mottagning mottagningen avdelning avdelningen boende boendet äldreboende förskola "
    "förskolan dagis fritidsgård if ik bk fc ab kb hb centrum centret fontänhus fontänhuset härbärge behandlingshem "
    "folkhögskola vårdhem"
)
SWEDISH: Final = Language(
    code="sv",
    word_lists=WordLists(
        frequencies="sv",
        system=("swedish", "svenska"),
        dictionaries=("sv_SE", "sv-SE", "sv"),
        compounds=True,
        endings=("", *in_order("e a en et er arna erna or ar ade at t n r de na ing are ast het lig ande")),
        place_endings=in_order(
            "by byn berg berga borg bro dal dalen fors hamn haga hed holm holmen hult köping lund lunda näs ryd sala "
            "sjö sjön stad strand sund torp vik viken ås åsen ö ön son gatan vägen"
        ),
    ),
    plain=PLAIN,
    plain_names=words("hans my per vår bror"),
    silent=SILENT,
    calendar=Calendar(
        months=words("januari februari mars april maj juni juli augusti september oktober november december"),
        short_months=words("jan feb apr jun jul aug sep sept okt nov dec"),
        weekdays=words(
            "måndag tisdag onsdag torsdag fredag lördag söndag måndagar tisdagar onsdagar torsdagar fredagar lördagar "
            "söndagar måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen"
        ),
        ordinals=r"(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|"
        r"fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|trettionde|"
        r"(?:tjugo|trettio)(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde))",
        years=r"(?:nitton|tjugo)(?:hundra)?(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio|tio|elva|tolv|"
        r"tretton|fjorton|femton)(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?",
        day_mark=r"(?::?[ae]|\.)?",
        born=words("född födda födelsedag födelseår fyllde f"),
        ninety=r"nittio(?:[ -]?(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio))?|(?:ett ?)?hundra"
        r"(?: ?(?:och )?(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio))?",
        ages=words("är var blir blev fyllde fyller till nästan över snart vara bli blivit hon han fyllt"),
        years_old=words("år åring åringen årsdag"),
        time_words=words("i till från sedan före efter förra nästa varje tidigt sent"),
    ),
    streets=Streets(
        words=words("väg gata gatan vägen gränd plan torg allé stig backe"),
        endings=in_order(
            "gatan gata vägen väg gränd gränden stigen stig torget torg plan platsen allén backen backe leden kajen "
            "stranden slingan ringen svängen parken"
        ),
        flats=words("lägenhet lgh"),
        boxes=words("box"),
        postcode=r"\d{3} ?\d{2}",
    ),
    organisations=Organisations(
        words=ORGANISATION_WORDS,
        after=ORGANISATION_WORDS - words("fik krog bio ab avdelning boende fond fonden bk"),
        endings=in_order(
            "centrum centret huset sjukhus skolan föreningen förening klubben klubb stiftelsen församling missionen "
            "mission kyrkan kyrka förbundet kontoret mottagningen gården hemmet kommun biblioteket teatern"
        ),
        links=words("i på vid för av"),
        units=words("avdelning avd enhet plan team"),
        places=words("kommun län stadsdel centrum torg station park ö"),
    ),
    people=People(
        titles=words(
            "herr fru fröken doktor dr professor pastor präst prästen syster tant farbror moster faster kapten"
        ),
        short_titles=words("herr fröken dr doktor tant"),
        kin=KIN,
        owners=words("min mitt mina din ditt hans hennes vår vårt deras sin sitt"),
        owners_after=words("min mitt din hans hennes"),
        naming=words("heter hette kallad kallas kallade namn namnet"),
        ambiguous_naming=words("kallad kallas kallade namn namnet"),
        being=words("är var blir blev jag hon han"),
        greetings=words("tack hej hejsan hallå förlåt kära hejdå"),
        telling=words(
            "sa sade säger berättade berättar frågade frågar ringde svarade skrattade grät dog viskade skrev"
        ),
        pronouns=words("han hon som"),
        links=words("de da von af van la le el al"),
        doing=words(
            "är var har hade vill ville kan kunde kom gick fick får går kommer bor jobbar visste vet blev blir ska "
            "skulle som från"
        ),
        asking=words("kan kunde vill har vad hur är du var när varför"),
        belongings=words(
            "mamma pappa mor far bror syster son dotter fru man hus lägenhet bil rum barn hund katt familj vän "
            "födelsedag begravning bröllop flickvän pojkvän"
        ),
    ),
    telling=Telling(
        only=words("ende enda enda"),
        articles=words("den det de som vår min"),
        being=words("är var som blev vara varit"),
        not_roles=words("saken anledningen sättet gången platsen personen vännen kvinnan mannen barnet skillnaden"),
        role_endings=in_order(
            "are aren man mannen präst prästen rektor rektorn läkare läraren ist isten olog ologen veterinär "
            "veterinären chef chefen mästare mästaren smed smeden bonde bonden kock kocken föreståndare barnmorska "
            "barnmorskan"
        ),
        offices=words(
            "borgmästare borgmästaren rektor rektorn chef chefen ordförande ordföranden präst prästen kyrkoherde "
            "kyrkoherden direktör direktören landshövding föreståndare föreståndaren"
        ),
        office_links=words("i på för vid av"),
        short_diagnoses=words("als eds msa"),
        diagnoses=in_order(
            "huntington marfan fabry porfyri narkoleps tourette ehlers gaucher pompe duchenne klinefelter prader "
            "angelman noonan sarkoid myasten amyloid hemofil blödarsjuk talassem friedreich charcot guillain cystisk "
            "lupus vaskulit creutzfeldt retinit ryggmärgsbråck addisons cushing"
        ),
        disease_words=words("sjukdom syndrom dystrofi fibros ataxi danlos gravis"),
        known_diseases=words("parkinsons alzheimers aspergers crohns downs"),
        kinds=words("typ ett två 1 2 i ii"),
    ),
    place_words=words("i på från till vid nära utanför runt mot via genom hos"),
    dwelling=words("bor bodde bott flyttade flyttat flyttar växte uppvuxen född kommer bussen polisen kör körde"),
    bare_places=words("stan byn sängen skolan jobbet kyrkan fängelse fred utlandet sjukhus sjukhuset landet hela"),
    numbers=words(
        "noll ett en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton "
        "nitton tjugo trettio fyrtio femtio sextio sjuttio åttio nittio dubbel"
    ),
    amounts=words(
        "kronor kr krona spänn euro dollar personer folk människor gånger minuter timmar dagar veckor månader meter "
        "kilometer km mil kilo kg gram mg ml procent % miljoner miljon tusen grader sidor"
    ),
    genitives=("s", "'s", "'"),
    conjunctions=words("och eller"),
    frames=words("så då som och men när att för om innan efter medan"),
    clefts=(words("var är"), words("som")),
    definite=("en", "et", "na", "rna", "a"),
)
