"""The parcours d'usage: from who one is, what one wants and where one stands to ordered, dated steps."""
