"""How often one address may do what costs here: new diagnoses, e-mails."""

from __future__ import annotations

from trajectoires.config.rates import rated

starts = rated("diagnosis", "DEPOSIT_RATE")
mails = rated("diagnosis-mail", "MAIL_RATE")
