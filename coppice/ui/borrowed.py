"""Sentences of Django that people read here and that Django lacks in Welsh, or has wrong, so that bin/words finds them.

Nothing imports this. Our catalogues come before those of Django, so that what they say is what people read.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

DAYS = [
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")),
    _("July"),
]
FIELDS = [
    _("Enter a valid date."),
    _("Enter a whole number."),
    _("Enter a valid URL."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("The submitted file is empty."),
]
PASSWORDS = [
    _("This password is too common."),
    _("The password is too similar to the %(verbose_name)s."),
    _("email address"),
]


def counted(many: int) -> list[str]:
    return [
        ngettext(
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
            many,
        ),
        ngettext(
            "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
            many,
        ),
    ]
