"""Reads a folder of news articles and makes a briefing whose every claim leads to its evidence.

Four calls are the whole program::

    corpus = load_corpus(Path("briefings/ukraine-ceasefire-talks"))
    readings = [read_article(article, pack) for article in corpus.articles]
    briefing = make_briefing(corpus, readings)
    pages = render_pages(briefing)
"""
