"""What each member of each enum means, for whoever reads the schema; one module per noun."""

from carbot.discovery import import_modules

MEANINGS: dict[str, dict[str, str]] = {
    name: values for module in import_modules(__name__) for name, values in module.MEANINGS.items()
}
