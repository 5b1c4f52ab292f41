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
    # a specification
    "The specification is not TOML: {error}.",
    "Mend that place.",
    "The specification does not say specification = {version}, its first line.",
    "It may be of another version.",
    "The period ends before it starts: {begin} to {end}.",
    "Swap them.",
    "The specification says {shown}, expected one of {columns}.",
    "The specification says {name} = {shown}: {wanted}.",
    "{name} = {shown}: expected a table, [{column}] on a line of its own.",
    "[window] has {others}: expected {columns}.",
    "[window] is {west} to {east} east, {south} to {north} north: expected west before east and south before "
    "north, inside {shown} to {stored} east and {start} to {ending} north.",
    "[window] holds {shown}: expected degrees such as {ending}.",
    "{shown} is not a format of a snapshot or brief: choose {columns}.",
    "{dpi} dpi cannot be drawn: choose from {low} to {high}.",
)
PART_WORDS = (
    "the dataset {name}",
    "{n} of incident rows",
    "{n} of site rows",
    "{n} of response rows",
    "{n} of joined report rows",
    "{n} of own layer rows",
    # what was expected of a specification
    "expected one line of at most {n} characters",
    "expected one of {columns}",
    "expected true or false",
    "expected a day such as {day}, without quotes",
    "expected a list such as {example}",
)
