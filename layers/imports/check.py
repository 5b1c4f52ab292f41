"""From a table as read to incidents that can be taken: all rows at once, every refusal with its reason."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd

from layers.imports.actors import actor_questions
from layers.imports.checked import Checked, Questions
from layers.imports.choices import Choices
from layers.imports.dating import dated, order_questions
from layers.imports.drafting import contract, drafted
from layers.imports.findings import Findings
from layers.imports.locating import located, swapped
from layers.imports.mapping import Guesses, guess
from layers.imports.placing import assumed, placed
from layers.imports.rules import check_rules
from layers.imports.schema import Schema
from layers.imports.schemas import recognised
from layers.imports.schemas.gdelt import GDELT, GROUPED, named_columns
from layers.imports.schemas.generic import generic
from layers.incidents import HYPOTHESES
from layers.reading.raw import RawTable
from layers.values import split_list

UNWEIGHED = {name: float(name == "unknown") for name in HYPOTHESES}
STAGES = ("columns", "dates", "places", "rules", "incidents")
Progress = Callable[[str, float], None]


def check_table(
    table: RawTable, choices: Choices, *, schema: Schema | None = None, progress: Progress | None = None
) -> Checked:
    """Every row of the table accepted or refused. The schema is recognised by content unless it is given.

    A file of unknown columns is read by `choices.columns`; where that is empty, by the guess, which is then a
    question. `progress` is called with a stage and the share done; what it raises stops the check.
    """
    chosen = schema or (None if choices.columns else recognised(table))
    guesses = guess(table) if chosen is None and not choices.columns else None
    chosen = chosen or generic(choices.columns or guesses.columns, choices.values)
    return _Check(named_columns(table) if chosen is GDELT else table, chosen, choices, progress).run(guesses)


class _Check:
    """One table on its way through the stages."""

    def __init__(self, table: RawTable, schema: Schema, choices: Choices, progress: Progress | None) -> None:
        self.table, self.schema, self.choices = table, schema, choices
        self.origin, self.findings = schema.origin, Findings(table.rows)
        self._progress = progress or (lambda stage, share: None)

    def run(self, guesses: Guesses | None) -> Checked:
        self._at("columns")
        source = self.schema.prepared(self.schema.theirs(self.table.frame), self.table.format)
        draft = drafted(source, self.schema, self.findings)
        draft = draft.assign(**{name: self._answered(draft[name]) for name in ("claimed_by", "attributed_to")})
        self._at("dates")
        days = dated(draft, self.choices, self.findings, origin=self.origin)
        orders = order_questions(draft, self.table.rows, self.choices, origin=self.origin)
        self._at("places")
        spots = located(draft, self.table.geometry, self.findings, origin=self.origin)
        places = placed(draft, spots, self.findings, origin=self.origin)
        self._at("rules")
        named = self._identified(draft)
        check_rules(named, self.origin, self.findings)
        self._check_weights(named["hypotheses"])
        self._at("incidents")
        accepted = self._accepted(named, days, spots, places)
        people = pd.concat([draft["claimed_by"], draft["attributed_to"]])
        questions = Questions(tuple(orders), actor_questions(people, self.choices.actors), guesses)
        return Checked(self.schema, accepted, self.findings.frame(), questions, self._notes(draft), self._kind())

    def _at(self, stage: str) -> None:
        self._progress(stage, STAGES.index(stage) / len(STAGES))

    def _answered(self, names: pd.Series) -> pd.Series:
        """Names of actors as a person confirmed them; the file's own where nobody did."""
        return names.map(lambda name: self.choices.actors.get(name, name), na_action="ignore")

    def _kind(self) -> str:
        grouped = any(str(name) == GROUPED for name in self.table.frame.columns)
        return "incidents" if grouped else self.schema.kind

    def _identified(self, draft: pd.DataFrame) -> pd.DataFrame:
        """The draft with an identifier per row; a second row of one identifier is refused."""
        own = draft["external_id"].notna() & (self.schema.prefix != "IMP")
        made = f"IMP-{self.table.sha256[:8]}-" + self.table.rows.set_axis(draft.index).astype(str)
        names = (self.schema.prefix + "-" + draft["external_id"].astype(object)).where(own, made)
        names = draft["incident_id"].where(draft["incident_id"].notna(), names)
        column = self.origin.get("incident_id", self.origin.get("external_id", "row"))
        says = ("an identifier that no other row has", "The first row stays; leave this one out, or rename it.")
        self.findings.add(names.duplicated().to_numpy(), column, found=names, says=says)
        title = "Incident from " + self.table.name + ", row " + self.table.rows.set_axis(draft.index).astype(str)
        return draft.assign(incident_id=names, title=draft["title"].where(draft["title"].notna(), title))

    def _check_weights(self, weights: pd.Series) -> None:
        wrong = [isinstance(row, dict) and not _together_one(row) for row in weights]
        says = ("weights from 0 to 1, together 1", "Correct the weights of the explanations.")
        self.findings.add(np.array(wrong, dtype=bool), "hypotheses", found=weights, says=says)

    def _accepted(
        self, draft: pd.DataFrame, days: pd.DataFrame, spots: pd.DataFrame, places: pd.DataFrame
    ) -> gpd.GeoDataFrame:
        taken = ~self.findings.refused
        rows = draft[taken].assign(**days[taken][["date", "date_precision"]], **places[taken])
        rows = rows.assign(country=spots["country"][taken], **self._stated(rows, days["told"][taken]))
        rows["source_row"] = self.table.rows.to_numpy()[taken].astype(int)
        rows["external_id"] = rows["external_id"].fillna("")
        rows["dataset"] = self.schema.name
        points = gpd.points_from_xy(spots["longitude"][taken], spots["latitude"][taken], crs="EPSG:4326")
        frame = rows[[*contract(), "dataset", "source_row", "external_id"]].set_index("incident_id")
        return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")

    def _stated(self, rows: pd.DataFrame, told: pd.Series) -> dict[str, object]:
        """What a row must have and the source leaves to us, said as such."""
        files = self.table.name + ", row " + self.table.rows.set_axis(self.table.frame.index)[rows.index].astype(str)
        weights = [row if isinstance(row, dict) else dict(UNWEIGHED) for row in rows["hypotheses"]]
        basis = rows["hypotheses_basis"].fillna(f"Not weighed: imported from {self.schema.title}.")
        # a package of this product has said it already, a person would have
        days = "" if self.schema.name in ("panj", "own") else ("Dated " + told + " by the source.").fillna("")
        summary = (rows["summary"].fillna("") + " " + days).str.strip()
        usual = "CLEAR" if self.schema.shareable or self.choices.may_share else "AMBER+STRICT"
        sources = [split_list(text) or [file] for text, file in zip(rows["sources"], files, strict=True)]
        return {
            "hypotheses": pd.Series(weights, index=rows.index, dtype=object),
            "hypotheses_basis": basis,
            "summary": summary.where(summary != "", None),
            "marking": rows["marking"].fillna(usual),
            "sources": pd.Series(sources, index=rows.index, dtype=object),
        }

    def _notes(self, draft: pd.DataFrame) -> tuple[str, ...]:
        about = self.schema
        notes = [*self.table.notes, f"Read as {about.title}.", about.caution, f"Citation: {about.citation}"]
        notes += [*assumed(draft), *swapped(self.findings)]
        if self._kind() == "reports":
            notes.append("These are media reports. Group them before any is counted as an incident.")
        return tuple(notes)


def _together_one(weights: dict) -> bool:
    shares = list(weights.values())
    return all(0 <= share <= 1 for share in shares) and abs(sum(shares) - 1) < 1e-9
