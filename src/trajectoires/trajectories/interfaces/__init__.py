"""Forms and mails: the border."""
