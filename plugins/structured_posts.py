"""A post as a news article and, where it is one, as an event (https://schema.org).

What must and should be there: Google's documents on «Article» and «Event» for search.
"""

from comments_service.contract import dates, ids
from comments_service.contract.pictures import credit_name
from plugins.body import shortened
from plugins.build import Build
from plugins.model import Picture, PostView
from plugins.picture_rights import parties
from plugins.structured_company import Company, Node, known

# Longer headlines are cut in search results.
_HEADLINE = 110
_SHAPES = ("1x1", "4x3", "16x9")


def article(run: Build, company: Company, post: PostView) -> Node:
    absolute = run.config.absolute
    site = run.sites[post.lang]
    url = absolute(post.url)
    publisher = company.publisher(site)
    persons = [company.person(person) for person in post.persons]
    series = post.part.series if post.part else None
    return known(
        {
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "identifier": ids.uri(post.permanent_id),
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "headline": shortened(post.headline, _HEADLINE),
            "description": post.summary,
            "inLanguage": post.lang,
            "datePublished": dates.iso(post.date),
            "dateModified": dates.iso(post.updated or post.date),
            "dateline": post.place,
            "author": persons or publisher,
            "publisher": publisher,
            "copyrightHolder": {"@id": company.identifier},
            "copyrightYear": post.date.year,
            "image": [absolute(post.shapes[shape]) for shape in _SHAPES if shape in post.shapes],
            "associatedMedia": [
                _image(run, company, picture)
                for picture in ([post.image] if post.image else []) + list(post.pictures)
                if picture.licence
            ],
            "articleSection": [topic.name for topic in post.topics],
            "wordCount": len(post.words.split()),
            "isAccessibleForFree": True,
            "isPartOf": [
                company.website(site),
                *(
                    [
                        {
                            "@type": "CreativeWorkSeries",
                            "name": series.name,
                            "url": absolute(series.url),
                        }
                    ]
                    if series
                    else []
                ),
            ],
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "text": correction.text,
                    "datePublished": dates.iso(correction.date),
                }
                for correction in post.corrections
            ],
            "discussionUrl": f"{url}#comments" if post.thread else None,
            **_translations(run, post),
        }
    )


def event(run: Build, company: Company, post: PostView) -> Node | None:
    """None for what is no event."""
    if post.event is None:
        return None
    absolute = run.config.absolute
    place = post.event.venue.partition(",")[0]
    return known(
        {
            "@type": "Event",
            "@id": f"{absolute(post.url)}#event",
            "name": post.headline,
            "description": post.summary,
            "url": absolute(post.url),
            "inLanguage": post.lang,
            "startDate": dates.iso(post.event.starts),
            "endDate": dates.iso(post.event.ends) if post.event.ends else None,
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": place, "address": post.event.venue},
            "organizer": company.publisher(run.sites[post.lang]),
            "image": [absolute(post.shapes[shape]) for shape in _SHAPES if shape in post.shapes],
        }
    )


def _translations(run: Build, post: PostView) -> Node:
    """What the text is a translation of, or which translations it has."""
    others = {a.url: a.lang for a in post.alternates if a.exact and not a.current}
    original = post.translation.original_url if post.translation else ""
    if original:
        return {"translationOfWork": _work(run, original, others.get(original, ""))}
    return {"workTranslation": [_work(run, url, lang) for url, lang in others.items()]}


def _work(run: Build, url: str, lang: str) -> Node:
    address = run.config.absolute(url)
    return known({"@type": "NewsArticle", "@id": f"{address}#article", "url": address,
                  "inLanguage": lang})  # fmt: skip


def _image(run: Build, company: Company, picture: Picture) -> Node:
    """A picture with its rights, as Google's document on «Image metadata» wants them."""
    absolute = run.config.absolute
    licence = picture.licence
    file = picture.original if picture.original and picture.offered else None
    creator, holder = parties(credit_name(picture.credit))
    ours = creator in (run.config.newsroom.name, run.config.newsroom.legal_name)
    return known(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(file.url if file else picture.url),
            "width": file.width if file else picture.width,
            "height": file.height if file else picture.height,
            "name": picture.alt,
            "caption": picture.caption,
            "creditText": picture.credit,
            "copyrightNotice": f"© {holder}",
            "creator": {"@id": company.identifier}
            if ours
            else {"@type": "Person", "name": creator},
            "license": (licence.full_text or absolute(licence.url)) if licence else None,
            "acquireLicensePage": absolute(licence.url) if licence else None,
        }
    )
