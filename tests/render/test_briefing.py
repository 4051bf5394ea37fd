from __future__ import annotations

import re
from dataclasses import replace

import jinja2
import pytest

from digest.config import Theme
from digest.errors import RenderError
from digest.model import (
    EXCERPT,
    RECIPIENT_FIELDS,
    Brief,
    Correction,
    Facts,
    Finding,
    PastStory,
    Sentence,
    Status,
    Story,
)
from digest.render.briefing import render_issue
from digest.render.document import issue_document
from digest.render.environment import environment
from digest.render.markup import read_markup
from digest.render.plain import with_apostrophes
from digest.render.reader_fields import Reader

from .conftest import PRESETS, TEMPLATES, Render
from .example_issue import (
    BRIEFS,
    HEADLINES,
    LEAD,
    SLOT,
    UKRAINE,
    VIEWPOINT,
    a_brief,
    a_full_audience,
    a_quote,
    an_audience,
    an_issue,
    an_item,
)


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("template", PRESETS)
def test_both_parts_carry_every_story_and_headline_in_the_same_order(render: Render, template: str) -> None:
    rendered = render(template=template)
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        body = part[part.index("Thursday, February 27, 2025") :]
        heds = [LEAD.hed, *(brief.hed for brief in BRIEFS), *(story.items[0].title for story in HEADLINES)]
        stories = body[body.index(LEAD.hed) :]
        places = [stories.index(hed) for hed in heds]
        assert places == sorted(places)


@pytest.mark.parametrize("template", PRESETS)
def test_a_headline_in_another_language_says_so_to_machines(render: Render, template: str) -> None:
    titles = ("انتخابات الرئاسة تؤجل إلى الربيع في العاصمة", "Der Hafen von Norvik wird am Freitag geschlossen")
    foreign = tuple(
        replace(HEADLINES[0], id=f"f{n}", items=(replace(HEADLINES[0].items[0], id=f"f{n}", title=title, text=title),))
        for n, title in enumerate(titles)
    )
    html = render(an_issue(headlines=(*foreign, *HEADLINES)), template).html
    assert 'lang="ar" dir="rtl"' in html
    assert 'lang="de" dir="ltr"' in html
    assert len(re.findall(r"<a lang=", html)) == len(titles)


@pytest.mark.parametrize("template", PRESETS)
def test_every_quotation_is_printed_in_both_parts_with_marks_speaker_and_role(render: Render, template: str) -> None:
    rendered = render(template=template)
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        for brief in (LEAD, *BRIEFS):
            for quote in brief.quotes:
                assert f"“{with_apostrophes(quote.text)}" in part
                assert quote.speaker in part
                assert quote.role in part


@pytest.mark.parametrize("template", PRESETS)
def test_a_preset_passes_its_own_lint(render: Render, template: str) -> None:
    assert render(template=template).findings == ()


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize(
    ("lead", "briefs", "headlines"),
    [
        (LEAD, (), ()),
        (None, BRIEFS[:1], ()),
        (None, (), HEADLINES),
        (replace(LEAD, quotes=(), why=None), BRIEFS[:2], HEADLINES[:1]),
        (LEAD, BRIEFS * 6, HEADLINES),
    ],
    ids=["lead alone", "no lead", "headlines alone", "no quotation", "many stories"],
)
def test_an_element_appears_only_with_its_content(
    render: Render, template: str, lead: Brief | None, briefs: tuple[Brief, ...], headlines: tuple[object, ...]
) -> None:
    rendered = render(an_issue(lead, briefs, headlines), template)  # type: ignore[arg-type]
    markup = read_markup(rendered.html)
    assert not [
        element
        for element in markup.all("p", "ul", "li", "h1", "h2", "h3", "strong")
        if not element.text.strip() and "border-top" not in element.attributes["style"]  # a divider
    ]
    assert ("The latest headlines" in markup.seen) == bool(headlines)
    assert "What they’re saying: Go" not in markup.seen
    assert "\n\n\n" not in rendered.text
    assert [
        f for f in rendered.findings if "text" not in f.detail and "KB" not in f.detail and "subject" not in f.detail
    ] == []


def test_subject_and_preheader_come_from_the_stories(render: Render) -> None:
    rendered = render()
    assert rendered.subject == "Starmer asks Trump to guard a peace in Ukraine"
    assert rendered.preheader == f"{BRIEFS[0].hed} · {BRIEFS[1].hed}"
    assert "<title>Starmer asks Trump to guard a peace in Ukraine</title>" in rendered.html


def test_only_the_readers_fields_stay_open(render: Render) -> None:
    rendered = render()
    assert re.findall(r"\[\[ (\w+) \]\]", rendered.html) == ["unsubscribe_url"]
    assert re.findall(r"\[\[ (\w+) \]\]", rendered.text) == ["unsubscribe_url"]
    assert tuple(Reader.__dataclass_fields__) == RECIPIENT_FIELDS


def test_brackets_in_foreign_text_never_become_a_field(render: Render) -> None:
    hed = "[[ address ]] {{ 7*7 }} [% x %] ⟦name⟧ </mj-text><script>alert(1)</script>"
    rendered = render(an_issue(replace(LEAD, hed=hed)))
    assert re.findall(r"\[\[ (\w+) \]\]", rendered.html + rendered.text) == ["unsubscribe_url"] * 2
    assert "49" not in rendered.subject
    assert "<script" not in rendered.html
    assert "[[ address ]] {{ 7*7 }}" in read_markup(rendered.html).seen  # shown, as it was written
    assert "[ [ address ]]" in rendered.text


def test_what_the_checks_refused_is_counted_on_the_page(render: Render) -> None:
    found = (
        Finding("invented quotation", Facts.foreign("x"), "s"),
        Finding("unsupported name", Facts.foreign("y"), "s"),
        Finding("feed failed", Facts.foreign("z")),
    )
    assert "Two sentences that the checks did not confirm were left out." in render(an_issue(findings=found)).text
    assert "left out" not in render(an_issue(findings=())).text


def test_the_line_about_the_writer(render: Render) -> None:
    excerpted = replace(LEAD, writer=EXCERPT, quotes=(), summary=LEAD.summary[:1])
    assert "No direct quotations in the stories told; excerpts, word for word, from the outlets named." in folded(
        render(an_issue(excerpted, (), ())).text
    )
    assert "written by gpt-5-mini, one story an excerpt." in folded(render().text)


def custom(**files: str) -> jinja2.Environment:
    own = jinja2.DictLoader({name.replace("__", "/").replace("_dot_", "."): text for name, text in files.items()})
    return environment(jinja2.ChoiceLoader([own, jinja2.FileSystemLoader(TEMPLATES)]))


def test_a_partial_beside_the_config_replaces_ours() -> None:
    own = "<mj-section><mj-column><mj-text>Ours: {{ page.date }}</mj-text></mj-column></mj-section>"
    env = custom(partials__footer_dot_mjml_dot_j2=own)
    rendered = render_issue(an_issue(), an_audience(), env)
    assert "Ours: Thursday, February 27, 2025" in rendered.html
    assert any(f.blocks and "unsubscribe" in f.detail for f in rendered.findings)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<mjml>\n{{ page.titel }}", "titel does not exist here; did you mean title?"),
        ("<mjml>\n{{ pgae.date }}", "pgae does not exist here; did you mean page?"),
        ("<mjml>\n{% if page.lead %}", "Unexpected end of template"),
        ("<mjml>\n{{ page.date | safe }}", "No filter named 'safe'"),
        ("<mjml>\n{{ page.lead.pull.speaker.x.y }}", "x does not exist here"),
        ("<mjml>\n{{ dict(a=none).a }}", "the value is None"),
        ("<mjml>\n{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_an_error_in_a_template_names_file_line_and_what_was_meant(tmp_path, source: str, said: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "briefing.mjml.j2").write_text(source, encoding="utf-8")
    env = environment(jinja2.ChoiceLoader([jinja2.FileSystemLoader(tmp_path), jinja2.FileSystemLoader(TEMPLATES)]))
    with pytest.raises(RenderError) as caught:
        render_issue(an_issue(), an_audience(), env)
    assert str(caught.value).startswith(f"{tmp_path}/briefing.mjml.j2:2: ")
    assert said in str(caught.value)


def test_a_wrong_tag_is_found_in_the_template_that_has_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "partials").mkdir()
    footer = tmp_path / "partials" / "footer.mjml.j2"
    footer.write_text("<mj-section>\n  <mj-colunm>\n  </mj-colunm>\n</mj-section>\n", encoding="utf-8")
    env = environment(jinja2.ChoiceLoader([jinja2.FileSystemLoader(tmp_path), jinja2.FileSystemLoader(TEMPLATES)]))
    with pytest.raises(
        RenderError,
        match=r"footer\.mjml\.j2:2 \(line \d+ of the MJML\): unknown tag <mj-colunm>; did you mean mj-column\?",
    ):
        render_issue(an_issue(), an_audience(), env)


def test_a_template_that_does_not_exist(env: jinja2.Environment) -> None:
    with pytest.raises(RenderError, match=r"tabloid\.mjml\.j2: no such template"):
        render_issue(an_issue(), an_audience(template="tabloid"), env)


def test_deep_nesting_is_refused_before_it_reaches_the_engine() -> None:
    """20,000 nested tags kill the process inside the engine."""
    env = custom(
        briefing_dot_mjml_dot_j2="<mjml><mj-body><mj-section><mj-column><mj-text>{{ '%s' }}".replace(
            "{{ '%s' }}", "<div>" * 20_000
        )
    )
    with pytest.raises(RenderError, match="20005 deep"):
        render_issue(an_issue(), an_audience(), env)


def test_other_languages_have_their_own_dates_words_and_marks(render: Render) -> None:
    german = render(language="de")
    assert "Donnerstag, 27. Februar 2025" in german.text
    assert "„It can’t be peace that rewards the aggressor.“" in german.text
    assert "Abbestellen: [[ unsubscribe_url ]]" in german.text
    assert '<html lang="de" dir="ltr"' in german.html
    arabic = render(language="ar")
    assert '<html lang="ar" dir="rtl"' in arabic.html
    assert "text-align:right" in arabic.html
    assert "border-right:4px" in arabic.html


@pytest.mark.parametrize("template", PRESETS)
def test_contradictions_corrections_and_quiet_days_are_said(render: Render, template: str) -> None:
    accounts = (Sentence("Trump says Putin would accept a force.", ("i1",)), Sentence("Lavrov denies it.", ("i2",)))
    correction = Correction(SLOT, "s", "An earlier hed", "The vote was 217 to 215.", SLOT.due)
    issue = an_issue(replace(LEAD, accounts=accounts), BRIEFS[:1])
    rendered = render(replace(issue, quiet=template == "briefing", corrections=(correction,)), template)
    for part in (folded(read_markup(rendered.html).seen), folded(rendered.text.replace("  * ", ""))):
        assert "Accounts differ: Trump says Putin would accept a force. Lavrov denies it." in part
        assert "An earlier hed (February 27, 2025): The vote was 217 to 215." in part
        assert ("A quiet day. " in part) == (template == "briefing")
    document = issue_document(issue, rendered)
    story = document["sections"][0]["stories"][0]
    assert story["accounts"][1]["text"] == "Lavrov denies it."


@pytest.mark.parametrize("template", PRESETS)
def test_a_lead_without_news_still_leads(render: Render, template: str) -> None:
    unchanged = replace(LEAD, story=replace(LEAD.story, status=Status.UNCHANGED))
    rendered = render(an_issue(unchanged, BRIEFS[1:2]), template)
    for part in (read_markup(rendered.html).seen, rendered.text):
        assert part.casefold().count("still leading") == 1


@pytest.mark.parametrize("template", PRESETS)
def test_opinions_alone_make_an_issue(render: Render, template: str) -> None:
    rendered = render(replace(an_issue(None, (), ()), viewpoints=(VIEWPOINT,), quiet=True), template)
    assert rendered.subject == "A quiet day for White House Watch"
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        order = ["A quiet day: no story", "Ada Lindgren: A peace without Europe", "You get"]
        places = [part.index(words) for words in order]
        assert places == sorted(places)
    assert not any(finding.blocks for finding in rendered.findings)


@pytest.mark.parametrize("template", PRESETS)
def test_what_comes_next_is_said(render: Render, template: str) -> None:
    coming = replace(LEAD, next=Sentence("The Senate votes on Monday.", ("i1",)))
    rendered = render(an_issue(coming, BRIEFS[:1]), template)
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        assert part.count("What’s next: The Senate votes on Monday.") == 1


@pytest.mark.parametrize("template", PRESETS)
def test_a_masthead_of_its_own_colour_and_a_logo(env: jinja2.Environment, template: str) -> None:
    theme = Theme(masthead="#0a2540", logo="https://example.org/logo.png")
    audience = an_audience(template=template).model_copy(update={"theme": theme})
    rendered = render_issue(an_issue(), audience, env)
    (logo,) = read_markup(rendered.html).all("img")
    assert (logo.attributes["src"], logo.attributes["alt"]) == (theme.logo, "White House Watch")
    (name,) = read_markup(rendered.html).all("h1")
    assert (name.lettering.color, name.lettering.background) == (theme.paper, "#0a2540")
    assert rendered.findings == ()


def test_a_claim_that_the_summary_has_is_not_said_again_beside_its_denial(render: Render) -> None:
    denial = Sentence("Lavrov denies it.", ("i2",))
    rendered = render(an_issue(replace(LEAD, accounts=(LEAD.summary[2], denial)), ()))
    assert folded(rendered.text).count(LEAD.summary[2].text) == 1
    assert "Accounts differ: Lavrov denies it." in folded(rendered.text)


@pytest.mark.parametrize("template", PRESETS)
def test_what_is_new_links_the_issue_before_where_there_is_a_website(env: jinja2.Environment, template: str) -> None:
    told = next(brief for brief in BRIEFS if brief.news)
    earlier = PastStory(told.story.id, "white-house-watch/2025-02-26T17:30", "Before", (), ())
    issue = an_issue(LEAD, (replace(told, story=replace(told.story, earlier=earlier)),))
    link = f"https://example.org/watch/2025-02-26.html#{told.story.id}"
    rendered = render_issue(issue, a_full_audience(template), env)
    assert (link in rendered.html, link in rendered.text) == (True, True)
    assert rendered.findings == ()
    assert "2025-02-26.html" not in render_issue(issue, an_audience("en", template), env).html


@pytest.mark.parametrize("template", PRESETS)
def test_a_lead_that_is_all_news_keeps_its_quotation(render: Render, template: str) -> None:
    rendered = render(an_issue(replace(LEAD, news=LEAD.summary[0], summary=LEAD.summary[:1]), ()), template)
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        assert [quote.text for quote in LEAD.quotes if with_apostrophes(quote.text) not in part] == []


def test_what_is_new_is_not_said_twice(render: Render) -> None:
    brief = replace(BRIEFS[0], news=BRIEFS[0].summary[0])
    assert folded(render(an_issue(LEAD, (brief,))).text).count(BRIEFS[0].summary[0].text) == 1
    only = replace(brief, summary=brief.summary[:1])
    rendered = render(an_issue(LEAD, (only,)), "bullets")
    assert folded(rendered.text).count(BRIEFS[0].summary[0].text) == 1
    assert rendered.findings == ()


# --- paragraphs and quotations as the writer placed them -------------------------------------------------


def test_quotations_stand_where_the_story_places_them(render: Render) -> None:
    first, second, *others = LEAD.summary
    assert len(LEAD.quotes) > 1
    placed = replace(LEAD, summary=(replace(first, opens=True), replace(second, then=LEAD.quotes[1]), *others))
    flat = " ".join(render(an_issue(lead=placed)).text.split())
    assert f"{second.text} “{with_apostrophes(LEAD.quotes[1].text)}.”" in flat
    assert f"{first.text} {second.text}" in flat, "one paragraph"
    assert [flat.count(with_apostrophes(quote.text)) for quote in LEAD.quotes[:2]] == [1, 1]


def test_a_placed_quotation_that_is_not_printed_leaves_no_hole(render: Render) -> None:
    first, *others = LEAD.summary
    placed = replace(LEAD, summary=(replace(first, then=LEAD.quotes[1]), *others), quotes=LEAD.quotes[:1])
    text = render(an_issue(lead=placed)).text
    assert with_apostrophes(LEAD.quotes[1].text) not in text
    assert with_apostrophes(LEAD.quotes[0].text) in " ".join(text.split())


# --- excerpts ------------------------------------------------------------------------------------------

OPENING = (
    "The council closed the old bridge on Tuesday after divers found a crack in its second pier.",
    "It will stay closed until the autumn, the engineer said.",
)
BRIDGE = an_item(30, "River Post", "Council closes bridge", "2025-02-27T18:00", " ".join(OPENING))
ELSEWHERE = an_item(31, "Ferry Times", "Ferries to run", "2025-02-25T18:00", "Four ferries run from Monday.")
EXCERPTED = Brief(
    Story("bridge", "White House", (BRIDGE, ELSEWHERE)),
    "Council closes bridge",
    tuple(Sentence(text, (BRIDGE.id,), opens=not at) for at, text in enumerate(OPENING)),
    EXCERPT,
    excerpt_of=BRIDGE.id,
    adds=(Sentence("Four ferries run from Monday.", (ELSEWHERE.id,)),),
)


@pytest.mark.parametrize("template", PRESETS)
@pytest.mark.parametrize("leads", [True, False])
def test_an_excerpt_names_its_outlet_links_it_and_stays_whole(render: Render, template: str, leads: bool) -> None:
    issue = an_issue(EXCERPTED if leads else LEAD, () if leads else (EXCERPTED,))
    rendered = render(issue, template)
    assert f"River Post: {' '.join(OPENING)}" in read_markup(rendered.html).seen
    assert re.search(rf"River Post \[\d+\]: {re.escape(' '.join(OPENING))}", folded(rendered.text))
    links = [link for link in read_markup(rendered.html).all("a") if link.attributes.get("href") == BRIDGE.url]
    assert links


@pytest.mark.parametrize("template", PRESETS)
def test_what_another_outlet_adds_is_credited_with_the_day_of_an_older_report(render: Render, template: str) -> None:
    rendered = render(an_issue(EXCERPTED, ()), template)
    assert "Ferry Times adds, Feb 25: Four ferries run from Monday." in read_markup(rendered.html).seen
    assert re.search(r"Ferry Times adds, Feb 25 \[\d+\]: Four ferries run from Monday\.", folded(rendered.text))


def test_every_sentence_of_a_report_is_credited_where_it_stands(render: Render) -> None:
    parts = {"news": "The pier moved.", "next": "The court sits on Monday.", "why": "It is the only bridge."}
    ferry = {name: Sentence(text, (ELSEWHERE.id,)) for name, text in parts.items()}
    accounts = (Sentence("The mayor said it was safe.", (BRIDGE.id,)), Sentence("The engineer denied it.", ("i31",)))
    brief = replace(EXCERPTED, accounts=accounts, **ferry)
    rendered = render(an_issue(brief, ()))
    seen = read_markup(rendered.html).seen
    for text in parts.values():
        assert f"Ferry Times, Feb 25: {text}" in seen
    assert "Accounts differ:" in seen
    assert "River Post: The mayor said it was safe." in seen
    assert "Ferry Times, Feb 25: The engineer denied it." in seen


def test_a_story_that_a_model_wrote_is_credited_to_nobody(render: Render) -> None:
    rendered = render(an_issue(LEAD, ()))
    assert f"Sample Wire: {LEAD.summary[0].text}" not in read_markup(rendered.html).seen


def test_the_document_says_whose_words_they_are(render: Render) -> None:
    issue = an_issue(EXCERPTED, BRIEFS[:1])
    lead, written = (section["stories"][0] for section in issue_document(issue, render(issue))["sections"])
    assert (lead["writer"], lead["excerpt_of"]) == ("excerpt", BRIDGE.id)
    assert [sentence["text"] for sentence in lead["summary"]] == list(OPENING)
    assert {item for sentence in lead["summary"] for item in sentence["items"]} == {BRIDGE.id}
    assert lead["adds"] == [{"text": "Four ferries run from Monday.", "item": ELSEWHERE.id}]
    assert (written["excerpt_of"], written["adds"]) == (None, [])


def test_a_pull_quote_never_divides_an_excerpt(render: Render) -> None:
    """Two paragraphs of one outlet are not to be read as two."""
    text = "The pier moved by the width of a hand."
    item = replace(BRIDGE, text=f'{OPENING[0]}\n\n{OPENING[1]}\n\n"{text}" the engineer said.')
    summary = tuple(Sentence(sentence, (item.id,), opens=True) for sentence in OPENING)
    lead = replace(
        EXCERPTED,
        story=replace(EXCERPTED.story, items=(item,)),
        summary=summary,
        adds=(),
        quotes=(a_quote(item, text, "Ada Berg", "engineer"),),
    )
    rendered = render(an_issue(lead, ()))
    for part in (read_markup(rendered.html).seen, folded(rendered.text)):
        places = [part.index(words) for words in (*OPENING, text)]
        assert places == sorted(places)


def test_an_excerpt_keeps_the_paragraphs_of_its_report(render: Render) -> None:
    summary = tuple(Sentence(f"Sentence {at}.", (BRIDGE.id,), opens=at in (0, 2)) for at in range(3))
    rendered = render(an_issue(replace(EXCERPTED, summary=summary, adds=()), ()))
    assert "Sentence 0. Sentence 1.\n\nSentence 2.\n" in rendered.text


def test_sources_are_numbered_as_the_story_cites_them(render: Render) -> None:
    items = tuple(
        an_item(number, outlet, f"Pier closes {number}", "2025-02-27T12:00", "The pier closed.")
        for number, outlet in enumerate(["Wire", "Post", "Times", "Post"], 700)
    )
    told = a_brief("pier", UKRAINE, "Pier closes", ("The pier closed.",), items, excerpt_of=items[1].id)
    told = replace(told, summary=(Sentence("The pier closed.", (items[1].id,)),))
    told = replace(told, adds=(Sentence("Divers left.", (items[3].id,)), Sentence("Cod waits.", (items[2].id,))))
    text = render(an_issue(lead=told, briefs=(), headlines=())).text
    marks = re.findall(r"^ *\[(\d+)\] (\w+),", text, re.MULTILINE)
    assert marks == [("1", "Post"), ("2", "Post"), ("3", "Times"), ("4", "Wire")]


def test_an_issue_of_one_story_goes_on_with_its_headlines_in_the_inbox(render: Render) -> None:
    issue = render(an_issue(briefs=()))
    assert issue.preheader.startswith(HEADLINES[0].items[0].title)
