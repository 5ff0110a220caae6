"""Little words that say nothing of what a talk is about, and what transcribers write about the recording.

Short on purpose: a study edits its own list, and passes it in. Words are in small letters, with straight apostrophes.
"""

from collections.abc import Mapping
from typing import Final


def _words(spoken: str) -> frozenset[str]:
    return frozenset(spoken.split())


ENGLISH: Final = _words("""
    a an the and or but if so because than then though although while as of at by for with about against between into
    through during before after above below to from up down in out on off over under again here there when where why
    how what which who whom whose this that these those i me my mine myself we us our ours ourselves you your yours
    yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves one am
    is are was were be been being have has had having do does did doing done will would shall should can could may
    might must ought not no nor only own same too very just also even still yet ever any some such each both all most
    more much many few other another else get got go going goes went come came say said says know think mean like well
    yes yeah no oh okay ok mm mhm hm uh um er erm eh ah really quite sort kind of thing things lot bit
    i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd
    we'll they're they've they'd they'll that's that'd there's here's what's who's where's how's let's isn't aren't
    wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't shan't shouldn't can't cannot couldn't
    mustn't mightn't ain't
""")
BOKMAL: Final = _words("""
    en ei et den det de denne dette disse og eller men om så fordi enn da når mens som at til av i på ved for fra med
    mot mellom gjennom under over før etter uten hos opp ned inn ut her der hvor hvorfor hvordan hva hvilken hvilket
    hvilke hvem jeg meg min mi mitt mine vi oss vår vårt våre du deg din di ditt dine dere deres han ham hans hun henne
    hennes seg sin si sitt sine man noe noen ingen ingenting alle alt begge hver hvert annen annet andre mer mest mye
    mange få flere er var være vært blir ble bli blitt har hadde ha hatt gjør gjorde gjøre gjort vil ville skal skulle
    kan kunne må måtte bør burde får fikk går gikk kommer kom sier sa si vet tenker mener ikke bare også jo vel nok
    litt veldig ganske helt sånn slik liksom egentlig altså nå igjen ennå enda likevel allerede ja nei jaha åh mm mhm
    hm eh øh ok okei å sant ting
""")
NYNORSK: Final = _words("""
    ein ei eit den det dei denne dette desse og eller men om så fordi enn då når medan som at til av i på ved for frå
    med mot mellom gjennom under over før etter utan hos hjå opp ned inn ut her der kor kvar kvifor korleis kva kva
    kven eg meg min mi mitt mine vi me oss vår vårt våre du deg din di ditt dine de dykk dykkar han hans ho henne hennar
    seg sin si sitt sine ein noko nokon nokre ingen ingenting alle alt begge kvar kvart annan anna andre meir mest mykje
    mange få fleire er var vere vore blir blei bli blitt vert vart verte har hadde ha hatt gjer gjorde gjere gjort vil
    ville skal skulle kan kunne må måtte bør burde får fekk går gjekk kjem kom seier sa seie veit tenkjer meiner ikkje
    berre også òg jo vel nok litt veldig ganske heilt slik sånn liksom eigentleg altså no igjen enno enda likevel
    allereie ja nei jaha åh mm mhm hm eh øh ok okei å sant ting
""")
STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "en": ENGLISH,
    "nb": BOKMAL,
    "nn": NYNORSK,
    "no": BOKMAL | NYNORSK,
}
REMARKS: Final = _words("""
    pause pauses paused silence silent long short short several some all everyone laugh laughs laughing laughter sigh
    sighs cry cries crying cough coughs inaudible unclear unintelligible crosstalk overlapping whisper whispers nods
    lang kort stillhet taushet latter ler flere alle lo hoster sukker sukk gråter gråt uhørbart uhørlig utydelig uklart
    sec seconds sek sekund sekunder hvisker nikker stille fleire kviskrar græt hostar togn
""")
