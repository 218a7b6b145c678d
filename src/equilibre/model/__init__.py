"""From totals to the socio-economic model."""
