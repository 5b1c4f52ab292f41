"""Space-time clusters: how they are found, described, told apart from luck of the settings, and followed over time."""

from risk.groups.changes import since, tracked
from risk.groups.find import space_time_clusters
from risk.groups.settings import GroupSettings, GroupSettingsInvalid

__all__ = ["GroupSettings", "GroupSettingsInvalid", "since", "space_time_clusters", "tracked"]
