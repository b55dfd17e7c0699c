"""What Django is told about the operations: commands, no tables."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "mgapp.operations"
    label = "operations"
