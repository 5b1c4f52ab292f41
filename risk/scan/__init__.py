"""Kulldorff's space-time permutation scan: clusters in place and time, tested against chance. No cause, no forecast."""

from risk.scan.cases import AllAtOnce, AllAtOnePlace, TooFewIncidents, TooManyIncidents
from risk.scan.circles import CirclesTooFull
from risk.scan.replications import ScanCancelled
from risk.scan.run import Scan, scan
from risk.scan.settings import ScanSettings, ScanSettingsInvalid

__all__ = [
    "AllAtOnce",
    "AllAtOnePlace",
    "CirclesTooFull",
    "Scan",
    "ScanCancelled",
    "ScanSettings",
    "ScanSettingsInvalid",
    "TooFewIncidents",
    "TooManyIncidents",
    "scan",
]
