"""The little words of each language, which say nothing about what a sentence is about."""

from collections.abc import Mapping
from typing import Final

STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": """
            a an the and or but if so to of in on at by for from with as is are was were be been being do does did
            have has had it its this that these those there here what which who whom when where why how i you he she
            we they me him her us them my your his our their not no can could would should will shall may might must
            about into than then also just very any some more most other s t d ll re ve m don think say tell please
        """,
        "nb": """
            en ei et den det de og eller men om så til av i på ved for fra med som er var være vært bli blir ble
            gjør gjorde har hadde dette disse der her hva hvilke hvilken hvem når hvor hvorfor hvordan jeg du han
            hun vi dere meg deg oss dem min din hans hennes vår deres ikke kan kunne vil ville skal skulle må å ut
            inn enn da også bare noe noen mer andre tenker si fortelle litt
        """,
        "sv": """
            en ett den det de och eller men om så till av i på vid för från med som är var vara varit bli blir blev
            gör gjorde har hade detta dessa där här vad vilka vilken vem när varför hur jag du han hon vi ni mig dig
            oss dem min din hans hennes vår er deras inte kan kunde vill ville ska skulle måste att ut in än då
            också bara något några mer andra tänker säga berätta lite
        """,
        "da": """
            en et den det de og eller men om så til af i på ved for fra med som er var være været blive bliver blev
            gør gjorde har havde dette disse der her hvad hvilke hvilken hvem hvornår når hvor hvorfor hvordan jeg
            du han hun vi mig dig os dem min din hans hendes vores jeres deres ikke kan kunne vil ville skal skulle
            må at ud ind end da også bare noget nogle mere andre tænker sige fortælle lidt
        """,
        "nl": """
            een de het en of maar als dus tot van in op bij voor door met zoals is zijn was waren wordt werd doet
            deed heeft hebben had dit dat deze die er hier wat welke wie wanneer waar waarom hoe ik jij je u hij zij
            ze wij we jullie mij jou hem haar ons hen mijn jouw uw onze hun niet kan kunnen kunt zou zal moet te uit
            dan ook iets meer andere denken zeggen vertellen om naar aan
        """,
        "de": """
            ein eine einer eines einem einen der die das den dem des und oder aber wenn so zu von im in auf an am
            bei für aus mit als wie ist sind war waren sein wird wurde werden tut tat hat haben hatte dies diese
            dieser dort hier was welche welcher wer wann wo warum wieso ich du er sie es wir ihr mich dich uns euch
            ihnen mein dein unser euer nicht kann können könnte will soll muss man auch nur etwas mehr andere denken
            sagen erzählen bitte noch
        """,
    }.items()
}
