"""What a check notes of a whole file, and what it asks."""

SENTENCE_WORDS = (
    "Read as {schema}.",
    "Citation: {citation}",
    "Rows that do not say how precisely they are placed: {n}.",
    "They are taken by the decimals, {low} or {high} km.",
    "Rows that look as if latitude and longitude were swapped: {n}.",
    "Exchange the two columns.",
    "Rows that are areas: {n}.",
    "Each stands for what it encloses.",
    # media reports
    "These are media reports.",
    "Group them before any is counted as an incident.",
    "GDELT files have no header: the first report was read as one and left out.",
    "Put the names of columns first.",
    "Media reports grouped by day, place and kind: {n} into {many}; none was checked.",
    # cautions of sources
    "Media reports, several of one incident: no incidents unless grouped, and then of low confidence.",
    "Rows stay inside unless you say they may go.",
    "{n} deaths also stands where none were reported.",
    "best, low and high include the dead of both sides; UCDP counts deadly events only.",
    "Kept apart: all dead less attackers.",
    "Markings of the rows stay as they are.",
    "Placement, confidence and marking that the file does not state are assumed and said in the notes.",
    "Placement, confidence and marking that the file does not state are assumed and said in the notes; a status that "
    "is not stated is unknown, a Chinese link that is not stated is not verified.",
    # tables and columns
    "The layer {name} is read with it; its rows are counted from {number} again.",
    "Folder {name} is read; not read: {others}.",
    "Or say which one: {option}.",
    "There is no schema {name}: use one of {options}, or generic with a mapping.",
    "{file} is no {schema}: it lacks the columns {columns}.",
    "Leave the schema out to have it recognised, or map its columns.",
    "{column} is no column of {thing}: use one of {options}.",
    "{file} has no column {column} for {field}: it has {columns}.",
    # questions
    "Dates of {column} that could be day first or month first: {n}, such as in rows {rows}.",
    "Only these rows decide: {clauses}.",
    "No row decides.",
    "Say which: dmy or mdy.",
    "{name} (rows: {n}) is like {known_name} by {score} of {most}: is it {suggestion}?",
    "Until you say so the file's own name stays.",
)
PART_WORDS = (
    "an incident",
    "a site",
    "Any columns, by a mapping",
    "Sites in any columns, by a mapping",
    "Panj Watch package",
    "Panj Watch package, sites",
    "what a person entered",
    "The file's own.",
    "Panj Watch package; the sources of each row stand in the row.",
    "day first in rows {rows}",
    "month first in rows {rows}",
)
