"""Words with a capital that tell nothing about who somebody is, in any of the languages."""

from typing import Final

from app.importing.anonymising.languages.language import Words, words

BRANDS: Final[Words] = words(
    "facebook whatsapp instagram insta twitter tiktok youtube google gmail hotmail outlook zoom teams skype netflix "
    "spotify snapchat linkedin reddit discord twitch tinder amazon ebay uber airbnb ikea lidl aldi apple iphone ipad "
    "android samsung microsoft windows word excel powerpoint wikipedia wifi wi-fi bluetooth internet playstation xbox "
    "nintendo minecraft lego disney coca-cola pepsi mcdonald's mcdonalds volvo toyota volkswagen bmw audi tesla "
    "paracet ibux paracetamol prozac valium xanax ritalin chatgpt powerbank zumba yoga"
)
ABBREVIATIONS: Final[Words] = words(
    "ok tv pc cd dvd vhs usb sms mms gps id it ai ip pin dna hiv aids covid covid-19 corona korona adhd add ocd ptsd "
    "cptsd bpd eupd ms als kols copd mr mrt ct ekg eeg icu act fact dbt cbt emdr ssri usa us uk eu un fn nato who ngo "
    "www http https faq pdf ceo hr pr vip diy lol omg wtf aa na am pm iq bmi suv cv phd msc bsc ma ba mba p.s ps rip "
    "asap lgbt lgbtq lhbt lhbtq tba fyi btw fg nb ii iii iv vi vii viii ix xi xii"
)
FAITHS: Final[Words] = words(
    "god gud gott jesus kristus christ allah buddha muhammad bible bibelen bibel koran koranen quran ramadan eid "
    "diwali hanukkah advent islam"
)
EVERYWHERE: Final[Words] = BRANDS | ABBREVIATIONS | FAITHS
