"""What is said of fields that are filled in by hand."""

SENTENCE_WORDS = (
    "Fill it in: without it the row cannot be placed, counted or traced.",
    "Write the year first: {example}.",
    "Correct the line, or describe the source.",
    "Write a share such as {example}.",
    "Clear one of them.",
)
PART_WORDS = (
    "both",
    "something here",
    "a web address that begins with https://, or words",
    "a share from {low} to {high}",
    "either a point or a pasted shape",
)
