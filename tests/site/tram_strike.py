"""A made-up strike of three days: what a user clipped, what an outlet's feed brings, and a draft with a slip in it."""

from __future__ import annotations

from html import escape

CLIPPED = """---
title: Tram drivers set a date
date: 2025-03-14
source: Morning Post
---
The Tram Drivers' Union demands a wage increase of five per cent and a shorter night shift. The union threatened to strike on 20 March.

City Trams rejected a wage increase of five per cent. The company offered mediation by a retired judge.

"Nobody drives a tram safely after nine hours of night," Mira Holt, who leads the union, said.
"""
OFFER = """City Trams offered the Tram Drivers' Union a wage increase of four per cent on Monday. The company rejected the union's demand for a shorter night shift.

"We can pay more, but we cannot run the night trams with fewer drivers," said Jonas Feld, the director of City Trams.

Mira Holt, who leads the union, said that the drivers would look at the offer. She demanded that the company talk about the night shift as well."""
MEDIATION = """The Tram Drivers' Union accepted mediation by a retired judge on Tuesday. City Trams had proposed the mediation last week.

Mira Holt said: "We will not call off the strike before there is an offer on the night shift." The union insists on a shorter night shift.

Jonas Feld said City Trams was ready to shorten the night shift by half an hour if the drivers call off the strike on 20 March."""
CAKE = """Forty bakers opened the cake fair in the old market on Tuesday. The weather was fine and the queue was long.

Visitors said that the poppy seed cake was the best of all, and that they would come back on Wednesday."""
NEWS = {
    "offer": ("2025-03-17", "City Trams offers four per cent", OFFER),
    "mediation": ("2025-03-18", "Judge to mediate between drivers and City Trams", MEDIATION),
    "cake": ("2025-03-18", "Cake fair opens in the old market", CAKE),
}
"""The outlet's articles by the last part of their address: day, title and text."""
DRAFT = """# Where the tram strike stands

The Tram Drivers' Union demands a shorter night shift. City Trams offered a wage increase of four per cent.

“Nobody drives a tram safely after {hours} hours of night,” Mira Holt said. “We can pay more, but we cannot run the night trams with fewer drivers,” said Jonas Feld.
"""


def news_page(name: str) -> str:
    """Returns an article of the outlet as the page that it serves."""
    day, title, text = NEWS[name]
    told = f"<meta property='article:published_time' content='{day}'><meta property='og:site_name' content='Evening Courier'>"
    words = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return f"<html lang=en><head><title>{title}</title>{told}</head><body><article><h1>{title}</h1>{words}</article></body></html>"


def news_feed(server: str) -> str:
    """Returns the outlet's feed, in RSS, whose articles lie on a server at its root."""
    entries = "".join(
        f"<item><title>{title}</title><link>{server}/{name}</link><pubDate>{day}</pubDate>"
        f"<description>{escape(text[:80])}</description></item>"
        for name, (day, title, text) in NEWS.items()
    )
    return f"<rss version='2.0'><channel><title>Evening Courier</title>{entries}</channel></rss>"
