"""From today's accounts to the years that follow: projection, cash, uncertainty, dates of decision."""
