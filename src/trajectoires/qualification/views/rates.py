"""How often one address may do what costs here: deposits, e-mails."""

from __future__ import annotations

from trajectoires.config.rates import rated

deposits = rated("deposit", "DEPOSIT_RATE")
mails = rated("mail", "MAIL_RATE")
