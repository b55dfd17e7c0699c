"""What a setting says that makes no sense."""

from django.core.exceptions import ImproperlyConfigured


class SettingProblem(ImproperlyConfigured):
    """A setting that a person has to mend; the text says which one and how."""
