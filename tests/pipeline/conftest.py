"""A whole newsroom on loopback: feeds and pages, a language model, a mail server, a config in its own folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.adapters.mail_server import Sink, serving
from tests.model_server import ModelServer
from tests.web_server import Page, WebServer

SAMPLES = Path(__file__).parents[2] / "samples"
THURSDAY, FRIDAY = "2025-02-27T17:30", "2025-02-28T17:30"


@dataclass
class Newsroom:
    """The servers, and the config that points at them."""

    folder: Path
    web: WebServer
    model: ModelServer
    mail: Sink
    mail_port: int
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        """The config as `settings` have it now."""
        path = self.folder / "config.yaml"
        path.write_text(yaml.safe_dump(self.settings, allow_unicode=True), encoding="utf-8")
        return path

    def use_model(self, **settings: Any) -> None:
        """Let the model server write."""
        self.settings["writer"] = {
            "model": "test",
            "base_url": self.model.url,
            "api_key_env": "",
            "timeout": "5s",
            "second_opinion": False,
            "opening": False,
            **settings,
        }


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    """The sample news day served over HTTP, ten readers, no model."""
    sink = Sink()
    with WebServer().running() as web, ModelServer() as model, serving(sink) as port:
        yield Newsroom(tmp_path, web, model, sink, port, _settings(web, port))


def _settings(web: WebServer, mail_port: int) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((SAMPLES / "config.yaml").read_text(encoding="utf-8"))
    settings["schedule"]["time"] = "17:30"
    for source in settings["sources"]:
        path = f"/{Path(source['feed']).name}"
        body = (SAMPLES / source["feed"]).read_bytes()
        source["feed"] = web.serve(path, Page(body, headers={"ETag": f'"{len(body)}"'}))
    settings["delivery"] |= {
        "smtp": {"host": "127.0.0.1", "port": mail_port, "tls": "none"},
        "recipients": [f"reader{number}@example.org" for number in range(10)],
    }
    return settings
