"""What the store keeps: for each kind of row its table, its fields in order, and what a field holds."""

from dataclasses import dataclass, field

TEXT, COUNT, NUMBER, TRUTH, JSON = "text", "count", "number", "truth", "json"


def _fields(**names: str) -> dict[str, str]:
    """What each field holds, by name, from lists of names."""
    return {name: holds for holds, listed in names.items() for name in listed.split()}


INCIDENT = {
    **_fields(text="incident_id title date date_precision country admin1 admin2 place placement"),
    **_fields(number="placement_radius_km", json="placement_areas", text="placement_note event_type weapon target"),
    **_fields(truth="target_chinese", text="nexus claimed_by attributed_to attribution_status", json="hypotheses"),
    "hypotheses_basis": TEXT,
    **_fields(count="killed killed_min killed_max killed_chinese killed_attackers"),
    **_fields(count="injured injured_min injured_max injured_chinese", truth="cross_border"),
    **_fields(text="confidence", truth="contested"),
    **_fields(text="disagreement summary grade marking", json="sources"),
}
SITE = {
    **_fields(text="site_id name country admin1 district placement", number="placement_radius_km"),
    **_fields(json="placement_areas", text="placement_note sector operator status status_detail status_as_of"),
    **_fields(number="value_usd", text="value_note chinese_staff"),
    **_fields(count="start_year", text="chinese_link chinese_link_note", truth="line_approximate"),
    **_fields(text="confidence disagreement summary marking", json="sources"),
}
ORIGIN = _fields(text="dataset external_id", count="source_row")
BATCH = {
    **_fields(text="name file sha256 schema_name licence citation marking covers_first covers_last"),
    **_fields(truth="shareable", text="imported_by imported_at", count="incidents sites refused"),
}
REFUSED = _fields(count="batch_id source_row", text="reason", json="content")


@dataclass(frozen=True)
class Kind:
    """One kind of row. `name` is the field people call it by; `geometry` is what a map draws for it, or ""."""

    table: str
    name: str
    fields: dict[str, str] = field(repr=False)
    geometry: str = ""
    batched: bool = False

    @property
    def editable(self) -> set[str]:
        """Fields that an editor may change."""
        own = set(self.fields) - {self.name, *ORIGIN}
        return own | {"geometry"} if self.geometry else own


KINDS = {
    "batch": Kind("batches", "fid", BATCH),
    "incident": Kind("incidents", "incident_id", INCIDENT | ORIGIN, geometry="POINT", batched=True),
    "site": Kind("sites", "site_id", SITE | ORIGIN, geometry="GEOMETRY", batched=True),
    "layer": Kind("own_layers", "name", {"name": TEXT, "style": JSON, "features": COUNT}),
    "mapping": Kind("mappings", "name", {"name": TEXT, "content": JSON}),
    "view": Kind("views", "name", {"name": TEXT, "content": TEXT}),
}
HIDING = {"removed": TRUTH, "merged_into": COUNT, "same_as": TEXT}
