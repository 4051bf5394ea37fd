"""What a user could take instead of `digest.curate.stories`: TF-IDF or MiniLM vectors, clustered two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from digest.curate.meaning import item_text
from digest.model import Item, Vector

Stories = list[list[str]]  # ids of items
WINDOW = timedelta(days=3)


def tfidf(items: Sequence[Item]) -> Any:
    """One sparse row of length 1 an item, of title and text: a plain, sensible use of scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    return vectorizer.fit_transform(f"{item.title}\n{item.text}" for item in items)


def single_pass(items: Sequence[Item], thresholds: Sequence[float]) -> list[Stories]:
    """Each item, in order of time, joins the story of the last three days whose mean likeness to it is highest."""
    rows = tfidf(items)
    alike = (rows @ rows.T).toarray()
    order = sorted(range(len(items)), key=lambda place: (items[place].published, items[place].id))
    return [_single_pass(items, order, alike, threshold) for threshold in thresholds]


def _single_pass(items: Sequence[Item], order: Sequence[int], alike: Any, threshold: float) -> Stories:
    stories: list[list[int]] = []
    for place in order:
        near = [story for story in stories if items[place].published - items[story[-1]].published <= WINDOW]
        means = [float(alike[place, story].mean()) for story in near]
        if means and max(means) >= threshold:
            near[means.index(max(means))].append(place)
        else:
            stories.append([place])
    return [[items[place].id for place in story] for story in stories]


def average_link(items: Sequence[Item], thresholds: Sequence[float]) -> list[Stories]:
    """Average-link agglomeration over all pairs; what lies more than three days apart has nothing in common."""
    rows = tfidf(items)
    return _average_link(items, (rows @ rows.T).toarray(), thresholds)


def vector_link(vectors: Mapping[str, Vector], items: Sequence[Item], thresholds: Sequence[float]) -> list[Stories]:
    """The same over the vectors of title and beginning."""
    import numpy as np

    rows = np.array([vectors[item_text(item)] for item in items])
    return _average_link(items, rows @ rows.T, thresholds)


def _average_link(items: Sequence[Item], alike: Any, thresholds: Sequence[float]) -> list[Stories]:
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = 1 - alike
    moments = np.array([item.published.timestamp() for item in items])
    distance[np.abs(moments[:, None] - moments[None, :]) > WINDOW.total_seconds()] = 1
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance.clip(0, 1), checks=False), "average")
    return [_members(items, fcluster(tree, 1 - threshold, "distance")) for threshold in thresholds]


def _members(items: Sequence[Item], labels: Sequence[int]) -> Stories:
    found: dict[int, list[str]] = defaultdict(list)
    for item, label in zip(items, labels, strict=True):
        found[int(label)].append(item.id)
    return list(found.values())
