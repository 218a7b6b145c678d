"""Reading accounts: FEC, trial balance, sheet, Cerfa 12156, cash book, typed totals → AccountTotals."""
