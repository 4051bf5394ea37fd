"""`digest check --dns`: whether receivers can tell that a newsletter is from whom it says, and answers find back."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr

from digest.adapters.names import Names
from digest.commands.parts.rows import Row, row
from digest.config import Audience
from digest.deliver.authentication import (
    MOST_LOOKUPS,
    Provider,
    Spf,
    aligned,
    of_version,
    organisation,
    providers,
    read_spf,
    read_tags,
    usual_selectors,
)
from digest.deliver.dkim import Signer, public_record
from digest.errors import ConfigError
from digest.wiring import pick_signer

_NEEDS = {  # as `providers.txt` calls them, for people, with the next step
    "spf": "SPF",
    "dkim": "DKIM",
    "dmarc": "DMARC",
    "aligned": "a domain that speaks for the one in `from`",
    "one-click": "unsubscribing with one click: `delivery.pages.url` or `delivery.unsubscribe.url`",
}


def dns_rows(audience: Audience, names: Names) -> Iterator[Row]:
    """A row for each thing that the DNS has to say, and one for each large provider."""
    looked = _Look(audience, names)
    yield (spf := row(f"SPF {looked.envelope}", lambda: _spf(names, looked.envelope)))
    yield (dkim := row(f"DKIM {looked.author}", looked.dkim))
    yield (dmarc := row(f"DMARC {looked.author}", looked.dmarc))
    yield (speaks := row("alignment", lambda: looked.alignment(signed=dkim.ok)))
    for domain, what in looked.mailboxes().items():
        yield row(f"mail to {domain}", lambda domain=domain, what=what: _takes_mail(names, domain, what))  # type: ignore[misc]
    found = {"spf": spf.ok, "dkim": dkim.ok, "dmarc": dmarc.ok, "aligned": speaks.ok, "one-click": looked.one_click}
    for provider in providers():
        missing = provider.missing([need for need, ok in found.items() if ok])
        yield Row(provider.name, _asked(provider, missing), ok=not missing)


class _Look:
    """What is asked about one audience. `author` is the domain of From, `envelope` that of the envelope sender."""

    def __init__(self, audience: Audience, names: Names) -> None:
        delivery = audience.delivery
        self._audience, self._names = audience, names
        self.author = _domain(delivery.sender)
        self.envelope = _domain(delivery.envelope_sender or delivery.sender)
        self.one_click = bool(delivery.leaving_url)

    def mailboxes(self) -> dict[str, str]:
        """The domains that mail comes back to, and what comes there."""
        delivery = self._audience.delivery
        found = {self.envelope: "bounces"}
        if delivery.unsubscribe.mailto:
            found.setdefault(_domain(delivery.unsubscribe.mailto), "mails that ask to leave")
        found.setdefault(_domain(delivery.reply_to or delivery.sender), "answers")
        return found

    def dkim(self) -> str:
        """Where the DNS has a key for signatures: that of ours, where we sign."""
        if signer := pick_signer(self._audience):
            return self._published(signer)
        places = [f"{selector}._domainkey.{self.author}" for selector in usual_selectors()]
        keys = [place for place in places if read_tags(" ".join(self._names.texts(place))).get("p")]
        proof = f"a mail that `digest send --to` brings you says `dkim=pass` with `header.d={self.author}`"
        if keys:
            return f"a key at {', '.join(keys)}; if your mail server signs with it, {proof}"
        return f"no key under the usual selectors, which proves nothing: {proof}"

    def _published(self, signer: Signer) -> str:
        wanted, found = public_record(signer.key), " ".join(self._names.texts(signer.name))
        if read_tags(found).get("p") != read_tags(wanted)["p"]:
            what = "another key" if found else "nothing"
            raise ConfigError(f"{signer.name}: expected the TXT record `{wanted}`, found {what}")
        return f"the key of `delivery.dkim` at {signer.name}"

    def dmarc(self) -> str:
        """The policy of the domain in From."""
        tags, place = self._policy()
        if not tags:
            raise ConfigError(
                f"no policy: add the TXT record `v=DMARC1; p=none; rua=mailto:...` at _dmarc.{self.author}"
            )
        inherited = place != self.author
        policy = (tags.get("sp") if inherited else None) or tags.get("p", "")
        if policy.lower() not in ("none", "quarantine", "reject"):
            raise ConfigError(f"_dmarc.{place}: expected p=none, p=quarantine or p=reject, found p={policy}")
        reports = "" if "rua" in tags else "; without rua= nobody tells you who sends in your name"
        weak = "; p=none asks for nothing: raise it once the reports are clean" if policy.lower() == "none" else ""
        return f"p={policy} at _dmarc.{place}{weak}{reports}"

    def alignment(self, *, signed: bool) -> str:
        """Whether what is proved is about the domain that readers see."""
        strict = self._policy()[0].get("aspf", "r").lower() == "s"
        if aligned(self.envelope, self.author, strict=strict):
            return f"SPF of {self.envelope} speaks for {self.author}"
        if self._audience.delivery.envelope_sender and not signed:
            raise ConfigError(
                f"{self.envelope} does not speak for {self.author}: choose a `delivery.envelope_sender` below "
                f"{organisation(self.author)}, or sign with DKIM for {self.author}"
            )
        return f"SPF of {self.envelope} does not speak for {self.author}, so all rests on a DKIM signature for it"

    def _policy(self) -> tuple[dict[str, str], str]:
        """The tags of the policy, and the domain that has it: the domain itself, or the one that was registered."""
        for domain in dict.fromkeys((self.author, organisation(self.author))):
            records = of_version(self._names.texts(f"_dmarc.{domain}"), "v=DMARC1")
            if len(records) > 1:
                raise ConfigError(f"_dmarc.{domain}: {len(records)} records, so none counts; keep one")
            if records:
                return read_tags(records[0]), domain
        return {}, self.author


def _spf(names: Names, domain: str) -> str:
    record = _spf_record(names, domain)
    if not record:
        raise ConfigError(
            f"no record: add a TXT record at {domain} as the manual of your mail server gives it, such as "
            "`v=spf1 include:spf.example.net -all`"
        )
    spf = read_spf(record)
    if spf.all == "+":
        raise ConfigError(f"`{record}` lets everybody send in your name; end it in -all")
    lookups = _lookups(names, domain, spf, (domain,))
    if lookups > MOST_LOOKUPS:
        raise ConfigError(
            f"`{record}` costs {lookups} lookups, and receivers give up after {MOST_LOOKUPS}: include less"
        )
    weak = (
        ""
        if spf.all in ("-", "~") or any(kind == "redirect" for kind, _ in spf.lookups)
        else "; end it in ~all or -all"
    )
    return f"{record}{weak}"


def _spf_record(names: Names, domain: str) -> str:
    records = of_version(names.texts(domain), "v=spf1")
    if len(records) > 1:
        raise ConfigError(f"{domain} has {len(records)} SPF records, so none counts; make one of them")
    for record in records:
        if wrong := read_spf(record).wrong:
            raise ConfigError(
                f"{domain}: `{record}`: nobody understands {', '.join(wrong)}, so the record counts for nothing"
            )
        return record
    return ""


def _lookups(names: Names, domain: str, spf: Spf, above: tuple[str, ...]) -> int:
    """How many questions a receiver has to ask. Raises a `ConfigError` at an include that leads nowhere or back."""
    total = 0
    if len(above) > MOST_LOOKUPS:
        return total
    for kind, target in spf.lookups:
        total += 1
        if kind not in ("include", "redirect") or "%" in target or total > MOST_LOOKUPS:
            continue
        record = _spf_record(names, target)
        if not record or target in above:
            why = "leads back to itself" if target in above else "has no SPF record"
            raise ConfigError(f"{domain}: {kind} {target} {why}, so the whole record counts for nothing")
        total += _lookups(names, target, read_spf(record), (*above, target))
    return total


def _takes_mail(names: Names, domain: str, what: str) -> str:
    servers = names.mail_servers(domain)
    if servers == (".",):
        raise ConfigError(f"{domain} says that it takes no mail (RFC 7505), and {what} go there")
    if servers:
        return f"{what} go to {servers[0]}"
    if names.addresses(domain):
        return f"{what} go to {domain} itself, which has no MX record"
    raise ConfigError(f"{what} go to {domain}, which has neither an MX record nor an address: nothing arrives")


def _asked(provider: Provider, missing: tuple[str, ...]) -> str:
    asked = f"asks since {provider.since} of {provider.whom} (read {provider.read}: {provider.source})"
    if not missing:
        return f"all that it {asked}"
    return f"lacks {', '.join(_NEEDS[need] for need in missing)}; {asked}"


def _domain(mailbox: str) -> str:
    return parseaddr(mailbox)[1].rpartition("@")[2].lower()
