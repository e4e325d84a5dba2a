"""tipdata: the numbers of the TIP Report country narratives as tables, each value with its sentence."""
