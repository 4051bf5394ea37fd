"""A real name server for the tests: UDP and TCP on loopback, answers from a zone in the notation of RFC 1035."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.zone

_REFUSED = dns.name.from_text("broken.example")


@contextmanager
def name_server(records: str) -> Iterator[str]:
    """`ADDRESS:PORT` of a server that knows these records, and nothing else; it fails for `broken.example`."""
    zone = dns.zone.from_text(
        f"$TTL 60\n@ SOA ns.test. host.test. 1 60 60 60 60\n@ NS ns.test.\n{records}", ".", relativize=False
    )

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            data, connection = self.request
            connection.sendto(_answer(zone, data).to_wire(max_size=512), self.client_address)

    class Tcp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            length = int.from_bytes(_all(self.request, 2), "big")
            wire = _answer(zone, _all(self.request, length)).to_wire()
            self.request.sendall(len(wire).to_bytes(2, "big") + wire)

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Tcp)
    udp = socketserver.ThreadingUDPServer(tcp.server_address, Udp)
    with tcp, udp:
        for server in (udp, tcp):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"127.0.0.1:{tcp.server_address[1]}"
        finally:
            udp.shutdown()
            tcp.shutdown()


def _answer(zone: dns.zone.Zone, data: bytes) -> dns.message.Message:
    query = dns.message.from_wire(data)
    response = dns.message.make_response(query)
    response.flags |= dns.flags.AA | dns.flags.RA
    question = query.question[0]
    if question.name.is_subdomain(_REFUSED):
        response.set_rcode(dns.rcode.SERVFAIL)
        return response
    node = zone.get_node(question.name)
    found = zone.get_rrset(question.name, question.rdtype) if node else None
    alias = zone.get_rrset(question.name, dns.rdatatype.CNAME) if node else None
    if found:
        response.answer.append(found)
    elif alias:
        response.answer.append(alias)
        if target := zone.get_rrset(alias[0].target, question.rdtype):
            response.answer.append(target)
    elif node is None:
        response.set_rcode(dns.rcode.NXDOMAIN)
    return response


def _all(connection: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length and (part := connection.recv(length - len(data))):
        data += part
    return data
