"""The frontier: forms, mails, calendars."""
