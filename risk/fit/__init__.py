"""Weights learned from past outcomes, pulled towards the declared priors where data are few."""

from risk.fit.fitted import FittedModel
from risk.fit.history import History
from risk.fit.reading import read_incident_file
from risk.fit.saved import load_model, save_model

__all__ = ["FittedModel", "History", "load_model", "read_incident_file", "save_model"]
