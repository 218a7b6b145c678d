"""How often one address may do what costs here: new diagnoses, new voices, e-mails."""

from __future__ import annotations

from trajectoires.config.rates import rated

starts = rated("diagnosis", "DEPOSIT_RATE")
voices = rated("diagnosis-voice", "DEPOSIT_RATE")
mails = rated("diagnosis-mail", "MAIL_RATE")
