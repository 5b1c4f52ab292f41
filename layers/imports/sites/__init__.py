"""From a stranger's table to sites: points, roads that are lines, and areas, by the rules that hold for incidents."""
