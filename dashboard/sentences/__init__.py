"""Templates of the sentences that layers and tests make in English, by subject, with the parts they are made of.

Figures stand in the places that `dashboard.told` lists; whatever else a file may hold stands in others, and so do signs
that every language writes alike, such as EPSG:4326. Tables are called …_WORDS, so that their texts are translated.
"""

from dashboard.sentences import drawn, entry, files, formats, handing, notes, rows, shipped, store, tests

MODULES = (tests, rows, notes, files, formats, drawn, entry, store, handing, shipped)
SENTENCES = tuple(text for module in MODULES for text in module.SENTENCE_WORDS)
PARTS = tuple(text for module in MODULES for text in module.PART_WORDS)
