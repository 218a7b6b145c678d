"""How often one network address may begin a session, take a seat, or mistake a code."""

from __future__ import annotations

from trajectoires.config.rates import rated

starts = rated("session", "DEPOSIT_RATE")
seats = rated("session-seat", "SEAT_RATE")
CODES, CODES_RATE = "session-code", "WRONG_CODE_RATE"
