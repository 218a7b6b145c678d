"""Documents to take away: PDF, XLSX, passation file."""
