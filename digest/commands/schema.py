"""`digest schema`: the JSON Schema of a config, for editors."""

from __future__ import annotations

import json

import click


@click.command
@click.option("--markdown", is_flag=True, help="Every key with what it takes, its default and its meaning, as a page.")
def command(markdown: bool) -> None:
    """Print the JSON Schema of a config, for editors.

    \b
    digest schema > config.schema.json
    digest schema --markdown
    """
    from digest.config import json_schema

    if markdown:
        from digest.commands.parts.keys import page

        click.echo(page(), nl=False)
        return
    click.echo(json.dumps(json_schema(), indent=2))
