"""Phrases of praise that would fit below any text of any site, the hard case: no link need be there.

Written as `phrases.py` says. The forms are English, German, French and Italian.
"""

PHRASES: dict[str, str] = {
    # Praise that would fit below any text of any site; the hard case, since no link need be there.
    "flattery": """
        great|nice|awesome|excellent|amazing|wonderful|fantastic|good|interesting|superb|impressive|magnificent|brilliant|outstanding|helpful|informative|useful|fabulous blog|weblog|web|website|site|webpage
        great|nice|awesome|excellent|wonderful|fantastic|superb|terrific|informative|helpful|brilliant|magnificent post|article|posts|articles|write|content|share|sharing
        very|really|truly|extremely|so|quite helpful|informative|useful|interesting|nice|good|great|valuable|well post|article|blog|website|site|read|content|information|info|written|weblog
        keep up the? great|good|excellent|fantastic|superb|wonderful|amazing work|writing|posting|articles
        keep writing|posting|blogging
        keep on posting|writing|sharing
        thanks|thank you? for sharing|posting|writing|providing your|this|the|such|these|with|us|valuable|a
        your|this|the|his|ur blog|weblog|webpage|web|website|site is|was|has|provides|looks|provided|loads|and|page|posts|gave|offers|really|very
        your|ur blog|weblog|webpage|website|site|writing|web
        your writing|blogging style|skills|is
        i|ill|we ve|have|just? bookmarked|bookmark|bookmarking
        i will|ll|am|m going|gonna to? definitely|certainly|surely|also? bookmark|bookmarking|be|come|return|revisit|visit|share back|again|this|your|to? site|blog|soon
        bookmarked|bookmark|bookmarking
        came|stumbled|stumble|come across|upon|on your|this|to blog|website|site|weblog|web|page|article|post
        found|discovered|find your|this blog|website|site|weblog|web|article|post|webpage
        visit|visiting|visited|reading|read|browsing|enjoyed|enjoy|love|loved|like|liked your|this|ur blog|website|site|weblog|web|articles|posts|content|page
        enjoy|enjoyed|love|loved|like|liked reading|read|browsing *? *? *? your|ur
        piece|pieces of writing|content
        write ups|up|upper
        blog|site|website|weblog|webpage|page layout|design|owner|owners|posts|post
        how long have you been blogging
        your|this|the weblog|blogs|webpage|webpages
        existing|available|presented|posted|provided|placed *? at|on|in|here *? *? website|site|web|page|webpage|blog|weblog
        this|your website|site|web|webpage|blog|weblog|page is|are|has|are|for actually|really|truly|amazing|in|awesome|great|very|people
        found|find|came this|your board|forum|page|site|website
        for the first time here
        helped|help|helps me out a? lot|great
        facing|having many|some|a? of? these|this issues|problems
        will be|go on waiting|ahead for|and
        wanted|want|going|had to write|leave|say|tell|drop *? *? *? comment|remark|thanks|blog|enjoyed|appreciate|love
        to support you
        difficult|hard to set up *? *? blog
        your|the rss|newsletter|captcha|browser|browsers subscription|feed|service|compatibility|link
        rss feed
        subscribe|subscribed to your feed|rss|blog|site
        look|looking forward to|for reading|more|your|seeing post|from|posts|next
        waiting for your|more next|further
        what|which theme|template|platform are|is|do you|your
        exactly what i|ive was|ve|am|have looking|been
        learned|learn|learnt|gained a? lot|much from your|this|here
        great|nice|good|wonderful|amazing|excellent|fantastic|awesome job|stuff|info|information|tips|insight|insights|read|points|delivery|goods|resource
        pretty|very nice post|great
        highly recommend|recommended|informative
        well written|researched article|post|piece|and
        my friends|brother|cousin|boss|colleagues recommended|suggested|told|will
        i really|truly|absolutely|definitely? appreciate|enjoyed|like|love|appreciated your|this|the post|posts|article|blog|content|site|writing|information|way|effort|efforts
        this is a|an|really|such|very really|very|truly|such? great|good|nice|wonderful|excellent|informative|helpful|amazing|awesome|fantastic post|article|blog|website|site|piece|read|resource|information
        toller|tolle|toll|guter|grossartiger|super|klasse|schoner|hervorragender|spannender|hilfreicher|interessanter|informativer|genialer|wunderbarer blog|blogartikel|blogbeitrag|webseite|website|seite|internetseite|homepage|webauftritt
        toller|tolle|guter|grossartiger|klasse|schoner|hervorragender|hilfreicher|interessanter|informativer|genialer|super|wunderbarer beitrag|artikel|post|text|inhalt|inhalte|bericht|informationen
        sehr|wirklich|echt|ausserst gute|guter|schone|schoner|tolle|toller|interessante|interessanter|informative|informativer|hilfreicher|hilfreiche|gelungene|gelungener beitrag|artikel|seite|webseite|website|blog|internetseite|homepage|inhalte|informationen|tipps
        sehr|wirklich|echt informativ|hilfreich|lesenswert|aufschlussreich
        dein|deine|deinen|deinem|deiner|ihr|ihren|ihrem|eure|euren|euer|eurem|diesen|diesem|dieser|diese|dieses|den|dem|das blog|webblog|weblog|homepage|internetseite|webauftritt
        deine|deiner|ihre|ihrer|eure|eurer|diese|dieser webseite|website|seite gefallt|ist|besuchen|gefunden|gestossen|weiterempfehlen|wieder|besucht|werde|lesen
        macht|mach weiter so|bitte
        weiter so
        lesezeichen gesetzt|hinzugefugt|gespeichert|setzen|abgelegt
        als|ein|meinen|meine|zu|den lesezeichen|favoriten gesetzt|gespeichert|hinzugefugt|markiert|hinzufugen
        danke|vielen|herzlichen dank? fur's|furs|fur das|den|die|deine|ihre|diesen|diese? teilen|mitteilen|tollen|tolle|hilfreichen|wertvollen|informativen|wertvolle|interessanten
        schau|schaue|komme|komm|werde|besuche|gerne|sicher|bestimmt jetzt|nun|sicher|bestimmt|gern|gerne|auf? ofter|wieder|bald|jeden|regelmassig vorbei|vorbeischauen|kommen|vorbeikommen|hier|besuchen|vorbeizuschauen|lesen
        freue mich auf|schon weitere|mehr|den|auf artikel|beitrage|posts|davon|weitere|nachsten
        hat|haben mir|uns sehr|echt|wirklich geholfen|weitergeholfen
        viel|einiges|vieles gelernt|dazugelernt|mitgenommen
        genau das|danach|wonach was? ich? gesucht|habe|suchte
        ich? komme|schaue ich? bestimmt|sicher|definitiv wieder
        bookmarked|bookmarking and? will|i|come|definitely
        will|ll come|be back soon|again|often
        bin|zufallig durch|uber|auf|zufallig google|deinen|deine|ihren|ihre|diese|diesen gestossen|seite|blog|webseite|website
        merci|bravo pour|beaucoup le|ce|cet|votre|ton|vos|pour partage|article|blog|site|articles|ce|cet|le|post|billet
        merci d|de avoir|partager|l|nous partage|cet|ce|avec|ces
        excellent|super|tres|bel|superbe|bon|genial|magnifique|formidable|interessant|excellente bon|bel|interessant|beau|chouette|utile? article|blog|site|billet|post|partage|contenu|articles
        article|blog|site|billet|contenu tres|vraiment|super bien|interessant|utile|instructif|complet|enrichissant|informatif
        votre|ton|vos|tes blog|site|article|articles|billets|plume|contenu est|sont|m|que|j|tres|vraiment|me|et|regorge
        continuez|continue comme|ainsi|votre|votre|a|ton ca|cela|bon|publier|ecrire|excellent|travail
        bonne continuation
        je|j vais|ai|l|le|reviendrai|te|vous|mets|le ajouter|ajoute|mets|recommande|revenir|partager|mettre|mis|enregistre|votre|vos? a|en|aux|dans|cette|votre|sur|favoris mes|favoris|page|site|blog|souvent
        dans|en|a|aux|de mes|ses? favoris|signets|marque
        partager|partage|partagerai avec|a mes|tous amis
        m a|ont|as beaucoup aide|aidee
        je suis tombe|tombee sur votre|ce|ton|cet blog|site|article
        j ai appris|beaucoup|adore|aime|trouve beaucoup|appris|votre|lire|cet|ce
        hate de|d lire|autres|vous|decouvrir
        exactement ce que|dont je|j cherchais|avais
        ottimo|bel|bellissimo|bell|fantastico|eccellente|complimenti|interessante|splendido|utile|grande articolo|blog|sito|post|contenuto|lavoro|per|contenuti|lettura
        complimenti|grazie|bravi|bravo per|del|dell|di|al|a il|l|la|questo|questa|aver|tuo|vostro|i? blog|sito|articolo|post|condivisione|condiviso|interessante|utile|ottimo|bel|bellissimo|condividere|contenuti|lavoro|preziose
        il|questo|tuo|vostro|suo|sul|del|vostro|mi tuo|vostro|suo? blog|sito|articolo|stile e|mi|davvero|molto|web|di
        il|la|i|le tuo|tua|vostro|vostra|tuoi|vostri blog|sito|articoli|articolo|contenuti|post|scrittura
        continua|continuate cosi|a|con scrivere|pubblicare|questo|il
        articolo|post|sito|blog molto|davvero|veramente utile|interessante|informativo|ben|bello
        molto|davvero|veramente utile|interessante|informativo|istruttivo questo|il|articolo|sito|blog|post|il
        ho|lo|l aggiunto|salvato|messo|aggiungo|salvo|metto|aggiungero|salvero|il|questo? tra|nei|ai|fra|sito|blog|il|la|pagina i|miei|preferiti|segnalibri|tra|nei
        preferiti|segnalibri
        ho imparato|trovato molto|tanto|il|questo|tantissimo
        condividero|condivido|consigliero|consiglio il|questo|con|lo|ai|a *? *? blog|sito|amici|articolo|post
        mi|ci e|ha|stato stato|molto|aiutato utile|aiutato|molto
        tornero|torno|ritornero sicuramente|presto|spesso|certamente|a|di a? visitare|trovarvi|leggere|leggervi|sicuro
        sono capitato|capitata|incappato|finito sul|su|nel|per questo|vostro|tuo|caso
        non vedo l ora di leggere|altri
        esattamente quello|cio che cercavo|stavo
    """,
}
