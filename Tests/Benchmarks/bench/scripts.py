"""What servers are asked: by wrk, and once."""

FORM = 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'


def bare_post(bytes_sent):
    return f'wrk.method = "POST"\nwrk.body = string.rep("x", {bytes_sent})\n'


def bare_get(bytes_in_header):
    return f'wrk.headers["Authorization"] = "Bearer " .. string.rep("x", {bytes_in_header})\n'


def body(client_id, secret, scope=None):
    asked = f"&scope={scope}" if scope else ""
    return f"grant_type=client_credentials&client_id={client_id}&client_secret={secret}{asked}"


def form(text):
    """The same form again and again."""
    return f'{FORM}wrk.body = "{text}"\n'


def token(client):
    """One client's token again and again."""
    return form(body(client["client_id"], client["client_secret"]))


def token_with_own_head(client):
    """The same, each request with a head that none had before."""
    return (f'{token(client)}{GOING_ON}function request()\n  n = n + 1\n'
            '  wrk.headers["X-Number"] = n\n  return wrk.format()\nend\n')


def pause(milliseconds):
    """Has each connection of a load wait so long on average: as long each time, and all of them would soon ask at once,
    as clients that know nothing of each other don't."""
    return f"function delay() return math.random(0, {2 * milliseconds}) end\n"


def kept_tokens(client, file):
    """The answers to one client's requests, each a line at the end of a file."""
    return (f'{token(client)}local kept = io.open("{file}", "a")\n'
            'function response(status, headers, body) kept:write(body, "\\n") end\n')


# Where the last run has stopped, the next one goes on.
GOING_ON = "local n\nfunction init(arguments) n = tonumber(arguments[1]) end\n"


def clients_in_turn(count, secret):
    """Clients whose IDs are numbers of 32 digits, all with the same secret."""
    return (f'{FORM}{GOING_ON}function request()\n  n = n + 1\n'
            f'  return wrk.format(nil, nil, nil, string.format("{body("%032d", secret)}", n % {count}))\nend\n')


def tokens_in_turn(file):
    """Each request carries the next token of a file."""
    return (f'local tokens = {{}}\nfor line in io.lines("{file}") do tokens[#tokens + 1] = "Bearer " .. line end\n'
            f'{GOING_ON}function request()\n  n = n + 1\n'
            '  wrk.headers["Authorization"] = tokens[n % #tokens + 1]\n  return wrk.format()\nend\n')


def first_token(client):
    """The bytes of a request for a token."""
    text = body(client["client_id"], client["client_secret"])
    return ("POST /token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(text)}\r\n\r\n"
            f"{text}").encode("ascii")


def resource(path, token):
    """The bytes of a request for what a token protects."""
    return (f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            f"Authorization: Bearer {token}\r\n\r\n").encode("ascii")
