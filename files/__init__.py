"""What users bring and take away: claims, tables from CMS, documents, payers, saved answers."""
