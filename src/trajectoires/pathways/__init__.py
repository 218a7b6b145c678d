"""The parcours d'usage on screen: few questions, dated steps, a private link."""
