"""From text to a narrative: header, tier, sections, paragraphs, sentences, recommendations; nothing of numbers."""
