"""The English words that the speaker finder knows. Closed or slow-changing classes only: no names of the news.

Each list is lower case. Reporting verbs are given as base forms and inflected here; verbs that report an
answer, an appraisal or a broadcast count as much as "say" (the list follows the classes of Quirk et al.,
*A Comprehensive Grammar of the English Language*, 16.31, and the usage of news agencies).
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A list of words as it is typed."""
    return frozenset(text.split())


_REGULAR = """
    accuse acknowledge add address admit advise advocate affirm agree allege allow announce answer appeal argue assail
    assert assess assure attack attest banter bark bellow bemoan blame blast boast brag call caution challenge
    champion chant charge charge chide cite claim clarify coax comment complain concede conclude condemn confess
    confide confirm contend continue counsel counter credit criticize criticise cry criticize curse dare decide declare
    decry deem defend deliver demand demur denounce deny depict deride describe detail determine disagree disclose
    discuss dismiss dispute dub echo elaborate email emphasize emphasise encourage endorse enthuse envision estimate
    exclaim exhort explain exult forecast fret fume gripe grouse growl gush hail hint howl imply implore
    indicate inform inquire insist instruct interject intone invoke joke jest label lament laud laugh lecture list
    maintain marvel mention message mock moan murmur mumble muse mutter note object observe offer opine outline
    pen phrase plead pledge point portray post praise predict press proclaim profess prompt pronounce propose protest
    publish question quip quote rail rant rave react read reaffirm reason reassure recall recommend recount
    refer reflect refuse register reiterate relate relay release remark remember remind repeat reply report
    reprimand request resolve respond retort reveal riff roar rule scoff scold scream shout sigh signal
    slam snap sneer speculate state stipulate stress suggest summarize summarise surmise sum suspect swear
    tease term testify thank theorize threaten thunder tout tweet underline underscore urge vent volunteer
    vow wail warn whisper wish wonder worry yell
"""
_IRREGULAR = """
    say says said saying tell tells told telling write writes wrote written writing put puts putting speak speaks spoke
    speaking think thinks thought thinking feel feels felt feeling believe believes believed believing go goes went
    hold holds held begin begins began find finds found finding make makes made quoth know knows knew see sees saw
    swear swears swore read reads cry cries cried deny denies denied denying reply replies replied replying testify
    testifies testified testifying clarify clarifies clarified worry worries worried imply implies implied implying
    sums retweet retweets retweeted text texts texted blog blogs blogged
    show shows showed fires fired describe describes
"""
_DOUBLING = {"brag": "bragg", "dub": "dubb", "quip": "quipp", "slam": "slamm", "snap": "snapp", "sum": "summ"}
_DOUBLING |= {"refer": "referr", "demur": "demurr", "pen": "penn", "chat": "chatt", "admit": "admitt"}
_DOUBLING |= {"label": "labell", "signal": "signall"}


def _inflected(bases: str) -> frozenset[str]:
    forms: set[str] = set()
    for base in bases.split():
        stem = _DOUBLING.get(base, base[:-1] if base.endswith("e") else base)
        plural = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        forms |= {base, plural, stem + "ed", stem + "ing"}
        if base in ("label", "signal"):
            forms |= {base + "ed", base + "ing"}
        if base.endswith("y") and base[-2] not in "aeou":
            forms |= {base[:-1] + "ies", base[:-1] + "ied"}
    return frozenset(forms)


CUES = _inflected(_REGULAR) | words(_IRREGULAR)
# Forms that are nouns or adjectives more often than reports, unless a subject stands right before.
WEAK_CUES = words("""
    think thinks thought thinking feel feels felt feeling believe believes believed believing go goes went hold
    holds held begin begins began find finds found finding make makes made know knows knew see sees saw show shows
    showed put puts putting point points post posts report reports claim claims call list lists fires press question
    questions comment comments offer offers attack attacks charge charges release releases register rule rules
    challenge appeal address label state states deliver delivered delivers released resolve worry worries wish
    signal signals threaten use praise blame credit demand demands request protest detail details decide decided
    decides determine determined discuss discussed discusses published publish speak speaks spoke speaking
""")
# Verbs that set off a full sentence of speech, before or after it.
STRONG_CUES = words("""
    said says say saying told tells tell telling added adds wrote writes replied replies asked asks responded
    responds continued continues explained explains tweeted tweets noted notes declared declares recalled recalls
    insisted insists warned warns argued argues stated states concluded concludes joked quipped shouted yelled
""")
# Infinitives and plural presents: a report only after a plural subject or an auxiliary.
BASE_FORMS = words(_REGULAR) | words("say tell write speak think feel believe go begin find make see swear read text")
# Reports that are also names of documents, so that "an email to supporters notes" has its head.
NOUN_CUES = words("email message post report statement tweet text quote press release call claim blog offer")
ASKING = words("asked ask asks asking wondered wonders inquired queried pressed questioned")
CUES = CUES | ASKING | words("ask asking query queried opined")

AUXILIARIES = words("""
    has have had having is are was were be been being do does did will would can could may might must shall should
    'd 'll 've 's ’s ’d ’ll ’ve
""")
ADVERBS = words("""
    also then later once never ever still even just now again soon already often always sometimes recently first
    again instead further furthermore meanwhile too only here back out off not n't himself herself themselves itself
    earlier thus perhaps rather nevertheless nonetheless afterward afterwards twice all both each who reportedly
""")
_NOUNS_LIKE_ADVERBS = words(
    "ally anomaly assembly bully doily family fly homily italy july lily monopoly rally reply supply"
)


def is_adverb(low: str) -> bool:
    """Whether a word says how, when or where; by its ending, but "family" and "ally" are nouns."""
    return low in ADVERBS or (low.endswith("ly") and low not in _NOUNS_LIKE_ADVERBS)


PREPOSITIONS = words("""
    of for from at with to by in on about after before during under over against between among through into onto
    upon within without toward towards behind beyond near since until till despite like unlike as than via per
    including beside besides atop opposite versus throughout except regarding concerning amid alongside around
    across because if when while where although though whether unless that which whose whom
""")
CONJUNCTIONS = words("and but or nor so yet plus")
DETERMINERS = words("""
    the a an this that these those his her its their my our your one two three four five six seven eight nine ten
    some many several most another other both each every any all few no dozens hundreds thousands multiple various
    numerous more fellow
""")
PRONOUNS = words("he she they it we i you who")
HE, SHE = words("he him his himself"), words("she her hers herself")
# Capitalised at the start of a sentence, but never part of a name.
NOT_NAMES = (
    PREPOSITIONS
    | CONJUNCTIONS
    | DETERMINERS
    | AUXILIARIES
    | ADVERBS
    | PRONOUNS
    | words("""
    there what how why yes no not well ok okay speaking asked according given such much less least maybe him them us
    me let if today tomorrow yesterday tonight monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december it's that's he's she's there's
    they're we're i'm i've don't didn't isn't here's what's let's indeed however moreover otherwise likewise finally
    lastly second third next last early late another nothing everyone everybody someone somebody others people
    everything something anyone nobody none ultimately eventually overall together photo image video
    advertisement related
    watch read more updated story editor note correction original exclusive breaking asked pressed told writing
    citing noting calling responding referring
""")
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")

HONORIFICS_HE = words("mr mr. sir lord king prince duke monsieur herr señor rabbi fr. father imam")
HONORIFICS_SHE = words("mrs mrs. ms ms. miss madam madame dame lady queen princess duchess frau señora sister")
HONORIFICS = HONORIFICS_HE | HONORIFICS_SHE | words("dr dr. monsignor prof prof. professor rev. reverend hon. mx mx.")

# Short forms of titles, printed in full.
SHORT_TITLES = {
    "sen.": "senator",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "sens.": "senator",
    "rep.": "representative",
    "reps.": "representative",
    "gov.": "governor",
    "lt.": "lieutenant",
    "gen.": "general",
    "col.": "colonel",
    "maj.": "major",
    "capt.": "captain",
    "sgt.": "sergeant",
    "cmdr.": "commander",
    "adm.": "admiral",
    "atty.": "attorney",
    "prof.": "professor",
    "rev.": "reverend",
    "amb.": "ambassador",
    "del.": "delegate",
    "sec.": "secretary",
    "supt.": "superintendent",
    "lt": "lieutenant",
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "prof": "professor",
    "rev": "reverend",
    "brig": "brigadier",
}
# Nouns that name an office, a job or a part in the news; a name may follow them directly.
ROLES = (
    frozenset(SHORT_TITLES)
    | frozenset(SHORT_TITLES.values())
    | words("""
    accountant activist actor actress administrator admiral adviser advisor advocate agent aide alderman ally ambassador
    analyst anchor architect archbishop artist assemblyman assemblywoman assistant associate astronaut attorney
    author banker baron bishop blogger boss businessman businesswoman candidate captain cardinal caucus-goer ceo
    chair chairman chairwoman chairperson chancellor chief clerk coach co-chair co-chairman co-founder cofounder
    co-author co-host coauthor colleague colonel columnist comedian commander commentator commissioner companion
    comptroller congressman congresswoman conductor consultant contractor contributor coordinator coroner
    correspondent councillor councilman councilwoman counsel counselor critic dean defendant delegate demonstrator
    deputy designer detective developer diplomat director doctor donor driver economist editor educator emperor
    employee engineer envoy evangelist executive expert farmer father filmmaker firefighter founder foreman friend
    fundraiser general governor grandson governor-elect graduate head heir historian host husband inspector
    instructor inventor investigator investor journalist judge juror justice king lawmaker lawyer lead leader
    lecturer legislator librarian lieutenant lobbyist magistrate major manager marshal mayor member minister
    moderator mogul monk mother musician negotiator neighbor neighbour nominee novelist nurse officer official
    ombudsman operative opponent organizer organiser owner panelist parliamentarian partner pastor patriarch
    pediatrician philanthropist philosopher photographer physician pilot plaintiff player playwright poet policeman
    policewoman politician pollster pope premier presenter president president-elect priest prime prince princess
    principal producer professor prosecutor protester psychiatrist psychologist publisher queen rabbi rapper realtor
    receptionist reporter representative republican democrat resident retiree reverend rival scholar scientist
    secretary senator senator-elect sergeant sheriff singer solicitor son sociologist soldier speaker specialist
    spokesman spokesperson spokeswoman staffer statistician strategist student superintendent supervisor supporter
    surgeon surrogate teacher technician theologian trader treasurer trustee tycoon undersecretary veteran
    vice-president vice-chair vice-chairman victim volunteer voter warden whip widow wife winner witness worker
    writer activist businesspeople entrepreneur billionaire biographer brother sister daughter boyfriend girlfriend
    classmate roommate superdelegate delegate mp mep backbencher peer taoiseach kremlin-watcher cto cfo coo
    chairman-elect mayor-elect survivor shopkeeper fisherman miner nun imam cleric ayatollah sheikh
    chancellor-designate premier-designate commissioner-designate hostage refugee migrant climber skipper captain
    attorney-general brigadier champion frontrunner front-runner challenger incumbent newcomer hopeful fellow
    psychologist backer fixer
    actuary anthropologist archaeologist archeologist astronomer baker barber barrister beekeeper biologist botanist
    broker builder butcher carer carpenter cartoonist chef chemist choreographer climatologist composer consul
    counsellor crofter curator custodian dairyman dancer deacon dentist
    drummer ecologist electrician epidemiologist explorer
    farmhand ferryman florist forecaster forester gardener geneticist geographer geologist glaciologist grandmaster
    grocer groundsman guitarist gynaecologist harbourmaster headmaster headmistress headteacher hydrologist illustrator
    innkeeper janitor jeweller jockey juror keeper laird landlady landlord landowner laureate lexicographer
    lifeguard lighthouse-keeper lobsterman locksmith machinist mathematician mechanic meteorologist midwife
    mountaineer neurologist notary novelist nurseryman oceanographer oncologist optician paediatrician painter
    palaeontologist paleontologist paramedic pathologist pharmacist physicist physiotherapist pianist plumber postman
    postmaster potter printer programmer quarterback rancher ranger rector restorer sculptor seismologist shepherd
    shipowner shipwright shopper statesman steward stockbroker tailor teenager toxicologist trainer translator trucker
    undertaker verger vet veterinarian vicar vintner violinist virologist volcanologist waiter waitress
    watchmaker weaver winemaker zookeeper zoologist airman oboist seaman astronaut bookseller busker cabinetmaker
    researcher umpire
    striker midfielder goalkeeper footballer swimmer sprinter
""")
)
# Relations, who share a surname with somebody whose titles are not theirs.
KIN = words("""
    daughter son wife husband brother sister mother father widow widower niece nephew cousin uncle aunt spouse
    daughter-in-law son-in-law grandson granddaughter grandfather grandmother lady ex-wife ex-husband stepson
    half-brother
""")
# Adjectives that are part of an office and lose their capital together with it.
OFFICE_WORDS = ROLES | words("""
    vice deputy prime foreign press majority minority attorney assistant associate acting interim former executive
    chief managing senior junior lead first lady deputy under shadow home finance defense defence interior campaign
    communications special supervisory national security policy political communication staff state of and for
    transportation homeland agriculture treasury commerce labor energy education housing health veterans budget trade
    environment transport industry culture science sports intelligence district circuit high rear brigadier
""")
# Words before an office that are part of it and no title themselves.
QUALIFIERS = words("""
    former acting interim outgoing incoming current retired longtime deputy assistant associate vice executive one-time
    onetime late ousted presumptive prospective
""")
# Other nouns that can be said to say something: persons without an office, and documents.
SPEAKING_THINGS = words("""
    ad advertisement article announcer biography book brief caller complaint crowd document editorial email essay
    filing friend group headline individual insider invitation lawsuit leaflet letter man memo memorandum message
    narrator newsletter note op-ed order people person petition placard post poster report resolution ruling script
    sign slogan source statement study survey text transcript tweet verdict voice-over website woman
""")
# Last words of the names of organisations.
ORGANISATIONS = words("""
    administration agency alliance army assembly association authority bank board broadcasting bureau cabinet campaign
    center centre church city coalition college commission committee company congress convention corp corp.
    corporation council court department dept. district federation force forces foundation fund government group
    command family guard house inc inc. institute institution initiative journal kremlin league magazine ministry
    movement network news office organization organisation parliament party post press project senate service services
    society state states system team times tribune tv union university pac patrol police pentagon radio review school
    herald gazette guardian observer telegraph daily today street journal club county treasury laboratory llc llp ltd
    ltd. plc act action media museum studios technologies industries hospital library airlines airways
""")
PARTY = r"[(,]\s?\(?(?:[RDI]|Rep|Dem|Ind|Lab|Con)\.?-[A-Z][\w. ]*?\.?\s?[),]"

# Common given names (US Social Security Administration's lists, and well-known ones of other languages).
MALE = words("""
    aaron abdul abraham adam adrian ahmed alan albert alejandro alex alexander alexei alfred ali allen alan anatoly
    andre andrea andrei andrew andrés andrzej angus anthony anton antonio antony arnold arthur austin ayman bashar
    barack barry ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett
    brian bruce bryan byron calvin carl carlos cesar chad charles charlie chris christian christopher chuck clarence
    claude clyde cody colin connor corey cory craig curtis dale dan daniel danny darrell darren dave david dean
    dennis derek diego dimitri dmitri dmitry dominic don donald doug douglas drew duncan dustin dwight earl ed eddie
    edgar eduardo edward edwin elijah elliott emmanuel emilio enrique eric erik ernest ethan eugene evan felix
    fernando francis francisco franco frank franklin fred frederick friedrich gabriel gareth garrett gary gavin gene
    geoffrey george gerald gerard gerhard giorgio giovanni giuseppe glen glenn gordon graham grant greg gregory
    guillermo gustavo guy hamid hans harold harry harvey hassan hector helmut henri henry herbert herman howard
    hubert hugh hugo hussein ian ibrahim igor isaac ismail ivan jack jacob jacques jaime jake james jamie jan jared
    jason javier jay jean-claude jean-luc jeb jeff jeffrey jeremy jerome jerry jesse jim jimmy joao joe joel joey
    johan johannes john johnny jon jonathan jordan jorge jose josé josef joseph josh joshua josep juan julian julio
    justin karl keir keith ken kenneth kent kevin kirk klaus kurt kyle lance larry lars laurent lawrence lee len leo
    leon leonard leonid lewis liam lloyd logan louis lucas luis luiz luke malcolm manuel marc marcel marco marcus
    mario mark marshall martin marty marvin mateusz matt matteo matthew maurice max maxim michael michel micheál
    miguel mike mikhail milton mitch mitt mohamed mohammad mohammed moises muhammad mustafa narendra nathan
    nathaniel ned neil nelson nicholas nick nicolas nigel nikolai noah noel norman olaf oleg oliver omar oscar owen
    pablo pat patrick paul paulo pavel pedro pete peter petro phil philip philippe phillip pierre preston rafael
    rahul ralph ramon rand randall randy raul ray raymond reince ricardo richard rick ricky rob robert roberto rod
    rodney rodrigo roger roland ron ronald ross roy ruben rudy rupert rudolph russell rusty ryan sajid salman
    salvador sam samuel santiago saul scott sean sebastian seth sergei sergey sergio seth shane shawn sidney silvio
    simon spencer stan stanley stefan stephen steve steven stewart stuart sylvain tariq ted terrence terry theodore
    thomas tim timothy tobias todd tom tommy tony travis trent trevor troy tyler vadim valery vernon victor viktor
    vincent vitaly vladimir volodymyr wade walter warren wayne wesley wilbur will willem william willie winston
    wolfgang xavier yuri yusuf zachary
""") - words("andrea jordan jamie pat")
FEMALE = words("""
    abigail ada adele adriana agnes aisha alexandra alexandria alexis alice alicia alison allison alyssa amanda
    amber amy ana anastasia andrea angela angelina angie anita anjali ann anna annalena anne annette annie antonia
    april ariana ashley audrey barbara beatrice becky belinda bernadette beth betsy betty beverly bonnie brenda
    bridget brittany camila carla carly carmen carol carole caroline carolyn carrie catherine cathy cecilia celia
    charlotte chelsea cheryl chloe christina christine christy cindy claire clara claudia colleen condoleezza connie
    courtney crystal cynthia daisy dana danielle daria dawn deanna deborah debbie debra denise diana diane dianne
    dolores donna dora doris dorothy edith elaine eleanor elena elisabeth elise elizabeth ella ellen elsa emily emma
    erica erin esther ethel eva evelyn fatima faye felicia fiona florence frances francesca gabriela gabrielle gail
    georgia geraldine gina giorgia gladys glenda gloria grace greta gretchen gwen hannah harriet hazel heather heidi
    helen helena hilary hillary holly hope huma ida ilhan ines ingrid irene irina iris isabel isabella ivanka jackie
    jacqueline jane janet janice jasmine jean jeanette jeanne jenna jennifer jenny jessica jill jo joan joann joanna
    joanne jocelyn josephine joyce juanita judith judy julia juliana julie june kaja kamala karen karin karina karla
    karoline kate katherine kathleen kathryn kathy katie katrina kayla kayleigh keisha kellyanne kelly kerry kim
    kimberly kirsten kristen kristi kristin kristina kyrsten lara larissa latoya laura lauren laurie leah leila lena
    leslie leticia lillian lily linda lindsey lisa liz liza lois loretta lori lorraine louise lucia lucille lucy
    lydia lynn mabel madeleine madeline maggie maia malala marcia margaret margarita maria mariam marian marianne
    marie marilyn marina marine marion marjorie marlene marsha martha mary maureen maxine megan melania melanie
    melinda melissa mercedes meredith michelle mildred mindy miranda miriam molly monica muriel nadia nancy naomi
    natalia natalie natasha nicola nicole nikki nina nora norma olena olga olivia pamela patricia patty paula
    pauline peggy penny phyllis priscilla rachel rebecca regina renee rhonda rita roberta robin rosa rosalind rose
    rosemary roxanne ruth sabrina sally samantha sandra sara sarah shannon sharon sheila shelley sherry shirley
    sofia sonia sophia sophie stacey stacy stella stephanie sue susan susana susanne suzanne sylvia tamara tammy
    tanya tara tatiana teresa thelma theresa tiffany tina tracey tracy tulsi ursula valerie vanessa vera veronica
    vicki victoria viola violet virginia vivian wanda wendy whitney winifred yolanda yulia yvette yvonne zoe
""") - words("kelly kerry kim robin leslie marion jean lindsey dana shannon")
