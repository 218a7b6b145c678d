"""The border: forms, uploads, e-mails."""
