"""From a stranger's table to incidents: recognised, mapped, checked, and refused row by row with the reason."""
