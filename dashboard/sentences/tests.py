"""What clusters, tests and the track record say."""

SENTENCE_WORDS = (
    # space-time clusters
    "All {n} are at one coordinate: one place name, not a pattern in space.",
    "{few} of {n} are at one coordinate.",
    "Its other neighbours belong to a cluster that had linked them first.",
    "{few} of {n} are placed by district or worse.",
    "It is {word}: it changes most with {change}.",
    "{n} placed only by province left out: a province is wider than {km} km.",
    "Found {n} placed incidents; a cluster takes {many}. Widen the period.",
    "All {n} incidents are on one day: these are clusters of places only.",
    "All {n} incidents are at one coordinate: these are clusters of days only.",
    "Cluster {name} is new, with {now} incidents, since {day}.",
    "Cluster {name} grew from {was} to {now} and took in {others} since {day}.",
    "Cluster {name} grew from {was} to {now} since {day}.",
    "Cluster {name} shrank from {was} to {now} since {day}.",
    "Cluster {name} still has {now}, none new since {day}.",
    "Cluster {name} still has {now}, not all the same since {day}.",
    "Cluster {name} split from {others}, with {now} incidents, since {day}.",
    "Cluster {name} became part of {others} since {day}.",
    "Cluster {name} is no longer one, after {was} incidents, since {day}.",
    # the scan
    "Incidents left out: {n}, placed by province.",
    "Incidents left out: {n}, dated no better than the longest window.",
    "Incidents without a certain day, put in the middle of their period: {n}.",
    "Incidents placed by district, at one point for all of it: {n}.",
    "Windows are at most {n} days, half the period.",
    "One place holds {few} of {n} incidents, more than half: no circle contains it.",
    "All incidents of {others} share one coordinate: one place name, not a pattern in space.",
    "{n} incidents can be scanned ({words} left out); expected at least {many}. Widen the period or the filters.",
    "{n} incidents can be scanned; expected at least {many}. Widen the period or the filters.",
    "{n} incidents would be scanned; expected at most {many}. Shorten the period, filter, or raise max_incidents and "
    "wait longer.",
    "All {n} incidents have one coordinate; expected at least two places. Widen the area, or read the dates as a "
    "series in time.",
    "All incidents fall within {n} day(s); expected at least two steps of time. Widen the period or shorten step_days.",
    "More than {n} pairs of places lie within {km} km of each other; expected fewer. Lower max_radius_km or shorten "
    "the period.",
    "The scan was stopped after {n} of {total} replications; expected all of them for a p-value. Start it again, with "
    "a smaller radius or a shorter period if it took too long.",
    # near repeats
    "No second incident {where} {when} was found ({pairs}, {expected} expected).",
    "{where}, second incidents {when} were found where chance gives none ({pairs}, {expected} expected).",
    "{where}, a second incident {when} is {ratio} times as common as chance, which may be chance ({pairs}, {expected} "
    "expected; q {q}).",
    "{where}, a second incident {when} is {ratio} times as common as chance ({pairs}, {expected} expected; q {q}).",
    "All of them share one place name: how far apart they were is not known.",
    "{few} of {n} share one place name: how far apart they were is not known.",
    # hot spots
    "Found {n} areas; hot spots take at least {many}. Add areas.",
    "All {n} areas have the value {value}; none can stand out. Widen the period.",
    # too little, or too much
    "Found {n} incidents that are placed and dated well enough; {purpose} takes at least {many}. Widen the period or "
    "relax a filter.",
    "All {n} incidents are on {day}; {purpose} compares days. Widen the period.",
    "All {n} incidents are at one coordinate; {purpose} compares places. Widen the area.",
    "Found {n} {what}; at most {many} fit in memory. Shorten the period or choose a smaller area.",
    # the track record
    "Little can be proven: {few} different incidents fell near the places in the judged period ({n} rows of "
    "{total}). Differences between forecasters may be luck.",
    "The fitted score is better than the best simple rule, {rule}: its log loss is {ratio} times as high (80 % "
    "interval {low} to {high}).",
    "The fitted score is not provably better than the best simple rule, {rule}: its log loss is {ratio} times as high "
    "(80 % interval {low} to {high}).",
    "The declared priors did as well without a fit (log loss {first} against {last}): keep them.",
    "80 %, places and as-of days drawn together with replacement, {n} times (AUC and calibration {few})",
)
PART_WORDS = (
    "stable",
    "loose",
    "doubtful",
    "half of {km} km",
    "twice {km} km",
    "half of {days} days",
    "twice {days} days",
    "within {km} km",
    "Within {km} km",
    "between {low} and {high} km away",
    "Between {low} and {high} km away",
    "within {days} days",
    "{low} to {high} days later",
    "1 pair",
    "{n} pairs",
    "the near-repeat table",
    "incidents",
    "pairs of incidents",
    "{n} placed by province",
    "{n} dated no better than the longest window",
    "all zero",
    "climatology",
    "site history",
    "recent count",
    "one kernel",
    "recent count, best window",
    "one kernel, best of {n}",
    "declared priors",
    "fitted score",
    "score on screen",
    "logistic ceiling",
)
