"""Which HTML and CSS the mail clients that matter do not support; made by `python -m bench.client_table`.

Derived from caniemail's data (https://www.caniemail.com/), Rémi Parmentier, MIT licence,
state of 2025-09-09.
"""

from __future__ import annotations

# how a feature shows in a message -> client families with a gap
GAPS: dict[str, tuple[str, ...]] = {
    "at-rule font-face": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "at-rule import": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "at-rule keyframes": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "at-rule media": (
        "gmail",
        "outlook",
    ),
    "at-rule supports": (
        "gmail",
        "outlook",
    ),
    "attribute aria-describedby": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute aria-hidden": (
        "outlook",
        "yahoo",
    ),
    "attribute aria-label": (
        "outlook",
        "yahoo",
    ),
    "attribute aria-labelledby": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute aria-live": (
        "outlook",
        "yahoo",
    ),
    "attribute background": ("outlook",),
    "attribute hidden": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute loading": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute popover": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute required": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute role": ("outlook",),
    "attribute sizes": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute srcset": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "attribute target": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element abbr": (
        "outlook",
        "yahoo",
    ),
    "element acronym": (
        "outlook",
        "yahoo",
    ),
    "element article": (
        "outlook",
        "yahoo",
    ),
    "element aside": (
        "outlook",
        "yahoo",
    ),
    "element audio": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element base": ("outlook",),
    "element bdi": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element body": (
        "outlook",
        "yahoo",
    ),
    "element details": (
        "outlook",
        "yahoo",
    ),
    "element dialog": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element figcaption": (
        "outlook",
        "yahoo",
    ),
    "element figure": (
        "outlook",
        "yahoo",
    ),
    "element footer": (
        "outlook",
        "yahoo",
    ),
    "element form": (
        "outlook",
        "yahoo",
    ),
    "element header": (
        "outlook",
        "yahoo",
    ),
    "element link": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element main": (
        "outlook",
        "yahoo",
    ),
    "element map": (
        "outlook",
        "yahoo",
    ),
    "element mark": (
        "outlook",
        "yahoo",
    ),
    "element marquee": (
        "gmail",
        "outlook",
    ),
    "element meter": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element nav": (
        "outlook",
        "yahoo",
    ),
    "element object": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element picture": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element progress": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element rp": (
        "gmail",
        "outlook",
    ),
    "element rt": (
        "gmail",
        "outlook",
    ),
    "element ruby": (
        "gmail",
        "outlook",
    ),
    "element section": (
        "outlook",
        "yahoo",
    ),
    "element select": (
        "outlook",
        "yahoo",
    ),
    "element style": ("gmail",),
    "element summary": (
        "outlook",
        "yahoo",
    ),
    "element svg": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element textarea": (
        "outlook",
        "yahoo",
    ),
    "element time": (
        "outlook",
        "yahoo",
    ),
    "element video": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "element wbr": (
        "gmail",
        "outlook",
    ),
    "function calc": (
        "outlook",
        "yahoo",
    ),
    "function clamp": (
        "outlook",
        "yahoo",
    ),
    "function conic-gradient": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function lab": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function lang": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function lch": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function light-dark": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function linear-gradient": (
        "outlook",
        "yahoo",
    ),
    "function max": (
        "outlook",
        "yahoo",
    ),
    "function min": (
        "outlook",
        "yahoo",
    ),
    "function oklab": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function oklch": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "function radial-gradient": (
        "outlook",
        "yahoo",
    ),
    "function rgba": ("outlook",),
    "function var": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "local link": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "media device-pixel-ratio": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "media orientation": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "media prefers-color-scheme": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "media prefers-reduced-motion": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "pair display:flex": ("outlook",),
    "pair display:grid": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "pair display:none": ("gmail",),
    "pair flex-direction:column": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "pair flex-wrap:wrap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property accent-color": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property align-items": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property animation": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property aspect-ratio": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property backdrop-filter": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property background-blend-mode": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property background-clip": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property background-image": ("outlook",),
    "property background-origin": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property background-position": ("outlook",),
    "property background-repeat": ("outlook",),
    "property background-size": (
        "gmail",
        "outlook",
    ),
    "property border-image": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property border-radius": ("outlook",),
    "property border-spacing": ("outlook",),
    "property bottom": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property box-shadow": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property box-sizing": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property caption-side": ("outlook",),
    "property clear": ("outlook",),
    "property clip-path": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property color-scheme": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property column-count": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property column-gap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property cursor": (
        "gmail",
        "outlook",
        "yahoo",
        "apple-mail",
    ),
    "property empty-cells": (
        "outlook",
        "yahoo",
    ),
    "property filter": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property float": ("outlook",),
    "property font-kerning": (
        "outlook",
        "yahoo",
    ),
    "property font-stretch": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property gap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property height": ("yahoo",),
    "property hyphenate-character": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property hyphenate-limit-chars": (
        "gmail",
        "outlook",
        "yahoo",
        "apple-mail",
    ),
    "property hyphens": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property inline-size": (
        "gmail",
        "outlook",
        "yahoo",
        "apple-mail",
    ),
    "property inset": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property justify-content": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property left": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property list-style-image": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property list-style-position": ("outlook",),
    "property margin-block": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property margin-block-end": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property margin-block-start": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property margin-inline": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property margin-inline-end": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property margin-inline-start": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property mask-image": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property max-block-size": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property max-height": ("outlook",),
    "property max-inline-size": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property min-block-size": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property min-height": ("outlook",),
    "property min-inline-size": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property min-width": ("outlook",),
    "property mix-blend-mode": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property object-fit": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property object-position": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property opacity": (
        "gmail",
        "outlook",
    ),
    "property orphans": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property outline": ("outlook",),
    "property outline-offset": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property overflow": ("outlook",),
    "property overflow-wrap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-block": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-block-end": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-block-start": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-inline": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-inline-end": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property padding-inline-start": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property position": (
        "gmail",
        "outlook",
    ),
    "property resize": (
        "gmail",
        "outlook",
        "yahoo",
        "apple-mail",
    ),
    "property right": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property row-gap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property scroll-snap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property shape-margin": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property shape-outside": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property tab-size": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property table-layout": ("outlook",),
    "property text-align-last": (
        "outlook",
        "yahoo",
    ),
    "property text-decoration-color": (
        "gmail",
        "outlook",
    ),
    "property text-decoration-line": ("outlook",),
    "property text-decoration-skip-ink": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property text-decoration-style": ("outlook",),
    "property text-decoration-thickness": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property text-emphasis": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property text-emphasis-position": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property text-justify": (
        "gmail",
        "outlook",
        "yahoo",
        "apple-mail",
    ),
    "property text-orientation": (
        "outlook",
        "yahoo",
    ),
    "property text-overflow": (
        "outlook",
        "yahoo",
    ),
    "property text-shadow": (
        "gmail",
        "outlook",
    ),
    "property text-underline-offset": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property text-underline-position": (
        "outlook",
        "yahoo",
    ),
    "property text-wrap": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property top": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property transform": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property transition": (
        "gmail",
        "outlook",
    ),
    "property user-select": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property visibility": (
        "gmail",
        "outlook",
    ),
    "property white-space": ("outlook",),
    "property white-space-collapse": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property widows": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "property word-break": (
        "outlook",
        "yahoo",
    ),
    "property word-spacing": ("outlook",),
    "property word-wrap": ("outlook",),
    "property writing-mode": (
        "outlook",
        "yahoo",
    ),
    "property z-index": (
        "gmail",
        "outlook",
    ),
    "selector #": ("gmail",),
    "selector *": (
        "gmail",
        "outlook",
    ),
    "selector +": (
        "gmail",
        "outlook",
    ),
    "selector ,": ("gmail",),
    "selector .": ("gmail",),
    "selector ::after": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector ::before": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector ::first-letter": (
        "gmail",
        "outlook",
    ),
    "selector ::first-line": (
        "gmail",
        "outlook",
    ),
    "selector ::marker": (
        "gmail",
        "outlook",
    ),
    "selector ::placeholder": (
        "gmail",
        "outlook",
    ),
    "selector :active": (
        "gmail",
        "outlook",
        "apple-mail",
    ),
    "selector :checked": (
        "gmail",
        "outlook",
    ),
    "selector :first-child": (
        "gmail",
        "outlook",
    ),
    "selector :first-of-type": (
        "gmail",
        "outlook",
    ),
    "selector :focus": (
        "gmail",
        "outlook",
        "apple-mail",
    ),
    "selector :has": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :hover": (
        "gmail",
        "outlook",
    ),
    "selector :last-child": (
        "gmail",
        "outlook",
    ),
    "selector :last-of-type": (
        "gmail",
        "outlook",
    ),
    "selector :link": ("gmail",),
    "selector :not": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :nth-child": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :nth-last-child": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :nth-last-of-type": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :nth-of-type": (
        "gmail",
        "outlook",
        "yahoo",
    ),
    "selector :only-child": (
        "gmail",
        "outlook",
    ),
    "selector :only-of-type": (
        "gmail",
        "outlook",
    ),
    "selector :target": (
        "gmail",
        "outlook",
        "apple-mail",
    ),
    "selector :visited": (
        "gmail",
        "outlook",
        "apple-mail",
    ),
    "selector >": (
        "gmail",
        "outlook",
    ),
    "selector []": (
        "gmail",
        "outlook",
    ),
    "selector chained": (
        "gmail",
        "outlook",
    ),
    "selector descendant": ("gmail",),
    "selector type": ("gmail",),
    "selector ~": (
        "gmail",
        "outlook",
    ),
    "unit ch": (
        "outlook",
        "yahoo",
    ),
    "unit initial": (
        "outlook",
        "yahoo",
    ),
    "unit rem": (
        "outlook",
        "yahoo",
    ),
    "unit vh": ("outlook",),
    "unit vmax": (
        "outlook",
        "yahoo",
    ),
    "unit vmin": (
        "outlook",
        "yahoo",
    ),
    "unit vw": ("outlook",),
}
