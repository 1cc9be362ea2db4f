"""Putting the service together from configuration and settings. Wires, decides nothing."""

from comments_service.actions.service import Service, Threads
from comments_service.actions.tokens import Tokens
from comments_service.contract.assets import asset_url, names_of, read_assets
from comments_service.contract.config import Config
from comments_service.contract.newest import Newest
from comments_service.contract.paths import Paths
from comments_service.contract.switches import read_switches
from comments_service.contract.thread_page import environment, policy_for
from comments_service.mail.smtp import sender
from comments_service.publish.publisher import Publisher
from comments_service.settings import Settings
from comments_service.spam.akismet_link import AkismetLink, client_for
from comments_service.spam.proof import Proofs


def make_service(config: Config, paths: Paths, settings: Settings) -> Service:
    """The service without HTTP, for the web, the worker and the command line alike."""
    key = settings.akismet_key
    threads = Threads(paths.threads)
    own = names_of(paths.theme / "static", config.colours)
    published = Newest(paths.assets, read_assets)
    # The build's names count; ours are for what no build has published yet.
    asset = asset_url(config.prefix, lambda: {**own, **published().names})
    return Service(
        config=config,
        paths=paths,
        tokens=Tokens(settings.secret_keys),
        publisher=Publisher(
            config,
            paths,
            environment(paths, asset),
            lambda lang: policy_for(config, threads.pages(lang)),
            Newest(paths.switches, read_switches),
        ),
        threads=threads,
        akismet=AkismetLink(client_for(key, config.newsroom.url)) if key else None,
        proofs=Proofs(settings.secret_keys) if config.comments.proof_of_work else None,
        send_mail=sender(settings.smtp_url) if settings.smtp_url else None,
    )
