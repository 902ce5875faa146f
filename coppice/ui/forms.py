"""How a Django form is drawn, everywhere: `{{ form }}` is a summary of what to mend and then the fields."""

from django.core.validators import validate_email
from django.forms import Field
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class FormRenderer(TemplatesSetting):
    """Set as FORM_RENDERER, so that no page needs to lay out its fields."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def speak_plainly() -> None:
    """Django's stiffest sentences, said kindly, for every field that does not say its own."""
    Field.default_error_messages["required"] = _("Please fill this in.")
    validate_email.message = _("This does not look like an e-mail address.")
