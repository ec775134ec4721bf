"""What gunicorn runs: a token endpoint as Authlib's documentation builds it in Flask.

Clients are rows of an SQLite table, read through SQLAlchemy at each request; secrets are compared as they stand there,
for that is what Authlib's own mix-in does. Tokens are JWTs by RFC 9068 and, as such, not stored.
"""

import json
from pathlib import Path

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.integrations.sqla_oauth2 import OAuth2ClientMixin, create_query_client_func
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from joserfc.jwk import ECKey

db = SQLAlchemy()


class Client(db.Model, OAuth2ClientMixin):
    id = db.Column(db.Integer, primary_key=True)


class SecretInBody(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]


class AccessTokens(JWTBearerTokenGenerator):
    key = ECKey.generate_key("P-256")

    def get_jwks(self):
        return self.key

    def get_audiences(self, client, user, scope):
        return "api_v0.0.1"


def application(told):
    """The app, with the one client that a file tells of."""
    told = json.loads(Path(told).read_text(encoding="ascii"))
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///" + told["database"]
    db.init_app(app)
    with app.app_context():
        db.create_all()
        client = Client(client_id="bench", client_secret=told["secret"])
        client.set_client_metadata(
            {"grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_post"})
        db.session.add(client)
        db.session.commit()
    server = AuthorizationServer(app, create_query_client_func(db.session, Client), lambda token, request: None)
    server.register_grant(SecretInBody)
    server.register_token_generator("default", AccessTokens("http://127.0.0.1", alg="ES256"))
    app.add_url_rule("/token", view_func=server.create_token_response, methods=["POST"])
    return app
