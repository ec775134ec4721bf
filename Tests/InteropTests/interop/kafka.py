"""librdkafka's OAUTHBEARER with method `oidc` asks for a token and shows it to a broker.

The broker is as much of one as it takes to see the token: it answers ApiVersions, SaslHandshake and SaslAuthenticate
(the Kafka protocol's API keys 18, 17 and 36) and then hangs up.
"""

import socket
import struct
import threading
from contextlib import contextmanager
from queue import Empty, Queue

from confluent_kafka import Producer, libversion

from .deployment import PATIENCE
from .issued import SCOPE
from .report import fail, named, passed

SASL_HANDSHAKE, API_VERSIONS, SASL_AUTHENTICATE = 17, 18, 36


def check(deployment, client, reader):
    """What librdkafka got is read by `reader`."""
    who = f"{named('confluent-kafka')} (librdkafka {libversion()[0]})"
    with _broker() as (address, tokens):
        with _polled(_settings(address, deployment, client.id, client.secret)) as errors:
            token = _first(who, tokens, errors)
    claims = reader.read(token)
    assert claims["sub"] == client.id and claims["scope"] == SCOPE, claims
    passed(who, "OAUTHBEARER with method oidc: the broker got a good token")

    with _broker() as (address, tokens):
        with _polled(_settings(address, deployment, client.id, "wrong")) as errors:
            while "invalid_client" not in _first(who, errors, tokens):
                pass  # librdkafka tells of connections, too
    passed(who, "a wrong secret is told as invalid_client")


def _settings(address, deployment, client_id, client_secret):
    return {
        "bootstrap.servers": address,
        "security.protocol": "SASL_PLAINTEXT",
        "sasl.mechanisms": "OAUTHBEARER",
        "sasl.oauthbearer.method": "oidc",
        "sasl.oauthbearer.token.endpoint.url": deployment.token_url,
        "sasl.oauthbearer.client.id": client_id,
        "sasl.oauthbearer.client.secret": client_secret,
        "sasl.oauthbearer.scope": SCOPE,
        "log_level": 0,
    }


@contextmanager
def _polled(settings):
    """A producer that is polled meanwhile, as every user of one does; the queue has its errors."""
    errors = Queue()
    producer = Producer(settings | {"error_cb": lambda error: errors.put(error.str())})
    over = threading.Event()

    def poll():
        while not over.is_set():
            producer.poll(0.1)

    thread = threading.Thread(target=poll)
    thread.start()
    try:
        yield errors
    finally:
        over.set()
        thread.join()


def _first(who, awaited, others):
    try:
        return awaited.get(timeout=PATIENCE)
    except Empty:
        fail(who, f"waited in vain; instead: {list(others.queue)[:3]}")


@contextmanager
def _broker():
    """A listener, and a queue of the tokens that it is shown."""
    tokens = Queue()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def serve():
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(PATIENCE)
                    try:
                        _converse(connection, tokens)
                    except (OSError, EOFError):
                        pass  # it hung up, and comes again

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield "127.0.0.1:%d" % listener.getsockname()[1], tokens
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def _converse(connection, tokens):
    while True:
        request = _read(connection, struct.unpack(">i", _read(connection, 4))[0])
        key, version, correlation, length = struct.unpack_from(">hhih", request)
        body = request[10 + max(length, 0) :]
        if key == API_VERSIONS:
            answer = _api_versions(version)
        elif key == SASL_HANDSHAKE:
            answer = struct.pack(">hih11s", 0, 1, 11, b"OAUTHBEARER")
        elif key == SASL_AUTHENTICATE and version < 2:
            length = struct.unpack_from(">i", body)[0]
            # RFC 7628 section 3.1: gs2-header, then key=value pairs, each ended by ^A.
            pairs = dict(pair.split("=", 1) for pair in body[4 : 4 + length].decode().split("\x01") if "=" in pair)
            scheme, token = pairs["auth"].split(" ")
            assert scheme == "Bearer", scheme
            tokens.put(token)
            return
        else:
            raise EOFError(f"an unexpected request of key {key}, version {version}")
        connection.sendall(struct.pack(">ii", len(answer) + 4, correlation) + answer)


def _api_versions(version):
    keys = ((SASL_HANDSHAKE, 0, 1), (API_VERSIONS, 0, 3), (SASL_AUTHENTICATE, 0, 1))
    if version > 3:
        # The answer to a version that is not known is in version 0 and says so: UNSUPPORTED_VERSION.
        return struct.pack(">hi", 35, len(keys)) + b"".join(struct.pack(">hhh", *key) for key in keys)
    if version == 3:
        listed = b"".join(struct.pack(">hhhB", *key, 0) for key in keys)
        return struct.pack(">hB", 0, len(keys) + 1) + listed + struct.pack(">iB", 0, 0)
    listed = struct.pack(">hi", 0, len(keys)) + b"".join(struct.pack(">hhh", *key) for key in keys)
    return listed + (struct.pack(">i", 0) if version > 0 else b"")


def _read(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data
