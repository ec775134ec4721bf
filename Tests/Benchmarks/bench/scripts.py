"""What wrk is told to send."""

FORM = 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/x-www-form-urlencoded"\n'


def bare_post(bytes_sent):
    return f'wrk.method = "POST"\nwrk.body = string.rep("x", {bytes_sent})\n'


def bare_get(bytes_in_header):
    return f'wrk.headers["Authorization"] = "Bearer " .. string.rep("x", {bytes_in_header})\n'


def body(client, secret):
    return f"grant_type=client_credentials&client_id={client}&client_secret={secret}"


def token(client, secret, delay=None):
    wait = f"function delay() return {delay} end\n" if delay else ""
    return f'{FORM}wrk.body = "{body(client, secret)}"\n{wait}'


def clients_in_turn(count, secret):
    """Clients whose IDs are 32 digits, all with the same secret."""
    return (f'{FORM}local n = 0\nfunction request()\n  n = (n + 1) % {count}\n'
            '  return wrk.format(nil, nil, nil, string.format('
            f'"grant_type=client_credentials&client_id=%032d&client_secret={secret}", n))\nend\n')


def tokens_in_turn(file):
    """Each request carries the next token of a file."""
    return (f'local tokens = {{}}\nfor line in io.lines("{file}") do tokens[#tokens + 1] = "Bearer " .. line end\n'
            'local n = 0\nfunction request()\n  n = n % #tokens + 1\n'
            '  wrk.headers["Authorization"] = tokens[n]\n  return wrk.format()\nend\n')
