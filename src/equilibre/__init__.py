"""equilibre: from an association's accounts to its socio-economic model.

Pure Python: no Django, no network, no clock, no global state. It is handed bytes, dates and
answers, and hands back values. Money is integer cents, debit-positive in accounts.
"""
