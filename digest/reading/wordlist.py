"""The stems of the 3,600 words that news writes in lower case most often.

They tell "Negotiators met" from "Netanyahu met": the capital at the head of a sentence, or of every word of a
headline, says nothing by itself. Counted over 4,000 articles on politics, business, sport and culture, as
`words.stem` cuts them; words that stand for names in one of four places are left out.
"""

from __future__ import annotations

from digest.reading.words import listed

COMMON = frozenset(
    listed(
        """
    abandon abil able aboard abolish abort abov abroad abrupt absenc absent absolut absurd abus academic accelerat
    accept acceptabl acceptanc acces accident accommodat accompan accomplish accord accordanc account accountabil
    accountabl accu accurat achiev acknowledg acquir acro acted acting action actions activ active actively activism
    activist activit actor actors actr acts actu adapt add added addict adding addit addr addres adds adequat adher
    adjust administ administr administrat admir admis admit adopt ads adult advanc advantag adversar advertiz advic
    advis adviz advocac advocat affair affect affiliat affirm afford afraid aftermath afternoon afterward age aged
    agenc agenda agent ages aggravat aggres aging ago agre agricultur ahead aid aide aides aim aimed aiming aims
    aircraft aired airing airlin airstrik aisl alarm albeit album alcohol alert alien alienat align alive alleg
    allegianc allies allocat allow ally almost alon along alongsid alread alter alternat although alwa amaz ambassad
    ambit ambitiou amend amid amnest amount amplif analysi analyst analyz anch anger angr anim animat anniversar
    announc annu anonym anonymou anoth answ anthem antic anticipat antitrust anxiet anxiou anybod anym anyon anyth
    anytim anywa anywh apart apolog apologiz apparent appe appear appearanc appl applau applaud applic applicant apply
    appoint appreciat approach appropri appropriat approv approximat arbitrar architect area arena argu arguab ariz arm
    arms around arra arrang arrest arriv arrive articl articulat artifici artist asid ask asked asking asks aspect
    aspir assail assassin assault assembl assert asses asset assign assist assistanc assistant associat assum assumpt
    assur assuranc asylum athlet attach attack attempt attend attendanc attent attitud attorne attract attribut auct
    audienc audio audit auth authentic authorit authoritarian authoriz auto automatic availabl averag avert avoid await
    awar award away awful awkward back background backlash bad badly bag bailout balanc balk ball ballistic balloon
    ballot ban band bank bankruptc bann bans bar bare bargain barr barrag barrel barri bars base based bases basi basic
    basketbal batch bathroom batt battl battleground bear beat beaten beautiful becam becau becom bed befor began begin
    begun behalf behav behavi behaviour behind belief believ belong below bench benchmark benefit bent besid best bet
    betra bett beyond bias bid bidd big bigg biggest bigot bill billionair bin bind biograph biologic bipartisan birth
    birthda birthright bit bitt bizar black blam blast bles bloc block blockbust blog blood blow board boast boat
    bodies body bold bolst bomb bonu book boom boost boot bord born borrow boss bottom bought bounc bound boundar box
    boy boycot boys brac brag brain branch brand brav breach break breakthrough breath breed brew brib bridg brief
    bright brilliant bring brings brink broad broadband broadcast broaden brok broken broth brought brow bruiz brush
    brut bubbl budget build built bulk bull bullet bully bump bunch burden buried burn bus busi businessman busy buy
    buying cabl cake calculat calendar call calm came camera camp campaign campu canc cancel candid candidac candidat
    cannabi cannot cap capabilit capabl capac capit capitaliz capp capt captain captur car caravan carbon card care
    careful cares carr cars carv case cases cash casino cast catastrophic catch categ caucu caught caus caut cautiou
    ceil celebr celebrat celebrit cell cellphon cement cens censorship cent centrist ceremon certain certif chain chair
    chairwoman challeng chamb champ chanc chang channel chant chao chaotic char charact characteriz charg charitabl
    chart chat cheap cheat check cheer cheers chemic cherish chief child childhood children chip choic choo chos chosen
    circl circulat circumstanc cited cites cities citing citizen citizenship civic civil civilian claim clar clarif
    clas clash classic classif classroom clean clear clearanc clerk click client climat climb clinch clinic clip clock
    clos closest closur cloth cloud club coach coal coast code coff coin coincid collaborat collap colleagu collect
    colleg collu color column columnist combat combin come comeback comed comedian comes comfort comfortabl comic
    coming command comment commentar commentat comments commerci commis commit common commun communic communicat
    communit comp compan compar comparison compel compen compet competent competit compil complain complaint complet
    complex complianc complicat component compound comprehen compromiz comput conc concentrat concept concern concert
    conces conclu conclud concret condemn condit condolenc condon conduct conferenc confidenc confident confidenti
    confin confirm conflict confront confu congratulat congres connect conscienc consciou consecut consensu consent
    consequenc conservat consid considerabl consist consistent consol consolidat conspirac constant constituenc
    constitut construct consulat consult consultant consum consumpt contact contain contempt contend content contentiou
    contest context continu contract contradict contrar contrast contribut control controv controversi conv conven
    convent convert convict convinc cool coop cooperat coordin coordinat copies copy copyright core corn coronaviru
    corp corporat correct correspondent corroborat corrupt cost costum council counsel count counterpart countr coup
    coupl cour courag court cover coverag crack crackdown craft crash craz creat creation credenti credibil credibl
    credit crew crim crimin crippl crisi critic criticism criticiz critiqu crop cros crowd cruci crud cruiz crush cry
    cultur curb currenc current custod custom cut cuts cutt cyber cybersecur cycl cynic dair damag danc dang dangerou
    dark data databa date dates dating daught day days dead deadlin deadlock deal dealt dear death debat debt debut
    decad decent deci decid declar declin decr decrea dedicat deem deep deepen default defeat defect defen defend
    defendant defer defiant deficit defin definit deflect degr dela deleg delegat delet deliberat delight deliv demand
    demean democrac demographic demonstr demonstrat deni denied denies denounc deny depart departur depend dependent
    depict deplo deport deposit depres depriv depth derail deri descend describ descript deserv design designat desir
    desk desperat despit destin destro destruct detail detain detect detent deter determin detract devastat develop
    devic devot diagno diagnosi dial dictat die died diff differenc different difficult digit dign diminish dinn
    diplomac diplomat diplomatic direct dirt disabl disadvantag disagr disagre disappear disappearanc disappoint
    disapprov disast disastrou disavow disciplin disclo disclosur discount discour discourag discov discredit discrimin
    discriminat discu discus disgrac disgust dishonest dislik dismantl dismi dismis disord disparag dispatch displa
    displac dispo disproportionat disput disqualif disregard disrespect disrupt dissent distanc distant distinct
    distinguish distort distract distribut district disturb divers divert divi divid divorc doct docu documentar dog
    dollar domain domestic dominanc dominant dominat donat donation donations donor donors door doors dose doses doubl
    doubt download downpla downtown dozen draft drag drama dramatic drastic draw drawn dream dres drew drink driv drive
    driven dron drop drov drug drunk dubb due dump duo duties duty dying dynamic eager earli early earn ease easi easy
    eating echo econom economic economist edge edit editori educ educat effect effort eight eighth eith elaborat elder
    elect electorat electric element elements elevat eligibil eligibl eliminat elit else elsewh email embarras embod
    embrac emerg emergenc emis emot emphasi emphasiz emplo employ empow empt enabl enact encount encourag end endang
    ended ending endors ends endur enem energ energiz enforc engag engin engine enhanc enjo enlist enormou enough enrol
    ensur enter enters entertain enthusiasm enthusiastic entir entit entitl entity entr entranc entrepreneur environ
    envo epic epicyclic epidemic episod equal equally equip equity equivalent era error errors erupt escal escalat
    escap escort especi espou essenti establish estat estimat ethanol ethic ethnic euro evacu evacuat evaluat evangelic
    evas even event eventu ever everybod everyda everyon everyth everywh evict evidenc evident evil evolv exact examin
    exampl exce except exces exchang excit exclu exclud excu execut exempt exerciz exhaust exhibit exist existenc exit
    expan expand expect expel expen experi experienc expert expir expl explain explan explicit explo explod exploit
    expo export exposur expr expres exten extend extent extra extract extradit extraordinar extrem extremist eye eyes
    face faced faces facil facilit facilitat facing fact factu fail failur fair faith fall fallen fallout fals fami
    famil familiar famou famously fan fans fantastic far farm fash fast fastest fatal fate fath fault favor favorab
    favorabl favorit favors favour favourit fear featur feder fee feed feel fees feet fell fellow felon felt femal fenc
    festiv feud few fewer fict field fier fierc fight figur file filed files filibust filing filings fill film final
    finaliz finally financ financi find fine fined fing finish fire firearm fired firing firm first fisc fish fit
    fitnes fits five fix fixed fixing flag flank flash flat flaw fled flee fleet flew flight flip float flood floor
    flow fly flying focu fold folk follow fond foot footag forc forceful forcib forecast foreign forg forget forgotten
    form format formidabl forth forthcom fortun forward fossil fost fought found four fourth fract fractur fram
    framework frank fraud fraudulent fraught free freed freedom freez frequent fresh friend friendship fring front
    frontrun fruit frustr frustrat fuel fulfil full fully fun funct fund funda fundraiz funer furth fury futur gadget
    gain gall gallon galvaniz gambl game games gaming gang gap gaps garn gas gasolin gath gave gay gays gear gearbox
    gend gener generat generou genuin gerrymand gestur get gets gett giant gift gig girl give given gives giving glad
    glimp glob globaliz goal goes going gold golf gone gonna good got gotten govern grab grad gradu graduat grandfath
    grant grappl gras grasp grassroot grateful grav great greatest greenhou greet grew grim grind grip gros ground
    group grow grown growth guarant guard gubernatori gues guest guid guidanc guidelin guilt gun gunman guns guy guys
    habit hack hail hair half hall halt hamm hamp hamstr hand handful handheld handl hang happ happen haras hard
    hardest hardlin harm harmful harsh hashtag hate hateful hatr haul head headlin headquart heal health healthcar hear
    heard heart heat heav heavi hedg heel heighten held helicopt hell help helpful heritag hero heroin herself hidden
    hide hiding high highest highlight hikes himself hint hire hired hiring hist historian historic hit hits hitt hold
    hole holes holida home homes hometown homicid honest honor honour hope hoped hopeful hopes hoping horr horribl
    horrific hors hospit hospitaliz host hostil hour hous household howev http huddl huge human humanitarian humbl
    humiliat hundr hung hunt hurdl hurrican hurt husband hush hypothetic ice iconic idea ideal ident identif identific
    ideolog ideologic ignor ignorant ill illeg illnes imag imagin immediat immigr immigrant immun impact imparti impas
    impeach impl imple implic implicit imply impo import importanc important impossibl impres imprison improp improv
    inabil inaccurat inappropriat incendiar incent incident incit inclin inclu includ incom inconsistent increa increas
    incredib incredibl incumbent inde indefinit independent index indic indicat indict indirect individu industr
    industri ineffect inequ inevitab inevitabl infamou infect infiltrat infl inflam inflict influenc influenti inform
    infrastructur inherent initi initiat inject injunct injur inmat inner innocent innovat inquir insert insid insight
    insist inspect inspir instal instanc instant instead instinct institut instru instruct insufficient insult insur
    insuranc insurgent integr integrat intellectu intelligent inten intend intensif intent interact interest interf
    interferenc interim intern interpret interrog interrupt interven intervent interview intimat intimidat intrigu
    introduc inva invest investig investigat invit invok involv ire ironic irresponsibl isolat issu item itself jail
    jet job jobl jobs join joked jokes journ journalist judg jump juni jurisdict jurist jury justic justif keen keep
    kept key kick kid kids kill kind knee kneel knew knif knock know knowledg known lab label lack lady laid lambast
    lament land landfal landmark landscap landslid languag laps laptop larg largest lash last late later latest latt
    laugh laught launch law lawful lawmak laws lawsuit lawy lay laying layof lead leadership leak lean learn least leav
    led left leftist legac legal legaliz legally legisl legislat legitimac legitimat lend length lesbian less lesson
    let lett level leverag liabil liar liber licen lie lied lies life lifelong lifetim lift light like liked liken
    likes limit line lined lines ling link list listen liter littl live lived lives living load loan lobb lobbyist
    local locat location locations lock logic logistic lone long longest longstand longtim look loom loophol loos lose
    loses losing loss lost lot lots loud love loved loves low lower lowest loyal loyalist loyalt luck lunch luxur lying
    lynch machin mad made magazin magic mail main mainstream maintain maintenanc major majorit make maker makers makes
    making male maliciou man manag mandat manipulat mann manu manufactur many map marathon march margin marijuana mark
    market marr marriag mask mass massacr mast match matchup mate materi matern math matt maximum mayb mean meaningful
    meant meantim meanwhil measur meddl media median medic meet memb membership memo memoir memor men ment mere merg
    merit mess messag met metal method microphon midnight midst midterm migr migrant mild miles mileston militant
    militar militia mill mind mines minimiz minimum mining minist minor minorit minu minut misconduct mishandl
    misinform mislead miss missil mistak mix mixed mob mobil mobiliz mock model moderat modern modest modif modul mogul
    mom moment moments momentum mone monit month monu mood moral moratorium morn mortgag mosqu moth motion motiv
    motivat mount mourn mouth move moved moves movi movies moving much multipl murd music musician mutu myself name
    named names naming narrat narrow nast nation national nationalist nationwid natur near nearb necessar necessari
    need needl negat negoti negotiat neighb neighborhood neith nervou net network neurosurgeon neutr never newly
    newspap next nicknam night nightclub nine nobod nomin nominat none nonpartisan nonprofit norm notab notabl note
    noted notes noth notic notif noting notion notoriou novel now nowh nuclear numb numerou nurs oath object oblig
    observ obstacl obstruct obtain obvi obviou occa occas occup occur odds offen offenc offend offer offers offic
    offici offset often oil okay old older oldest once ones ongo onlin open oper operat opin opioid oppo opponent
    opportun opportunit opposit opted optimism optimistic option options oral orbit orchestrat order orders ordinar
    organiz origin others otherwiz ought ourselv oust outag outcom outdo outgo outlet outlin outlook output outrag
    outrageou outreach outright outsid outspoken outstand outweigh overal overcom overhaul overlook overnight overrid
    overrul overs overse oversea overshadow overtak overtim overturn overwhelm owe owned owner owners ownership owns
    pace pack packag pact pages paid pain painful paint pair pandemic panel paper papers parad parallel pardon parent
    park parliamentar part parti particip participant participat particl particular partisan partn pass passag passeng
    passionat past path pathwa patient pattern paus pave pay paying payment payments payrol pays peac peaceful peak
    peer peers penaliz penalt pend pens peopl per perceiv percent percentag percept perfect perform performanc perhap
    period permanent permit perpetrat persecut persistent person personnel perspect persuad petit pharmaceutic phas
    philosoph phon photo photograph phra physic physician pic pick picket pictur piec piled pill pilot pit pitch pitt
    pivot plac plain plaintif plan planet plant platform play playback plea plead pledg plent plot plus pocket podcast
    point poiz polar polariz polic politic politician politiciz poll pollst pollut pontif pool poor pop popul popular
    populist populou port portra pose posed poses posing posit posses possib possibil possibl post postpon potent
    potenti pound pour povert power powerful powers practic praiz pray precedent precinct predat predeces predict pref
    prefer preferenc preliminar premium prepar pres prescrib presenc present preserv presid presidenc president
    presidenti pressur presum presumpt pret pretend prevail prevent previ preview previou pric priest primar primari
    princip principl print prior prison privac privat privileg prob probab problem proc proce procedur proces proclaim
    proclam produc product profes profession profil profit profound progr program progres prohibit project prolong
    prominent promiz promot prompt pronounc proof prop propaganda propel propert propo proponent proport propos
    prosecut prospect protect protest proud prov proven provi provid provinc provinci provis provocat provok public
    publish pull pump punch pundit punish purcha pure purpo pursu pursuit push put puts putt qual qualif qualific quart
    quer quest questionabl quick quiet quit quo quot race races raci racing racism racist radic radicaliz raid rail
    rain raiz rall rally ramp rampant ran random rang rank ransomwar rape raped rapid rapp rare rate rated rates rath
    rating ratings rational rattl raucou raw reach react read readi real realistic realiz really reason reasonabl
    reassur rebel rebound rebuf rebuild rebuk rebut recal rece receiv recent recept recipient reckl reclaim recognit
    recogniz recommend reconcili reconsid record recount recov recruit recu redact reduc reduct reelect refer referenc
    referendum refers refin reflect reform refrain refu refug refut regain regard regardl regim region regions regist
    registr regret regul regular regulat rein reinforc reinstat reiterat reject rela relat relations relationship relea
    relentl relevant reliab reliabl relied relief relies relig religiou relocat reluctant rely remain remark remarkabl
    rememb remind remot remov rend renew renewabl rent reopen repa repe repeat repl replac report represent reprint
    reproduct reput request requir rescu research resent reserv resettl residenc resident residenti resign resist
    resistanc resolut resolv resonat resort resourc respect respon respond respondent responsibil responsibl rest
    restaurant restrain restraint restrict result resum retail retain retali retaliat retir retreat return retweet reve
    revel revenu revers review revisit reviv revive reviz revok revolt revolut reward rewrit rhetoric rhino rich
    richest rid ridicul ridiculou rigg right ring riot ripp risen risk rival rize rizes rizing road roar robb robust
    rock rocket role roles roll room root rose rough round rout routin row rubb rule ruled rules ruling rulings run
    runn runof runs rural rush sack sacrific sad sadden safe safeguard safer safet sail sake salar sale sales sampl
    sanct sat satellit satisf save saved savings saw scal scam scand scar scath scen scenario schedul schem scholar
    school scienc scientific scientist scop scor scrambl scrap scream screen script scrutin scrutiniz seal search
    season seat second secret sect secur see seed seeing seek seem seen sees segment seiz select self sell senat send
    seni sens sensit sent sentenc senti separ separat seri series seriou serv servant sess set setback sets sett settl
    seven seventh sever sex sexism sexu shadow shak shal sham shap shar sharehold sharp shed sheet shelt shield shift
    ship shirt shock shoes shook shoot shop shor short shortag shot shout show showca showdown shown shrink shrug shut
    shutdown sick side sided sidelin sides sight sign signatur significanc significant silenc similar simp simpl sinc
    sing singl sink sist sit site sites sits sitt situ six sixth sizabl size skeptic skepticism skil skin skip slam
    slap slash slat slav sleep slic slid slight slim slip slogan slot slow smal smart smear smil smok smooth smuggl
    snap soar sober soci socialism socialist soft soften softwar solar sold soldi sole solicit solid solut solv somebod
    somehow someon someth sometim somewh somewhat son song sons soon sophisticat sorr sort sought soul sound sourc
    sovereignt spal spam spar spark spat speak spec speci specialist specif specific spectacl spectacular specul
    speculat speech speed spel spend spent sperm spik spil spin spirit spit split spok spoken spokesman spokesperson
    spokeswoman spon spons sport spot spotlight sprawl spread spring sprint spur squad stab stabil stabl stack staf
    stag stak stal stamp stanc stand standard standof star stark start stat statewid station stations statu statut
    staunch stay stead steadi steal steel steep steer stem step stick stif stil stimulu stir stock stok stolen stood
    stop stor storm straight strain strang strateg strategic strategist streak stream street strength strengthen stres
    stretch strict strik string strip strong strongest struck structur struggl stuck stud student studio stuf stumbl
    stump stun stupid styl subject submis submit subpoena subsequent subsid subsidiar substanc substant substanti
    suburb suburban succ succe succes successful sudden sue sued suff sufficient suggest suicid suing suit sum summ
    summar summit superdelegat supp suppl supple suppo support suppres sure surfac surg surpas surpris surpriz surrend
    surrogat surround surv surve surveillanc surviv suspect suspen suspend suspic suspiciou sustain swath sway sweep
    swept swift swing swip switch sworn symbol sympath synthetic system systematic systemic tabl tack tackl tactic tag
    take taken takeov takes taking tale talent talk tall tally tank tap tape tapes tapp target tarif task tast taught
    tax taxes taxpa teach team tear tech technic techniqu technolog teenag telecom telephon televi televiz temp tempera
    temperatur temporar temporari tempt ten tend tens tent tentat tenur term terminat terr terribl terrif territ
    territori terrorism terrorist test testif testimon text thank theat theft themselv theor ther theref thes thin
    thing things think third thorough thos though thought thousand thre threat threaten threshold threw thril
    throughout throw thrown thus thwart tick ticket tide tie tied ties tight tighten tilt time timelin timing tiny tip
    tipp tired titl toda togeth toggl toleranc tolerat toll tomorrow tone tonight took tool top topic topp toppl tortur
    toss total totally touch tough tour tourist tourna tout toward town trac track tract trad tradit traffic traffick
    trag tragic trail train transact transcript transf transfer transform transgend transit translat transmit
    transparenc transparent trap trash travel treat trees tremendou trend trial trib tribut trick tried tries trig tril
    trio trip tripl triumph troop tropic troubl truck true truly trust truth try trying tsunami tuit tunnel turmoil
    turn turnout tweet twic twist two type types typic ugly ultimat umpir unabl unacceptabl unanim unanimou unauthoriz
    uncertain uncertaint unclear uncomfortabl unconstitut uncov undecid undercut underestimat undergo undermin undersc
    understand understood underwa undisclo undocu unemplo unexpect unfair unfit unfold unfortunat unif uniform unions
    uniqu unit unity univ universit unknown unlawful unleash unles unlik unnam unnecessar unoffici unpopular
    unprecedent unpredictabl unqualif unrelat unrest unsuccessful unsupport until unusu unveil unwil upcom updat upend
    upgrad upheld uphold upper upset upward urge urged urgenc urgent urging use used useful user users uses using usual
    usually vacation vaccin vaccinat vagu valid valu valuabl variant variet variou vast vehe vehicl ventur venu verb
    verif vers versu veteran veto vett via viabl vict victim video view vigor viol violat violenc violent viral virtu
    viru visa visibl vision visit vital vocal voic void volatil volunt voluntari vote voted voter voters votes voting
    vow vowed vowing vows vulnerabl vying wage waged wages wait waiv wake walk wall waning want warfar warm warn
    warrant wary wash wast watch watchdog water wave waves waving way ways weak weaken wealth weapon wear weath web
    websit wedd week weekend weigh weight welcom welfar well went whal whatev wher wheth whil whip whisp whistleblow
    whit whoev whol whos wide widen wider widespread widow wife wild win wind window wing winn wins wisdom wish
    withdraw withdrew withhold witnes wize woman women won wond wonderful word wore work workplac world worldwid worr
    wors worst worth wound wrap wreck writ written wrong wrongdo wrot xenophob yard year yell yen yes yesterda yield
    young yourself youth zero zone
    """
    )
)
