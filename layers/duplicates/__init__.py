"""The same event in two sources: candidates with a stated score, decided by a person or a threshold, merged."""

from layers.duplicates.candidates import candidates
from layers.duplicates.decide import decided
from layers.duplicates.merge import merged
from layers.duplicates.plan import Plan, paired, planned
from layers.duplicates.score import THRESHOLD, scored

__all__ = ["THRESHOLD", "Plan", "candidates", "decided", "merged", "paired", "planned", "scored"]
