"""Files from strangers become tables of plain values, in a process that may do nothing else."""
