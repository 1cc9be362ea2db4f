"""The company and its people, as search engines want them told (https://schema.org)."""

from typing import Any

from plugins.build import Build
from plugins.model import AuthorView, Card, Site

Node = dict[str, Any]


class Company:
    def __init__(self, run: Build) -> None:
        self._run = run
        self._absolute = run.config.absolute

    @property
    def identifier(self) -> str:
        """Stands for the company on every page; the front pages say all that is known of it."""
        return f"{self._absolute(self._run.config.prefix)}/#company"

    def publisher(self, site: Site) -> Node:
        """As much of the company as every article carries."""
        return known(
            {
                "@type": "Organization",
                "@id": self.identifier,
                "name": self._run.config.newsroom.legal_name,
                "url": self._run.config.address.website or self._absolute(site.url),
                "logo": self.image(site.logo) if site.logo else None,
            }
        )

    def described(self, site: Site) -> Node:
        """All that is known of the company, for a front page."""
        address = self._run.config.address
        return {
            **self.publisher(site),
            "alternateName": self._run.config.newsroom.name,
            "legalName": self._run.config.newsroom.legal_name,
            "description": site.boilerplate,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": address.street,
                "postalCode": address.postal_code,
                "addressLocality": address.city,
                "addressCountry": address.country,
            },
            "email": address.email,
            "telephone": address.phone,
            "contactPoint": [
                known(
                    {
                        "@type": "ContactPoint",
                        "contactType": "media relations",
                        "name": contact.name,
                        "telephone": contact.phone,
                        "email": contact.email,
                        "availableLanguage": site.lang,
                    }
                )
                for contact in site.contacts
            ],
        }

    def website(self, site: Site) -> Node:
        """The newsroom in one language."""
        return {
            "@type": "WebSite",
            "@id": f"{self._absolute(site.url)}#website",
            "name": f"{site.name} Newsroom",
            "url": self._absolute(site.url),
            "inLanguage": site.lang,
        }

    def person(self, author: AuthorView) -> Node:
        """Somebody who signs posts."""
        return known(
            {
                "@type": "Person",
                "@id": f"{self._absolute(author.url)}#person",
                "name": author.name,
                "url": self._absolute(author.url),
                "jobTitle": author.role,
                "description": author.bio,
                "image": self._absolute(author.picture.url) if author.picture else None,
                "worksFor": {"@id": self.identifier},
            }
        )

    def image(self, card: Card) -> Node:
        return {
            "@type": "ImageObject",
            "url": self._absolute(card.url),
            "width": card.width,
            "height": card.height,
        }


def known(node: Node) -> Node:
    """Only what has a value: an empty property is a fault to those who check."""
    return {name: value for name, value in node.items() if value not in ("", None, [], ())}
