"""A scriptable language model: an OpenAI-compatible HTTP server on loopback.

    with ModelServer() as server:
        server.script(busy(retry_after=0), good)   # answers in turn; the last one again for ever
        ... Writer(model="test", base_url=server.url) ...
        server.requests                            # bodies as they came

A behaviour takes the request's body and gives an `Answer`; `replied(content)` wraps what the model says.
"""

from __future__ import annotations

import json
import re
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Body = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire. `drip` sends the body a byte at a time; `silent` sends nothing at all."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False
    drip: bool = False


Behaviour = Callable[[Body], Answer]


class ModelServer:
    """Serves `/v1/chat/completions` and `/v1/embeddings`. Threads may ask at once."""

    def __init__(self) -> None:
        self.requests: list[Body] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self._behaviours: list[Behaviour] = [good]
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def script(self, *behaviours: Behaviour) -> None:
        """Answer like this, one after the other; the last one stays."""
        self._behaviours = list(behaviours)

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, body: Body, headers: dict[str, str], path: str) -> Behaviour:
        with self._lock:
            self.requests.append(body)
            self.headers.append(headers)
            self.paths.append(path)
            return self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self._send(Answer(json.dumps({"object": "list", "data": [{"id": "test"}]}).encode()))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self._send(server._next(body, headers, self.path)(body))

            def _send(self, answer: Answer) -> None:
                if answer.silent:
                    server._closing.wait()
                    self.close_connection = True
                    return
                headers = {"content-type": "application/json", "content-length": str(len(answer.body))}
                self.send_response(answer.status)
                for name, value in (headers | dict(answer.headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self._write(answer)
                except OSError:
                    self.close_connection = True

            def _write(self, answer: Answer) -> None:
                if not answer.drip:
                    self.wfile.write(answer.body)
                    return
                for number in range(len(answer.body)):
                    self.wfile.write(answer.body[number : number + 1])
                    if server._closing.wait(0.05):
                        return

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


# --- answers on the wire -------------------------------------------------------------------------------


def replied(
    content: str | list[Body] | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    usage: bool | Body = True,
    **more: Any,
) -> Answer:
    """A chat completion that says this; `more` stands beside the content."""
    message = {"role": "assistant", "content": content, "refusal": refusal, **more}
    completion: Body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage:
        counted = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
        completion["usage"] = counted if usage is True else usage
    return Answer(json.dumps(completion).encode())


def embedded(vectors: Sequence[Sequence[float]], order: Sequence[int] | None = None) -> Answer:
    """The vectors of the texts, in this order."""
    data = [
        {"object": "embedding", "index": number, "embedding": list(vectors[number])}
        for number in order or range(len(vectors))
    ]
    return Answer(json.dumps({"object": "list", "model": "test", "data": data}).encode())


def failed(status: int, message: str, more: Body | None = None, **headers: str) -> Answer:
    """An error as these servers word it; `more` stands beside the message."""
    body = json.dumps({"error": {"message": message, "type": "error", **(more or {})}}).encode()
    return Answer(body, status, {name.replace("_", "-"): value for name, value in headers.items()})


# --- behaviours ----------------------------------------------------------------------------------------


def reports(body: Body) -> list[Body]:
    """The reports in a story prompt."""
    return [json.loads(line) for line in _user(body).splitlines() if line.startswith('{"report"')]


def quotations(body: Body) -> list[Body]:
    """The quotations offered in a story prompt."""
    return [json.loads(line) for line in _user(body).splitlines() if line.startswith('{"quotation"')]


def _user(body: Body) -> str:
    return str(body["messages"][-1]["content"])


def story(body: Body) -> Body:
    """An answer that can be printed: sentences of the reports in their own words, and the first quotation."""
    told = reports(body)
    found = [
        {"text": sentence, "reports": [report["report"]]}
        for report in told
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", report["text"])
        if re.match(r"(?!He|She|They|It|But|And|His|Her|This|That)[A-Z][^\"“”‘«]{30,300}\.$", sentence)
    ]
    least = _schema(body).get("properties", {}).get("summary", {}).get("minItems", 2)
    answer: Body = {"hed": told[0]["title"].rstrip("."), "summary": found[:least], "why": None}
    if "news" in _schema(body).get("properties", {}):
        answer["news"] = found[-1]
    if quotations(body):
        answer["quotes"] = [1]
    return answer


def _schema(body: Body) -> Body:
    return dict(body.get("response_format", {}).get("json_schema", {}).get("schema", {}))


def good(body: Body) -> Answer:
    """A story that can be printed."""
    return replied(json.dumps(story(body)))


def embeds(body: Body) -> Answer:
    """The words of each text, hashed into 64 places: texts of like words get like vectors."""
    return embedded([_hashed(text) for text in body["input"]])


def _hashed(text: str) -> list[float]:
    vector = [0.0] * 64
    for word in re.findall(r"\w+", text.lower()):
        vector[zlib.crc32(word.encode()) % 64] += 1.0
    return vector


def says(content: str | list[Body]) -> Behaviour:
    """The model says this, whatever it is asked."""
    return lambda body: replied(content)


def adds(sentence: str) -> Behaviour:
    """A good story with one more sentence, on the first report."""

    def behaviour(body: Body) -> Answer:
        answer = story(body)
        answer["summary"].append({"text": sentence, "reports": [1]})
        return replied(json.dumps(answer))

    return behaviour


def obeys(wanted: str) -> Behaviour:
    """A victim that does what an item tells it: these words become hed, first sentence and reason."""

    def behaviour(body: Body) -> Answer:
        answer = story(body)
        ordered = {"text": wanted[:400], "reports": [1]}
        answer |= {"hed": wanted[:120], "summary": [ordered, *answer["summary"]], "why": ordered, "next": ordered}
        return replied(json.dumps(answer))

    return behaviour


def second_opinion(supported: bool, then: Behaviour) -> Behaviour:
    """Asked for a second opinion, the same verdict on every sentence; asked for anything else, `then`."""

    def behaviour(body: Body) -> Answer:
        lines = [json.loads(line) for line in _user(body).splitlines() if line.startswith('{"sentence"')]
        missing = "" if supported else "not there"
        said = "yes" if supported else "no"
        verdicts = [{"sentence": line["sentence"], "missing": missing, "supported": said} for line in lines]
        return replied(json.dumps({"verdicts": verdicts})) if lines else then(body)

    return behaviour


invented_quotation = adds("“We will never sign this in a thousand years,” the president said.")
invented_number = adds("The plan would cost 987.6 billion dollars.")
broken_json = says('{"hed": "A story", "summary": [{"text": "It ')


def truncated(body: Body) -> Answer:
    """A reply that ran into the cap."""
    return replied(json.dumps(story(body))[:80], finish="length")


def refusal(body: Body) -> Answer:
    """The model declines."""
    return replied(None, refusal="I can't help with that.")


def silent(body: Body) -> Answer:
    """Never answers."""
    return Answer(silent=True)


def dripping(body: Body) -> Answer:
    """Answers a byte at a time."""
    return Answer(good(body).body, drip=True)


def busy(retry_after: float) -> Behaviour:
    """429 with Retry-After in seconds."""
    return lambda body: failed(429, "Rate limit reached", retry_after=f"{retry_after:g}")


def crash(body: Body) -> Answer:
    """500."""
    return failed(500, "The server had an error")


def fails(status: int, message: str, more: Body | None = None, **headers: str) -> Behaviour:
    """This status with this message."""
    return lambda body: failed(status, message, more, **headers)


def fails_in_200(message: str, code: int | str | None = None) -> Behaviour:
    """An error object where a completion should be."""
    return lambda body: Answer(json.dumps({"error": {"message": message, "code": code}}).encode())


def has_context_of(tokens: int, then: Behaviour) -> Behaviour:
    """A server that refuses what does not fit into so many tokens, four characters each, prompt and reply together."""

    def behaviour(body: Body) -> Answer:
        size = sum(len(message["content"]) for message in body["messages"]) // 4 + body.get("max_completion_tokens", 0)
        if size <= tokens:
            return then(body)
        more = {"type": "exceed_context_size_error", "n_ctx": tokens}
        return failed(400, "the request exceeds the available context size", more)

    return behaviour


def takes_no_system_message(then: Behaviour) -> Behaviour:
    """A model whose template knows only users and assistants."""
    refused = failed(400, "System role not supported")
    return lambda body: refused if body["messages"][0]["role"] == "system" else then(body)


def refuses_format(*accepted: str, status: int = 400, then: Behaviour = good) -> Behaviour:
    """A server that knows only these types of `response_format`."""

    def behaviour(body: Body) -> Answer:
        form = body.get("response_format", {}).get("type", "text")
        return then(body) if form in accepted else failed(status, f"response_format: unknown type {form}")

    return behaviour


def refuses_parameter(name: str, then: Behaviour = good) -> Behaviour:
    """A server that does not know a parameter."""
    return lambda body: failed(400, f"Unsupported parameter: '{name}'") if name in body else then(body)


def opening(then: Behaviour, **changes: Any) -> Behaviour:
    """Asked for the opening of an issue, one made of its heds, with these changes; asked for anything else, `then`."""

    def behaviour(body: Body) -> Answer:
        told = [json.loads(line) for line in _user(body).splitlines() if line.startswith('{"story"')]
        if "You are the editor" not in str(body["messages"][0]["content"]):
            return then(body)
        heds = [line["hed"] for line in told]
        answer: Body = {
            "subject": {"text": heds[1], "stories": [2]},
            "preheader": {"text": heds[0], "stories": [1]},
            "greeting": {"text": f"{heds[0]}.", "stories": [1]},
            "teasers": [{"story": 2, "text": heds[1]}],
            "order": [line["story"] for line in reversed(told)],
            "repeated": [],
        }
        return replied(json.dumps(answer | changes))

    return behaviour
