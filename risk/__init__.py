"""What it adds up to: the score of places, its explanation, and clusters of incidents."""

from risk.clusters import clusters_near, find_clusters
from risk.defaults import DEFAULTS
from risk.model import NearRepeatModel
from risk.pairs import Pairs, measure
from risk.settings import Component, Settings

__all__ = ["DEFAULTS", "Component", "NearRepeatModel", "Pairs", "Settings", "clusters_near", "find_clusters", "measure"]
