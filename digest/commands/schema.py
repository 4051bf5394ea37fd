"""`digest schema`: the JSON Schema of a config, for editors."""

from __future__ import annotations

import json

import click


@click.command
def command() -> None:
    """Print the JSON Schema of a config, for editors.

    \b
    digest schema > config.schema.json
    """
    from digest.config import json_schema

    click.echo(json.dumps(json_schema(), indent=2))
