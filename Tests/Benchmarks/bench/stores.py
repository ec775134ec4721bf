"""Stores with many clients and revocations, which are put there by SQL: by the command line it would take hours."""

import ctypes
import json
import os
import sqlite3
import subprocess

from processes import sh, steelcut
from run import CHEAP

RESOURCE = "api_v0.0.1"
# Of so many clients each has a hash of its own, which is what a remembered secret is remembered by; more are not
# remembered, and share one.
OWN_HASHES = 100_000
HOUR = 3600 * 1_000_000


class Store:
    """A new store with a first key; a server finds it by the one environment, the command line by the other."""

    def __init__(self, run, name, *arguments, **environment):
        self.environment = {"STEELCUT_DATA_DIR": os.path.join(run.work, name), **environment}
        self.server_environment = self.environment
        steelcut("init", "--format", "json", *arguments, environment=self.environment)

    def client(self, *arguments):
        """A client, with its secret."""
        return json.loads(steelcut("clients", "add", "--name", "bench", "--resource", RESOURCE, "--format", "json",
                                   *arguments, environment=self.environment))


class Embedded(Store):
    """The embedded store."""

    def clients(self, count, memory_kib=8):
        """Adds so many clients, whose IDs are numbers of 32 digits; the secret that they share."""
        client = self.client(*CHEAP)
        encoded = hashes(client["client_secret"], count, memory_kib)
        pairs = [(f"{number:032}", one) for number, one in enumerate(encoded)]
        with self._database() as database:
            database.executemany(f"""
                INSERT INTO clients (id, name, grant_types, resources, scopes, token_lifetime, enabled, created)
                SELECT ?, name, grant_types, resources, scopes, token_lifetime, enabled, created
                FROM clients WHERE id = '{client["client_id"]}'""", [(name,) for name, _ in pairs])
            database.executemany(f"""
                INSERT INTO client_secrets (client_id, id, position, selector, hint, hash, created, expires)
                SELECT ?, id, position, selector, hint, ?, created, expires
                FROM client_secrets WHERE client_id = '{client["client_id"]}'""", pairs)
        return client["client_secret"]

    def disable(self, first, end):
        """Disables the clients of these numbers."""
        with self._database() as database:
            database.execute("UPDATE clients SET enabled = 0 WHERE id >= ? AND id < ?", (f"{first:032}", f"{end:032}"))

    def revoke(self, token_ids, now):
        """Revokes tokens, in microseconds since 1970."""
        with self._database() as database:
            first = database.execute("SELECT count + 1 FROM revocation_counter").fetchone()[0]
            database.executemany(
                "INSERT INTO revocations (counter, kind, subject, issued_until, ends, created) "
                f"VALUES (?, 'token', ?, {now}, {now + HOUR}, {now})", enumerate(token_ids, first))

    def _database(self):
        return sqlite3.connect(os.path.join(self.environment["STEELCUT_DATA_DIR"], "steelcut.db"), timeout=20)


class Postgres(Store):
    """A new database in the cluster that Scripts/with-postgres has made; servers have the role that is for them."""

    def __init__(self, run, name, **environment):
        cluster = os.environ["STEELCUT_TEST_POSTGRES"]
        sh("psql", "-q", cluster, "-c", f"CREATE DATABASE {name}")
        self.url = f"{cluster} dbname={name}"
        self._sql(steelcut("db", "sql"))
        super().__init__(run, name, STEELCUT_DATABASE_URL=self.url, **environment)
        self.server_environment = {**self.environment, "STEELCUT_DATABASE_URL": f"{self.url} user=auth_client"}

    def clients(self, count):
        """Adds so many clients, whose IDs are numbers of 32 digits; the secret that they share."""
        client = self.client(*CHEAP)
        own = "\n".join(f"{n}\t{encoded}" for n, encoded in enumerate(hashes(client["client_secret"], count)))
        self._sql(f"""
            CREATE TEMPORARY TABLE own (n bigint PRIMARY KEY, hash text);\nCOPY own FROM STDIN;\n{own}\n\\.\n
            SET session_replication_role = replica; -- no trigger counts each row
            INSERT INTO steelcut.clients
                (id, name, grant_types, resources, scopes, token_lifetime, enabled, created)
            SELECT lpad(n::text, 32, '0'), name, grant_types, resources, scopes, token_lifetime, enabled, created
            FROM steelcut.clients, generate_series(0, {count - 1}) n WHERE id = '{client["client_id"]}';
            INSERT INTO steelcut.client_secrets (client_id, id, position, selector, hint, hash, created, expires)
            SELECT lpad(n::text, 32, '0'), id, position, selector, hint, coalesce(own.hash, s.hash), created, expires
            FROM steelcut.client_secrets s, generate_series(0, {count - 1}) n LEFT JOIN own USING (n)
            WHERE client_id = '{client["client_id"]}';
            -- As autovacuum leaves them.
            VACUUM ANALYZE steelcut.clients;
            VACUUM ANALYZE steelcut.client_secrets;""")
        return client["client_secret"]

    def _sql(self, text):
        # What it only notices, of roles that are there already, is not shown.
        done = subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", self.url], input=text, text=True, check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            raise SystemExit(f"psql: {done.stderr}")


def hashes(secret, count, memory_kib=8):
    """Argon2id hashes of a secret, as cheap as can be unless it is said, each with a salt of its own."""
    library = ctypes.CDLL("libargon2.so.1")
    size, word = ctypes.c_size_t, ctypes.c_uint32
    library.argon2id_hash_encoded.argtypes = (
        word, word, word, ctypes.c_char_p, size, ctypes.c_char_p, size, size, ctypes.c_char_p, size)
    text = secret.encode("ascii")
    encoded = ctypes.create_string_buffer(128)
    for number in range(1, min(count, OWN_HASHES) + 1):
        salt = number.to_bytes(16, "big")
        if library.argon2id_hash_encoded(1, memory_kib, 1, text, len(text), salt, len(salt), 32, encoded, len(encoded)):
            raise SystemExit("argon2id_hash_encoded failed")
        yield encoded.value.decode("ascii")
