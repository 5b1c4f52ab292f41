"""From a stranger's table to sites: points, roads that are lines, and areas, under the rules that hold for incidents."""
