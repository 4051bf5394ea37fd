from __future__ import annotations

import pytest

from digest.gather.name_links import without_name_links

HEADS = "GOP senators balk at a long trial Warren goes local in race to build 'movement' What to watch: a vote"


@pytest.mark.parametrize(
    ("run", "clean"),
    [
        (f"said President Stone Adam John Stone{HEADS} MORE on Friday.", "said President Stone on Friday."),
        (f"Sen. Ann Strong Ann Lee Strong{HEADS} MORE (R-Iowa) left.", "Sen. Ann Strong (R-Iowa) left."),
        (f"Leader Mitch Moss Addison (Mitch) Moss{HEADS} MORE said no.", "Leader Mitch Moss said no."),
        (f"the late John McKay John Sidney McKay III{HEADS} MORE’s seat.", "the late John McKay’s seat."),
        ("Betsy DeVos Elizabeth (Betsy) Dee DeVosDeVos forgives 1,500 loans MORE won.", "Betsy DeVos won."),
        ("Ann Lee Ann Mae Lee2020 candidates make a play for votes MORE spoke.", "Ann Lee spoke."),
        (
            f"Ann Strong Ann Lee Strong{HEADS} MORE, Bo Ek Bo Adam EkTalks go on MORE and Cy Orr came.",
            "Ann Strong, Bo Ek and Cy Orr came.",
        ),
    ],
)
def test_the_name_stays_and_the_links_go(run: str, clean: str) -> None:
    assert without_name_links(f"A first line.\n\n{run}\n\nA last line.") == f"A first line.\n\n{clean}\n\nA last line."


def test_where_nobody_can_say_where_the_links_end_the_sentence_goes() -> None:
    text = "Talks began at nine. Then Joe Biden Joe BidenTrump: I won it all and left early. They go on today."
    assert without_name_links(text) == "Talks began at nine. They go on today."


@pytest.mark.parametrize(
    "text",
    [
        "Ann McKay met Bo McKay and the McKayBrothers band.",
        "The iPhone maker said YouTube and WhatsApp would say MORE.",
        "He said no. DeVos said yes, MORE or less. Ms. DeVos and LaGuardia students met at LaGuardia.",
        "Kim Jong Un, Kim Yo Jong and UNICEF. UNHCR said so.",
    ],
)
def test_names_with_a_capital_inside_stay(text: str) -> None:
    assert without_name_links(text) == text
