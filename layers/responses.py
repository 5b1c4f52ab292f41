"""What governments, embassies and the Taliban said and did: a timeline beside the incidents."""

import pandas as pd

from layers.incidents import CONFIDENCE, DATE_PRECISION
from layers.tables import read_table
from layers.values import check_values, periods


def read_responses() -> pd.DataFrame:
    """One row per official response, indexed by response_id, sorted by day, with the incidents and sites it answers."""
    frame = read_table("responses", index="response_id")
    check_values(frame, {"date_precision": DATE_PRECISION, "confidence": CONFIDENCE}, file="responses.csv")
    frame = frame.assign(**periods(frame, file="responses.csv"))
    return frame.sort_values("day", kind="stable")
