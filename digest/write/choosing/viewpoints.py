"""What an opinion piece argues, in its own words."""

from __future__ import annotations

from digest.model import Item, Viewpoint
from digest.reading.article import read
from digest.reading.standing import stands_alone
from digest.write.excerpts.openings import can_be_printed, prose
from digest.write.text.clean_titles import clean_title

_CLAIM = 5  # words; a shorter title teases
_WORDS = range(8, 31)


def viewpoint(item: Item) -> Viewpoint:
    """The piece with its title where that is a claim, else with the first sentence that can stand alone."""
    title = clean_title(item.title, item.outlet)
    if len(title.split()) >= _CLAIM and not title.endswith("?"):
        return Viewpoint(item, title)
    language = read(item).language
    fit = (line for line in prose(item) if line.words in _WORDS and can_be_printed(line, item))
    return Viewpoint(item, next((line.text for line in fit if stands_alone(line.text, language)), title))
