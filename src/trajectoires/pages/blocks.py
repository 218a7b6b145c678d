"""The blocks that a body is made of: few and small. Their templates are in ``templates/pages/blocks``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from trajectoires.pages import facets

RICH = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]
INLINE = ["bold", "italic", "ol", "ul", "link"]
STATUSES = list(facets.STATUSES.items())


class TextBlock(blocks.RichTextBlock):
    """Titles, paragraphs, lists."""

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        template = "pages/blocks/text.html"


class TakeawayBlock(blocks.StructBlock):
    """« À retenir »."""

    text = blocks.RichTextBlock(label="Texte", features=INLINE)

    class Meta:
        icon = "pick"
        label = "À retenir"
        template = "pages/blocks/takeaway.html"


class ExampleBlock(blocks.StructBlock):
    """A concrete case."""

    title = blocks.CharBlock(label="Titre", required=False)
    text = blocks.RichTextBlock(label="Texte", features=INLINE)

    class Meta:
        icon = "user"
        label = "Exemple"
        template = "pages/blocks/example.html"


class FigureBlock(blocks.StructBlock):
    """A number with its year, its perimeter, its source and its status."""

    value = blocks.CharBlock(label="Valeur, avec son unité")
    label = blocks.CharBlock(label="Ce que c’est")
    year = blocks.CharBlock(label="Année", required=False)
    perimeter = blocks.CharBlock(label="Périmètre", required=False)
    source = blocks.CharBlock(label="Clé de la source", help_text="Celle d’une source du site.")
    status = blocks.ChoiceBlock(label="Statut", choices=STATUSES)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the source itself, found by the page once for all its figures."""
        context = super().get_context(value, parent_context)
        context["source"] = (context.get("sources_by_key") or {}).get(value["source"])
        return context

    class Meta:
        icon = "table"
        label = "Chiffre clé"
        template = "pages/blocks/figure.html"


class ChecklistBlock(blocks.StructBlock):
    """Things to do, with boxes to tick on paper."""

    title = blocks.CharBlock(label="Titre", required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=["bold", "italic", "link"]), label="Lignes")

    class Meta:
        icon = "list-ul"
        label = "Liste à cocher"
        template = "pages/blocks/checklist.html"


class CellsBlock(blocks.ListBlock):
    """A row of cells."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.RichTextBlock(features=["bold", "italic", "link"], required=False), **kwargs)


class TableBlock(blocks.StructBlock):
    """A comparison: a caption, a row of headings, rows."""

    caption = blocks.CharBlock(label="Légende")
    header = blocks.ListBlock(blocks.CharBlock(required=False), label="Titres des colonnes", min_num=2)
    rows = blocks.ListBlock(CellsBlock(label="Ligne"), label="Lignes", min_num=1)

    def clean(self, value: Any) -> Any:
        """Every row has as many cells as there are headings."""
        cleaned = super().clean(value)
        width = len(cleaned["header"])
        for rank, row in enumerate(cleaned["rows"], start=1):
            if len(row) != width:
                message = f"La ligne {rank} a {len(row)} cellules, il en faut {width}."
                raise ValidationError(message, params={"rows": [message]})
        return cleaned

    class Meta:
        icon = "table"
        label = "Tableau"
        template = "pages/blocks/table.html"


class ChoiceBlock(blocks.StructBlock):
    """One answer of a question and why it is right or not."""

    text = blocks.CharBlock(label="Réponse")
    right = blocks.BooleanBlock(label="C’est la bonne", required=False)
    why = blocks.CharBlock(label="Pourquoi")


class QuizBlock(blocks.StructBlock):
    """One question that teaches: the answer opens in place."""

    question = blocks.CharBlock(label="Question")
    choices = blocks.ListBlock(ChoiceBlock(), label="Réponses", min_num=2, max_num=5)

    def clean(self, value: Any) -> Any:
        """One answer is right, and only one."""
        cleaned = super().clean(value)
        if sum(bool(choice["right"]) for choice in cleaned["choices"]) != 1:
            raise ValidationError("Cochez la bonne réponse, et une seule.")
        return cleaned

    class Meta:
        icon = "help"
        label = "Question"
        template = "pages/blocks/quiz.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video elsewhere, with what is said in it: nothing foreign is loaded."""

    title = blocks.CharBlock(label="Titre")
    url = blocks.URLBlock(label="Adresse")
    publisher = blocks.CharBlock(label="Qui la publie", required=False)
    duration = blocks.IntegerBlock(label="Durée en minutes", required=False, min_value=1)
    summary = blocks.TextBlock(label="Transcription ou résumé")

    class Meta:
        icon = "media"
        label = "Vidéo ou replay"
        template = "pages/blocks/video.html"


class DownloadBlock(blocks.StructBlock):
    """A document: one that the site makes, or one that an editor uploaded."""

    made = blocks.ChoiceBlock(
        label="Document fabriqué par le site",
        choices=[(key, f"{name} ({kind})") for key, (name, kind) in facets.DOWNLOADS.items()],
        required=False,
    )
    document = DocumentChooserBlock(label="Document déposé", required=False)
    text = blocks.CharBlock(label="Ce que c’est, à quoi il sert")

    def clean(self, value: Any) -> Any:
        """One of the two."""
        cleaned = super().clean(value)
        if bool(cleaned["made"]) == bool(cleaned["document"]):
            raise ValidationError("Choisissez l’un ou l’autre document.")
        return cleaned

    class Meta:
        icon = "download"
        label = "Téléchargement"
        template = "pages/blocks/download.html"


class ToolBlock(blocks.StructBlock):
    """A button to a tool of the platform, with what it does for the reader now."""

    tool = blocks.ChoiceBlock(
        label="Outil", choices=[(key, label) for key, (label, _) in facets.TOOLS.items()]
    )
    text = blocks.CharBlock(label="Ce qu’il fait ici")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the words of the button and its address."""
        context = super().get_context(value, parent_context)
        context["button"], context["address"] = facets.TOOLS[value["tool"]]
        return context

    class Meta:
        icon = "cog"
        label = "Outil de la plateforme"
        template = "pages/blocks/tool.html"


class DrawingBlock(blocks.StructBlock):
    """A drawing of the platform and the sentence that says what it shows."""

    drawing = blocks.ChoiceBlock(
        label="Dessin", choices=[(key, key.replace("-", " ")) for key in sorted(facets.DRAWINGS)]
    )
    sentence = blocks.CharBlock(label="Ce qu’il montre, en une phrase")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the template of the drawing."""
        context = super().get_context(value, parent_context)
        context["drawing_template"] = f"pages/drawings/{value['drawing']}.svg"
        return context

    class Meta:
        icon = "image"
        label = "Dessin"
        template = "pages/blocks/drawing.html"


class PictureBlock(blocks.StructBlock):
    """A picture that an editor uploaded."""

    image = ImageBlock(label="Image")
    caption = blocks.CharBlock(label="Légende", required=False)
    credit = blocks.CharBlock(label="Auteur et licence", required=False)

    class Meta:
        icon = "image"
        label = "Image"
        template = "pages/blocks/picture.html"


class FillableBlock(blocks.StructBlock):
    """A table to fill: on paper, or as a workbook."""

    title = blocks.CharBlock(label="Titre", required=False)
    columns = blocks.ListBlock(blocks.CharBlock(), label="Colonnes", min_num=2, max_num=8)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False), label="Ligne"), label="Lignes", min_num=1
    )
    total = blocks.ListBlock(blocks.IntegerBlock(min_value=1), label="Colonnes à additionner", min_num=0)
    help = blocks.CharBlock(label="Comment le remplir", required=False)

    class Meta:
        icon = "form"
        label = "Tableau à remplir"
        template = "pages/blocks/fillable.html"


class BodyBlock(blocks.StreamBlock):
    """A body."""

    text = TextBlock(features=RICH)
    takeaway = TakeawayBlock()
    example = ExampleBlock()
    figure = FigureBlock()
    checklist = ChecklistBlock()
    table = TableBlock()
    quiz = QuizBlock()
    video = VideoBlock()
    download = DownloadBlock()
    tool = ToolBlock()
    drawing = DrawingBlock()
    picture = PictureBlock()
    fillable = FillableBlock()
