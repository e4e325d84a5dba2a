"""From mentions in their sentence to facts: what was counted, paid or imposed, by whom, of whom and when."""
