package find

// Breaks end a noun phrase.
var Breaks = Words(`from in on at for with and but or to that which who is are was were be been being has have had will would can could should does did do not yesterday today last this next because since when while i you it we he she they me us him them my
your the a an arrived came stopped broke won't doesn't isn't didn't hasn't about after before as so if than then there here now just again still only back by of off over under please thanks via without whose where how why what
two three ago once twice already never also too wont doesnt isnt didnt keeps started with within until up down out into onto during between per around am i'm it's that's there's yes no`)

// Verbs are no part of a noun phrase.
var Verbs = Words(`want wants need needs think like love hate see saw know knew use used using make made take took tried trying try asked ask told tell say said says turn turned put fix fixed repair repaired
check checked find found lost lose broke break arrive come came go went gone look looks looking left leave charge charged charging cancel show shows showed threw open opened close closed press pressed
buy sell selling help need send give gave call called contact contacted emailed changed change let keep kept work works worked working plug plugged connect connected update updated supposed missing waiting wait
called named please thanks hello hi hey regarding concerning re what's whats where's is it's its i'm i've ive im don't dont didn't can't cant won't any all every each such much many more most few less either neither else order orders parcel package delivery refund
really very too also even ever maybe perhaps well hmm ok okay oh yes no nope yeah sure not never no`)

// Acquired are what people do with goods that are theirs.
var Acquired = Words(`bought ordered purchased preordered pre-ordered got received have own returned returning return exchange exchanging replace replacing buy buying order ordering sent
deliver delivered shipped unboxed installed assembled gave picked cancel cancelled missing without returns sending swap keep getting assembling wanted paid`)

// Owned stand before a thing that is meant and no other.
var Owned = Words(`my me our his her this that these those the your its their said both`)

// NotNames follow "I'm" with a capital, or "this is", without being a name.
var NotNames = Words(`a an the not so very still just really getting having trying looking waiting sorry happy angry sad writing calling unable done sure interested
here from now your my our it is was in on at good bad new ok okay fine again back locked confused afraid disappointed upset furious frustrated extremely completely absolutely
hello hi hey please thanks monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december i unacceptable ridiculous outrageous
german french english chinese american british italian spanish customer agent person human bot urgent tired sick fed going about because ios android windows
disgusting insane appalling awful terrible horrible nonsense stupid pathetic useless shameful disgraceful crazy absurd unbelievable bullshit garbage rubbish wrong broken damaged late missing this that these those what why how when where who
spelled spelt regarding yes no never always order number refund money delivery parcel package account email phone support service help today tomorrow yesterday worst enough beyond literally seriously really quite too
dear team sir regards best kind many greetings mine his her their ours us me you we they he she if and but or to for of with by as then also only both all any some none nothing something everything great nice lovely perfect
i'm i've i'd im ive id we're we've it's that's he's she's there's
black white red blue green grey gray large small medium xl christmas easter unhappy stuck lost worried concerned annoyed pleased glad afraid aware currently living based located over under off out up down right left asking wondering hoping expecting returning using having being missing owed done fuming livid raging`)
