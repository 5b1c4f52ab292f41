"""From a table as read to sites that can be taken: all rows at once, every refusal with its reason."""

from collections.abc import Callable, Collection

import geopandas as gpd
import pandas as pd

from layers.catalogue import dataset
from layers.imports.checked import Checked, Questions
from layers.imports.choices import Choices
from layers.imports.drafting import Form, drafted
from layers.imports.findings import Findings
from layers.imports.locating import held, middles, swapped
from layers.imports.placing import assumed, placed
from layers.imports.schema import Schema
from layers.imports.schemas.sites import PANJ_SITES, generic_sites
from layers.imports.sites.mapping import guess_sites, is_own_package
from layers.imports.sites.rules import as_of, check_site_rules
from layers.imports.sites.shapes import shaped
from layers.reading.raw import RawTable
from layers.values import split_list

FIGURES = ("placement_radius_km", "value_usd", "start_year")
KEPT_AS_THEY_ARE = ("latitude", "longitude", "wkt", "sector", "status", "chinese_link", "confidence", "placement")
KEPT_AS_THEY_ARE += ("marking", "stands_for")
STAGES = ("columns", "places", "rules", "sites")
AREAS = ("Polygon", "MultiPolygon")
Progress = Callable[[str, float], None]


def check_sites(
    table: RawTable,
    choices: Choices,
    *,
    schema: Schema | None = None,
    known: Collection[str] = (),
    progress: Progress | None = None,
) -> Checked:
    """Every row of the table accepted as a site or refused; `kind` of the answer is sites.

    The schema is recognised by content unless it is given; a file of unknown columns is read by `choices.columns`, or
    by the guess, which is then a question. `known` are identifiers that are taken already.
    """
    own = schema is None and not choices.columns and is_own_package(table)
    guesses = guess_sites(table) if schema is None and not choices.columns and not own else None
    columns = choices.columns or (guesses.columns if guesses else {})
    chosen = schema or (PANJ_SITES if own else generic_sites(columns, choices.values))
    checked = _Check(table, chosen, choices, progress or (lambda stage, share: None)).run(set(known))
    return Checked(chosen, *checked[:2], Questions(mapping=guesses), checked[2], "sites")


def contract() -> tuple[str, ...]:
    """The columns of a site in the order of the catalogue, without the shape."""
    return tuple(name for name in dataset("sites").columns if name != "geometry")


def site_form() -> Form:
    """How a site is drafted."""
    names = tuple(dict.fromkeys((*contract(), "external_id", *KEPT_AS_THEY_ARE)))
    plain = {*FIGURES, "line_approximate", *KEPT_AS_THEY_ARE}
    return Form(names, FIGURES, ("line_approximate",), tuple(name for name in names if name not in plain))


class _Check:
    """One table on its way through the stages."""

    def __init__(self, table: RawTable, schema: Schema, choices: Choices, progress: Progress) -> None:
        self.table, self.schema, self.choices = table, schema, choices
        self.origin, self.findings, self._progress = schema.origin, Findings(table.rows), progress

    def run(self, known: set[str]) -> tuple[gpd.GeoDataFrame, pd.DataFrame, tuple[str, ...]]:
        """Accepted sites, refused cells, and notes."""
        self._at("columns")
        source = self.schema.prepared(self.schema.theirs(self.table.frame), self.table.format)
        draft = drafted(source, self.schema, self.findings, form=site_form())
        self._at("places")
        shapes, readable = shaped(draft, self.table.geometry, self.findings, origin=self.origin)
        where = "geometry" if self.table.geometry is not None else self.origin.get("latitude", "latitude")
        spots = held(middles(shapes), draft["country"], (where, self.findings), readable=readable, thing="site")
        places = placed(draft, spots, self.findings, origin=self.origin)
        self._at("rules")
        draft = draft.assign(status_as_of=as_of(draft["status_as_of"], self.choices, self.findings, origin=self.origin))
        draft = self._identified(draft, known)
        check_site_rules(draft, source, self.origin, self.findings)
        self._at("sites")
        notes = self._notes(draft, shapes)
        return self._accepted(draft, shapes, spots, places), self.findings.frame(), notes

    def _at(self, stage: str) -> None:
        self._progress(stage, STAGES.index(stage) / len(STAGES))

    def _rows(self, index: pd.Index) -> pd.Series:
        """Rows as a person counts them, as text, by the index of the table."""
        return self.table.rows.set_axis(self.table.frame.index)[index].astype(str)

    def _identified(self, draft: pd.DataFrame, known: set[str]) -> pd.DataFrame:
        """The draft with identifier and name per row; a second row of one identifier is refused, and a known one."""
        made = f"IMP-{self.table.sha256[:8]}-" + self._rows(draft.index)
        names = draft["site_id"].where(draft["site_id"].notna(), made)
        column = self.origin.get("site_id", "row")
        says = ("an identifier that no other row has", "The first row stays; leave this one out, or rename it.")
        self.findings.add(names.duplicated().to_numpy(), column, found=names, says=says)
        says = ("a site that is not known yet", "It is there already: leave the row out, or edit that site.")
        self.findings.add(names.isin(known).to_numpy(), column, found=names, says=says)
        title = "Site from " + self.table.name + ", row " + self._rows(draft.index)
        return draft.assign(site_id=names, name=draft["name"].where(draft["name"].notna(), title))

    def _accepted(
        self, draft: pd.DataFrame, shapes: gpd.GeoSeries, spots: pd.DataFrame, places: pd.DataFrame
    ) -> gpd.GeoDataFrame:
        taken = ~self.findings.refused
        rows = draft[taken].assign(**places[taken], country=spots["country"][taken])
        outlined = shapes[taken].geom_type.isin(AREAS) & draft["placement_radius_km"][taken].isna()
        # an area stands for itself unless the file gives it a radius
        rows["placement_radius_km"] = rows["placement_radius_km"].where(~outlined)
        files = self.table.name + ", row " + self._rows(rows.index)
        sources = [split_list(text) or [file] for text, file in zip(rows["sources"], files, strict=True)]
        usual = "CLEAR" if self.schema.shareable or self.choices.may_share else "AMBER+STRICT"
        rows = rows.assign(
            sources=pd.Series(sources, index=rows.index, dtype=object),
            marking=rows["marking"].fillna(usual),
            external_id=rows["external_id"].fillna(""),
            dataset=self.schema.name,
            source_row=self.table.rows.to_numpy()[taken].astype(int),
        )
        frame = rows[[*contract(), "dataset", "source_row", "external_id"]].set_index("site_id")
        return gpd.GeoDataFrame(frame, geometry=shapes[taken].to_numpy(), crs="EPSG:4326")

    def _notes(self, draft: pd.DataFrame, shapes: gpd.GeoSeries) -> tuple[str, ...]:
        about = self.schema
        notes = [*self.table.notes, f"Read as {about.title}.", about.caution, f"Citation: {about.citation}"]
        areas = shapes.geom_type.isin(AREAS)
        notes += assumed(draft[~areas & shapes.notna()])
        if count := int(areas.sum()):
            notes.append(f"Rows that are areas: {count}. Each stands for what it encloses.")
        return (*notes, *swapped(self.findings))
