"""Phrases of those who speak of what they made themselves, and ask for attention for it.

Written as `phrases.py` says. The forms are English, German, French and Italian.
"""

PHRASES: dict[str, str] = {
    # Look at what I made: channels, songs, pages of the writer's own.
    "promotion": """
        check|checkout|chek|chack|checking|checked out my|our|mine|mah|amy|me|us|men
        check my|our *? channel|chanel|page|video|videos|vid|vids|music|song|songs|sound|remix|cover|mixtape|album|site|website|blog|profile|stuff|account|clip|playlist|rap|work|store|app|game|band|track
        check me|us out
        check out the|this|these|his|her|our *? channel|website|site|video|videos|page|app|shop|playlist
        visit|see|watch|open my|our|us *? channel|page|site|website|blog|web|homepage|profile|shop|store|webpage|weblog|video|videos|track|music|clip|stream|work
        visit this|the site|website|page|link|blog|channel
        look at my|our *? channel|page|site|website|blog|video|videos|music|profile
        look and shares? my|our
        take a look|listen|peek at|to my|our|this|the *? channel|page|site|website|blog|video|videos|music|profile|link|song
        listen|hear to? my|our *? music|song|songs|remix|beats|cover|covers|mixtape|track|raps
        come follow|watch|visit|see
        follow me|us|my|him on|at|and|back|company|channel|page
        follow 4|for follow
        my|our *? channel|chanel|channels|mixtape|remix|remixes|cover|covers|vlog|vlogs|playlist|soundcloud|raps|beats|parody|youtube|twitch
        my|our own|new|latest|first|next|other|newest|hit|original *? video|videos|vid|vids|song|songs|music|track|sound|musicvideo|album|single|site|website|blog|page|shop
        my|our videos|music|covers|raps|songs|rap|vids|website|homepage|webpage|weblog
        my|our|own web site|page|blog
        also|please|and visit|check
        feel free to visit|check|surf
        here is|are my|our *? site|website|blog|page|link|links
        i|we make|made|upload|do|did|uploaded *? videos|video|covers|cover|beats|remixes|tutorials|raps|vlogs|channel
        i|im am|m? a|an|the just? *? rapper|singer|musician|producer|youtuber|vlogger|dj
        new to|on youtube
        new youtuber|rapper|channel
        i|we sell|selling
        give|gimme me|us a|some? chance|feedback
        like|liking my|our page|video|videos|channel|music|facebook|comment
        support my|our channel|music|page|work|campaign
        join me|us|this|our|my on|in|now|here|group|team|site|website|network
        we are a|an *? company|agency|team|supplier|manufacturer
        schau|schaut|guck|guckt|schauen|klick|klickt doch|mal|gern|gerne? auf|bei|in mal? meinem|meinen|meine|meiner|mir|unserem|unserer|unsere|uns kanal|seite|webseite|website|homepage|blog|shop|profil|video|videos|vorbei
        schau|schaut|guckt|guck|kommt|komm doch|mal|gern|gerne? auf|bei|in mal? meinem|meiner|mir|unserem|unserer|uns kanal|seite|webseite|website|homepage|blog|shop|profil? vorbei
        besuch|besucht|besuche|besuchen sie? doch|mal|auch|gern|gerne? meinen|meine|mein|unsere|unseren|unser kanal|seite|webseite|website|homepage|blog|shop|profil|youtube
        mein|meine|meinen|meinem|meiner neuer|neuen|neues|neue|eigener|eigene|eigenen? kanal|blog|webseite|website|homepage|youtube|instagram|onlineshop
        folgt|folge|folg mir|uns auf|bei|gern
        hort|hor mal? in mein|meine|meinen
        visitez|visiter|decouvrez|regardez|allez|venez voir|sur|visiter|decouvrir? mon|ma|mes|notre|nos nouveau|nouvelle? site|blog|page|chaine|boutique|profil|video|videos
        jetez|jeter|jette un oeil|œil|coup a|sur|d
        suivez|suis moi|nous sur
        mon|notre site|blog internet|web|perso
        ma|notre chaine|boutique|page youtube|en|twitch|facebook|instagram? ligne?
        sur ma chaine|page|boutique
        visita|visitate|visitare|visiti|guarda|guardate|scopri|scoprite anche? il|la|i|le? mio|mia|miei|nostro|nostra|nostri sito|blog|pagina|canale|negozio|profilo|video|shop
        date|dai|dare un occhiata|sguardo a|al
        seguimi|seguitemi|seguici|seguiteci su|sul
        il|la|sul|sulla mio|mia|nostro|nostra nuovo|nuova? sito|blog|canale|pagina web|youtube|internet|facebook
        passate|passa dal|sul|nel mio|nostro|mia
    """,
    # Subscribe to me, like my comment: engagement asked for.
    "subscribe": """
        subscribe|subscribed|suscribe|subcribe|subscibe|subscribing to? me|us|my|our|mine|him|her|this|back|now|please|pls|plz|and|for|if
        please|plz|pls|plese|pleas|plzz|pleaz and? subscribe|sub|suscribe|subcribe|follow|like|share|vote|visit|check|help|watch|support|listen
        sub to|for|4 me|my|us|sub
        sub my|me|back|4|for
        subscribe|suscribe|subcribe|sucscribe|subscrible|subscrib|subscribes|subscribing|subscribirse
        i will|ll subscribe|sub|follow back|you|to
        like and|or|n? subscribe|share|comment
        help me|us get|reach|to
        abonniert|abonnier|abonniere|abonnieren|abonnieret doch|bitte|mal|sie? meinen|meine|mein|mich|unseren|unsere|kanal
        lasst|lass doch|bitte? ein abo|like
        abo da|dalassen
        abonnez vous|toi a|sur
        abonne|abonnez toi|vous
        likez|partagez ma|mon|cette|la page|video|chaine
        iscriviti|iscrivetevi|iscrivervi al|alla|a? mio|nostro|mia|nostra|canale|pagina
        mettete|metti|lasciate un? mi piace|like
    """,
    "subscribers": """
        subscribed|subscriber|subscribers|subscribee
    """,
    "look-here": """
        check|checkout|checkin|chack *? out
        check|checks|checking this|these
        watch this trailer|guy|song|track|clip
        search|google|look|goggle|lookup for|him|her|it|up
        just|and|please|simply search|google
        search|type *? on|in google|youtube
        type in
        shout|shoutout out? to
        tapez|cherchez sur google|youtube
        cercate|cerca su google|youtube
    """,
    "donation": """
        donate|donation|donations|donating
        gofundme|kickstarter|indiegogo|fundraiser|fundraising|crowdfunding
        petition sign|unterschreiben|signez
        sign|signez this|the|la|our|my|unterschreibt *? petition
        please|pls|plz|pleas *? vote|donate|sign|help|join
        vote for|4 me|us|this|my|him|her
        spendet|spende bitte|fur|jetzt
        faites un don
        fai una donazione
    """,
    "begging": """
        thumbs|thumb up|this|ups if|to|so|for|people|please|who|everyone|and
        like if|this|ur if|comment|this|you|ur|your|u|so|for
        like this comment|if|page|post
        likes for|if|please
        hit|press|click like|the if|like|button
        share this|it|with|on video|comment|everyone|page|song|facebook|google|your
        repost|copy and? paste this|to|in|on
        comment if|and like
        who is|s|else? watching|here like|sub|subscribe
        like wenn|falls|si|se ihr|du|vous|tu|sei|anche
        daumen hoch wenn|fur mich|meinen|falls
        teilt|teile dieses|diesen|das video|kommentar|beitrag
        mettez un pouce|like
    """,
}
