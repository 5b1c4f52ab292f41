"""Why nothing is handed over."""

SENTENCE_WORDS = (
    "Marked above TLP:{marking}, or from a source whose terms forbid to hand it on: {words}.",
    "Nothing was written.",
    'Choose a higher marking, or say above = "redact" (--above redact), which leaves them out and says how many; '
    "third_party = true (--third-party) says that you may hand them on.",
    "{form} holds one page and this has {n}.",
    "Choose pdf or pptx, or ask for less.",
    "No site passes the filters and the marking, so there is nothing to write about.",
    "Relax them.",
    "A block needs more height than a slide has ({n} mm).",
    "Choose a larger paper or a shorter footer.",
)
PART_WORDS = (
    "the dataset {name}",
    "{n} of incident rows",
    "{n} of site rows",
    "{n} of response rows",
    "{n} of joined report rows",
    "{n} of own layer rows",
)
