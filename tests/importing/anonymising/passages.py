"""Sentences of our own that people could say, with {what must be found} and <what is no name> marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ENGLISH = """
{Philippa} reckons we should have asked the housing people in {Pontefract} first.
So anyway, Doctor {Ramanathan} wrote to {Oakfield Medical Practice} and heard nothing.
Thanks, {Bronagh}. Could we hear from somebody who has not spoken?
Morning {Callum}, did you find the room all right?
We lost {Wojciech} in the spring, he was only forty.
He lives up in {Hebden Bridge} with his sister {Tamsin} and two dogs.
I went to {St Bede's}, then to {Priory Lane Primary School}, and I hated both.
My keyworker is {Llinos Pugh}, she works for the {Acorn Trust}.
{J.R. Okafor} signed the form, and so did {P. J. Whelan}.
Mr {O'Brien} and Mrs {van der Berg} were on the same ward as me.
It was {Shirley-Ann} from the {Wednesday Club} who rang me up.
You can mail me at {d.pugh+news@mail.example.org} or on {01632 960 451}.
My number is {+44 (0)20 7946 0958}, or {0044 7700 900 123} when I am out.
I sent it to {priya.r@example.co.uk}, but it bounced.
Look at {https://example.org/~quiet/blog?id=3} or {example.net/quiet}, it is all there.
On there I am {@night_owl.81}, and before that I was {u/night-owl-81}.
We moved to {14 Elm Close, Otley, LS21 3AB} when I was six.
The flat is {Flat 12b, 200 St Mary's Road, SE15 4NB}, right above the shop.
My nan is at {7 Upper Mill Terrace}, next to the chippy.
The postcode is {BD16 2QF}, if you need it for the form.
It happened on {the 3rd of May 2019}, I will never forget it.
He was born on {12/3/84} and she was born in {1962}.
I was discharged {March 4th, 2017}, and back inside by {19 June}.
She was born in {nineteen fifty-two}, so work it out.
My date of birth is {070459}, it is on all the letters.
When I was {93} I still drove, my father used to say.
Our oldest member is {ninety-seven} and she runs the raffle.
He lived to be {a hundred and four}, can you believe it.
Their national insurance number was {QQ 12 34 56 C}, on a sticky note.
The account is {GB33 BUKB 2020 1555 5555 55} and I have nothing to hide.
She drove off in {AB12 CDE}, that old red thing.
My hospital number is {4857 773 456}, they keep asking for it.
I have {Ehlers-Danlos syndrome}, so I am at the clinic all the time.
My cousin has {cystic fibrosis}, and there are two of us in the valley.
They thought it was {Addison's disease} for a while.
I was the {mayor} of a small town, so people stopped me in the street.
She was the only {midwife} for thirty miles.
As the {head} of the school I could not say such things.
{Rose} told me to stop, so I stopped.
{Will} and {Tamsin} run it together now.
{Hope}'s mum does the teas on a Thursday.
It was {May} who taught me to read, her and {April Jones}.
They call him {Badger}, nobody knows why.
We used to drink in {The Jolly Sailor} before it burnt down.
I volunteer for {Kirkgate Food Bank}, and for {Safe Harbour} in the winter.
Her lad plays for {Ashby Rovers}, he is quite good.
I did my training at the {University of Lanchester}, in the eighties.
There was this man {Farrukh}, he sold phones, and then there was {Des}.
{Oluwaseun} is from {Milton Keynes}, but you would not think so.
I live in {Stow-on-the-Wold}, which is pretty and dead.
That was before {Kilmarnock} and before the kids.
We got the train from {King's Lynn} to {Ely} and cried all the way.
{Bronagh}'s brother came, and {Bronagh} herself stayed in the car.
She said {Philippa} would sort it, and then {Philippa} left.
Does anyone know {Mehmet}?
I told you, {Callum}, I told you it would end like this.
When {Agnieszka} came home from {Ward 12} she did not know us.
We were in {the Cedars} together, him and me.
Then the woman from {Barnsley} council said no.
My wife, {Siân}, she does all the talking.
I met <God>, if you like, in a car park.
<Christmas> and <Easter> are the worst, and <Ramadan> for some of us.
I speak <Polish> and a bit of <German>, but not <Welsh>.
The <NHS> and the <BBC> will not help you, and the <GP> has no time.
On <Facebook> I am happy, on <WhatsApp> I am not.
In <May> and <June> it is better, and every <Tuesday> we walk.
<Mum> said no, <Dad> said nothing.
I <hope> you <will> <mark> it, because I <may> not come back.
Everyone has <a hundred> friends until they need one.
It cost me <1,500 pounds> and that was <in 2019>.
About <95> people came, and <90 per cent> of them cried.
I think <Autism> is the wrong word, is it not?
We waited from <2015-2019> for an answer.
Well, <I'm> <Scottish>, so I <will> say it as it is.
I got a letter from Dr {Hathersage} on {5th Nov 98}.
It was around {Nov 5 1998}, or {05-11-1998} to be exact.
We married on {the twenty-first of August, 1979} in {Whitstable}.
He passed away {2nd of Feb 2016}, two days after my birthday.
That was {2016-02-14}, Valentine's of all days.
My birthday is {the ninth of October}, same as my dog.
She turned {ninety six} last week.
He is a {97-year-old} with a better memory than mine.
Grandad made it to {101}, the stubborn old goat.
At {92} she still goes dancing.
My mum is {99} years old now.
Ring me on {0131 496 0123} or {(0117) 496 0456}.
It is {+44 113 496 0101}, or just text {07700-900-456}.
The ward phone is {0113.496.0999}, extension 12.
My NHS number is {943 476 5919}.
My NI is {AB123456C}, I know it by heart.
We are at {22b Station Rd}, above the barber.
They put me in {3 Orchard Terrace, Flat 2} with no heating.
I grew up at {Flat 2/1, 17 Byres Avenue} with six others.
She lives at {Rosehip Cottage} on {Back Lane}.
It's {45 Long Acre, Bristol BS1 4QA}, top bell.
The group is on {facebook.com/groups/quietminds} every night.
Our server is {discord.gg/aB3kd} if you want in.
I post as {tiktok.com/@moongarden} sometimes.
My gamer tag is {moon_garden99}.
You can write to {moon.garden+fg@mail.example.org}.
I was in {Fernhill Lodge} and then {Ward 3A} for a year.
{Maureen} from {Age Concern Dudley} took me there.
{Thabo} and I, we met in {HMP Ashwell}.
{Gethin}, {Rhodri} and {Nia} were all there.
Ask {Yusuf}, he knows.
Tell {Aoife} that I said hello.
Poor Mrs {Featherstone}, she never got over it.
Me and {Jodie} used to bunk off from {Heathfield Comp}.
{Dean}, could you say more about that?
{Jade} rang the council and {Robin} rang the police.
{Grant} has been my rock, honestly.
Even {Father Donnelly} came round from {Our Lady of Sorrows}.
The lad, {Kieran}, went to {Strangeways}.
My boss at {Tanner's Bakery} was lovely about it.
They sent me to {The Retreat} in {North Yorkshire}.
I joined {Men's Shed Bolton} in the spring.
I know {Big Sue}, and {Wee Jimmy}, and all that lot.
People call me {Smiler}.
My nickname was {Lofty} in the army.
We are from the {Gorton} end of town.
He was a lollipop man on our street.
I am the only {female blacksmith} in {Cumbria}.
I was {head} of nursing at the hospital then.
I've got {motor neurone disease}, so time is short.
It is called {Prader-Willi syndrome}, our son has it.
She has {Kleine-Levin}, she sleeps for weeks.
Sometimes I feel like <Monday> is the enemy.
<Bless> her, she tried.
<Doctors> told me it was nothing.
<Nobody> said anything, <People> said nothing.
I was in the <Army>, then in the <Navy>.
<Prozac> did nothing for me, <Ritalin> did.
We had <Chinese> food and watched <Netflix>.
I saw it on the <BBC> and in the <Bible>.
It was in the <1980s>, maybe <1985>.
It took <10,000 steps> and <20 minutes>.
I am <45> and I feel <90 percent> dead.
That is the <Universal Credit> people, or <PIP>.
I have <PTSD> and <ADHD> and a bit of <OCD>.
The <Mental Health Act> says no.
<Art> helps me, and so does <Faith>, in a way.
I like <Robin> redbreasts.
[inaudible 00:12:33] and then [name 1] came in [laughs].
<Happy> days, as they say. <Rich> people do not queue.
I was <SO> tired, and <NEVER> again.
""".strip().splitlines()
NORWEGIAN = """
{Synnøve} sa det rett ut, at vi måtte til {Hønefoss} for å få hjelp.
Naboen min {Torgeir} har vært snill, og kona hans {Ingunn} også.
Takk, {Bjørnar}. Er det flere som kjenner seg igjen?
Jeg bor i {Storgata 12B} med to katter.
Vi flytta til {Sør-Varanger} da jeg var seks, og så til {Indre Fosen}.
Send en melding til {kari.lunde-hansen@example.no} så svarer jeg.
Du kan nå meg på {+47 912 34 567}, eller {0047 22 33 44 55} på jobben.
Vipps meg på {99 88 77 66}, sa hun.
Nummeret er {412 33 998}, men jeg tar det aldri.
Jeg var innlagt {12/3-84}, og så igjen {tredje mai} året etter.
Det skjedde {3. oktober 2017}, det glemmer jeg aldri.
Broren min er født i {1962}, og jeg er født {14.02.71}.
Jeg er født {110457}, så jeg husker krigen fra det de fortalte.
Mor ble {97} og far ble {nittitre}.
Hun er {hundre og to} år og klar som et egg.
Fødselsnummeret mitt er {110457 43210}, det står på alle brev.
Kontoen er {1234.56.78901}, hvis du vil gi noe.
Bilen hadde skilt {DN 12345}, det husker jeg.
Jeg er frivillig på {Solvang sykehjem} og i {Nordre Aker Frivilligsentral}.
Vi møttes på {Kafé Utsikten} hver onsdag, {Mehmet} og jeg.
Han jobber i {Bamble kommune}, i kulturetaten.
Datteren min går på {Vestre Platå skole}, i fjerde klasse.
Hun heter {Khadija}, og hun kom hit fra {Asmara}.
De kaller ham {Bamse}, for han er så stor.
Fru {Lunde-Hansen} i etasjen over klaget på alt.
Overlege {Kvistad} skrev meg ut, og så sto jeg der.
Jeg fikk hjelp av {Stiftelsen Nytt Håp}, og av {Kirkens SOS}.
{J.R. Olsen} skrev under, og {A. B. Vik} også.
Det var {Ole Petter Dybdahl} som kjørte meg til {Mosjøen}.
Så møtte jeg {van der Meer}, han var prest da.
{Oddvar} og {Ellinor} er gift nå.
{Oddvar}s bror drukna på {Mjøsa}.
{Even} sa at det var nok, og så gikk han.
Kan ikke {Per} ta den? Eller {Liv}?
Jeg er den eneste {fyrvokteren} på øya, så alle vet det.
{Ordføreren} i bygda sa det samme.
Jeg har {cystisk fibrose}, og lungene blir ikke bedre.
Søstera mi har {Marfans syndrom}, og det er arvelig.
Der heter jeg {@natt_ugla81}, og før det {u/nattugla}.
Se på {www.stilleskog.no/om-oss}, der ligger alt.
Bildene ligger på {instagram.com/stilleskog}.
Vi bodde i {Kongens gate 7, 0153 Oslo} i ti år.
Leiligheten var i {Gamle Kirkevei 101}, {leilighet H0302}.
Postkassa er i {Øvre Fossveien 3 C}, bak kirka.
Hun bor på {Nesodden}, og mannen jobber i {Ås}.
Du skjønner det, {Ingunn}, du har jo vært der.
Da {Arvid} kom hjem fra {Lovisenberg}, var han en annen.
Det var en gutt fra {Namdalseid} som lærte meg å spille.
Vi var på {Fyrlykta} hver dag den sommeren.
Ho {Gunnlaug} var den beste sykepleieren jeg har hatt.
Han spilte i {Stabekk IF} til kneet røk.
Hun heter {Mai}, og søstera heter {Vår}.
Du vet {Storm}, han som hadde motorsykkel.
Min kone, {Ragna}, hun tar alle telefonene.
Psykologen min, {Hedda Kvam}, sluttet midt i alt.
Vi ringte {DPS-et på Lurøya}, men ingen tok den.
På {avdeling 3B} lærte jeg å strikke.
<Herregud>, så lenge vi har venta.
<Jula> og <påska> er verst, og <17. mai> er heller ikke bra.
Jeg snakker <norsk> og litt <engelsk>, men ikke <samisk>.
<NAV> svarer ikke, og <NRK> bryr seg ikke.
På <Facebook> er alle glade, og på <Snapchat> er de fulle.
I <mai> og <juni> går det bedre, og på <fredager> bader vi.
<Mamma> sa nei, <pappa> sa ingenting.
Jeg så en <bjørn>, og så en <stein> og litt <håp>.
Et <odd> tall er et dårlig tall, sa han, og jeg ga meg <ende> over.
Alle har <hundre> venner til de trenger en.
Det kosta <1 500 000 kroner> i <2019>.
Det kom <95 personer>, og <90 prosent> av dem gråt.
Vi venta fra <2015-2019> på svar.
<Legene> sier ett, <Søsknene> sier noe annet.
Jeg var <SÅ> sliten, og <ALDRI> mer.
Jeg fikk brev fra lege {Hatlestad} den {5. nov. 1998}.
Det var rundt {5.11.98}, eller {05-11-1998} for å være nøyaktig.
Vi gifta oss {21. august 1979} i {Farsund}.
Han døde {2. feb 2016}, to dager etter bursdagen min.
Bursdagen min er {niende oktober}, samme som hunden.
Hun fylte {nittiseks} i forrige uke.
Han er en {97-åring} med bedre hukommelse enn meg.
Bestefar ble {101}, den gamle sta geita.
Mora mi er {99} år nå.
{97} år gammel og danser ennå.
Jeg er født den {tolvte i tredje sekstifire}.
Han er født i {1948}, i {Rauma}.
Jeg er f. {1971}, så regn ut selv.
Ring meg på {22 95 60 11} eller {+4790123456}.
Det er {900 12 345}, bare tekst meg.
Personnummeret mitt er {010190 12345}.
D-nummeret hans er {41019012345}.
Vi bor i {Nedre gate 3A, 0551 Oslo}, øverst.
De satte meg i {Bjørkelia 22} uten varme.
Jeg vokste opp i {Prestegårdsveien 2}, på {Tynset}.
Hun bor på {Solbakken} i {Øyergata 4 B}.
Adressen er {Postboks 12, 4790 Lillesand}.
Gruppa er på {facebook.com/groups/stillesinn} hver kveld.
Jeg heter {@maane_hage} der.
Skriv til {maane.hage+fg@mail.example.org}.
Jeg var på {Furuly behandlingssenter} og så {avdeling 3A}.
{Wenche} fra {Kirkens Nødhjelp Dokka} tok meg med.
{Thabo} og jeg møttes i {Ullersmo fengsel}.
{Geir}, {Rune} og {Nina} var der alle sammen.
Spør {Yusuf}, han vet det.
Hils {Aud} fra meg.
Stakkars fru {Fjærestad}, hun kom aldri over det.
Meg og {Jorunn} skulka fra {Havstein ungdomsskole}.
{Odd}, kan du si mer om det?
{Liv} ringte kommunen og {Stein} ringte politiet.
{Frank} har vært klippen min, altså.
{Sol} var bare tre da det skjedde.
Selv pastor {Dønnestad} kom innom.
Gutten, {Kevin}, havna på {Ila}.
Sjefen min på {Bakeriet i Gata} var grei.
De sendte meg til {Modum Bad} i {Vikersund}.
Jeg ble med i {Lillesand Turlag} i vår.
Jeg kjenner {Tjukke-Tor} og {Lille Per} og hele gjengen.
Folk kaller meg {Smila}.
Vi er fra {Grorud}-kanten.
Jeg er den eneste kvinnelige {smeden} i {Sogn}.
Jeg var {leder} for hele sykehuset da.
Jeg har {ALS}, så det haster.
Det heter {Prader-Willis syndrom}, sønnen vår har det.
Hun har {narkolepsi}, hun sover i ukevis.
Æ kommer fra {Senja}, så æ e vant te det.
Ho {Gudrun} va den beste æ visste om.
<Mandag> er fienden. <Stakkars> henne, hun prøvde.
<Legene> sa at det ikke var noe. <Naboen> ringte politiet.
<Ingen> sa noe, <Folk> sa ingenting.
Vi spiste <kinesisk> og så på <Netflix>.
Det sto i <Bibelen>, og det var på <TV2>.
Det var på <1980-tallet>, kanskje <1985>.
Det tok <10 000 skritt> og <20 minutter>.
Jeg er <45> og føler meg <90 prosent> død.
Jeg har <PTSD> og <ADHD> og litt <OCD>.
<Livet> er hardt, <Håpet> er lite, og <Våren> kommer.
[uhørbart 00:12:33] og så kom [navn 1] inn [ler].
Jeg så <en stein> og <liv> og røre, og <per> dags dato er det <storm>.
<Pengene> er borte, og <Snart> er det jul.
<Kommunen> har ikke råd.
""".strip().splitlines()
UNCASED_ENGLISH = """
my sister {tamsin} she said we should ring {callum} about it
i moved from {pontefract} to {kilmarnock} when i was nineteen
she is called {bronagh} and she works at {oakfield surgery}
so {wojciech} said to me you know you can always come back
you can get me on {07700 900 123} or {d.pugh@example.org}
doctor {ramanathan} wrote to them and heard nothing at all
thanks {priya} does anybody else feel like that
i think {philippa okonjo} knew about it all along
and then {farrukh} came round with soup for all of us
it was {oluwaseun} who found me a place in {hebden bridge}
everybody knows that it takes time and nobody tells you that
i was so tired that i could not get out of bed in the morning
we had a laugh though and that is what counts in the end
""".strip().splitlines()
UNCASED_NORWEGIAN = """
søsteren min {synnøve} hun sa vi skulle ringe {torgeir} om det
jeg flytta fra {hønefoss} til {mosjøen} da jeg var nitten
hun heter {khadija} og jobber på {solvang sykehjem}
så sa {bjørnar} til meg at jeg kunne komme tilbake
du når meg på {912 34 567} eller {kari@example.no}
doktor {kvistad} skrev til dem og hørte ingenting
takk {ingunn} er det flere som har det sånn
jeg tror {hedda kvam} visste om det hele tida
og så kom {mehmet} med suppe til oss alle sammen
det var {ellinor} som fant en plass til meg i {sandefjord}
alle vet at det tar tid og ingen sier det til deg
jeg var så sliten at jeg ikke kom meg opp av senga om morgenen
vi lo mye da og det er jo det som teller til slutt
""".strip().splitlines()

MARK = re.compile(r"\{([^{}]*)\}|<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the stretches to find and the stretches that only look like names."""

    text: str
    wanted: tuple[tuple[int, int], ...]
    traps: tuple[tuple[int, int], ...]


def passage(marked: str) -> Passage:
    """Take the marks out of a text, and say where they were."""
    text, wanted, traps, at = "", list[tuple[int, int]](), list[tuple[int, int]](), 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        words = match[1] if match[1] is not None else match[2]
        (wanted if match[1] is not None else traps).append((len(text), len(text) + len(words)))
        text, at = text + words, match.end()
    return Passage(text + marked[at:], tuple(wanted), tuple(traps))


def passages(sentences: list[str]) -> Iterator[Passage]:
    """Yield each sentence as a turn of its own."""
    yield from (passage(sentence) for sentence in sentences)


def together(sentences: list[str]) -> Passage:
    """Return the sentences as the turns of one transcript."""
    return passage("\n".join(f"P{1 + n % 6}: {sentence}" for n, sentence in enumerate(sentences)))
