"""Phrases of those who speak of what they made themselves, and ask for attention for it.

Written as `phrases.py` says. The forms are English, German, French and Italian.
"""

PHRASES: dict[str, str] = {
    # Look at what I made: channels, songs, pages of the writer's own.
    "promotion": """
        check|checkout out? my|our|mine new|own|latest|first|youtube|dope|other|little? channel|channels|chanel|page|pages|video|videos|vid|vids|music|song|songs|remix|cover|covers|mixtape|album|site|website|blog|profile|stuff|account|beats|beat|clip|playlist|instagram|facebook|shop|store|link|rap|raps|work|vlog|vlogs|tutorial|tutorials|store|app|game|band
        check me|us out
        check out the|this new|dope|hot|awesome|cool|great|amazing|best? channel|website|site|video|playlist|page|app|game|link|remix|clip|blog|shop
        visit my|our channel|page|site|website|blog|web|homepage|profile|shop|store|webpage|weblog
        visit us|this site|website|page|link|blog|channel
        look at my|our channel|page|site|website|blog|video|videos|music|profile
        take a look at my|our|this|the channel|page|site|website|blog|video|videos|music|profile|link
        watch my|our new|latest|first|own? video|videos|vid|vids|channel|stream|clip|vlog|vlogs
        listen to my|our new|latest|first|own? music|song|songs|remix|beats|cover|covers|mixtape|track|raps
        follow me|us on|at|and|back
        follow my|our channel|page|instagram|twitter|facebook|blog|account
        my|our own|new|latest|youtube|yt|first? channel|chanel|channels|mixtape|remix|youtube|twitch
        my|our website|homepage|webpage|weblog
        my|our|own web site|page|blog
        also visit|check|see my|our
        feel free to visit|check|surf
        here is|are my|our site|website|blog|page|link|links
        i make|made|upload|do videos|covers|beats|remixes|tutorials|raps|vlogs
        i am|m a rapper|singer|musician|producer|youtuber|vlogger|dj
        new youtuber|rapper|channel
        subs|subscribers please|pls|plz
        give|gimme me|us a? chance
        like|liking my|our page|video|videos|channel|music|facebook
        support my|our channel|music|page|work|campaign
        gefolgt von meinem|meinen
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
        subscribe|suscribe|subcribe
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
    "begging": """
        thumbs|thumb up|this|ups if|to|so|for|people|please|who|everyone|and
        like if|this|ur if|comment|this|you|ur|your|u|so|for
        like this comment|if|page|post
        likes for|if|please
        hit|press|click like|the if|like|button
        share this|it|with|on video|comment|everyone|page|song|facebook|google|your
        repost|copy and? paste this|to|in|on
        comment if|and like
        vote for|4 me|us|this|my
        sign|signez this|the|la|unterschreibt|cette petition
        who is|s|else? watching|here like|sub|subscribe
        like wenn|falls|si|se ihr|du|vous|tu|sei|anche
        daumen hoch wenn|fur mich|meinen|falls
        teilt|teile dieses|diesen|das video|kommentar|beitrag
        mettez un pouce|like
    """,
}
