"""The stems of 3,000 words that American political news writes in lower case, by frequency.

They tell "Negotiators met" from "Netanyahu met": the capital at the head of a sentence, or of every word of a
headline, says nothing by itself. Counted over the running text of news articles, as `words.stem` cuts them.
"""

from __future__ import annotations

COMMON = frozenset(
    """
    abandon abil able aboard abolish abort abov abroad abrupt absenc absent absolut absurd abus academic accelerat
    accept acceptanc acces accident accompan accomplish accord account accountabil accountabl accu accurat achiev
    acknowledg acquir acro acted acting action actions activ active actively activist activit actor actors actr acts
    actu adapt add added addict adding addit addr addres adds adequat adjust administ administr administrat admir
    admis admit adopt ads adult advanc advantag adversar adverti advi advic advis advocac advocat affair affect
    affiliat affirm afford afraid aftermath afternoon afterward age agenc agenda agent ages aggres ago agre ahead
    aid aide aides aim aimed aiming aims aircraft aired airing airport airstrik aisl alarm alert alienat align alive
    alleg allegianc allies allow ally almost alon along alongsid alread alter alternat although alwa amaz ambitiou
    amend amid amnest amount analysi analyst anch anger angr anim anniversar announc annu anonym anonymou anoth answ
    anthem anticipat anxiet anybod anym anyon anyth anywa anywh apart apolog apologiz apparent appe appear appearanc
    appl applau applaud applic applicant apply appoint appreciat approach appropriat approv approximat area arena
    argu arm arms around arra arrang arrest arriv arrive articl articulat asid ask asked asking asks aspect aspir
    assassin assault assembl assert asses asset assign assist assistanc assistant associat assum assumpt assur
    asylum athlet attach attack attempt attend attent attitud attorne attract attribut audienc audio audit auth
    authorit authoritarian authoriz auto automatic availabl averag avert avoid await awar award away awkward baby
    back background backlash bad badly bailout balanc balk ballistic ballot ban band bank bankruptc bann bans bar
    bare bargain barr barri bars base based basi basic basketbal batch bathroom batt battl battleground bear beat
    beaten beautiful becam becau becom befor began begin begun behalf behav behavi behind belief believ belong below
    bench benefit besid best bet betra bett beyond bias bid big bigg biggest bill billionair bin bind bipartisan
    birth birthda birthright bit bitt bizar black blam blast bles bloc block blog blood blow blue board boast bodies
    body bold bolst bomb book boom boost bord born borrow boss bottom bought bounc bound boy boycot boys brac brag
    brain branch brand brav breach break breakfast breath brib bridg brief bright bring brings broad broadcast brok
    broken broth brought brui brush brut bubbl budget build built bullet bully bump burden burn bus busi businessman
    busy buy buying cabl cake calculat calendar call calm came camera camp campaign campu canc cancel candidac
    candidat cannabi cannot cap capabilit capabl capac capit capitaliz capt captur car caravan carbon card care
    careful cares carr cars case cases cash casino cast catastrophic catch categ caucu caught caus caut cautiou ceil
    celebr celebrat celebrit cell cement censorship cent centrist centur ceremon certain certif chain chair
    chairwoman challeng chamb champ chanc chang chant chao chaotic chapt char charact characteriz charg charitabl
    chart chat cheap check cheer cheers chemic chief child children choic choo chos chosen circl circulat
    circumstanc cited cites cities citing citizen citizenship civic civil civilian claim clarif clas clash classif
    classroom clear clearanc client climat climb clinch clinic clip clos closest closur cloth club coach coal coast
    code coin collap colleagu collect colleg collu color column columnist combat combin come comeback comes comfort
    comfortabl comic coming command comment commentar commentat comments commerci commit common commun communic
    communicat communit comp compan compar comparison compel compet competit compil complain complaint complet
    complex complicat compound comprehen compromi comput conc concentrat concept concern concert conces conclu
    conclud concret condemn condit condon conduct conferenc confidenc confident confidenti confin confirm conflict
    confront confu congratulat congres congressman connect conscienc consensu consequenc conservat consid
    considerabl consistent consolidat conspirac constant constituenc constitut construct consulat consult consultant
    consum consumpt contact contain contempt contend content contentiou contest context continu contract contradict
    contrast contribut control controv controversi conv conven convent convert convict convinc cool coop cooperat
    coordin coordinat copyright corn coronaviru corp corporat correct correspondent corroborat corrupt cost counsel
    count counterpart countr coup coupl cour courag court cover coverag crack crackdown craft crash craz creat
    creation credenti credibil credibl credit crim crimin crippl crisi critic criticism criticiz critiqu cros crowd
    cruci crush cultur curb currenc current custod custom cut cuts cutt cyber cybersecur cycl dad damag danc dang
    dangerou dark data date dating daught day days dead deadlin deal dealt death debat debt decad deci decid declar
    declin decr decrea dedicat deem deep deepen default defeat defect defen defend defendant defiant deficit defin
    definit degr dela deleg delegat delet deliberat deliv demand democrac demographic demonstr demonstrat deni
    denied denies denounc deny depart departur depend deplo deport derail describ descript deserv design desir desk
    desperat despit destro destruct detail detain detect detent deter determin devastat develop devic devot dictat
    die died diff differenc different difficult digit diminish dinn diplomac diplomat diplomatic direct dirt disagr
    disagre disappear disappoint disapprov disast disavow disciplin disclo disclosur discour discourag discov
    discredit discrimin discriminat discu discus disgrac disgust dislik dismantl dismi dismis disparag dispatch
    displa disproportionat disput disqualif disregard disrespect disrupt dissent distanc distant distinct
    distinguish distract distribut district disturb divers divi divid divorc doct docu dog dollar domestic dominat
    donat donation donations donor donors door doors dose doses doubl doubt downpla downtown dozen draft drag drama
    dramatic draw drawn dream dres drew drink driv drive driven dron drop drov drug dubb due dump duties duty
    dynamic eager earli early earn ease easi easy echo econom economic economist edge edit editori educ educat
    effect effort eight eith elect electorat electric element elevat eligibil eligibl eliminat elit else elsewh
    email embarras embrac emerg emergenc emis emot emphasi emphasiz emplo employ empow empt enabl enact encount
    encourag end ended ending endors ends endur enem energ energiz enforc engag engin enjo enlist enormou enough
    enrol ensur enter entertain enthusiasm enthusiastic entir entitl entr environ episod equal equally equip equity
    equivalent era error erupt escalat escap especi essenti establish estat estimat ethanol ethnic evacu evacuat
    evaluat evangelic even event eventu ever everybod everyda everyon everyth everywh evict evidenc evident evil
    exact examin exampl exce except exces exchang excit exclu excu execut exempt exerci exhaust exist existenc exit
    expan expand expect expen experi experienc expert expir expl explain explan explicit explo exploit expo export
    expr expres exten extend extent extra extraordinar extrem extremist eye eyes face faced faces facil facilit
    facilitat facing fact fail failur fair faith fall fallen fallout fals fami famil familiar famou famously fan
    fans far farm fash fast fate fath fault favor favorab favorabl favorit favors fear featur feder feed feel fees
    feet fell fellow felon felt femal fenc feud few fewer field fier fierc fight figur file filed filibust filing
    filings fill film final finaliz finally financ financi find fine fing finish fire firearm fired firing firm
    first fisc fit five fix flag flash flat flaw fled flee flew flight flip float flood floor flow fly flying focu
    folk follow foot footag forc forceful forecast foreign forg forget form formidabl forth fortun forward fought
    found four fourth fract fram framework frank fraud fraudulent fraught free freez frequent fresh friend fring
    front frustr frustrat fuel fulfil full fully fun funct fund funda fundrai funer furth fury futur gain gallon
    galvaniz gambl game games gang gap garn gas gasolin gath gave gay gays gear gend gener generat generou genuin
    get gets gett giant gift girl give given gives giving glad glob goal goes going golf gone gonna good got gotten
    govern grab grad gradu graduat grant grappl grassroot grateful grav great greatest greenhou greet grew grip gros
    ground group grow grown growth guarant guard gubernatori guest guid guidanc guidelin guilt gun guns guy guys
    habit hack hail half hall halt hamm hand handful handl hang happ happen haras hard harm harsh hashtag hate hatr
    head headlin headquart heal health healthcar hear heard heart heat heav heavi hedg heel heighten held helicopt
    hell help heritag hero herself hide high highest highlight hikes himself hint hire hired hiring hist historic
    hit hits hitt hold holida home homes honest honor hope hoped hopeful hopes hoping horribl horrific hors hospit
    hospitaliz host hostil hot hour hous household howev http huddl huge human humanitarian hundr hung hurdl hurt
    husband hush idea ideal ident identif ideolog ideologic ignor ignorant illeg illnes imag imagin immediat immigr
    immigrant immun impact imparti impas impeach impl imple implic implicit imply impo import importanc important
    impossibl impres imprison improp improv inaccurat inappropriat incent incident incit inclin inclu includ incom
    increa increas incredib incredibl incumbent inde independent indic indicat indict individu indo industr industri
    ineffect inequ infect infl influenc influenti inform infrastructur initi initiat inject injunct injur inner
    innocent inquir insid insist inspir instal instanc instead instinct institut instruct insult insuranc insurgent
    integr intellectu inten intend intensif intent interact interest interf interferenc interim intern interpret
    interrupt interven intervent interview introduc inva invest investig investigat invit invok involv isolat issu
    item itself jail job jobl jobs join joked jokes journ journalist judg jump jurisdict jurist jury justic justif
    keep kept key kick kid kids kill kind knee kneel knew knock know knowledg known lab label lack lady laid lament
    land landmark landslid languag laps larg largest lash last late later latest latt laugh launch law lawful lawmak
    laws lawsuit lawy lay laying lead leadership leak lean learn least leav led left legac legal legaliz legally
    legisl legislat legitimat lend length lesbian less lesson let lett level leverag liabil liar liber licen lie
    lied lies life lifetim lift light like liked likes limit line lined lines ling link list listen liter littl live
    lived lives living loan lobb lobbyist local location lock logistic lone long longstand longtim look loom loophol
    lose loses losing loss lost lot lots loud love loved low lower lowest loyal loyalt luck lunch lying lynch machin
    made magazin magic mail main mainstream maintain major majorit make makers makes making male man manag mandat
    mann manufactur many map march margin marijuana mark market marr marriag mask mass massacr match mate materi
    math matt mayb mean meaningful meant meantim meanwhil measur meddl media medic meet memb membership memo memoir
    memor men ment mere merg merit mess messag met method microphon midnight midst midterm migr migrant militant
    militar mill mind mines minimiz minimum mining minorit minu minut mirr misconduct misinform mislead miss missil
    mistak mix mixed mob mobiliz mock model moderat modern modest mogul moment moments momentum mone monit month
    monu moral moratorium morn mortgag mosqu moth motion motivat mount mourn mouth move moved moves movi moving much
    multipl murd music myself name named names narrat narrow nast nation national nationalist nationwid natur near
    nearb necessar necessari need negat negoti negotiat neighb neighborhood neith nervou net network neurosurgeon
    neutr never newly newspap next nicknam night nightclub nine nobod nomin nominat none nonpartisan nonprofit norm
    notab notabl note noted notes noth notic notif noting notion now nuclear numb numerou oath object oblig observ
    obstacl obstruct obtain obvi obviou occa occas occup occur odds offen offend offer offers offic offici offset
    often oil okay old older oldest once ones ongo onlin open oper operat opin opioid oppo opponent opportun
    opportunit opposit optimistic option options order orders ordinar organiz origin others otherwi ought ourselv
    oust outcom outdo outgo outlet outlin outrag outrageou outreach outright outsid outspoken outstand overal
    overcom overhaul overlook overnight overs overse oversea overshadow overtim overturn overwhelm owned owner
    owners owns pace pack packag pact pages paid pain painful paint pair pandemic panel paper papers parad parallel
    pardon parent park part parti particip participat particular partisan partn pass passag passionat past path
    pathwa patient pattern paus pay paying payment payments payrol pays peac peaceful peak penalt pend peopl per
    perceiv percent percentag percept perfect perform performanc perhap period permanent permit perpetrat persistent
    person personnel perspect persuad petit pharmaceutic phas philosoph phon photo photograph phra physic pic pick
    pictur piec pill pilot pitch pivot plac plain plan planet plant platform play playback plea plead pledg plent
    plot plus podcast point pois polariz polic politic politician politiciz poll pollst pollut pool poor popul
    popular populist populou port portra pose posed poses posit possib possibil possibl post postpon potent potenti
    pour povert power powerful powers practic prai pray precedent precinct predat predeces predict pref prefer
    preferenc premi prepar pres presenc present preserv presid presidenc president presidenti pressur presumpt pret
    prevail prevent previ preview previou pric priest primar primari princip principl print prior prison privat
    privileg prob probab problem proc proce procedur proces produc product profes profession profil profit profound
    progr program progres prohibit project prolong promi prominent promot prompt proof prop propaganda propel
    propert propo proport propos prosecut prospect protect protest proud prov proven provi provid provinc provis
    provok public publish pull punch pundit punish purcha pure purpo pursu push put puts putt qual qualif qualific
    quart quest questionabl quick quiet quit quot race races raci racism racist radic radio raid rail rain rais rall
    rally ramp rampant ran rang rank ransomwar rape rapid rare rate rates rath rating ratings rattl reach react read
    real realistic realiz really reason reasonabl rebel rebound rebuild rebuk rebut recal rece receiv recent recept
    recipient reclaim recognit recogniz recommend record recount recov recruit recu red redact reduc reduct reelect
    refer referenc referendum reflect reform refrain refu refug regain regard regardl regim region regist registr
    regret regul regular regulat rein reinforc reinstat reiterat reject relat relationship relea relentl relevant
    reliabl relied relief relig religiou reluctant rely remain remark remarkabl rememb remind remot remov rend renew
    rent reopen repe repeat repl replac report represent reprint reput request requir rescu research reserv resettl
    residenc resident resign resist resistanc resolut resolv resonat resort resourc respect respon respond
    respondent responsibil responsibl rest restaurant restrain restrict result resum retail retain retali retaliat
    retir return reve revel revenu revers revi review revok revolut reward rhetoric rich rid ridicul ridiculou rigg
    right ring riot ripp rise risen rising risk rival road robust rocket role roles roll room root rose rough round
    rout routin row rule ruled rules ruling rulings run runn runof runs rural rush sacrific sad safe safet salar
    sale sales sampl sanct sat satisf save savings saw scal scand scar scath scen scenario schedul scholar school
    scienc scientific scientist scop scor scrambl scream screen script scrutin search season seat second secret sect
    secur see seeing seek seem seen sees segment seiz select sell senat send seni sens sensit sent sentenc senti
    separat seri series seriou serv servant sess set setback sets sett settl seven sever sex sexu shadow shak sham
    shap shar sharehold sharp shed sheet shelt shift ship shock shoot shop shor short shortag shot shout show
    showdown shown shrink shut shutdown sick side sided sidelin sides sight sign signatur significanc significant
    silenc similar simp simpl sinc singl sist sit site sites sits sitt situ six sixth sizabl size skeptic skepticism
    skil skin skip slam slap slash slat slav sleep slid slight slim slip slogan slow smal smart smear smil smok
    smooth soar soci socialist soft sold soldi sole solicit solid solut solv somebod somehow someon someth sometim
    somewhat son soon sophisticat sorr sort sought soul sound sourc spar spark spat speak speci specif specific
    specul speech speed spend spent spik spin spirit split spok spoken spokesman spokesperson spokeswoman spon sport
    spot spotlight spread spring spur stabil stack staf stag stak stal stamp stanc stand standard star stark start
    stat statewid station stations statu statut stay stead steadi steal steel steep steer stem step stick stil stir
    stock stood stop stor storm straight strain strang strateg strategic strategist stream street strength
    strengthen stres stretch strict strik string strip strong strongest struck structur struggl stuck stud student
    stuf stump stun styl subject submit subpoena subsequent substanc substant substanti suburb suburban succ succe
    succes successful sudden sue sued suff sufficient suggest suicid suit summ summit superdelegat supp suppl suppo
    support suppres sure surfac surg surpri surpris surrend surrogat surround surv surve surveillanc surviv suspect
    suspen suspend suspic suspiciou sustain swath sway sweep swept swift swing swip switch sworn symbol sympath
    system tabl tackl tactic tag take taken takeov takes taking talent talk tally tank tapp target tarif task taught
    tax taxes taxpa teach team tear tech technic technolog teenag telephon televi temp tempera temperatur temporar
    temporari ten tend tens tent tenur term terminat terr terribl terrif territ terrorism terrorist test testif
    testimon text thank themselv theor ther theref thes thing things think third thorough thos though thought
    thousand thre threat threaten threshold threw throughout throw thrown thus thwart ticket tie tied ties tight
    tighten time timelin timing tip tired titl toda togeth toggl tolerat toll tomorrow tone tonight took tool top
    topic toppl tortur toss total totally touch tough tour tout toward town track trad tradit traffic traffick trag
    tragic trail train transact transcript transf transfer transform transgend transit translat transparenc
    transparent transport trap trash travel treat tremendou trend trial trib tribut trick tried tries trig tril trip
    troop troubl truck true truly trust truth try trying tuit tunnel turmoil turn turnout tweet twic two type types
    typic ultimat unabl unacceptabl unanim unauthoriz uncertain uncertaint unclear unconstitut uncov undecid
    undercut underestimat undermin undersc understand understood undocu unemplo unexpect unfair unfit unfold
    unfortunat unif uniform unions uniqu unit unity univ universit unknown unlawful unleash unles unlik unnecessar
    unpopular unprecedent unrelat unsupport until unusu unveil unwil upcom updat upend uphold upper upset urge urged
    urgenc urgent urging use used user users uses using usual usually vaccin vaccinat vagu valid valu valuabl
    variant variet variou vast vehicl ventur venu vers versu veteran veto vett via viabl vict victim video view
    vigor viol violat violenc violent viral virtu viru visa visibl vision visit vital vocal voic volatil volunt vote
    voted voter voters votes voting vowed vulnerabl vying wage wages wait waiv wake walk wall want warm warn warrant
    wars wast watch watchdog water wave waves waving way ways weak weaken wealth weapon wear weath websit week
    weekend weigh weight welcom welfar well went whatev wher wheth whil whistleblow whit whoev whol whos wide widen
    wider widespread wife wild win wind window wing winn wins wisdom wish withdraw withdrew witnes woman women won
    wond wonderful word wore work workplac world worldwid worr wors worst worth wound wrap writ written wrong
    wrongdo wrot xenophob year yell yes yesterda yield young yourself youth zero zone
    """.split()
)
