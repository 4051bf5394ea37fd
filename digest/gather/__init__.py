"""gather: bytes -> Items. Feeds of every common format, canonical links, UTC dates, clean plain text.

    formats.py   RSS, Atom and JSON Feed, reduced to one shape of entry
    links.py     canonical addresses: http(s), no tracking parameters, no fragment
    charsets.py  bytes -> characters, whatever they say about their encoding
    cleaning.py  HTML -> plain text, paragraphs divided by one blank line
    furniture.py embedded posts, captions, promos: by where and how often they stand
    name_links.py a site's links to people's pages, run into the text
    feeds.py     entries -> Items
    identity.py  when an id stands for another article than before
    articles.py  the main text of an article's page
    opml.py      lists of feeds, in and out

Pure: nothing here opens a socket or a file or reads the clock.
"""
