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
        remote|online? data entry worker|workers|job|jobs|work|clerk|clerks
        hiring|looking for? remote|online|home workers|staff|job|jobs|typists
        no experience required|needed|necessary *? *? *? *? whatsapp|telegram|day|hour|week
        heimarbeit|nebenverdienst|nebenjob|zusatzverdienst pro|ohne|von|mit|online|als|verdienen|whatsapp|seriose|seriose|300|euro|gesucht
        mitarbeiter|leute|heimarbeiter fur heimarbeit|nebenverdienst
        mit|durch|dank heimarbeit|nebenverdienst *? geld|verdienen|euro|monat
        keine|ohne vorkenntnisse|vorkenntnis notig|erforderlich|whatsapp|telegram|pro
        reich in|mit 7|10|14|20|30|60|90|wenigen|aktien|bitcoin|krypto tagen|wochen|monaten|trading|handel
        link|infos|mehr|kontakt in meinem|meiner|mein profil|bio|profilbeschreibung
        link|more|info|details in my bio|profile|description
        lien dans|en ma|mon|bio bio|profil|description
        link nel|in|nella mio|mia|bio? profilo|bio|descrizione
        saisie de donnees a|depuis|en domicile|chez|ligne
        recrute|recrutons|cherchons *? *? *? a|travail domicile|distance
        prestito|prestiti|finanziamento|finanziamenti veloci|rapido|rapidi|immediato|immediati|da|in|senza|fino *? *? *? *? busta|tasso|ore|garanzie|giorni|euro
        prestiti|prestito|finanziamenti veloci|rapidi|immediati|seri|garantiti
        inserimento dati da|a|online casa|domicilio
        lavoro a|da domicilio
        schnellkredit|sofortkredite|barkredit|eilkredit ohne|online|in|bis|von|trotz|sofort|jetzt
        kredit|darlehen innerhalb von|24 24|48|stunden stunden?
        pret|prets|credit d|rapide|urgent|serieux argent|en|entre *? 24|48|72|particuliers heures|h
        quick|fast|instant|urgent|cash loan|loans|credit *? *? in|within|without|from|up|at|apply
    """,
    "crypto": """
        bitcoin|crypto|btc|forex|binary|cryptocurrency|eth|ethereum|nft|krypto|kryptowahrungen|criptovalute|usdt trading|investment|investing|investments|trader|trade|mining|options|platform|signals|recovery|wallet|giveaway|invest|expert|handel|investieren|profit|account|broker|miner|price|bot|exchange|airdrop
        recover|recovered|recovering|recovery my|your|the|of lost|stolen? bitcoin|crypto|funds|money|btc
        invest|invested|investing|investieren|investir|investire in|with|dans|mit|en bitcoin|bitcoins|crypto|forex|cryptocurrency|her|him|krypto|kryptowahrungen|cryptomonnaie|cryptomonnaies|criptovalute
        account|investment|trading manager|platform|expert|signals|bot|mentor|robot|strategy|plattform
        free|gratis|kostenlose bitcoin|bitcoins|btc|crypto
        bitcoin|bitcoins kaufen|verdienen|gagner|gratuit|gratis|guadagnare|investieren
        verdoppeln|verdopple|verdoppelt|vervielfachen|vermehren sie|du? ihre|deine|ihr|dein|eure|euer bitcoin|bitcoins|krypto|kapital|investition|einlage|geld *? in|innerhalb|binnen
        double|triple|multiply your bitcoin|bitcoins|btc|crypto|investment|money in|within|with
        doublez|triplez|multipliez|doubler vos|votre|tes|ton bitcoin|bitcoins|crypto|cryptos|argent|mise|investissement
        raddoppia|raddoppiate|moltiplica|triplica i|il|le tuoi|vostri|tuo|tua? bitcoin|soldi|investimento|capitale
        my|mein|meine|mon|ma|mio|mia broker|brokerin|trader|traderin|courtier|account manager? mr|mrs|ms|frau|herr|m|mme|madame|monsieur|signor|signora|dr|named|who
        broker|trader|traderin|brokerin|courtier|tradeuse *? *? *? *? telegram|whatsapp
        ausgezahlt|ausbezahlt|gewonnen|verdient|erhalten *? *? *? *? telegram|whatsapp
        investissez|investir|investi|investis dans|sur|en le|la|les? bitcoin|bitcoins|crypto|cryptomonnaie|cryptos|forex|trading avec|via|grace|sur|et|comme
        bitcoin|crypto|krypto|forex|trading *? *? *? *? telegram|whatsapp
        bitcoin|crypto ho|hai|abbiamo|j|ich|i *? *? investito|investi|investiert|invested
        ho|hai|ha|abbiamo investito *? *? *? *? ricevuti|ricevuto|guadagnato|guadagnati
        krypto|crypto|bitcoin|forex|trading gewinne|gewinn|gains|profitti|profits|signale|segnali|signaux|gruppe|bot *? jeden|pro|par|al|per|daily|every|garantiert|garantis|garantiti|taglich
        krypto|crypto|bitcoin gewinne jeden|pro|taglich
        profit|profits|gewinn|gewinne|rendite|gain|gains|rendement|profitto|rendimento garantiert|garanti|garantis|garantito|garantiti|guaranteed *? *? *? telegram|whatsapp|bitcoin|krypto|crypto|trading
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
        marabout|marabouts|voyant|voyance|mage *? *? *? *? retour|serieux|puissant|affectif|amour|africain|whatsapp|competent|etre
        maitre|grand|puissant|professeur|medium marabout|voyant|guerisseur|vaudou
        marabout|voyant|guerisseur|vaudou *? *? *? mari|femme|ex|conjoint|mon|amour
        retour affectif|de affection|l|votre|amour? aime|ex|affectif|etre|rapide|immediat
        mein|meine|dein|deine|den|die|ex mann|frau|partner|ex|freund|zuruck *? durch|mit|dank liebeszauber|zauber|voodoo|magie
        liebeszauber|partnerzuruckfuhrung|voodoozauber|hexenmeister|hellseher|hellseherin wirkt|wirkten|hilft|garantiert|whatsapp|zuruck|mit|per
        legamento|legamenti d di amore
        mago|maga|sensitivo|cartomante|veggente *? *? *? ritorno|amore|legamenti|whatsapp|potente
        brought|bring|bringing|got my|back|your ex|husband|wife|lover|boyfriend|girlfriend back *? *? spell|spells|dr|doctor|24|with
        spell|voodoo|love caster|spells|priest|temple|spell *? *? whatsapp|brought|husband|ex|back|who|that
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
        bringen|bringt|bringe|holen|setzen wir|ich|sie|deine|ihre ihre|deine|eure|ihr? website|webseite|seite|homepage|shop|unternehmen *? auf|nach|an platz|seite|die|oben|spitze
        platz|seite|position|rang 1|eins|nummer bei|in|auf google|suchmaschinen
        premiere|1ere|1re|top page|position|place de|sur|dans|chez? google
        agence|expert|consultant|service|services seo|referencement
        devis gratuit|gratuits *? *? *? site|seo|referencement|web
        prima|primo|primi|1 pagina|posto|posizione|risultati di|su|in|sui google
        first|top|number|page page|spot|one|1|position of|on|in|at|for google
        achetez|acheter|achete|obtenez|gagnez *? abonnes|followers|likes|vues|fans|j *? *? *? instagram|tiktok|facebook|youtube|likes|aime|reels
        kaufen|kaufe|kauf|kauft|bestelle|bestellen|gunstige|echte *? follower|followers|abonnenten|likes|bewertungen|rezensionen|klicks
        follower|abonnenten|likes|bewertungen|rezensionen|google kaufen|bestellen|bewertungen|ab kaufen?
        compra|comprare|acquista|acquistare|ottieni *? follower|followers|like|likes|recensioni|visualizzazioni|iscritti
        buy|get|order|purchase|sell|selling *? *? instagram|tiktok|facebook|youtube|google|trustpilot|real|cheap|5|star|positive followers|likes|reviews|subscribers|views|review
        boost your|vos|deine|ihre|i followers|likes|abonnes|subscribers|reichweite|follower
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
        fuhrerschein|fuhrerscheine|fuhrerausweis|reisepass|personalausweis|zertifikat|sprachzertifikat|diplom|abitur|aufenthaltstitel|meisterbrief|telc|goethe ohne|kaufen|bestellen|zertifikat prufung|prufungen|fahrschule|kaufen|bestellen|fahrstunden|theorie|test|wartezeit
        fuhrerschein|fuhrerausweis|reisepass|personalausweis|falschgeld|diplom|sprachzertifikat|zertifikat kaufen|bestellen|erwerben
        falschgeld|gefalschte|gefalschter|echte|registrierte|registrierter|original kaufen|bestellen|ausweise|fuhrerscheine|fuhrerschein|passe|reisepasse|geldscheine|euroscheine|dokumente|banknoten
        permis|passeport|passeports|diplome|diplomes|certificat de|sans|ielts|b1 conduire? *? examen|code|enregistre|authentique|en|a vente|ligne|sans|vendre
        acheter|achetez|obtenez|obtenir|vente *? permis|passeport|passeports|diplome|faux|certificat de|conduire|en|billets|authentique|enregistre
        faux billets|passeports|passeport|permis|papiers|diplomes|documents|euros indetectables|indetectable|de|a|en|passeport|permis conduire|vendre|vente|ligne|passeport|identite
        faux billets indetectables|indetectable
        permis de conduire passeport|passeports|carte|faux|sans|cni
        patente|passaporto|passaporti|diploma|certificato|laurea *? *? senza|in|registrata|registrato|originale|autentico esame|esami|vendita|vera
        comprare|compra|acquista|acquistare|ottieni *? patente|passaporto|passaporti|banconote|diploma|laurea
        banconote|soldi|documenti|passaporti falsi|false|falsificati *? indistinguibili|vendita|acquista|comprare|whatsapp
        real|registered|genuine|authentic|original|fake|buy registered|genuine|real|original|authentic? passports|passport|driving|drivers|driver|ielts|toefl|documents|licence|licences|licenses|visa|diploma|certificates license|licence|licences|licenses|certificate|certificates|id|cards|without|online|driving
        buy|obtain|order|get real|genuine|registered|original|ielts registered|genuine|real|toefl? passports|passport|documents|licence|licences|certificate|certificates|driving
        ielts|toefl|telc|goethe|dele|delf|pte certificate|certificates|certificat|zertifikat|certificato without|ohne|sans|senza|for|online|kaufen exam|prufung|examen|esame|sale|kaufen?
        licence|license|licences|passport|passports|certificate|certificates without|no exam|exams|test|tests
        undetectable|counterfeit|fake banknotes|money|bills|notes|euro|dollar|passports|documents
        essays|essay|papers|dissertations|thesis|assignments for students|you|cheap *? *? *? prices|price|cheap|rates
        write|writes|writing|do essays|essay|papers|dissertations|thesis|assignments|homework for students|you|money|cheap|a
        ghostwriter|ghostwriting fur|service|agentur|bachelorarbeit|masterarbeit|hausarbeit
        bachelorarbeit|masterarbeit|hausarbeit|hausarbeiten|doktorarbeit|seminararbeit schreiben|kaufen lassen|ghostwriter
        redaction de|d memoire|memoires|dissertation|these pour|a|etudiants|pas
        tesi|tesine di? laurea? su commissione
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
        hr|manager|admin|boss|agent|us|me|him|her on|via whatsapp|telegram|signal
        auf|per|via|uber|unter whatsapp|telegram|signal *? *? unter|an|kontaktieren|erreichbar|anschreiben|schreiben
        kontaktieren|kontaktiere|kontaktiert|schreib|schreibt|schreiben|melde|meldet|melden|anfragen sie|dich|mir|ihn|uns|euch|ihm|bei|mich|ihr? sie|mir|uns|ihn|ihm|ihr? *? per|auf|via|uber|bei|in telegram|whatsapp|signal
        ecrivez|ecris|contactez|contacte|contacter|joignez|joindre lui|la|le|les|moi|nous|au? par|sur|via|au? telegram|whatsapp|signal
        contattatelo|contattatela|contattalo|contattala|contattate|scrivetegli|scrivetele|scrivigli|scrivi|scrivete|contattare *? su|al|via|a|tramite|per telegram|whatsapp|prestito
        scrivi|scrivimi|scrivete|scriveteci|contattaci su|al|via|tramite|per whatsapp|telegram|maggiori|info|informazioni
    """,
}
