"""Norwegian words that are no names: those that open sentences, and those with a capital that tell nothing."""

from typing import Final

from app.importing.anonymising.languages.everywhere import EVERYWHERE
from app.importing.anonymising.languages.language import Words, words

PLAIN: Final[Words] = words(
    "jeg du han hun det den de dem vi dere oss meg deg seg ham henne man en ei et ett min mi mitt mine din di ditt "
    "dine sin si sitt sine hans hennes dens dets deres vår vårt våre selv sjøl hverandre denne dette disse slik slike "
    "sånn sånne samme annen anna annet andre hver hvert enhver alle alt all allting noe noen nokon ingen ingenting "
    "inga mange flere flest mye mer mest lite litt mindre minst få færre begge både og eller men for så at som om hvis "
    "dersom når da mens før etter siden fordi ettersom selvom enda skjønt enn hvor hva hvem hvilken hvilket hvilke "
    "hvorfor hvordan hvorvidt i på til fra av med uten ved hos mot mellom under over gjennom rundt langs bak foran "
    "blant utenfor innenfor utover innover utenom ifra imellom inni oppå oppe nede inne ute hjemme borte fram frem "
    "tilbake opp ned inn ut bort hjem her der dit hit da nå no nu aldri alltid ofte sjelden kanskje sikkert visst nok "
    "vel jo altså liksom egentlig faktisk akkurat bare også òg nesten omtrent cirka veldig ganske helt heller ennå "
    "enda fortsatt allerede igjen snart straks plutselig etterpå derfor dermed likevel ellers dessuten imidlertid "
    "forresten uansett kun stort sett vanligvis heldigvis dessverre tydeligvis selvfølgelig selvsagt naturligvis "
    "sannsynligvis antakelig antagelig muligens spesielt særlig iallfall hvertfall ihvertfall ihvert fall i hvertfall "
    "ikke ikkje itj int er var vært være blir ble blei blitt bli har hadde hatt ha kan kunne kunnet skal skulle vil "
    "ville må måtte bør burde får fikk fått få gjør gjorde gjort gjøre går gikk gått gå kommer kom kommet komme sier "
    "sa sagt si ser så sett se vet visste visst vite tror trodde tro synes syns syntes tenker tenkte tenke mener mente "
    "mene føler følte husker husket huska skjønner forstår kjenner kjente finnes fins pleier pleide begynte slutta "
    "sluttet snakker snakka snakket hører hørte prøvde prøver vente vent stopp slapp ta tar tok tatt gi gir ga gav "
    "gitt legg la sett satt står sto stod stått bor bodde bodd ja jo nei jaha javel javisst nja tja joda neida jada "
    "nettopp riktig presis ok okei okey greit fint flott bra supert herlig takk tusen hei heisann hallo halla morn "
    "morna hade adjø unnskyld sorry beklager oi oj uff usj æsj au wow hm hmm mm mhm eh øh ehm øhm æ åh ah ååh hæ sant "
    "ikke altså dessverre velkommen vær versågod skål gratulerer mamma pappa mor far bestemor bestefar mormor farmor "
    "morfar farfar besteforeldre foreldre tante onkel søster bror søstera søsteren broren faren moren mora sønnen "
    "datteren dattera mann mannen kone kona dame dama gutt gutten jente jenta barn barnet barna unge ungen unga ungene "
    "venn venner venninne venninner folk folka mennesker menneske person lege legen doktor doktoren fru frue herr "
    "frøken kjære lille store stor liten gamle gammel gamlemor unge ny nye nytt første andre tredje fjerde femte siste "
    "neste forrige hele halve to tre fire fem seks sju syv åtte ni ti elleve tolv tjue tretti førti femti hundre tusen "
    "null i dag idag i går igår i morgen imorgen i kveld i natt i fjor fjor år året dagen dag tiden tid gang ganger "
    "gangen eg ej æg jæ jei ho me dåkker dokker dykk dykkar korleis kvifor kva kven kor kvar ein eit eitt berre noko "
    "nokre mykje meir frå vore vera vere vart verte heime hvermann mens dette dere ettersom hvorpå det's tenk hør hør "
    "se vent spør spørre kom hjelp hjalp hjelper ring send skriv hils spør les snakk gå kjør prøv tenk glem møt gud "
    "herregud jøss jøye"
)
SILENT: Final[Words] = EVERYWHERE | words(
    "nav nrk tv2 tv3 vg dps bup dpss lar aa ppt pp-tjenesten ppo vgs fhi udi imdi ntnu uio uib uit ousl ous ahus "
    "kommunen fylkeskommunen helfo helsenorge altinn vipps bankid rema kiwi coop meny rimi vinmonopolet polet posten "
    "nsb ruter telenor telia dnb sparebank sparebanken husbanken lånekassen aap bpa sfo aks ssp hvpu psykiatrien "
    "akuttpsyk norsk norske norges norge engelsk svensk dansk finsk samisk kvensk islandsk tysk fransk spansk "
    "italiensk polsk russisk ukrainsk litauisk latvisk estisk rumensk arabisk kurdisk persisk somalisk tyrkisk urdu "
    "tamil vietnamesisk kinesisk japansk amerikansk britisk afrikansk asiatisk europeisk skandinavisk nordisk nordmenn "
    "sverige danmark finland island england storbritannia usa europa afrika asia amerika australia norden skandinavia "
    "østlandet vestlandet sørlandet nord-norge midt-norge nordisk jul jula julen julaften romjul romjula påske påska "
    "påsken pinse pinsa pinsen nyttår nyttårsaften sankthans ramadan halloween fastelavn grunnlovsdagen herre vårherre "
    "jesus djevelen satan fanden faen helvete bibelen korona covid stortinget storting regjeringen grunnloven kongen "
    "dronninga dronningen arbeiderpartiet høyre venstre frp sv krf mdg parkinson parkinsons alzheimer alzheimers "
    "asperger aspergers crohn crohns downs hodgkins wc kl nb obs dvs osv bl.a f.eks feks mvh pga ca jf nr tlf mob"
)
