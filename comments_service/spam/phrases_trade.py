"""Phrases of trades that have no business below company news.

Written as `phrases.py` says. The forms are English, German, French and Italian.
"""

PHRASES: dict[str, str] = {
    "money": """
        make|making|earn|earning|earned|made easy|real|some|extra|fast|quick|good|big|free? money|cash|income|dollars online|from|fast|easily|at|every|daily|by|with|today|while
        work|working|job|jobs from|at home
        how|ways to make|earn *? *? *? money|cash
        passive|extra|monthly|weekly|second income
        per|a|every|each hour|day|week|month online|working|from|at|doing
        easy|quick|fast|free money|cash
        get|become rich|wealthy quick|fast|with
        earn|earned|making|made|earning over|up|around|about|almost|to? 50|100|200|300|500|1000|2000|3000|5000|10000
        financial freedom
        paid surveys|to|verts
        personal|payday|quick|business|instant|urgent|cash|cheap loan|loans
        loan|loans offer|lender|offers|company|without|at|online
        apply for a|your loan
        low interest rate|rates
        credit repair|score|card|cards online|hacker|now|fix
        geld|euro|franken von zuhause|verdienen|online|nebenbei|pro zuhause|verdienen|tag|monat|woche|von
        schnell|leicht|einfach|online|nebenbei|viel geld|reich verdienen|werden|leihen|verdient
        kredit|kredite|darlehen|sofortkredit|privatkredit ohne|sofort|online|trotz|beantragen|anbieten|erhalten|angebot|von
        passives|zusatzliches|monatliches einkommen
        finanzielle|finanziell freiheit|frei
        gagner|gagnez|gagne de|l|jusqu|plus|des l? argent|euros|a
        argent|revenus|revenu facile|en|rapidement|rapide|passifs|passif|depuis
        travail|travailler|travaillez a|depuis|chez domicile|votre|chez|vous|la
        pret|prets|credit|credits entre|rapide|personnel|sans|urgent|en particulier|particuliers|ligne
        offre de pret
        guadagna|guadagnare|guadagnate|guadagno|guadagni soldi|online|denaro|da|con|facili|facile|fino|subito|casa
        soldi|reddito facili|veloci|passivo|online|extra|da
        lavoro|lavora|lavorare da casa
        prestito|prestiti tra|personale|personali|veloce|senza|online|privati|urgente
        liberta finanziaria
        offerta di prestito
    """,
    "crypto": """
        bitcoin|crypto|btc|forex|binary|cryptocurrency|eth|ethereum|nft|krypto|kryptowahrungen|criptovalute|usdt trading|investment|investing|investments|trader|trade|mining|options|platform|signals|recovery|wallet|giveaway|invest|expert|handel|investieren|profit|account|broker|miner|price|bot|exchange|airdrop
        recover|recovered|recovering|recovery my|your|the|of lost|stolen? bitcoin|crypto|funds|money|btc
        invest|invested|investing|investieren|investir|investire in|with|dans|mit|en bitcoin|bitcoins|crypto|forex|cryptocurrency|her|him|krypto|kryptowahrungen|cryptomonnaie|cryptomonnaies|criptovalute
        account|investment|trading manager|platform|expert|signals|bot|mentor|robot|strategy|plattform
        free|gratis|kostenlose bitcoin|bitcoins|btc|crypto
        bitcoin|bitcoins kaufen|verdienen|gagner|gratuit|gratis|guadagnare|investieren
    """,
    "casino": """
        online|live|best|crypto|mobile|bitcoin|no|casino casino|casinos|slots|slot|gambling|poker|betting|sportsbook|roulette|kasino|bonus|deposit|spielautomaten
        casino|casinos en|bonus|games|game|ligne|online|slots|sites|spiele|senza|ohne|bonuses|slot|spielen|non|royal|gratuit
        free|gratis spins|slots|bet|freispiele|bonus
        slot|slots machine|machines|online|gacor|games|game|deposit
        sports|sport betting|wetten|bets
        sportwetten|freispiele|freispielen|spielautomaten|gacor|judi|togel|bookmaker|bookmakers|1xbet|melbet|mostbet|1win|vulkan
        paris sportifs
        scommesse sportive|online|bonus|sportive
        jeux d argent|casino
        giochi d azzardo|casino
        betting tips|site|sites|odds|strategy
        matched betting
        jackpot|win big|big|prize|real
    """,
    "pharma": """
        viagra|cialis|levitra|sildenafil|tadalafil|tramadol|xanax|ambien|phentermine|kamagra|priligy|dapoxetine|potenzmittel|modafinil|ivermectin|ozempic|semaglutide|valium|oxycodone|adderall|clenbuterol|steroids|hydroxychloroquine|vpharmacy|propecia|prednisone
        buy|order|cheap|generic|online|canadian|acheter|comprare|kaufen drugs|pills|medication|medications|pharmacy|meds|prescription|steroids
        online|canadian|internet pharmacy|pharmacies|drugstore|apotheke|apotheken
        without a? prescription|doctor
        rezeptfrei kaufen|bestellen|online
        ohne rezept kaufen|bestellen|online
        sans ordonnance|ricetta
        senza ricetta
        weight loss pills|supplement|supplements|program|product|tips|fast
        lose weight|belly fast|quickly|fat|naturally
        penis|breast|male enlargement|verlangerung|enhancement
        erectile dysfunction
        herbal|natural|traditional|spell cure|doctor|caster|remedy|healer|herbs|temple
        spell caster|casters|temple
        love spell|spells
        schnell abnehmen|gewicht
        abnehmen mit|ohne pillen|tabletten|diat
        perdre|perdez du poids
        dimagrire|dimagrisci velocemente|subito|in|senza
        cbd|hemp oil|gummies|ol|shop
        testosterone booster
        keto gummies|pills|diet
    """,
    "adult": """
        porn|porno|pornos|xxx|pornhub|milf|sexcam|sexcams|camgirls|onlyfans|escorts|bbw|hentai|webcamsex|erotikchat
        sex|adult|nude|hot|naked|live|free|cam|webcam|sexy dating|chat|video|videos|girls|cams|cam|pics|photos|tube|girl|treffen|kontakte|sex|webcam|movies|women
        escort|escorts service|services|girls|girl|agency|in|frauen|zurich|milano|paris|geneve
        meet|date|find|chat local|single|sexy|hot|with singles|women|girls|ladies|woman|girl
        rencontre|rencontres coquine|sexe|adulte|coquines|gratuit|gratuites|femmes|sexy
        plan cul|sexe
        heisse|geile|nackte|sexy|einsame frauen|girls|madchen|singles|hausfrauen
        incontri sesso|piccanti|sexy|per|gratis|donne
        donne nude|sole|calde
        single|singles frauen|women|manner|borse|ladies in|kostenlos|near
        looking for a? serious|good|real|sugar|hookup relationship|man|daddy|baby|mummy
    """,
    "seo": """
        backlink|backlinks|linkbuilding|gsa|dofollow|scrapebox|xrumer
        seo|link|linkbuilding|sem service|services|agency|company|expert|experts|building|tools|backlinks|specialist|agentur|optimization|optimierung|consultant|packages|ranking|agence|agenzia|tool
        search engine|engines optimization|ranking|rankings|results|optimisation
        rank|ranking|rankings|ranks higher|number|on|in|your|first|better|for google|site|website|one|keyword|page|your|in|bing
        increase|boost|more|drive|get|improve|generate|buy your|more|website|web|targeted|organic|free? traffic|ranking|rankings|visitors|sales|leads|backlinks|followers
        website|web|targeted|organic|more|site traffic|visitors
        guest post|posts|posting|blogging|blog|article
        web|website|site hosting|design|designer|development|builder|erstellen services|company|agency|service|lassen|provider|review|reviews
        buy|cheap|kaufen|acheter|comprare|free instagram|youtube|facebook|twitter|tiktok|real|active? followers|likes|subscribers|fans|abonnes|reviews
        follower|followers kaufen|gratuit|gratis|generator
        digital|social|internet|affiliate|email media? marketing agency|services|company|strategy|program|service|agentur
        first|top|erste|page|seite of|bei|von|on|auf google
        suchmaschinenoptimierung|webdesign|referencement
        referencement naturel|web|google|de
        posizionamento sui|google|seo|motori
        article spinner|writing service
        content writer|writers|writing services|service
    """,
    "goods": """
        replica|fake|cheap|discount|wholesale|designer|authentic|knockoff|gefalschte|replique watches|watch|handbags|bags|jerseys|rolex|shoes|nike|jordan|jordans|louis|gucci|uggs|sunglasses|ray|oakley|nfl|passport|passports|diploma|certificate|uhren|montres|orologi|sneakers|moncler|michael|coach|taschen
        louis vuitton|gucci|michael handbags|bags|outlet|kors|bag|tasche
        promo|discount|coupon|coupons|voucher|bonus|gutschein|rabatt code|codes|promocode|deals
        code promo|promo|sconto|promozionale|bonus
        codice sconto|promo|promozionale|bonus
        free|fast|worldwide|discreet shipping|delivery|versand
        buy|order|purchase|shop|click now|here|it|online|cheap|from|direct|yours now|here|online|today|cheap|website|us|our|factory
        best price|prices|deals|deal|quality|offer online|guaranteed|here|and
        limited time|offer|special offer|only
        special|limited|exclusive offer|offers|discount|deal
        money back guarantee
        fake|buy|novelty|real|genuine passports|passport|documents|id|ids|driving|driver|diploma|degree|certificates|license
        jetzt|hier|gunstig|billig|online gunstig|online|zum? kaufen|bestellen|zuschlagen|angebot|bestpreis
        jetzt|hier klicken|bestellen|anmelden|zugreifen|sichern
        achetez|commandez|profitez|acheter maintenant|ici|en|pas|des|de|notre|nos|vite ligne|cher|offre|offres|promotion|notre
        pas cher livraison|en|france|ligne
        acquista|compra|ordina|approfitta ora|subito|adesso|qui|online|dell|della
        offerta|offerte speciale|limitata|imperdibile|speciali|imperdibili
        essay|dissertation|assignment|homework writing|help|writer|service|services
        diplom|diplomy kupit|kaufen
    """,
    "prize": """
        free|win|won|get|claim|gratis|amazon|itunes|steam|xbox|psn a|your|an|free|amazon|itunes|steam? gift|iphone|ipad|voucher|prize|giftcard|giftcards|robux|vbucks|cards|codes|ps5|ps4|playstation|laptop card|cards|code|codes?
        chance|chances|enter|want to|2 win|gain a|an|the|free|iphone|money|cash
        giveaway|giveaways|freebies|robux
        click|clicking|tap here|this|the|on|link|below link|the|this|below|to|now|for|here|button|url
        click|clicking here|below
        download|install|get|try now|it|here|this|the|for|my|our for|free|app|here|now|game|link
        free download|app|trial|apps|android|ebook|webinar|minecraft|movies|games
        go to|on this|my|our|the site|link|website|page|url|profile
        congratulations you|your have|ve|email|are *? won|selected|chosen|winner
        you have|ve been|won selected|chosen|a|the
        sign up|in now|here|for|using|today|with free|my|here|this|and
        use my|this|code|our code|link|promo|referral|at|coupon
        referral|affiliate|invite|invitation link|code|program
        klick|klickt|klicke|klicken sie? hier|auf|jetzt|mal den|diesen|link|hier
        gewinne|gewinnt|gewinnen|gewonnen sie? ein|eine|einen|jetzt|tolle|iphone iphone|auto|gutschein|preise|reise|geldpreise
        kostenlos|gratis herunterladen|testen|anmelden|downloaden|registrieren|sichern
        herzlichen gluckwunsch sie|du haben|hast gewonnen
        cliquez|clique|cliquer ici|sur le|ce|lien|maintenant?
        gagnez|gagner|remportez un|une|des|votre iphone|voiture|cadeau|cadeaux|voyage|carte|ipad|bon
        telechargez|telecharger gratuitement|gratuit|maintenant|ici|l|notre
        inscrivez vous|toi gratuitement|ici|maintenant|vite|des
        clicca|cliccate|cliccare|clicchi qui|su|sul|ora|questo link|questo|ora|questo
        vinci|vincere|vincete|hai un|una|subito|vinto|fantastici|iphone iphone|premi|buono|auto|viaggio|un|una
        scarica|scaricate|iscriviti gratis|ora|subito|qui|gratuitamente|adesso
    """,
    "contact": """
        whatsapp|whatsap|watsapp|telegram|viber|skype|hangout me|us|him|her|on|number|via|at|group|channel|contact|gruppe|nummer|groupe|gruppo
        contact|email|mail|message|text|reach|inbox|dm|call me|us|him|her|now|today|via|directly on|at|for|via|through|by|now|if|today|directly
        contact|reach him|her|them|me|us|out|dr|doctor
        add|write|message|inbox|dm|pm me|us on|at|for|now|if|if
        give|send|drop me|us|your your|a|an email|number|mail|message|phone
        kontaktiert|kontaktieren|kontaktiere|schreib|schreibt|melde|meldet mich|uns|sie|mir|dich uns|mich|per|auf|unter|via|bei mail|whatsapp|telegram|mich|mir|unter
        contactez|ecrivez|contacter|contacte nous|moi|le|la|les par|sur|au|via|a|des mail|whatsapp|mail|email|telegram|maintenant
        contattaci|contattatemi|contattami|contattateci|scrivimi|scriveteci su|via|al|per|a|in|ora
    """,
}
