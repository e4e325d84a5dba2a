"""Pure functions on values: decimals, periods, territories, rates; each records its source and why a value is null."""
