"""The signature drawings: SVG made on the server, each with a sentence and a table beside it.

Every public function takes the :class:`~equilibre.model.results.SocioEconomicModel` and hands back a
:class:`~equilibre.drawings.drawing.Drawing`. The SVG holds no ``style`` attribute, no ``<style>`` and no
script, so that a strict Content-Security-Policy accepts it inline: colours are classes (see ``palette``)
with a fallback attribute, which is what the PDF prints.
"""
