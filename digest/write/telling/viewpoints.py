"""What an opinion piece argues, in its own words."""

from __future__ import annotations

from digest.model import Item, Viewpoint
from digest.write.telling.passages import passages
from digest.write.text.titles import clean_title

_CLAIM = 5  # words; a shorter title teases
_MOST_WORDS = 30


def viewpoint(item: Item) -> Viewpoint:
    """The piece with its title where that is a claim, else with the first sentence that can stand alone."""
    title = clean_title(item.title, item.outlet)
    if len(title.split()) >= _CLAIM and not title.endswith("?"):
        return Viewpoint(item, title)
    alone = (p.text for p in passages(item) if not p.leans and len(p.text.split()) <= _MOST_WORDS)
    return Viewpoint(item, next(alone, title))
