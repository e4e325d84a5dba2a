"""From a sentence to typed spans: numbers, money, durations, periods, legal references; no meaning across spans."""
